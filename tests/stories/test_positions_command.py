"""`sbd positions` puts what a receiver recorded on the map, and says what it could not use."""

import json

import pytest

from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from sbd_tool.formats.nmea_sentences import checksum
from tests.generated_square import project


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.sbd.gpkg"
    save_project(project(seats=0), path)
    return path


def test_a_recorded_log_of_a_real_receiver(desk, real_data, capsys):
    log = real_data / "photos-tracks" / "nmea_data.log"
    assert main(["positions", str(desk), str(log), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    [one] = told["positions"]
    assert one["latitude"] == pytest.approx(-19.484083, abs=1e-6)
    assert one["radius_m"] == pytest.approx(26.0)  # HDOP 2.6 x 5 m x 2
    assert told["skipped"] == {"not_nmea": 2}  # "foobar" and a sentence with a digit in its name


def test_damaged_lines_are_counted_in_words(desk, tmp_path, capsys):
    body = "GPGGA,120000.00,4725.0,N,00900.0,E,1,08,,450.0,M,47.0,M,,"
    log = tmp_path / "walk.nmea"
    log.write_text(f"${body}*{checksum(body.encode()):02X}\n${body}*00\nhello\n")
    assert main(["positions", str(desk), str(log)]) == 0
    said = capsys.readouterr()
    assert "accuracy not stated" in said.out
    assert "1 line arrived damaged." in said.out
    assert "1 position." in said.err


def test_a_log_without_a_position_is_told_by_the_exit_code(desk, tmp_path):
    log = tmp_path / "empty.nmea"
    log.write_text("")
    assert main(["positions", str(desk), str(log)]) == 1


def test_another_computer_is_never_called(desk, capsys):
    assert main(["positions", str(desk), "tcp:192.168.0.7:10110"]) == 2
    assert "not an address of this computer" in capsys.readouterr().err
