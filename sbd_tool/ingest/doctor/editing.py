"""Carry out edits on one geometry; edits of one object combine, or the later one is left."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.control_points import Coordinates
from sbd_tool.domain.diagnosis import Edit, EndEdit, Removal, Replacement, Subtraction

_ORDER: Final[tuple[type, ...]] = (Replacement, Subtraction, EndEdit, Removal)
_LINE: Final = "LineString"


def in_order(edits: Sequence[Edit]) -> list[int]:
    """Positions of edits in the order in which they are carried out."""
    return sorted(range(len(edits)), key=lambda place: _ORDER.index(type(edits[place])))


def edited(geometry: BaseGeometry, edits: Sequence[Edit]) -> BaseGeometry | None:
    """The geometry after edits that combine; None when it is taken away.

    Raises:
        ValueError: They do not combine.
    """
    result: BaseGeometry | None = geometry
    for place in in_order(edits):
        if result is None:
            break
        result = _after(result, edits[place])
    return result


def combine(geometry: BaseGeometry, edits: Sequence[Edit]) -> tuple[BaseGeometry | None, set[int]]:
    """The geometry after as many edits as combine, and the positions of those left."""
    kept: list[Edit] = []
    left: set[int] = set()
    for place in in_order(edits):
        try:
            if _collides(edits[place], kept):
                raise ValueError  # noqa: TRY301 - one way out
            edited(geometry, (*kept, edits[place]))
        except ValueError:
            left.add(place)
        else:
            kept.append(edits[place])
    return edited(geometry, kept), left


def _collides(edit: Edit, kept: Sequence[Edit]) -> bool:
    """Two redrawings of one object, or two changes of one end, cannot both be meant."""
    if isinstance(edit, EndEdit):
        return any(isinstance(e, EndEdit) and e.at_start == edit.at_start for e in kept)
    return isinstance(edit, Replacement) and any(isinstance(e, Replacement) for e in kept)


def _after(geometry: BaseGeometry, edit: Edit) -> BaseGeometry | None:
    if isinstance(edit, Removal):
        return None
    if isinstance(edit, Replacement):
        return edit.geometry
    if isinstance(edit, Subtraction):
        return _areas_only(shapely.difference(geometry, edit.geometry))
    if geometry.geom_type != _LINE:
        raise ValueError("only a single line has ends")
    return shapely.LineString(_with_end(shapely.get_coordinates(geometry), edit))


def _with_end(corners: Coordinates, edit: EndEdit) -> Coordinates:
    kept = corners[::-1] if edit.at_start else corners
    kept = kept[: len(kept) - edit.dropped]
    if not len(kept):
        raise ValueError("nothing is left of the line")
    changed = np.vstack([kept, [(edit.x_m, edit.y_m)]])
    return changed[::-1] if edit.at_start else changed


def _areas_only(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(geometry)
    solid = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    if not solid:
        raise ValueError("nothing is left of the area")
    return solid[0] if len(solid) == 1 else shapely.MultiPolygon(solid)
