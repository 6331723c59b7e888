"""Small vector drawings in millimetres: what a sign is made of, whoever draws it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Command = tuple[str, tuple[float, ...]]
"""``("M", (x, y))``, ``("L", (x, y))``, ``("C", (x1, y1, x2, y2, x, y))`` or ``("Z", ())``."""

KAPPA: Final = 0.5522847498307936
"""Length of the handles with which four cubic curves draw a circle (error under 0.03 %)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One filled or stroked drawing. Millimetres, y pointing down, origin at the sign's middle.

    Attributes:
        commands: Absolute move, line, curve and close commands.
        fill: Colour inside, or "".
        stroke: Colour of the line, or "".
        width_mm: Line width.
        dash_mm: Drawn and blank lengths, or ().
        opacity: 0 to 1.
        cap: "round" or "butt".
    """

    commands: tuple[Command, ...]
    fill: str = ""
    stroke: str = ""
    width_mm: float = 0.0
    dash_mm: tuple[float, ...] = ()
    opacity: float = 1.0
    cap: str = "round"


def polygon(points: Iterable[tuple[float, float]]) -> tuple[Command, ...]:
    """A closed polygon."""
    commands = [("L", (x, y)) for x, y in points]
    return (("M", commands[0][1]), *commands[1:], ("Z", ()))


def line(*points: tuple[float, float]) -> tuple[Command, ...]:
    """An open line."""
    return (("M", points[0]), *(("L", point) for point in points[1:]))


def circle(x: float, y: float, radius: float) -> tuple[Command, ...]:
    """A circle of four curves."""
    k = radius * KAPPA
    return (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> tuple[Command, ...]:
    """A rectangle with round corners; ``x``, ``y`` is its upper left corner."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return polygon(((x, y), (x + width, y), (x + width, y + height), (x, y + height)))
    k = r * (1 - KAPPA)
    right, low = x + width, y + height
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, low - r)),
        ("C", (right, low - k, right - k, low, right - r, low)),
        ("L", (x + r, low)),
        ("C", (x + k, low, x, low - k, x, low - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def sector(x: float, y: float, radius: float, share: float) -> tuple[Command, ...]:
    """A pie slice that fills from below: the evidence dot at ``share`` of full."""
    if share >= 1:
        return circle(x, y, radius)
    half = math.pi * share
    steps = max(2, math.ceil(share * 24))
    angles = (math.pi / 2 - half + 2 * half * step / steps for step in range(steps + 1))
    arc = [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
    return polygon([(x, y), *arc])


def placed(
    commands: Sequence[Command], *, factor: float = 1.0, dx: float = 0.0, dy: float = 0.0
) -> tuple[Command, ...]:
    """Scale, then shift."""
    return tuple(
        (
            letter,
            tuple(
                value * factor + (dy if place % 2 else dx) for place, value in enumerate(numbers)
            ),
        )
        for letter, numbers in commands
    )
