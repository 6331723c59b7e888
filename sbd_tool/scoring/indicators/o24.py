"""O24: how much of the edge is free of traffic."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import LawfulTraffic
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, shown, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Share of the edge farther than ``traffic_edge_m`` from a carriageway, percent.

    Widths that are defaults of their class are wider in the unfavourable world.
    """
    del rubric
    if is_unknown(site, Role.CARRIAGEWAY):
        return not_known("carriageway")
    found: LawfulTraffic | NotAssessed = results["lawful_traffic"]
    if isinstance(found, NotAssessed):
        return found
    return Observed(
        value=100.0 * found.free_edge_m / found.length_m,
        evidence=trust(site, Role.CARRIAGEWAY),
        objects=first_objects(found.roads),
        note=shown(text("indicator.width_assumed"), when=found.is_width_guessed),
    )


SPEC: Final = IndicatorSpec(
    key="O24",
    needs_results=("lawful_traffic",),
    observe=observe,
    hurt_by=(Role.CARRIAGEWAY,),
    has_doubtful_attributes=True,
)
