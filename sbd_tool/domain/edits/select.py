"""Selecting by window, by place and by attribute."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.expressions import parse_expression
from sbd_tool.domain.edits.soundness import XY, in_range
from sbd_tool.domain.edits.tolerances import FARTHEST_M
from sbd_tool.domain.layers import AttributeValue, GeometryArray, as_geometry_array
from sbd_tool.domain.text import text


class Reach(StrEnum):
    """What a dragged box takes."""

    WINDOW = "window"  # left to right: only what lies wholly inside
    CROSSING = "crossing"  # right to left: whatever it touches


class Relation(StrEnum):
    """How an object lies to others."""

    WITHIN = "within"
    INTERSECTS = "intersects"
    NEAR = "near"


class Combine(StrEnum):
    """What a new selection does to the one before."""

    REPLACE = "replace"
    ADD = "add"
    TOGGLE = "toggle"
    REMOVE = "remove"
    KEEP = "keep"  # only what is in both


def reach_of(press: XY, release: XY) -> Reach:
    """Window when dragged to the right, crossing when dragged to the left, as in CAD."""
    return Reach.WINDOW if release[0] >= press[0] else Reach.CROSSING


def by_window(
    geometries: Sequence[BaseGeometry] | GeometryArray,
    ids: Sequence[str],
    press: XY,
    release: XY,
    reach: Reach | None = None,
) -> tuple[str, ...]:
    """Ids of what a box takes, in the order of the objects.

    Args:
        geometries: Shapes in metres.
        ids: Id of each.
        press: One corner of the box: where the drag began.
        release: The opposite corner.
        reach: Window or crossing; None goes by the direction of the drag.
    """
    west, east = sorted((press[0], release[0]))
    south, north = sorted((press[1], release[1]))
    box = shapely.box(west, south, east, north)
    shapely.prepare(box)
    array = as_geometry_array(list(geometries))
    if not len(array):
        return ()
    is_window = (reach or reach_of(press, release)) is Reach.WINDOW
    if is_window:
        edges = shapely.bounds(array)
        taken = (edges[:, 0] >= west) & (edges[:, 1] >= south)
        taken &= (edges[:, 2] <= east) & (edges[:, 3] <= north)
    else:
        taken = shapely.intersects(box, array)
    return tuple(ids[row] for row in np.flatnonzero(taken).tolist())


def by_location(
    geometries: Sequence[BaseGeometry] | GeometryArray,
    ids: Sequence[str],
    others: Sequence[BaseGeometry] | GeometryArray,
    relation: Relation,
    distance_m: float = 0.0,
) -> tuple[str, ...]:
    """Ids of objects that lie so to at least one of the others, in the order of the objects.

    Args:
        geometries: Shapes in metres.
        ids: Id of each.
        others: What they are compared with.
        relation: Wholly within one of them, touching one, or within a distance of one.
        distance_m: For `Relation.NEAR`; the distance itself still counts as near.

    Raises:
        InputError: The distance is negative or no number.
    """
    array, targets = as_geometry_array(list(geometries)), as_geometry_array(list(others))
    if not len(array) or not len(targets):
        return ()
    tree = shapely.STRtree(array)
    if relation is Relation.NEAR:
        in_range(distance_m, text("edits.name.distance"), 0.0, FARTHEST_M)
        hits = tree.query(targets, predicate="dwithin", distance=distance_m)[1]
    elif relation is Relation.WITHIN:
        # The tree asks "other covers object": an object on the very edge is within.
        hits = tree.query(targets, predicate="covers")[1]
    else:
        hits = tree.query(targets, predicate="intersects")[1]
    return tuple(ids[row] for row in np.unique(hits).tolist())


def by_attribute(
    rows: Sequence[Mapping[str, AttributeValue]],
    ids: Sequence[str],
    expression: str,
    columns: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Ids of rows for which an expression is true; unknown is not true.

    Args:
        rows: Attributes of each object.
        ids: Id of each.
        expression: See `parse_expression`.
        columns: Known columns; None takes those of the rows.

    Raises:
        InputError: The expression cannot be read, or names a column that is not there.
    """
    known = list(dict.fromkeys(name for row in rows for name in row))
    asked = parse_expression(expression, known if columns is None else columns)
    return tuple(name for name, row in zip(ids, rows, strict=True) if asked.is_true(row))


def combined(before: Sequence[str], found: Sequence[str], how: Combine) -> tuple[str, ...]:
    """The selection after a new one, first selected first."""
    old, new = set(before), set(found)
    if how is Combine.REPLACE:
        return tuple(dict.fromkeys(found))
    if how is Combine.ADD:
        return tuple(dict.fromkeys((*before, *found)))
    if how is Combine.TOGGLE:
        kept = [name for name in before if name not in new]
        return tuple(dict.fromkeys((*kept, *(name for name in found if name not in old))))
    wants = how is Combine.KEEP
    return tuple(name for name in before if (name in new) is wants)


def inverted(selected: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """All that is not selected, in the order of the objects."""
    old = set(selected)
    return tuple(name for name in ids if name not in old)
