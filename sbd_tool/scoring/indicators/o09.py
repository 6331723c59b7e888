"""O09: how much there is to sit on."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Seating
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import (
    first_objects,
    is_unknown,
    not_known,
    trust,
    unbounded,
    unseen,
)
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Seat metres per 100 m2 of counted area.

    Area counts in full up to ``seat_area_full_m2`` and at ``seat_area_rest_share`` beyond: large
    squares were hopeless otherwise. Unseen seats are benches of ``seat_length_m``.
    """
    found: Seating = results["seating"]
    more = unseen(site, Role.SEAT) * rubric.value("seat_length_m")
    if unbounded(more):
        return not_known("seat")
    full = rubric.value("seat_area_full_m2")
    area = float(site.zone.area)
    rest = rubric.value("seat_area_rest_share") * max(area - full, 0.0)
    return Observed(
        value=100.0 * max(0.0, found.metres + more) / (min(area, full) + rest),
        evidence=trust(site, Role.SEAT),
        objects=first_objects(found.objects),
        is_bound_only=is_unknown(site, Role.SEAT),
    )


SPEC: Final = IndicatorSpec(
    key="O09", needs_results=("seating",), observe=observe, helped_by=(Role.SEAT,)
)
