"""Things that are there twice: objects drawn twice, and areas that lie on each other."""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import shapely
from shapely import STRtree

from sbd_tool.domain.diagnosis import Ailment, Diagnosis, DoctorRules, Edit, Removal, Subtraction
from sbd_tool.domain.layers import AttributeValue, GeometryArray
from sbd_tool.domain.text import Quantity
from sbd_tool.ingest.doctor.groups import Group, Rows, areas

_IDENTITY: Final = frozenset(
    {"handle", "insert", "fid", "id", "ogc_fid", "objectid", "osm_id", "@id", "full_id", "uuid"}
)
"""Columns that count or name rows: they differ between an object and its double."""


def duplicates(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Objects whose corners agree within a tolerance; the later one goes.

    Two that say different things about themselves are told and left to a person.
    """
    tolerance = rules.limit("duplicate_m")
    for first, second in _pairs(group.geometry, tolerance):
        gone, stays = second, first
        if group.ids[gone] in group.kept and group.ids[stays] not in group.kept:
            gone, stays = first, second
        is_same = _told(group.attributes[gone]) == _told(group.attributes[stays])
        yield group.diagnosis(
            gone,
            Ailment.DUPLICATE,
            Removal() if is_same else None,
            place=shapely.Point(shapely.get_coordinates(group.geometry[gone])[0]),
            others=(stays,),
            tolerance_m=tolerance,
            words="duplicate" if is_same else "duplicate_differs",
        )


def _told(attributes: Mapping[str, AttributeValue]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (key, str(value))
        for key, value in attributes.items()
        if key.casefold() not in _IDENTITY and value is not None
    )


def _pairs(geometry: GeometryArray, tolerance: float) -> list[tuple[int, int]]:
    """For each double the first object it doubles, by row.

    Exact doubles are found by their bytes, however many; near ones among what is left.
    """
    plain = shapely.normalize(shapely.force_2d(geometry))
    first_of: dict[bytes, int] = {}
    pairs: list[tuple[int, int]] = []
    single: list[int] = []
    for row, shape in enumerate(shapely.to_wkb(plain)):
        first = first_of.setdefault(shape, row)
        if first == row:
            single.append(row)
        else:
            pairs.append((first, row))
    return sorted(pairs + _near(plain, np.array(single, dtype=np.intp), tolerance))


def _near(plain: GeometryArray, rows: Rows, tolerance: float) -> list[tuple[int, int]]:
    """Near doubles begin at nearly the same lower left corner of their frames."""
    if len(rows) < 2:  # noqa: PLR2004 - a pair
        return []
    shapes = plain[rows]
    corners = np.asarray(shapely.points(shapely.bounds(shapes)[:, :2]), dtype=object)
    one, other = STRtree(corners).query(corners, predicate="dwithin", distance=2 * tolerance)
    later = one < other
    one, other = one[later], other[later]
    alike = shapely.equals_exact(shapes[one], shapes[other], tolerance)
    # Corners that nearly tie may be numbered differently: then distance decides.
    unsure = np.flatnonzero(~alike)
    same_size = shapely.get_num_coordinates(shapes[one[unsure]]) == shapely.get_num_coordinates(
        shapes[other[unsure]]
    )
    unsure = unsure[same_size]
    alike[unsure] = (
        shapely.hausdorff_distance(shapes[one[unsure]], shapes[other[unsure]]) <= tolerance
    )
    first_of: dict[int, int] = {}
    for a, b in sorted(zip(rows[one[alike]].tolist(), rows[other[alike]].tolist(), strict=True)):
        if a not in first_of:  # a double of a double may lie too far from the first
            first_of.setdefault(b, a)
    return [(first, row) for row, first in first_of.items()]


def overlaps(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Areas of one role that lie on each other in part; one inside another is no error.

    A narrow overlap is drawing inaccuracy: the later area gives way.
    """
    if group.role not in rules.filling_roles:
        return
    rows = areas(group)
    shapes = group.geometry[rows]
    one, other = STRtree(shapes).query(shapes, predicate="overlaps")
    later = one < other
    one, other = one[later], other[later]
    shared = shapely.intersection(shapes[one], shapes[other])
    size, rim = shapely.area(shared), shapely.length(shared)
    width = 2.0 * size / np.maximum(rim, 1e-12)
    wide = np.flatnonzero(width > rules.limit("overlap_width_m"))
    apart = shapely.hausdorff_distance(shapes[one[wide]], shapes[other[wide]])
    for at in wide[apart > rules.limit("duplicate_m")]:  # else one area drawn twice
        first, second = int(rows[one[at]]), int(rows[other[at]])
        yield group.diagnosis(
            second,
            Ailment.OVERLAP,
            _cut(group, first, second, float(width[at]), rules),
            place=shapely.point_on_surface(shared[at]),
            others=(first,),
            tolerance_m=rules.limit("overlap_repair_m"),
            size=Quantity(float(size[at]), "m²", 2),
            width=Quantity(float(width[at]), "m", 2),
        )


def _cut(group: Group, first: int, second: int, width_m: float, rules: DoctorRules) -> Edit | None:
    """Take the overlap from the later area, unless that moves its outline too far."""
    limit = rules.limit("overlap_repair_m")
    if width_m > limit:
        return None
    base, before = group.geometry[first], group.geometry[second]
    after = shapely.difference(before, base)
    if after.is_empty or shapely.hausdorff_distance(before, after) > limit:
        return None
    return Subtraction(base)
