"""SVG path data to absolute move, line, curve and close commands (SVG 1.1, section 8.3)."""

import math
import re
from collections.abc import Callable, Iterator
from typing import Final

from sbd_tool.cartography.outlines import Command

_TOKEN: Final = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
Point = tuple[float, float]


def path_commands(path: str) -> tuple[Command, ...]:
    """Read the ``d`` of a path element.

    Raises:
        ValueError: The path holds a command our signs do not use, or too few numbers.
    """
    pen = _Pen()
    for letter, numbers in _instructions(path):
        pen.draw(letter, numbers)
    return tuple(pen.commands)


def _instructions(path: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    tokens = _TOKEN.findall(path)
    place, letter = 0, ""
    while place < len(tokens):
        if tokens[place][0].isalpha():
            letter = tokens[place]
            place += 1
        takes = _TAKES.get(letter.upper())
        if takes is None or place + takes > len(tokens):
            raise ValueError(f"not a path of ours: {path!r}")
        yield letter, tuple(float(number) for number in tokens[place : place + takes])
        place += takes
        if letter in "Mm":  # further pairs after a move are lines
            letter = "L" if letter == "M" else "l"
        elif letter in "Zz":
            letter = ""


class _Pen:
    """Keeps what SVG's relative and smooth commands refer to."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: Point | None = None

    def draw(self, letter: str, numbers: tuple[float, ...]) -> None:
        step: dict[str, Callable[[tuple[float, ...]], None]] = {
            "M": self._move,
            "L": self._line,
            "C": self._curve,
            "S": self._smooth,
            "A": self._arc,
            "Z": self._close,
        }
        upper = letter.upper()
        absolute = self._absolute(upper, numbers) if letter.islower() else numbers
        if upper == "H":
            upper, absolute = "L", (absolute[0], self._at[1])
        elif upper == "V":
            upper, absolute = "L", (self._at[0], absolute[0])
        step[upper](absolute)
        if upper not in "CS":
            self._handle = None

    def _absolute(self, upper: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
        x, y = self._at
        if upper == "H":
            return (numbers[0] + x,)
        if upper == "V":
            return (numbers[0] + y,)
        if upper == "A":
            return (*numbers[:5], numbers[5] + x, numbers[6] + y)
        return tuple(value + (y if place % 2 else x) for place, value in enumerate(numbers))

    def _move(self, numbers: tuple[float, ...]) -> None:
        self._at = self._start = (numbers[0], numbers[1])
        self.commands.append(("M", self._at))

    def _line(self, numbers: tuple[float, ...]) -> None:
        self._at = (numbers[0], numbers[1])
        self.commands.append(("L", self._at))

    def _curve(self, numbers: tuple[float, ...]) -> None:
        self.commands.append(("C", numbers))
        self._handle = (numbers[2], numbers[3])
        self._at = (numbers[4], numbers[5])

    def _smooth(self, numbers: tuple[float, ...]) -> None:
        x, y = self._at
        hx, hy = self._handle or self._at
        self._curve((2 * x - hx, 2 * y - hy, *numbers))

    def _arc(self, numbers: tuple[float, ...]) -> None:
        for curve in arc_curves(self._at, numbers):
            self.commands.append(("C", curve))
        self._at = (numbers[5], numbers[6])

    def _close(self, _numbers: tuple[float, ...]) -> None:
        self.commands.append(("Z", ()))
        self._at = self._start


def arc_curves(start: Point, numbers: tuple[float, ...]) -> Iterator[tuple[float, ...]]:
    """An elliptical arc as cubic curves of at most a quarter turn (SVG 1.1, F.6)."""
    rx, ry, tilt, large, sweep, x, y = numbers
    phi = math.radians(tilt)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (start[0] - x) / 2, (start[1] - y) / 2
    px, py = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = max(1.0, math.sqrt((px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 - below) / below) if below else 0.0
    root = -root if large == sweep else root
    cx, cy = root * rx * py / ry, -root * ry * px / rx
    first = math.atan2((py - cy) / ry, (px - cx) / rx)
    turn = (math.atan2((-py - cy) / ry, (-px - cx) / rx) - first) % (2 * math.pi)
    turn -= 0 if sweep else 2 * math.pi
    middle = (cos * cx - sin * cy + (start[0] + x) / 2, sin * cx + cos * cy + (start[1] + y) / 2)
    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    reach = 4 / 3 * math.tan(turn / pieces / 4)
    for piece in range(pieces):
        a = first + turn * piece / pieces
        b = a + turn / pieces
        local = (
            (math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            (math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            (math.cos(b), math.sin(b)),
        )
        yield tuple(
            value
            for u, v in local
            for value in (
                cos * rx * u - sin * ry * v + middle[0],
                sin * rx * u + cos * ry * v + middle[1],
            )
        )
