"""A typed entry as a value, and the vertex it sets."""

import math
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.edits.soundness import XY, refusal
from sbd_tool.domain.text import text


class EntryKind(StrEnum):
    """What an entry fixes."""

    LENGTH = "length"
    ANGLE = "angle"
    POLAR = "polar"
    RELATIVE = "relative"
    ABSOLUTE = "absolute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One typed entry.

    Attributes:
        kind: What it fixes.
        length_m: Length, or None.
        angle_deg: Counter-clockwise from east, or from the last leg; or None.
        is_from_leg: The angle is measured from the last leg.
        x_m: Metres east: shift or coordinate, or None.
        y_m: Metres north: shift or coordinate, or None.
    """

    kind: EntryKind
    length_m: float | None = None
    angle_deg: float | None = None
    is_from_leg: bool = False
    x_m: float | None = None
    y_m: float | None = None


def resolved(
    entry: Entry, last: XY | None, pointer: XY | None = None, before_last: XY | None = None
) -> XY:
    """Where the entry puts the next vertex.

    Args:
        entry: What was typed.
        last: Last vertex, or None before the first.
        pointer: Where the pointer is: gives what the entry leaves open.
        before_last: Vertex before it, for angles from the last leg.

    Raises:
        InputError: The entry needs a vertex, a leg or a pointer that is not there.
    """
    if entry.kind is EntryKind.ABSOLUTE:
        return float(entry.x_m or 0.0), float(entry.y_m or 0.0)
    if last is None:
        raise refusal(text("edits.entry_no_vertex"))
    if entry.kind is EntryKind.RELATIVE:
        return last[0] + float(entry.x_m or 0.0), last[1] + float(entry.y_m or 0.0)
    if pointer is None and entry.kind is not EntryKind.POLAR:
        raise refusal(text("edits.entry_no_pointer"))
    dx, dy = (0.0, 0.0) if pointer is None else (pointer[0] - last[0], pointer[1] - last[1])
    angle = math.atan2(dy, dx) if entry.angle_deg is None else math.radians(entry.angle_deg)
    if entry.is_from_leg:
        angle += _leg_angle(last, before_last)
    length = entry.length_m
    if length is None:  # the pointer's reach along the fixed direction
        length = dx * math.cos(angle) + dy * math.sin(angle)
    return last[0] + length * math.cos(angle), last[1] + length * math.sin(angle)


def _leg_angle(last: XY, before_last: XY | None) -> float:
    if before_last is None or before_last == last:
        raise refusal(text("edits.entry_no_leg"))
    return math.atan2(last[1] - before_last[1], last[0] - before_last[0])
