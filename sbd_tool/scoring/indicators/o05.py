"""O05: how many ways into the square admit cycles and mobility scooters."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import WayWidths
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of arriving ways at least ``wheel_gap_m`` wide, percent.

    Ways through passages of buildings have no verdict and do not count.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: WayWidths = results["widths"]
    measured = sorted((way.width_m, way.objects) for way in found.ways if way.width_m is not None)
    if not measured:
        return NotAssessed(reason=text("indicator.no_arrivals"))
    widths = [width for width, _ in measured]
    wheel = rubric.value("wheel_gap_m") - 1e-9
    return Observed(
        value=100.0 * sum(width >= wheel for width in widths) / len(widths),
        evidence=trust(site, Role.BUILDING, Role.WALL),
        objects=first_objects(key for _, objects in measured for key in objects),
    )


SPEC: Final = IndicatorSpec(
    key="O05",
    needs_results=("widths",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.SEAT),
    has_doubtful_attributes=True,
)
