"""Objects in the wrong place: far from the rest of the plan, or at a height of their own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.diagnosis import Ailment, Diagnosis, DoctorRules, Removal
from sbd_tool.domain.text import Quantity
from sbd_tool.ingest.doctor.groups import Group

_NORMAL: Final = 1.4826  # median deviation to standard deviation of a normal distribution
_HEIGHT: Final = "z_m"


def far_off(
    groups: Sequence[Group], rules: DoctorRules, centre_m: tuple[float, float] | None
) -> Iterator[Diagnosis]:
    """Objects far from the square, or from the middle of the plan when no square is known."""
    if not groups:
        return
    if centre_m is None:
        bounds = shapely.bounds(np.concatenate([group.geometry for group in groups]))
        centre_m = (
            float(np.median((bounds[:, 0] + bounds[:, 2]) / 2)),
            float(np.median((bounds[:, 1] + bounds[:, 3]) / 2)),
        )
    middle = shapely.Point(centre_m)
    for group in groups:
        distance = shapely.distance(group.geometry, middle)
        for row in np.flatnonzero(distance > rules.limit("far_off_m")):
            place = shapely.Point(shapely.get_coordinates(group.geometry[row])[0])
            away = Quantity(float(distance[row]) / 1000, "km", 1)
            yield group.diagnosis(int(row), Ailment.FAR_OFF, Removal(), place=place, distance=away)


def heights_in(groups: Sequence[Group]) -> dict[str, tuple[float, ...]]:
    """Heights that import kept as an attribute of points, by feature."""
    found: dict[str, tuple[float, ...]] = {}
    for group in groups:
        for key, attributes in zip(group.ids, group.attributes, strict=True):
            height = attributes.get(_HEIGHT)
            if isinstance(height, int | float) and not isinstance(height, bool):
                found[key] = (float(height),)
    return found


def height_drift(
    groups: Sequence[Group], rules: DoctorRules, heights_m: Mapping[str, Sequence[float]]
) -> Iterator[Diagnosis]:
    """Heights far from those of the other objects; the plan is flat, so nothing is repaired.

    Args:
        groups: What to look at.
        rules: Tolerances.
        heights_m: Heights of the vertices of each feature, metres.
    """
    known = [z for row in heights_m.values() for z in row if np.isfinite(z)]
    if len(known) < 3:  # noqa: PLR2004 - two heights have no middle
        return
    middle = float(np.median(known))
    spread = _NORMAL * float(np.median(np.abs(np.array(known) - middle)))
    limit = max(rules.limit("z_drift_m"), rules.limit("z_drift_spreads") * spread)
    for group in groups:
        for row, key in enumerate(group.ids):
            own = np.array(heights_m.get(key, ()), dtype=np.float64)
            own = own[np.isfinite(own)]
            off = np.abs(own - middle)
            if len(own) and float(off.max()) > limit:
                yield group.diagnosis(
                    row,
                    Ailment.Z_DRIFT,
                    None,
                    place=shapely.Point(shapely.get_coordinates(group.geometry[row])[0]),
                    height=Quantity(float(own[off.argmax()]), "m", 1),
                    usual=Quantity(middle, "m", 1),
                )
