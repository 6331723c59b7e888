"""Splitting, merging, trimming and extending."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.segments import (
    Cuts,
    FloatArray,
    cut_apart,
    cuts_on,
    lengths_to,
    meet,
    segments_of,
    slack_of,
    within,
)
from sbd_tool.domain.edits.soundness import (
    AREA,
    LINE,
    POINT,
    XY,
    place,
    refusal,
    single_line,
    sound,
)
from sbd_tool.domain.edits.tolerances import LEAST_AREA_M2, LEAST_LENGTH_M, SAME_PLACE_M
from sbd_tool.domain.text import text


def split(
    geometry: BaseGeometry, blade: LineString, subject: str = ""
) -> tuple[LineString, ...] | tuple[Polygon, ...]:
    """Cut lines or areas by a line.

    Args:
        geometry: Lines or areas; parts of one object come apart too.
        blade: The cutting line; an area is cut where the blade runs right through it.
        subject: Id of the object, for the message.

    Returns:
        Lines from start to end, or areas, the largest first.

    Raises:
        InputError: The blade misses, ends inside, or leaves a sliver.
    """
    knife = sound(single_line(blade))
    dimension = int(shapely.get_dimensions(geometry))
    if dimension == LINE:
        return _split_lines(geometry, knife, subject)
    if dimension == AREA:
        return _split_areas(geometry, knife, subject)
    raise refusal(text("edits.split_point"), subject)


def _split_lines(geometry: BaseGeometry, knife: LineString, subject: str) -> tuple[LineString, ...]:
    edges = segments_of([knife]).xy
    parts = shapely.get_parts([geometry])
    made: list[LineString] = []
    for part in parts:
        path = shapely.get_coordinates(part)
        made += [LineString(xy) for xy in _line_pieces(path, cuts_on(path, edges))]
    if len(made) == len(parts):
        raise refusal(text("edits.split_misses"), subject)
    if min(piece.length for piece in made) < LEAST_LENGTH_M:
        raise refusal(text("edits.split_sliver"), subject)
    return tuple(sound(piece, subject) for piece in made)


def _split_areas(geometry: BaseGeometry, knife: LineString, subject: str) -> tuple[Polygon, ...]:
    parts = shapely.get_parts([geometry])
    made: list[Polygon] = []
    for part in parts:
        lines = shapely.union_all([shapely.boundary(part), knife])
        faces = shapely.get_parts(shapely.polygonize(shapely.get_parts([lines])))
        shapely.prepare(part)
        inside = shapely.contains_properly(part, shapely.point_on_surface(faces))
        made += list(faces[inside])
    if len(made) == len(parts):
        is_hit = shapely.intersects(geometry, knife)
        raise refusal(
            text("edits.split_ends_inside") if is_hit else text("edits.split_misses"), subject
        )
    if min(piece.area for piece in made) < LEAST_AREA_M2:
        raise refusal(text("edits.split_sliver"), subject)
    made.sort(key=lambda piece: -piece.area)
    return tuple(sound(shapely.orient_polygons(piece), subject) for piece in made)


def merge(geometries: Sequence[BaseGeometry], *, may_lie_apart: bool = False) -> BaseGeometry:
    """Join lines end to end, or areas that touch, into one shape.

    Args:
        geometries: Two or more lines, or two or more areas.
        may_lie_apart: Accept one object of several parts.

    Raises:
        InputError: Fewer than two, points, a mixture, or shapes that do not touch.
    """
    sizes = {int(shapely.get_dimensions(geometry)) for geometry in geometries}
    if len(geometries) < 2:  # noqa: PLR2004 - one and one
        raise refusal(text("edits.merge_one"))
    if len(sizes) != 1:
        raise refusal(text("edits.merge_mixture"))
    size = sizes.pop()
    if size == POINT:
        raise refusal(text("edits.merge_points"))
    if size == AREA:
        made = shapely.union_all(np.array(geometries, dtype=object))
        made = shapely.orient_polygons(made)
    else:
        made = shapely.line_merge(shapely.multilinestrings(_meeting_ends(geometries)))
    if len(shapely.get_parts([made])) > 1 and not may_lie_apart:
        raise refusal(text("edits.merge_apart"))
    return sound(made)


def _meeting_ends(geometries: Sequence[BaseGeometry]) -> list[LineString]:
    """The lines, with ends that lie at one place made equal."""
    paths = [shapely.get_coordinates(part) for part in shapely.get_parts(list(geometries))]
    ends: list[FloatArray] = []
    for path in paths:
        for row in (0, -1):
            same = [end for end in ends if np.hypot(*(end - path[row])) <= SAME_PLACE_M]
            if same:
                path[row] = same[0]
            else:
                ends.append(path[row].copy())
    return [LineString(path) for path in paths]


def trim(
    line: BaseGeometry,
    edges: Sequence[BaseGeometry],
    at: XY,
    *,
    keeps_clicked: bool = True,
    subject: str = "",
) -> tuple[LineString, ...]:
    """Cut a line at edges and keep the stretch under the click, or all but that.

    Args:
        line: The line to trim.
        edges: Cutting lines and outlines.
        at: The click; the stretch between two cuts nearest to it is meant.
        keeps_clicked: True keeps that stretch; False takes it away, as TRIM does in CAD.
        subject: Id of the object, for the message.

    Returns:
        One line, or up to two when the middle is taken away. Never longer than ``line``.

    Raises:
        InputError: No edge crosses the line, or nothing would be left.
    """
    path = shapely.get_coordinates(single_line(line, subject))
    click = shapely.Point(place(at))
    pieces = _line_pieces(path, cuts_on(path, segments_of(edges).xy))
    if len(pieces) < 2:  # noqa: PLR2004 - nothing was cut off
        raise refusal(text("edits.trim_misses"), subject)
    lines = [LineString(xy) for xy in pieces]
    near = int(np.argmin([piece.distance(click) for piece in lines]))
    if keeps_clicked:
        return (sound(lines[near], subject),)
    kept = [pieces[:near], pieces[near + 1 :]]
    if _is_closed(path):
        kept = [pieces[near + 1 :] + pieces[:near]]
    return tuple(sound(_chained(part), subject) for part in kept if part)


def extend(
    line: BaseGeometry, boundaries: Sequence[BaseGeometry], at: XY, subject: str = ""
) -> LineString:
    """Lengthen the end of a line nearest to a click, straight on to the next boundary edge.

    Args:
        line: An open line.
        boundaries: Lines and outlines to reach.
        at: The click.
        subject: Id of the object, for the message.

    Raises:
        InputError: The line is closed, or no boundary lies ahead of that end.
    """
    path = shapely.get_coordinates(single_line(line, subject))
    if _is_closed(path):
        raise refusal(text("edits.extend_closed"), subject)
    click = np.array(place(at))
    is_start = np.hypot(*(path[0] - click)) < np.hypot(*(path[-1] - click))
    onward = path[::-1] if is_start else path
    end = _ahead(onward, segments_of(boundaries).xy)
    if end is None:
        raise refusal(text("edits.extend_misses"), subject)
    # The last vertex moves along its own direction, so no new corner is needed.
    longer = np.concatenate([onward[:-1], end[None]])
    return sound(LineString(longer[::-1] if is_start else longer), subject)


def _ahead(path: FloatArray, edges: FloatArray) -> FloatArray | None:
    steps = np.hypot(*(path[:-1] - path[-1]).T)
    before = path[:-1][steps > SAME_PLACE_M]
    if not len(edges) or not len(before):
        return None
    last = np.concatenate([before[-1], path[-1]])
    met = meet(np.broadcast_to(last, edges.shape), edges)
    length = np.hypot(*(path[-1] - before[-1]))
    on = within(met.second, slack_of(edges)) & (met.first > 1 + SAME_PLACE_M / length)
    if not on.any():
        return None
    row = int(np.argmin(np.where(on, met.first, np.inf)))
    start, along = edges[row, :2], edges[row, 2:] - edges[row, :2]
    return np.asarray(start + along * np.clip(met.second[row], 0.0, 1.0), dtype=np.float64)


def _is_closed(path: FloatArray) -> bool:
    return len(path) > 3 and bool(np.hypot(*(path[0] - path[-1])) <= SAME_PLACE_M)  # noqa: PLR2004


def _line_pieces(path: FloatArray, cuts: Cuts) -> list[FloatArray]:
    """The line between its cuts; a closed line does not come apart where it happens to begin."""
    pieces = cut_apart(path, cuts)
    if not _is_closed(path) or len(pieces) == 1:
        return pieces
    total = lengths_to(path)[-1]
    is_cut_at_start = bool(
        ((cuts.at_m <= SAME_PLACE_M) | (cuts.at_m >= total - SAME_PLACE_M)).any()
    )
    if is_cut_at_start:
        return pieces
    return [np.concatenate([pieces[-1], pieces[0][1:]]), *pieces[1:-1]]


def _chained(pieces: list[FloatArray]) -> LineString:
    first, *others = pieces
    return LineString(np.concatenate([first, *(piece[1:] for piece in others)]))
