"""O05: how many ways into the square admit cycles and mobility scooters."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import WayWidths
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, reached_by, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of arriving ways at least ``wheel_gap_m`` wide, percent.

    Ways through passages of buildings have no verdict and do not count. Once ways of cargo bikes
    are worked out, a way also has to lead one to most of the square.
    """
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: WayWidths = results["widths"]
    led = reached_by(results["walking"], "cargo_bike", len(found.ways))
    measured = sorted(
        (way.width_m if is_led else 0.0, way.objects)
        for way, is_led in zip(found.ways, led, strict=True)
        if way.width_m is not None
    )
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
    needs_results=("widths", "walking"),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.SEAT),
    has_doubtful_attributes=True,
)
