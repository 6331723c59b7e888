"""O04: how wide the narrowest ways into the square are."""

from typing import Final

import numpy as np

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.results import WayWidths
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import first_objects, is_unknown, not_known, trust
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """5th percentile of the clear width of the arriving ways, metres.

    Ways through passages of buildings have no verdict and do not count.
    """
    del rubric
    if is_unknown(site, Role.BUILDING):
        return not_known("building")
    found: WayWidths = results["widths"]
    measured = sorted((way.width_m, way.objects) for way in found.ways if way.width_m is not None)
    if not measured:
        return NotAssessed(reason=text("indicator.no_arrivals"))
    widths = [width for width, _ in measured]
    return Observed(
        value=float(np.percentile(widths, 5)),
        evidence=trust(site, Role.BUILDING, Role.WALL),
        objects=first_objects(key for _, objects in measured for key in objects),
    )


SPEC: Final = IndicatorSpec(
    key="O04",
    needs_results=("widths",),
    observe=observe,
    helped_by=(Role.GATE,),
    hurt_by=(Role.WALL, Role.BARRIER, Role.SEAT),
    has_doubtful_attributes=True,
)
