"""P04: how fast a vehicle can be at the worst approach."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.approach_results import EdgeSpeeds
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, speeds_not_asked, trust, weakest
from sbd_tool.scoring.ring_reading import gaps_of
from sbd_tool.scoring.spec import IndicatorSpec, Observed
from sbd_tool.scoring.speed_reading import attainable


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Speed square to the edge at the worst stretch, km/h; rated by the high end of its bracket.

    Without approach speeds it is not assessed; where no vehicle comes the best value stands. The
    low end is the best value only, and only where barriers are known: what nobody drew may slow
    vehicles too. The high end bounds it only where entry speeds are stated.
    """
    found = gaps_of(site, results)
    if isinstance(found, NotAssessed):
        return found
    if not found.gaps:
        return Observed(
            value=rubric.indicators["P04"].breaks[0][0],
            evidence=trust(site, Role.CARRIAGEWAY),
            note=text("indicator.no_vehicle"),
        )
    speeds: EdgeSpeeds | NotAssessed = results["approach"]
    if isinstance(speeds, NotAssessed):
        return speeds_not_asked()
    return _read(site, speeds)


def _read(site: EffectiveSite, speeds: EdgeSpeeds) -> Observed | NotAssessed:
    worst, leaning = attainable(speeds), site.world.attributes
    if worst is None:
        return NotAssessed(reason=text("speeds.note_away"))
    is_open = is_unknown(site, Role.BARRIER)
    if leaning is Leaning.MANY:
        if is_open:
            return NotAssessed(reason=text("speeds.note_unseen"))
        return Observed(value=worst.low, evidence=Evidence.NONE, is_bound_only=True)
    if not worst.is_bounded:
        return NotAssessed(reason=text(f"speeds.note_{worst.doubts[0]}"))
    key = worst.doubts[0] if worst.doubts else "unseen" if is_open else "high"
    entries = site.of(Role.VEHICLE_ENTRY)
    return Observed(
        value=worst.high,
        evidence=weakest(
            trust(site, Role.BUILDING, Role.CARRIAGEWAY), *(entry.evidence for entry in entries)
        ),
        objects=first_objects(entry.id for entry in entries),
        is_bound_only=bool(worst.doubts) or is_open,
        note=text(f"speeds.note_{key}"),
    )


SPEC: Final = IndicatorSpec(
    key="P04",
    needs_results=("gaps", "approach"),
    observe=observe,
    has_doubtful_attributes=True,
)
