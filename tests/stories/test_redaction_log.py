"""`sbd export … --log`: the log is beside the export, and nothing of it is in the export."""

import csv

import pytest
from shapely.geometry import Point

from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from tests import generated_square
from tests.generated_square import placed


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    of = generated_square.project(seats=2, trees=1, lamps=1)
    of = placed(of, "cctv-overview", Point(41.25, 33.75), name="Canary lens", note="QZcanary duct")
    found = tmp_path_factory.mktemp("log") / "p.sbd.gpkg"
    save_project(of, found)
    return found


def test_a_public_export_comes_with_a_log_of_what_it_lacks(path, tmp_path, capsys):
    target, log = tmp_path / "r.geojson", tmp_path / "r.csv"
    assert main(["export", str(path), str(target), "--log", str(log)]) == 0
    with log.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    camera = [row for row in rows if row["name"] == "Canary lens"]
    assert [(row["part"], row["rule"]) for row in camera] == [("measures", "watching")]
    assert "Canary lens" not in target.read_text(encoding="utf-8")
    assert "QZcanary" not in log.read_text(encoding="utf-8-sig")
    assert "TLP:AMBER+STRICT" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["r.geojson", "r.txt", "p.sbd.gpkg", "nowhere/r.csv"])
def test_a_log_that_cannot_be_one_is_refused_before_anything_is_written(path, tmp_path, name):
    target = tmp_path / "r.geojson"
    log = path if name == "p.sbd.gpkg" else tmp_path / name
    before = path.read_bytes()
    assert main(["export", str(path), str(target), "--log", str(log)]) == 2
    assert not target.exists()
    assert path.read_bytes() == before
