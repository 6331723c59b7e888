"""Positions of a receiver on the map of a project: a log read through, or listened to on site."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.positions import Position, PositionRules, Reading, Skip, radius_m
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.nmea import Source, serial_ports, source_at
from sbd_tool.formats.nmea_sentences import Receiver
from sbd_tool.formats.position_rules import read_position_rules

MOST_KEPT: Final = 200_000
_TELL_EVERY: Final = 1_000
_QUEUE: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A log of a receiver, read through.

    Attributes:
        readings: Longitude and latitude with what is known of the error.
        positions: The same on the map of the project, in the same order.
        lines: Lines that held anything.
        skipped: How many of them could not be used, by reason.
        is_cut: Whether more readings followed than are kept.
    """

    readings: tuple[Reading, ...]
    positions: tuple[Position, ...]
    lines: int
    skipped: Mapping[Skip, int]
    is_cut: bool = False


def read_log(where: str, crs: str, progress: Progress = SILENT) -> Heard:
    """Read a recorded log through.

    Args:
        where: Its path.
        crs: Coordinate system of the project.
        progress: Told now and then; may stop the reading.

    Raises:
        InputError: It cannot be read, or is no recorded log.
    """
    rules = read_position_rules()
    source = source_at(where, int(rules["usual_baud"]))
    if source.is_live:
        raise InputError(
            text("field.unknown_source", where=literal(where[:80])),
            text("field.not_recorded_hint"),
            where[:80],
        )
    receiver, readings, is_cut = Receiver(rules["fresh_error_s"]), list[Reading](), False
    for number, line in enumerate(source.lines(lambda: False)):
        if number % _TELL_EVERY == 0:
            progress.advance(0.0)
        found = receiver.take(line)
        if found is not None and len(readings) < MOST_KEPT:
            readings.append(found)
        elif found is not None:
            is_cut = True
    place = placing(crs, rules)
    return Heard(
        readings=tuple(readings),
        positions=tuple(place(one) for one in readings),
        lines=receiver.lines,
        skipped=dict(receiver.skipped),
        is_cut=is_cut,
    )


def placing(crs: str, rules: PositionRules) -> Callable[[Reading], Position]:
    """What puts readings on the map of a project.

    Raises:
        InputError: The coordinate system of the project has no way from longitude and latitude.
    """
    try:
        way = Transformer.from_crs("EPSG:4326", CRS.from_user_input(crs), always_xy=True)
    except CRSError as fault:
        raise InputError(text("field.no_way"), text("field.no_way_hint")) from fault

    def place(reading: Reading) -> Position:
        x, y = way.transform(reading.longitude_deg, reading.latitude_deg)
        return Position(
            x_m=float(x),
            y_m=float(y),
            radius_m=radius_m(reading, rules),
            is_told_by_receiver=reading.error_m is not None,
        )

    return place


def told_skips(skipped: Mapping[Skip, int]) -> Iterator[Text]:
    """One sentence for each reason why lines were not used."""
    for reason, count in sorted(skipped.items()):
        yield text(f"field.skip_{reason.value}", count=count)


class Listening:
    """A receiver that is listened to beside everything else; positions are fetched, never pushed.

    Args:
        where: Address of the source; see `sbd_tool.formats.nmea.source_at`.
        crs: Coordinate system of the project.

    Raises:
        InputError: The address is none, or is not of this computer.
    """

    def __init__(self, where: str, crs: str) -> None:
        rules = read_position_rules()
        self.source: Source = source_at(where, int(rules["usual_baud"]))
        self._place = placing(crs, rules)
        self._receiver = Receiver(rules["fresh_error_s"])
        self._found: deque[Position] = deque(maxlen=_QUEUE)
        self._room = threading.Condition()
        self._stop = threading.Event()
        self.problem: SbdError | None = None
        self._thread = threading.Thread(target=self._listen, name="sbd-receiver", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return not self._thread.is_alive() and not self._found

    @property
    def skipped(self) -> Mapping[Skip, int]:
        """How many lines could not be used, by reason."""
        return dict(self._receiver.skipped)

    def take(self) -> Position | None:
        """The newest position of a live source, the next one of a recording; None for now."""
        with self._room:
            if not self._found:
                return None
            if not self.source.is_live:
                found = self._found.popleft()
                self._room.notify()
                return found
            newest = self._found[-1]
            self._found.clear()
            return newest

    def stop(self) -> None:
        """Listen no more and wait until the source is let go."""
        self._stop.set()
        with self._room:
            self._room.notify()
        self._thread.join()

    def _listen(self) -> None:
        try:
            for line in self.source.lines(self._stop.is_set):
                found = self._receiver.take(line)
                if found is not None:
                    self._keep(self._place(found))
        except SbdError as problem:
            self.problem = problem

    def _keep(self, position: Position) -> None:
        with self._room:
            while not self.source.is_live and len(self._found) == _QUEUE:
                if self._stop.is_set():
                    return
                self._room.wait()
            self._found.append(position)


def ports() -> tuple[str, ...]:
    """Addresses of the serial ports of this computer."""
    return tuple(f"serial:{port}" for port in serial_ports())
