"""Greedy placement of map words: the important first, and none on top of another."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Label
from sbd_tool.cartography.tokens import Design

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in millimetres on the page."""

LINE_HEIGHT: Final = 1.3
_AIR: Final = 0.4
"""Free space around a label, in letter heights."""
_SMALL_AREA_MM: Final = 45.0


class Occupied:
    """What is already taken on the page; boxes are found through a coarse grid."""

    def __init__(self, cell_mm: float = 12.0) -> None:
        self._cell = cell_mm
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def is_free(self, boxes: Sequence[Box]) -> bool:
        """Whether none of the boxes touches what is taken."""
        return not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for box in boxes
            for cell in self._touched(box)
            for other in self._cells.get(cell, ())
        )

    def take(self, boxes: Iterable[Box]) -> None:
        """Mark boxes as taken."""
        for box in boxes:
            for cell in self._touched(box):
                self._cells.setdefault(cell, []).append(box)

    def _touched(self, box: Box) -> Iterable[tuple[int, int]]:
        first = math.floor(box[0] / self._cell), math.floor(box[1] / self._cell)
        last = math.floor(box[2] / self._cell), math.floor(box[3] / self._cell)
        for column in range(first[0], min(last[0], first[0] + 60) + 1):
            for row in range(first[1], min(last[1], first[1] + 60) + 1):
                yield column, row


def on_page(x_m: float, y_m: float, scale: float, turned_deg: float = 0.0) -> tuple[float, float]:
    """Millimetres right and up of a position on a page whose map is turned clockwise."""
    right, up = x_m * 1000 / scale, y_m * 1000 / scale
    if not turned_deg:
        return right, up
    turn = math.radians(turned_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    return right * cos + up * sin, up * cos - right * sin


def small_areas(
    shapes: Iterable[BaseGeometry | None], scale: float, turned_deg: float = 0.0
) -> Iterable[Box]:
    """Boxes on the page of areas so small that no name should run across their edge."""
    for shape in shapes:
        if shape is None or not shape.geom_type.endswith("Polygon"):
            continue
        west, south, east, north = shape.bounds
        corners = [on_page(x, y, scale, turned_deg) for x in (west, east) for y in (south, north)]
        across, up = zip(*corners, strict=True)
        if max(max(across) - min(across), max(up) - min(up)) <= _SMALL_AREA_MM:
            yield min(across), min(up), max(across), max(up)


def disc(x_m: float, y_m: float, diameter_mm: float, scale: float, turned_deg: float = 0.0) -> Box:
    """The box a marker takes on the page."""
    x, y = on_page(x_m, y_m, scale, turned_deg)
    r = diameter_mm / 2
    return (x - r, y - r, x + r, y + r)


def shown_turn_deg(label: Label, turned_deg: float) -> float:
    """Clockwise turn of a label's baseline on a turned page, never upside down."""
    if not label.is_along:
        return label.rotation_deg
    turn = (label.rotation_deg + turned_deg + 90.0) % 180.0 - 90.0
    return turn or 0.0


def label_boxes(
    label: Label, design: Design, scale: float, turned_deg: float = 0.0
) -> tuple[Box, ...]:
    """Boxes a label takes: one, or a row of small ones along a turned baseline."""
    length = design.width_em(label.words) * label.size_mm
    height = label.size_mm * LINE_HEIGHT
    x, y = on_page(label.x_m, label.y_m, scale, turned_deg)
    shift = {"start": length / 2, "end": -length / 2}.get(label.anchor, 0.0)
    air = _AIR * label.size_mm
    shown = shown_turn_deg(label, turned_deg)
    if not shown:
        half = length / 2 + air
        middle = x + shift
        return ((middle - half, y - height / 2 - air, middle + half, y + height / 2 + air),)
    turn = math.radians(-shown)
    pieces = max(1, math.ceil(length / height))
    reach = height / 2 + air
    boxes = []
    for piece in range(pieces):
        along = shift - length / 2 + length * (piece + 0.5) / pieces
        px, py = x + along * math.cos(turn), y + along * math.sin(turn)
        boxes.append((px - reach, py - reach, px + reach, py + reach))
    return tuple(boxes)


def place(  # noqa: PLR0917 - what is named, how large, where there is room
    candidates: Iterable[Sequence[Label]],
    design: Design,
    scale: float,
    occupied: Occupied,
    frame: Box | None = None,
    turned_deg: float = 0.0,
) -> tuple[Label, ...]:
    """Choose a free position for each label, or leave it out.

    Args:
        candidates: Per label its positions, best first; the first one's priority counts.
        design: Letter widths.
        scale: Scale denominator.
        occupied: What markers and verdicts take already; placed labels are added.
        frame: Page box labels have to stay inside, or None.
        turned_deg: Clockwise turn of the map on the page.

    Returns:
        The labels that found room, in the order given.
    """
    ranked = sorted(
        ((positions[0].priority, -rank, positions) for rank, positions in enumerate(candidates)),
        key=lambda entry: (-entry[0], -entry[1]),
    )
    placed: list[tuple[int, Label]] = []
    for _, minus_rank, positions in ranked:
        for label in positions:
            boxes = label_boxes(label, design, scale, turned_deg)
            if all(frame is None or _inside(box, frame) for box in boxes) and occupied.is_free(
                boxes
            ):
                occupied.take(boxes)
                placed.append((-minus_rank, label))
                break
    return tuple(label for _, label in sorted(placed, key=lambda entry: entry[0]))


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def around(
    label: Label, diameter_mm: float, scale: float, turned_deg: float = 0.0
) -> tuple[Label, ...]:
    """Positions of a name around a marker as the page shows it: right, below, above, left."""
    gap = diameter_mm / 2 + 0.7
    drop = diameter_mm / 2 + label.size_mm * 0.85
    turn, m = math.radians(turned_deg), scale / 1000
    cos, sin = math.cos(turn), math.sin(turn)

    def moved(right_mm: float, up_mm: float, anchor: str) -> Label:
        east, north = right_mm * cos - up_mm * sin, right_mm * sin + up_mm * cos
        return replace(label, x_m=label.x_m + east * m, y_m=label.y_m + north * m, anchor=anchor)

    return (
        moved(gap, 0, "start"),
        moved(0, -drop, "middle"),
        moved(0, drop, "middle"),
        moved(-gap, 0, "end"),
    )
