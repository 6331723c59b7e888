"""Parts of a sheet that not every sheet has: coordinate grid and logo."""

import io
import math
from typing import Final

from sbd_tool.cartography.drawlist import Picture, Viewport
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.map_room import extent_of
from sbd_tool.report.sheet_size import SheetSize
from sbd_tool.report.surface import Projector, Surface

_STEPS_M: Final = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_LEAST_STEP_MM: Final = 45.0
_CROSS_MM: Final = 1.6
_LETTER_PT: Final = 6.5
_TICK_ROOM_MM: Final = 16.0
_TICK_HIGH_MM: Final = 5.0
_BAR_HIGH_MM: Final = 17.0
_LOGO_SHARE: Final = 0.62


def grid_step_m(scale: float) -> int:
    """The least round distance that is wide enough on paper.

    Examples:
        >>> grid_step_m(500)
        50
        >>> grid_step_m(1000)
        50
    """
    wanted = _LEAST_STEP_MM * scale / 1000
    return next((step for step in _STEPS_M if step >= wanted), _STEPS_M[-1])


def grid_lines(view: Viewport) -> tuple[range, range]:
    """Round eastings and northings inside a frame, metres."""
    west, south, east, north = extent_of(view)
    step = grid_step_m(view.scale)
    return (
        range(math.ceil(west / step) * step, math.floor(east) + 1, step),
        range(math.ceil(south / step) * step, math.floor(north) + 1, step),
    )


def grid_on_ground(view: Viewport, grow: float) -> tuple[tuple[float, float, float, float], ...]:
    """West, south, east, north of what the grid covers: crosses, and figures at two edges."""
    west, _, east, north = extent_of(view)
    k = grow * view.scale / 1000
    half, high, long = _CROSS_MM * k, _TICK_HIGH_MM * k, _TICK_ROOM_MM * k
    eastings, northings = grid_lines(view)
    crosses = [(x - half, y - half, x + half, y + half) for x in eastings for y in northings]
    heads = [(x, north - high, x + long, north) for x in eastings if x + long < east]
    sides = [(west, y - high / 2, west + long, y + high / 2) for y in northings]
    return (*crosses, *heads, *sides)


def draw_grid(
    surface: Surface,
    look: Look,
    view: Viewport,
    frame: tuple[float, float, float, float],
    grow: float = 1.0,
) -> None:
    """Crosses at round coordinates, with easting and northing at the edges of the map."""
    left, top, width, height = frame
    projector = Projector(left, top, view)
    west, south, _, _ = projector.extent
    eastings, northings = grid_lines(view)
    ink, cross, letters = look.colour("ink_2"), _CROSS_MM * grow, _LETTER_PT * grow
    with surface.clipped(left, top, width, height):
        for easting in eastings:
            for northing in northings:
                x, y = projector.page(easting, northing)
                if x < left + _TICK_ROOM_MM * grow or y < top + _TICK_HIGH_MM * grow:
                    continue  # the figures at the edge would lie on it
                surface.rule(x - cross, y, x + cross, y, ink, 0.18 * grow)
                surface.rule(x, y - cross, x, y + cross, ink, 0.18 * grow)
    rise = letters * 0.36 * MM_PER_PT
    # The scale bar lies over the lowest figure, where there is more than one.
    lowest = top + height - (_BAR_HIGH_MM if len(northings) > 1 else 3.0) * grow
    for easting in eastings:
        x, _ = projector.page(easting, south)
        at = (x + 0.8, top + 2.6 * grow + rise)
        if x + _TICK_ROOM_MM * grow < left + width:
            _tick(surface, look, ((x, top), (x, top + 2.0)), f"E {easting}", (*at, letters))
    for northing in northings:
        _, y = projector.page(west, northing)
        if top + 8.0 * grow < y < lowest:
            at = (left + 2.8, y + rise)
            _tick(surface, look, ((left, y), (left + 2.0, y)), f"N {northing}", (*at, letters))


def _tick(
    surface: Surface,
    look: Look,
    mark: tuple[tuple[float, float], tuple[float, float]],
    words: str,
    at: tuple[float, float, float],
) -> None:
    x, y, letters = at
    high = letters * MM_PER_PT
    surface.rule(*mark[0], *mark[1], look.colour("ink"), 0.25)
    room = look.letters.width_mm(words, letters, 500) + 1.0
    paper = look.colour("surface")
    surface.rect(x - 0.5, y - high, room, high * 1.3, fill=paper, opacity=0.8, radius_mm=0.4)
    surface.words(x, y, words, letters, look.colour("ink_2"), 500)


def draw_logo(surface: Surface, raw: bytes, size: SheetSize) -> None:
    """A picture at the head of the sheet, left of the label, as high as the head allows."""
    from PIL import Image

    with Image.open(io.BytesIO(raw)) as image:
        wide, high = image.size
        kind = image.get_format_mimetype() or "image/png"
    top = size.frame[1]
    height = top * _LOGO_SHARE
    width = min(height * wide / high, size.width_mm * 0.16)
    height = width * high / wide
    view = Viewport(
        centre_x_m=width / 2, centre_y_m=-height / 2, scale=1000.0, width_mm=width, height_mm=height
    )
    x = size.width_mm * 0.62 - width
    pixel = width / wide
    picture = Picture(
        data=raw,
        media_type=kind,
        width_px=wide,
        height_px=high,
        transform=(pixel, 0.0, 0.0, -pixel, pixel / 2, -pixel / 2),
    )
    surface.picture(picture, Projector(x, (top - height) / 2, view))
