"""Objects wrong in themselves: crossing their own outline, without extent, slivers, open rings."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.diagnosis import (
    Ailment,
    Diagnosis,
    DoctorRules,
    Edit,
    EndEdit,
    Removal,
    Replacement,
)
from sbd_tool.domain.text import Quantity
from sbd_tool.ingest.doctor.groups import AREA, Group, areas, lines

_PLACE: Final = re.compile(r"\[(-?[\d.eE+-]+) (-?[\d.eE+-]+)")
_FEWEST_CORNERS: Final = 4


def self_intersections(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:  # noqa: ARG001
    """Areas whose outline crosses itself are cut at the crossing; no corner moves.

    Closed lines that cross themselves are told and left to a person: which loop is meant?
    """
    is_area = shapely.get_dimensions(group.geometry) == AREA
    broken = is_area & ~shapely.is_valid(group.geometry)
    for row in np.flatnonzero(broken):
        geometry = group.geometry[row]
        yield group.diagnosis(
            int(row), Ailment.SELF_INTERSECTION, _untangled(geometry), place=_crossing(geometry)
        )
    single = lines(group)
    closed = single[shapely.is_closed(group.geometry[single])]
    for row in closed[~shapely.is_simple(group.geometry[closed])]:
        place = shapely.get_point(group.geometry[row], 0)
        yield group.diagnosis(int(row), Ailment.SELF_INTERSECTION, None, place=place)


def _untangled(geometry: BaseGeometry) -> Edit | None:
    try:
        mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    except shapely.GEOSException:
        return None
    if mended.is_empty or shapely.get_dimensions(mended) != AREA:
        return Removal()
    return Replacement(mended)


def _crossing(geometry: BaseGeometry) -> BaseGeometry:
    found = _PLACE.search(str(shapely.is_valid_reason(geometry)))
    if found is not None:
        return shapely.Point(float(found[1]), float(found[2]))
    return shapely.Point(shapely.get_coordinates(geometry)[0])


def without_extent(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Lines without length and areas without area."""
    dimensions = shapely.get_dimensions(group.geometry)
    short = (dimensions == 1) & (shapely.length(group.geometry) < rules.limit("zero_length_m"))
    flat = areas(group)
    flat = flat[shapely.area(group.geometry[flat]) < rules.limit("zero_area_m2")]
    for row in sorted((*np.flatnonzero(short), *flat)):
        place = shapely.Point(shapely.get_coordinates(group.geometry[row])[0])
        yield group.diagnosis(int(row), Ailment.ZERO_LENGTH, Removal(), place=place)


def slivers(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Areas, or parts of areas, that are narrower than anything built."""
    if group.role in rules.thin_roles:
        return
    rows = areas(group)
    parts, owner = shapely.get_parts(group.geometry[rows], return_index=True)
    size = shapely.area(parts)
    width = 2.0 * size / np.maximum(shapely.length(parts), 1e-12)
    narrow = (width < rules.limit("sliver_width_m")) & (size < rules.limit("sliver_max_m2"))
    narrow &= size >= rules.limit("zero_area_m2")
    for at in np.unique(owner[narrow]):
        kept = parts[(owner == at) & ~narrow]
        first = int(np.flatnonzero((owner == at) & narrow)[0])
        edit: Edit = Removal()
        if len(kept):
            edit = Replacement(kept[0] if len(kept) == 1 else shapely.MultiPolygon(list(kept)))
        yield group.diagnosis(
            int(rows[at]),
            Ailment.SLIVER,
            edit,
            place=shapely.point_on_surface(parts[first]),
            width=Quantity(float(width[first]) * 1000, "mm", 0),
        )


def open_rings(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Outlines that nearly close.

    A small gap is closed by moving the last corner on the first, a larger one by a further edge.
    """
    rows = lines(group)
    shapes = group.geometry[rows]
    start, end = shapely.get_point(shapes, 0), shapely.get_point(shapes, -1)
    gap = shapely.distance(start, end)
    limit = rules.limit("closing_gap_m")
    nearly = (gap > 0.0) & (gap <= limit)
    nearly &= gap <= rules.limit("closing_share") * shapely.length(shapes)
    nearly &= shapely.get_num_coordinates(shapes) >= _FEWEST_CORNERS
    for at in np.flatnonzero(nearly):
        edit = EndEdit(
            at_start=False,
            dropped=int(gap[at] <= rules.limit("end_gap_m")),
            x_m=float(shapely.get_x(start[at])),
            y_m=float(shapely.get_y(start[at])),
        )
        found = group.diagnosis(
            int(rows[at]), Ailment.OPEN_RING, edit, place=end[at], tolerance_m=limit,
            gap=Quantity(float(gap[at]), "m", 3),
        )  # fmt: skip
        if found.after is not None and shapely.is_simple(found.after):
            yield found
