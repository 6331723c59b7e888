"""P04: how fast a vehicle can be at the worst approach."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import trust, waits_for
from sbd_tool.scoring.ring_reading import gaps_of
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Not assessed until the speed lattice exists; where no vehicle comes the best value stands."""
    found = gaps_of(site, results)
    if isinstance(found, NotAssessed):
        return found
    if not found.gaps:
        return Observed(
            value=rubric.indicators["P04"].breaks[0][0],
            evidence=trust(site, Role.CARRIAGEWAY),
            note=text("indicator.no_vehicle"),
        )
    return waits_for("speed")


SPEC: Final = IndicatorSpec(key="P04", needs_results=("gaps",), observe=observe)
