"""What helps while drawing: ortho, polar steps, a direction taken from an edge, what was typed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.edits.constraints import along, direction_deg, ortho
from sbd_tool.domain.edits.entries import Entry, resolved
from sbd_tool.domain.edits.snap import Snap, SnapKind
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M
from sbd_tool.domain.errors import InputError

POLAR_STEPS_DEG: Final = (15.0, 30.0, 45.0)
POLAR_PULL_DEG: Final = 4.0
EXACT: Final[frozenset[SnapKind]] = frozenset(
    {
        SnapKind.END,
        SnapKind.INTERSECTION,
        SnapKind.MIDDLE,
        SnapKind.CENTRE,
        SnapKind.PERPENDICULAR,
    }
)
"""Kinds with one exact place: they win over ortho, as in CAD. A place along a line does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingAids:
    """Aids that stay on until they are switched off.

    Attributes:
        is_ortho: Legs run along east or north only.
        polar_step_deg: Legs near a multiple of this are drawn onto it; 0 is off.
        is_tracing: Legs follow drawn edges.
        direction_deg: The next legs run this way, counter-clockwise from east; None leaves them.
    """

    is_ortho: bool = False
    polar_step_deg: float = 0.0
    is_tracing: bool = False
    direction_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the pointer is and what it caught.

    Attributes:
        raw: Under the pointer, metres.
        snap: What was caught, or None.
        is_turned: Shift is held: ortho the other way round for as long.
    """

    raw: XY
    snap: Snap | None = None
    is_turned: bool = False

    @property
    def place(self) -> XY:
        """The caught place, or what lies under the pointer."""
        return self.raw if self.snap is None else (self.snap.x_m, self.snap.y_m)


def aimed(aids: DrawingAids, points: Sequence[XY], aim: Aim, typed: Entry | None = None) -> XY:
    """Where the next vertex would go.

    What was typed wins over a direction taken from an edge, that over an exact snap, that over
    ortho and polar steps, and those over a snap that lies anywhere on a line.

    Args:
        aids: What is switched on.
        points: Vertices so far.
        aim: The pointer.
        typed: What the entry field fixes, or None.
    """
    last = points[-1] if points else None
    before = points[-2] if len(points) > 1 else None
    if typed is not None:
        return _typed(typed, last, before, aim)
    if last is None or (aids.direction_deg is None and _is_exact(aim)):
        return aim.place
    if aids.direction_deg is not None:
        return along(last, aim.place, aids.direction_deg)
    if aids.is_ortho is not aim.is_turned:
        return ortho(last, aim.raw)
    pulled = _polar(aids.polar_step_deg, last, before, aim.raw) if aids.polar_step_deg else None
    return aim.place if pulled is None else pulled


def _is_exact(aim: Aim) -> bool:
    return aim.snap is not None and aim.snap.kind in EXACT


def _typed(typed: Entry, last: XY | None, before: XY | None, aim: Aim) -> XY:
    try:
        return resolved(typed, last, aim.place, before)
    except InputError:  # the entry says so itself when it is entered
        return aim.place


def _polar(step_deg: float, last: XY, before: XY | None, raw: XY) -> XY | None:
    """The place on the nearest step from east or from the last leg, if the pointer is near one."""
    if math.dist(last, raw) < SAME_PLACE_M:
        return None
    bases = [0.0, *([direction_deg(before, last)] if before is not None else [])]
    here = direction_deg(last, raw)
    found = [ortho(last, raw, base_deg=base, step_deg=step_deg) for base in bases]
    away = [abs(turn_between(direction_deg(last, one), here)) for one in found]
    best = min(range(len(found)), key=away.__getitem__)
    return found[best] if away[best] <= POLAR_PULL_DEG else None


def turn_between(first_deg: float, second_deg: float) -> float:
    """The turn from one direction to another, in (-180, 180].

    Examples:
        >>> turn_between(350.0, 10.0)
        20.0
    """
    turn = (second_deg - first_deg) % 360.0
    return turn - 360.0 if turn > 180.0 else turn  # noqa: PLR2004 - half a circle
