"""O13: how lively the fronts are that face the square."""

from typing import Final

import shapely

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import ClassStatus, EffectiveSite
from sbd_tool.domain.place_results import Doors
from sbd_tool.domain.results import EdgeForm
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.scoring.observing import (
    first_objects,
    is_unknown,
    not_known,
    status_of,
    trust,
    unbounded,
    unseen,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Doors and units per 100 m of facing front; drawn windows are told, not counted.

    Where doors are not mapped, or thinly, the number only bounds the truth.
    """
    form: EdgeForm = results["fronts"]
    doors: Doors = results["doors"]
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    if form.facing_m < rubric.value("front_min_m"):
        return NotAssessed(reason=text("indicator.no_front"))
    more = unseen(site, Role.ENTRANCE)
    if unbounded(more):
        return not_known("entrance")
    is_thin = status_of(site, Role.ENTRANCE) in {ClassStatus.THIN, ClassStatus.UNKNOWN}
    return Observed(
        value=100.0 * max(0.0, doors.number + more) / form.facing_m,
        evidence=trust(site, Role.ENTRANCE, Role.BUILDING),
        objects=first_objects(doors.objects),
        is_bound_only=is_thin,
        note=_note(site, form, rubric),
    )


def _note(site: EffectiveSite, form: EdgeForm, rubric: Rubric) -> Text:
    """Say what counts: windows look out (P06) but are no doors."""
    near = site.zone.buffer(rubric.value("front_reach_m"))
    lengths = [
        float(shapely.length(shapely.intersection(element.geometry, near)))
        for element in site.of(Role.WINDOW_FRONT)
    ]
    front = Quantity(form.facing_m, "m")
    if not any(lengths):
        return text("indicator.doors_only", front=front)
    return text("sight.note_windows", front=front, windows=Quantity(sum(lengths), "m"))


SPEC: Final = IndicatorSpec(
    key="O13",
    needs_results=("fronts", "doors"),
    observe=observe,
    helped_by=(Role.ENTRANCE, Role.AMENITY),
    reads=(Role.WINDOW_FRONT,),
)
