"""Reshaping: a sketched line replaces the stretch of an outline between the places it crosses."""

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.segments import (
    FloatArray,
    cuts_on,
    lengths_to,
    pieces_of_path,
    stretch,
)
from sbd_tool.domain.edits.soundness import LINE, POINT, refusal, single_line, sound
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M
from sbd_tool.domain.text import text

_TWO = 2


def reshape(geometry: BaseGeometry, sketch: LineString, subject: str = "") -> BaseGeometry:
    """Reshape a line or an area, as QGIS does.

    The first and the last place where the sketch meets the outline count. Of a line the stretch
    between them is replaced; a sketch that begins at an end of the line is added to it. Of an
    area the sketch becomes outline, outside or inside, and the larger of the two areas stays.
    A sketch over one hole only reshapes the hole.

    Args:
        geometry: One line or one area.
        sketch: The new course.
        subject: Id of the object, for the message.

    Raises:
        InputError: The sketch meets the outline less than twice, or the result would cross
            itself.
    """
    drawn = shapely.get_coordinates(sound(single_line(sketch)))
    parts = shapely.get_parts([geometry])
    if shapely.get_dimensions(geometry) == POINT or len(parts) != 1:
        raise refusal(text("edits.reshape_one"), subject)
    if shapely.get_dimensions(geometry) == LINE:
        return _line(parts[0], drawn, subject)
    return _area(parts[0], drawn, subject)


def _line(line: LineString, drawn: FloatArray, subject: str) -> LineString:
    path = shapely.get_coordinates(line)
    found = _contacts(path, drawn)
    if found is None:
        return sound(_longer(path, drawn, subject), subject)
    if len(path) > 3 and (path[0] == path[-1]).all():  # noqa: PLR2004 - a closed line
        return sound(LineString(_ring(path, drawn, subject)), subject)
    from_m, to_m, middle = found
    if from_m > to_m:
        from_m, to_m, middle = to_m, from_m, middle[::-1]
    total = lengths_to(path)[-1]
    before = stretch(path, 0.0, from_m, path[0], middle[0])[:-1]
    after = stretch(path, to_m, total, middle[-1], path[-1])[1:]
    kept = [middle]
    if from_m > SAME_PLACE_M:
        kept.insert(0, before)
    if to_m < total - SAME_PLACE_M:
        kept.append(after)
    made = LineString(np.concatenate(kept))
    if line.is_simple and not made.is_simple:
        raise refusal(text("edits.crosses_itself"), subject)
    return sound(made, subject)


def _longer(path: FloatArray, drawn: FloatArray, subject: str) -> LineString:
    """The sketch added to the end of the line at which it begins or ends."""
    for onto, is_turned in ((path, False), (path[::-1], True)):
        for more in (drawn, drawn[::-1]):
            if np.hypot(*(onto[-1] - more[0])) <= SAME_PLACE_M:
                made = np.concatenate([onto, more[1:]])
                longer = LineString(made[::-1] if is_turned else made)
                if not longer.is_simple:
                    raise refusal(text("edits.crosses_itself"), subject)
                return longer
    raise refusal(text("edits.reshape_misses"), subject)


def _area(area: Polygon, drawn: FloatArray, subject: str) -> Polygon:
    outside, *holes = [shapely.get_coordinates(ring) for ring in (area.exterior, *area.interiors)]
    if _contacts(outside, drawn) is not None:
        ring = _ring(outside, drawn, subject)
        made = _with_holes(ring, holes)
    else:
        row = next((n for n, hole in enumerate(holes) if _contacts(hole, drawn) is not None), None)
        if row is None:
            raise refusal(text("edits.reshape_misses"), subject)
        holes[row] = _ring(holes[row], drawn, subject)
        made = _with_holes(outside, holes)
    parts = [part for part in shapely.get_parts([made]) if part.geom_type == "Polygon"]
    if len(parts) != 1 or not parts[0].is_valid:
        raise refusal(text("edits.reshape_breaks"), subject)
    oriented: Polygon = shapely.orient_polygons(parts[0])
    return sound(oriented, subject)


def _with_holes(outside: FloatArray, holes: list[FloatArray]) -> BaseGeometry:
    plain = Polygon(outside, holes)
    if plain.is_valid:
        return plain
    made: BaseGeometry = Polygon(outside)
    for hole in holes:
        made = shapely.difference(made, Polygon(hole))
    return made


def _ring(ring: FloatArray, drawn: FloatArray, subject: str) -> FloatArray:
    """The larger of the two rings that the sketch makes with an outline."""
    found = _contacts(ring, drawn)
    if found is None:
        raise refusal(text("edits.reshape_misses"), subject)
    from_m, to_m, middle = found
    if from_m > to_m:
        from_m, to_m, middle = to_m, from_m, middle[::-1]
    total = lengths_to(ring)[-1]
    first, last = middle[0], middle[-1]
    through = stretch(ring, from_m, to_m, first, last)
    around = np.concatenate(
        [stretch(ring, to_m, total, last, ring[-1]), stretch(ring, 0.0, from_m, ring[0], first)[1:]]
    )
    rings = [
        _closed(np.concatenate([through, middle[::-1][1:]])),
        _closed(np.concatenate([around, middle[1:]])),
    ]
    whole = [row for row in rings if len(row) > 3 and Polygon(row).is_valid]  # noqa: PLR2004
    if not whole:
        raise refusal(text("edits.crosses_itself"), subject)
    return max(whole, key=lambda row: Polygon(row).area)


def _closed(ring: FloatArray) -> FloatArray:
    steps = np.concatenate([[True], np.hypot(*np.diff(ring, axis=0).T) > SAME_PLACE_M])
    kept: FloatArray = ring[steps]
    kept[-1] = kept[0]
    return kept


def _contacts(path: FloatArray, drawn: FloatArray) -> tuple[float, float, FloatArray] | None:
    """Where on the path the sketch meets it first and last, and the sketch between.

    Returns:
        Distance along the path of the first and last contact, and the course of the sketch from
        the one to the other; None when there are fewer than two.
    """
    met = cuts_on(drawn, pieces_of_path(path))
    if len(met) < _TWO:
        return None
    first, last = met.xy[0], met.xy[-1]
    middle = stretch(drawn, float(met.at_m[0]), float(met.at_m[-1]), first, last)
    outline = LineString(path)
    ends = shapely.line_locate_point(outline, shapely.points([first, last]))
    return (float(ends[0]), float(ends[1]), middle) if ends[0] != ends[1] else None
