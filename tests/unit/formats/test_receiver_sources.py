"""A receiver: damaged lines are told and skipped, only this computer is listened to."""

import os
import socket
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.app.positioning import Listening, read_log
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.positions import Reading, Skip
from sbd_tool.formats.nmea import Loopback, loopback, source_at
from sbd_tool.formats.nmea_sentences import Receiver, checksum

CRS = "EPSG:25832"
CONNECT = socket.socket.connect
UNDER = "GPGGA,120000.00,4725.0000,N,00900.0000,E,1,08,1.2,450.0,M,47.0,M,,"


def sentence(body: str) -> bytes:
    """With "$" and the right checksum."""
    return f"${body}*{checksum(body.encode()):02X}\r\n".encode()


def told(*bodies: str) -> list[Reading]:
    receiver = Receiver(5.0)
    return [found for body in bodies if (found := receiver.take(sentence(body))) is not None]


def test_a_real_sentence_is_a_place() -> None:
    receiver = Receiver(5.0)
    found = receiver.take(
        b"$GPGGA,184353.07,1929.045,S,02410.506,E,1,04,2.6,100.00,M,-33.9,M,,0000*6D"
    )
    assert found is not None
    assert found.latitude_deg == pytest.approx(-19.484083, abs=1e-6)
    assert found.longitude_deg == pytest.approx(24.175100, abs=1e-6)
    assert found.hdop == 2.6
    assert found.error_m is None


def test_dilution_comes_with_gsa_when_rmc_alone_tells_the_place() -> None:
    [found] = told(
        "GNGSA,A,3,01,02,03,04,05,06,07,08,,,,,2.1,1.5,1.4",
        "GNRMC,120000.00,A,4725.0000,N,00900.0000,E,0.1,90.0,261126,,,A",
    )
    assert found.hdop == 1.5


def test_an_error_the_receiver_states_stands_for_seconds_only() -> None:
    stated = "GNGST,120000.00,1.2,,,,3.0,4.0,6.0"
    later = UNDER.replace("120000.00", "120006.00")
    first, second = told(stated, UNDER, later)
    assert first.error_m == pytest.approx(5.0)
    assert second.error_m is None


def test_no_fix_is_no_place() -> None:
    assert told(UNDER.replace(",E,1,", ",E,0,")) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"foobar", Skip.NOT_NMEA),
        (b"$GPGGA,1,2", Skip.NO_CHECKSUM),
        (sentence(UNDER).replace(b"4725", b"4726"), Skip.WRONG_CHECKSUM),
        (b"$GPGGA," + b"0" * 200, Skip.TOO_LONG),
        (sentence(UNDER.replace("4725.0000", "9125.0000")), Skip.BAD_VALUE),
        (sentence(UNDER.replace("4725.0000", "4765.0000")), Skip.BAD_VALUE),
        (sentence(UNDER.replace(",N,", ",E,")), Skip.BAD_VALUE),
        (sentence(UNDER.replace(",1.2,", ",-1.2,")), Skip.BAD_VALUE),
        (sentence("GPGGA,120000"), Skip.BAD_VALUE),
    ],
)
def test_a_bad_line_is_told_with_its_reason_and_the_next_one_is_read(
    line: bytes, why: Skip
) -> None:
    receiver = Receiver(5.0)
    assert receiver.take(line) is None
    assert receiver.skipped == {why: 1}
    assert receiver.take(sentence(UNDER)) is not None


@settings(max_examples=200, deadline=None)
@given(line=st.binary(max_size=200))
def test_no_bytes_break_the_reading(line: bytes) -> None:
    receiver = Receiver(5.0)
    receiver.take(line)
    assert receiver.take(sentence(UNDER)) is not None


@settings(max_examples=200, deadline=None)
@given(
    kind=st.sampled_from(["GGA", "RMC", "GSA", "GST"]),
    fields=st.lists(st.text("0123456789.NSEWAV-", max_size=8), max_size=18),
)
def test_what_has_a_right_checksum_and_wrong_fields_is_bounded(
    kind: str, fields: list[str]
) -> None:
    found = Receiver(5.0).take(sentence(f"GP{kind},{','.join(fields)}"))
    assert found is None or (abs(found.latitude_deg) <= 90 and abs(found.longitude_deg) <= 180)


@settings(max_examples=100, deadline=None)
@given(at=st.integers(1, len(UNDER) - 1), bit=st.integers(0, 6))
def test_one_flipped_bit_is_never_a_place(at: int, bit: int) -> None:
    raw = bytearray(sentence(UNDER))
    raw[at] ^= 1 << bit
    receiver = Receiver(5.0)
    assert receiver.take(bytes(raw)) is None


@pytest.mark.parametrize(
    "address",
    ["192.168.0.7", "8.8.8.8", "0.0.0.0", "::", "example.org", "", "127.0.0.1.nip.io",  # noqa: S104
     "::1%eth0", "2130706433", "fe80::1"],
)  # fmt: skip
def test_an_address_of_another_computer_is_refused(address: str) -> None:
    with pytest.raises(InputError):
        loopback(address)
    with pytest.raises(InputError):
        list(Loopback(address, 10110).lines(lambda: False))
    with pytest.raises(InputError):
        Listening(f"tcp:{address}:10110", CRS)


@pytest.mark.parametrize("where", ["tcp:127.0.0.1", "tcp:127.0.0.1:0", "tcp:127.0.0.1:70000",
                                   "serial:", "serial:COM3@fast"])  # fmt: skip
def test_an_address_that_is_none_is_refused(where: str) -> None:
    with pytest.raises(InputError):
        source_at(where, 4800)


def test_a_log_is_put_on_the_map_with_its_accuracy(tmp_path: Path) -> None:
    log = tmp_path / "walk.nmea"
    log.write_bytes(sentence(UNDER) + b"broken\n" + sentence(UNDER))
    heard = read_log(str(log), CRS)
    assert [one.radius_m for one in heard.positions] == [12.0, 12.0]
    assert heard.positions[0].x_m == pytest.approx(500_000.0, abs=0.01)
    assert heard.skipped == {Skip.NOT_NMEA: 1}


def test_a_port_of_this_computer_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", CONNECT)  # this test alone may
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        listening = Listening(f"tcp:127.0.0.1:{server.getsockname()[1]}", CRS)
        line, _ = server.accept()
        with line:
            line.sendall(sentence(UNDER)[:30])
            line.sendall(sentence(UNDER)[30:])
        listening._thread.join(30)
    found = listening.take()
    assert found is not None
    assert found.radius_m == 12.0
    assert listening.is_over


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo terminal")
def test_a_serial_port_is_read_and_let_go() -> None:
    ours, theirs = os.openpty()
    listening = Listening(f"serial:{os.ttyname(theirs)}@9600", CRS)
    come = threading.Event()
    keep = listening._keep
    listening._keep = lambda one: (keep(one), come.set())[0]  # type: ignore[method-assign]
    try:
        for _ in range(600):
            os.write(ours, sentence(UNDER))
            if come.wait(0.05):
                break
        found = listening.take()
    finally:
        listening.stop()
        os.close(ours)
        os.close(theirs)
    assert found is not None
    assert found.radius_m == 12.0


def test_a_receiver_that_is_not_there_is_told_in_words() -> None:
    listening = Listening("serial:/dev/no-such-port", CRS)
    listening._thread.join(30)
    assert isinstance(listening.problem, InputError)
    assert listening.is_over
