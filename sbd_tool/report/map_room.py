"""Room of a map in its frame: what it shows, what covers it, how large its names are."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Group, Label, Viewport
from sbd_tool.cartography.tokens import Design
from sbd_tool.report.furniture import scale_bar_size
from sbd_tool.report.look import Look

_VERDICTS: Final = "gaps"
_PILL_MM: Final = 10.0


def extent_of(view: Viewport) -> tuple[float, float, float, float]:
    """West, south, east, north of a frame in metres."""
    half_w = view.width_mm * view.scale / 2000
    half_h = view.height_mm * view.scale / 2000
    x, y = view.centre_x_m, view.centre_y_m
    return (x - half_w, y - half_h, x + half_w, y + half_h)


def covered_m2(
    square: BaseGeometry | None,
    view: Viewport,
    frame: tuple[float, float, float, float],
    box: tuple[float, float, float, float],
) -> float:
    """How much of the square a box over the map would cover.

    Args:
        square: The square, metres; None where none is picked.
        view: The part of the ground the frame shows.
        frame: Left, top, width and height of the frame on the page, mm.
        box: The same of the box.
    """
    if square is None:
        return 0.0
    west, _, _, north = extent_of(view)
    per_mm = view.scale / 1000
    x, y = west + (box[0] - frame[0]) * per_mm, north - (box[1] - frame[1]) * per_mm
    ground = shapely.box(x, y - box[3] * per_mm, x + box[2] * per_mm, y)
    return float(square.intersection(ground).area)


def furniture_on_ground(
    look: Look, view: Viewport, grow: float, groups: Iterable[Group] = ()
) -> tuple[tuple[float, float, float, float], ...]:
    """West, south, east, north of what scale bar and north arrow will cover, metres."""
    west, south, east, north = extent_of(view)
    k = view.scale / 1000
    wide, high = scale_bar_size(look, view, grow)
    first = west + bar_left_mm(look, view, grow, groups) * k
    bar = (first, south + 4.0 * k, first + wide * k, south + (4.0 + high) * k)
    arrow = (east - 15.0 * grow * k, north - 18.0 * grow * k, east, north)
    return bar, arrow


def bar_left_mm(look: Look, view: Viewport, grow: float, groups: Iterable[Group]) -> float:
    """Where the scale bar begins in its frame: left, or right where it would hide a verdict."""
    west, south, _, _ = extent_of(view)
    k = view.scale / 1000
    wide, high = scale_bar_size(look, view, grow)
    east = west + (4.0 + wide + _PILL_MM) * k
    north = south + (4.0 + high + _PILL_MM / 2) * k
    is_taken = any(
        isinstance(item, Label) and west <= item.x_m <= east and south <= item.y_m <= north
        for group in groups
        if group.key == _VERDICTS
        for item in group.items
    )
    return view.width_mm - wide - 4.0 if is_taken else 4.0


def with_letters(design: Design, grow: float) -> Design:
    """A large sheet hangs on a wall and is read from farther away: its names grow with it."""
    font = design.tokens["font"]
    if grow == 1.0:
        return design
    larger = {**font, "map_label_mm": design.label_mm * grow}
    return replace(design, tokens={**design.tokens, "font": larger})
