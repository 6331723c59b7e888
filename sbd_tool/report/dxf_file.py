"""An edition as a DXF drawing in metres: one layer per table, text for names, nothing else.

Attributes, labels and scores have no place in a drawing and are not carried; the file says so.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.styles import style_of
from sbd_tool.cartography.tokens import Theme
from sbd_tool.domain.label_sets import both
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import ReportModel
from sbd_tool.report.tables_out import SpatialTable, layer_tables, measure_tables

METRES: Final = 6  # $INSUNITS
_VERSION: Final = "R2010"
_UNFIT: Final = re.compile(r'[<>/\\":;?*|=`,\x00-\x1f]+')
_LONGEST_NAME: Final = 200
_LETTERS_M: Final = 0.8


def drawing(content: EditionContent, model: ReportModel, theme: Theme, words: Words) -> bytes:
    """The drawing. Equal content gives equal bytes.

    Args:
        content: What the edition holds.
        model: What the report says about it.
        theme: Colours.
        words: Language of the remark on what is not carried.
    """
    from ezdxf._options import options
    from ezdxf.filemanagement import new

    was_fixed = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True  # else the file holds the time of day
    try:
        document = new(_VERSION, units=METRES)
        document.header["$MEASUREMENT"] = 1
        for table in (*layer_tables(content), *measure_tables(content, words)):
            _draw(document, table, theme)
        for words_of_file in (
            both(model.mark, model.label),
            words(text("handover.dxf_limits")),
            model.seal,
        ):
            if words_of_file:
                document.header.custom_vars.append("SbD Tool", _plain(words_of_file))
        for kind in sorted(document.entitydb.dxf_types_in_use()):
            document.classes.add_class(kind)  # else in the order of a set, another in each run
        stream = io.StringIO()
        document.write(stream)
    finally:
        options.write_fixed_meta_data_for_testing = was_fixed
    return stream.getvalue().encode("utf-8", "replace")


def _draw(document: Any, table: SpatialTable, theme: Theme) -> None:
    from ezdxf.colors import RGB

    name = _UNFIT.sub(" ", table.name).strip()[:_LONGEST_NAME] or "layer"
    if name not in document.layers:
        layer = document.layers.add(name)
        colour = _colour(table.role, theme)
        layer.rgb = RGB(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))
    space, look = document.modelspace(), {"layer": name}
    for geometry, row in zip(table.geometries, table.rows, strict=True):
        for part in _simple(geometry):
            _draw_part(space, part, look)
        said = row.get("name")
        if isinstance(said, str) and said.strip():
            at = geometry.representative_point()
            letters = space.add_text(_plain(said)[:250], height=_LETTERS_M, dxfattribs=look)
            letters.set_placement((at.x, at.y))


def _draw_part(space: Any, part: BaseGeometry, look: dict[str, str]) -> None:
    if isinstance(part, Point):
        space.add_point((part.x, part.y), dxfattribs=look)
    elif isinstance(part, LineString):
        space.add_lwpolyline(_pairs(part), dxfattribs=look)
    elif isinstance(part, Polygon):
        for ring in (part.exterior, *part.interiors):
            space.add_lwpolyline(_pairs(ring)[:-1], close=True, dxfattribs=look)


def _pairs(line: BaseGeometry) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]


def _simple(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(geometry):
        if part.geom_type.startswith(("Multi", "Geometry")):
            yield from _simple(part)
        elif not part.is_empty:
            yield part


def _colour(role: str, theme: Theme) -> str:
    look = style_of(Role(role)) if role in set(Role) else None
    if look is None:
        return theme.colour("ink")
    return theme.colour(look.edge or look.line or look.dot or look.fill or "ink")


def _plain(words: str) -> str:
    """Words without what a DXF reader takes for a command: codes, breaks, stacked text."""
    flat = " ".join(words.replace("%%", "% %").split())
    return "".join(sign if sign.isprintable() else " " for sign in flat)
