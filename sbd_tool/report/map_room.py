"""Room of a map in its frame: what it shows, what covers it, how large its names are."""

from dataclasses import replace

from sbd_tool.cartography.drawlist import Viewport
from sbd_tool.cartography.tokens import Design
from sbd_tool.report.furniture import scale_bar_size
from sbd_tool.report.look import Look


def extent_of(view: Viewport) -> tuple[float, float, float, float]:
    """West, south, east, north of a frame in metres."""
    half_w = view.width_mm * view.scale / 2000
    half_h = view.height_mm * view.scale / 2000
    x, y = view.centre_x_m, view.centre_y_m
    return (x - half_w, y - half_h, x + half_w, y + half_h)


def furniture_on_ground(
    look: Look, view: Viewport, grow: float
) -> tuple[tuple[float, float, float, float], ...]:
    """West, south, east, north of what scale bar and north arrow will cover, metres."""
    west, south, east, north = extent_of(view)
    k = view.scale / 1000
    wide, high = scale_bar_size(look, view, grow)
    bar = (west + 4.0 * k, south + 4.0 * k, west + (4.0 + wide) * k, south + (4.0 + high) * k)
    arrow = (east - 15.0 * grow * k, north - 18.0 * grow * k, east, north)
    return bar, arrow


def with_letters(design: Design, grow: float) -> Design:
    """A large sheet hangs on a wall and is read from farther away: its names grow with it."""
    font = design.tokens["font"]
    if grow == 1.0:
        return design
    larger = {**font, "map_label_mm": design.label_mm * grow}
    return replace(design, tokens={**design.tokens, "font": larger})
