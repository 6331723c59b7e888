"""Examine the layers of a plan; the layers stay as they are."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from sbd_tool.domain.diagnosis import Ailment, Diagnosis, DoctorRules
from sbd_tool.domain.layers import Layer
from sbd_tool.ingest.doctor.doubles import duplicates, overlaps
from sbd_tool.ingest.doctor.ends import overshoots, undershoots
from sbd_tool.ingest.doctor.groups import Group, groups_of
from sbd_tool.ingest.doctor.shapes import open_rings, self_intersections, slivers, without_extent
from sbd_tool.ingest.doctor.strays import far_off, height_drift, heights_in

_CHECKS: Final[Mapping[Ailment, Callable[[Group, DoctorRules], Iterator[Diagnosis]]]] = {
    Ailment.SELF_INTERSECTION: self_intersections,
    Ailment.ZERO_LENGTH: without_extent,
    Ailment.DUPLICATE: duplicates,
    Ailment.SLIVER: slivers,
    Ailment.OPEN_RING: open_rings,
    Ailment.OVERSHOOT: overshoots,
    Ailment.UNDERSHOOT: undershoots,
    Ailment.OVERLAP: overlaps,
}


def diagnose(
    layers: Sequence[Layer],
    rules: DoctorRules,
    *,
    kinds: Collection[Ailment] = tuple(Ailment),
    kept: frozenset[str] = frozenset(),
    heights_m: Mapping[str, Sequence[float]] | None = None,
    centre_m: tuple[float, float] | None = None,
) -> tuple[Diagnosis, ...]:
    """Find drawing errors.

    Args:
        layers: Plan layers in metres, in drawing order.
        rules: Tolerances.
        kinds: What to look for.
        kept: Ids of features that no repair may take away.
        heights_m: Heights of the vertices of features, where known; else those import kept.
        centre_m: Middle of the square, to tell what is far off; else the middle of the plan.

    Returns:
        Diagnoses by kind in the order of `Ailment`, then in drawing order.
    """
    groups = tuple(groups_of(layers, kept))
    found: list[Diagnosis] = []
    for kind in Ailment:
        if kind not in kinds:
            continue
        if kind is Ailment.FAR_OFF:
            found.extend(far_off(groups, rules, centre_m))
        elif kind is Ailment.Z_DRIFT:
            heights = heights_in(groups) if heights_m is None else heights_m
            found.extend(height_drift(groups, rules, heights))
        else:
            found.extend(one for group in groups for one in _CHECKS[kind](group, rules))
    return tuple(found)
