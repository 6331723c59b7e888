"""A sign of a measure as a small SVG of its own, for pages and for other programs."""

from typing import Final

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.outlines import Outline
from sbd_tool.cartography.symbols import marker_outlines
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.report.svg_backend import path_text

SIGN_REACH: Final = 0.62
"""Half of the picture's width in diameters of the sign: rings and halos stand out of it."""


def sign_svg(marker: Marker, design: Design, theme: Theme) -> str:
    """The sign, as large as its marker says, in millimetres."""
    reach = marker.size_mm * SIGN_REACH
    shapes = "".join(_shape(outline) for outline in marker_outlines(marker, design, theme))
    box = f"{-reach:.3f} {-reach:.3f} {2 * reach:.3f} {2 * reach:.3f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{shapes}</svg>'


def _shape(outline: Outline) -> str:
    fill = outline.fill or "none"
    stroke = ""
    if outline.stroke:
        dashes = " ".join(f"{part:.3f}" for part in outline.dash_mm)
        stroke = (
            f' stroke="{outline.stroke}" stroke-width="{outline.width_mm:.3f}"'
            ' stroke-linecap="round" stroke-linejoin="round"'
        )
        stroke += f' stroke-dasharray="{dashes}"' if dashes else ""
    path = path_text(outline.commands, 0.0, 0.0)
    return f'<path d="{path}" fill="{fill}" fill-rule="evenodd"{stroke}/>'
