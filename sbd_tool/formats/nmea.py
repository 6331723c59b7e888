"""Where sentences of a receiver come from: a file, a serial port, a port of this computer.

The only module that may open a socket, and only to an address of this computer itself: another
program on it (a driver, a recorder) may hand the receiver's sentences on. Nothing is ever sent.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.nmea_sentences import MAX_LINE

MAX_BYTES: Final = 64 * 1024**2
WAIT_S: Final = 0.3
"""How long a live source waits for a line before it looks whether it is to stop."""
CHUNK: Final = 4096
MOST_BAUD: Final = 4_000_000
LAST_PORT: Final = 65_535

Stop = Callable[[], bool]


class Source(Protocol):
    """Lines of a receiver."""

    @property
    def is_live(self) -> bool:
        """Whether lines come as the receiver sends them."""
        ...

    def lines(self, stop: Stop) -> Iterator[bytes]:
        """Lines until the end, or until ``stop`` says so.

        Raises:
            InputError: It cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Replay:
    """A file of sentences that was recorded before."""

    path: Path
    is_live: bool = False

    def lines(self, stop: Stop) -> Iterator[bytes]:
        """Its lines, as fast as they are taken."""
        try:
            with self.path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as fault:
            raise _silent(self.path.name) from fault
        if len(raw) > MAX_BYTES:
            raise InputError(
                text("field.log_too_large", name=literal(self.path.name)),
                text("field.log_too_large_hint"),
                self.path.name,
            )
        for line in raw.splitlines():
            if stop():
                return
            yield line


@dataclass(frozen=True, slots=True)
class Serial:
    """A receiver on a serial port or a USB stick that behaves as one."""

    port: str
    baud: int
    is_live: bool = True

    def lines(self, stop: Stop) -> Iterator[bytes]:
        """Its lines as they come."""
        import serial

        try:
            with serial.Serial(self.port, self.baud, timeout=WAIT_S) as line:
                yield from _lines(lambda: bytes(line.read(max(1, line.in_waiting))), stop)
        except (OSError, ValueError) as fault:
            raise _silent(self.port) from fault


@dataclass(frozen=True, slots=True)
class Loopback:
    """A port of this computer; `loopback` makes it and refuses any other address."""

    address: str
    port: int
    is_live: bool = True

    def lines(self, stop: Stop) -> Iterator[bytes]:
        """Its lines as they come."""
        address = loopback(self.address)  # asked again: a value may be made without the door
        try:
            with socket.create_connection((address, self.port), timeout=WAIT_S * 10) as line:
                line.settimeout(WAIT_S)
                yield from _lines(lambda: _received(line), stop)
        except OSError as fault:
            raise _silent(f"{address}:{self.port}") from fault


def loopback(address: str) -> str:
    """An address of this computer itself; no name is ever looked up.

    Raises:
        InputError: It is any other address.

    Examples:
        >>> loopback("localhost"), loopback("::1")
        ('127.0.0.1', '::1')
    """
    if address == "localhost":
        return "127.0.0.1"
    try:
        found = ipaddress.ip_address(address)
        is_here = found.is_loopback and "%" not in address
    except ValueError:
        is_here = False
    if not is_here:
        raise InputError(
            text("field.not_this_computer", address=literal(address[:80])),
            text("field.not_this_computer_hint"),
            address[:80],
        )
    return address


def source_at(where: str, usual_baud: int) -> Source:
    """A source by its address: "tcp:127.0.0.1:10110", "serial:COM3@9600", or a file.

    Raises:
        InputError: It is not one of these.
    """
    kind, _, rest = where.partition(":")
    if kind == "tcp":
        address, _, port = rest.rpartition(":")
        here = loopback(address.strip("[]"))
        return Loopback(here, _whole(port, LAST_PORT, where))
    if kind == "serial":
        port, _, baud = rest.partition("@")
        if not port:
            raise _unknown(where)
        return Serial(port, _whole(baud, MOST_BAUD, where) if baud else usual_baud)
    return Replay(Path(where))


def serial_ports() -> tuple[str, ...]:
    """Serial ports of this computer, as they can be named in an address."""
    from serial.tools.list_ports import comports

    return tuple(sorted(str(port.device) for port in comports()))


def _lines(read: Callable[[], bytes | None], stop: Stop) -> Iterator[bytes]:
    """Whole lines out of pieces; one that never ends is cut, and found too long."""
    kept = b""
    while not stop():
        piece = read()
        if piece is None:
            return
        *whole, kept = (kept + piece).split(b"\n")
        yield from whole
        if len(kept) > MAX_LINE:
            yield kept[: MAX_LINE + 1]
            kept = b""


def _received(line: socket.socket) -> bytes | None:
    """What has come; b"" while nothing does, None at the end."""
    try:
        return line.recv(CHUNK) or None
    except TimeoutError:
        return b""


def _whole(words: str, most: int, where: str) -> int:
    is_whole = words.isascii() and words.isdigit() and len(words) <= len(str(most))
    if not is_whole or not 0 < int(words) <= most:
        raise _unknown(where)
    return int(words)


def _unknown(where: str) -> InputError:
    return InputError(
        text("field.unknown_source", where=literal(where[:80])),
        text("field.unknown_source_hint"),
        where[:80],
    )


def _silent(name: str) -> InputError:
    return InputError(
        text("field.silent", name=literal(name[:80])), text("field.silent_hint"), name[:80]
    )
