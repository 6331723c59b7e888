"""A draw list on a page."""

from sbd_tool.cartography.drawlist import Dots, DrawList, Label, Marker, Paths, Viewport
from sbd_tool.cartography.symbols import marker_outlines
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.report.surface import Projector, Surface


def draw_map(  # noqa: PLR0917 - a map, its place and its look
    surface: Surface,
    drawing: DrawList,
    viewport: Viewport,
    left_mm: float,
    top_mm: float,
    design: Design,
    theme: Theme,
) -> Projector:
    """Draw a map at true scale into a frame.

    Args:
        surface: Page.
        drawing: What is drawn.
        viewport: Which part of the ground, at which scale, how large.
        left_mm: Left edge of the frame on the page.
        top_mm: Upper edge of the frame on the page.
        design: Symbols.
        theme: Colours.

    Returns:
        Where the ground lies on the page.
    """
    projector = Projector(left_mm, top_mm, viewport)
    with surface.clipped(left_mm, top_mm, viewport.width_mm, viewport.height_mm):
        surface.rect(
            left_mm, top_mm, viewport.width_mm, viewport.height_mm, fill=drawing.background
        )
        for group in drawing.groups:
            for item in group.items:
                if isinstance(item, Paths):
                    surface.paths(item, projector)
                elif isinstance(item, Marker):
                    _marker(surface, item, projector, design, theme)
                elif isinstance(item, Label):
                    surface.label(item, projector)
                elif isinstance(item, Dots):
                    for dot in item.markers():
                        _marker(surface, dot, projector, design, theme)
                else:
                    surface.picture(item, projector)
    return projector


def _marker(
    surface: Surface, marker: Marker, projector: Projector, design: Design, theme: Theme
) -> None:
    x, y = projector.page(marker.x_m, marker.y_m)
    view, reach = projector.viewport, marker.size_mm * 1.5
    is_near = (
        -reach <= x - projector.left_mm <= view.width_mm + reach
        and -reach <= y - projector.top_mm <= view.height_mm + reach
    )
    if is_near:
        surface.shapes(marker_outlines(marker, design, theme), x, y)
