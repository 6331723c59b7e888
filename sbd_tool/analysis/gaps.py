"""Clear gaps: how wide the ring round the protected zones is open at each approach."""

from typing import Final

from sbd_tool.analysis.obstacles import OBSTACLE_FACTS, OBSTACLE_ROLES
from sbd_tool.analysis.ring.by_approach import gaps_by_approach
from sbd_tool.analysis.ring.find import RING_NUMBERS
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Approaches, ClearGaps
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> ClearGaps | NotAssessed:
    """Find the largest clear gap of the ring at each approach.

    What counts, and how wide a gap is, is that of the ring round the protected zones
    (``analysis.ring``): furniture that nobody rated or founded does not count, a barrier of which
    nobody has said either counts in the likely world and not in the unfavourable one. Widths are
    exact at any rotation. A disc is necessary for a vehicle to pass, not sufficient, so gaps are
    rather told too wide than too narrow.
    """
    approaches: Approaches | NotAssessed = results["approaches"]
    if isinstance(approaches, NotAssessed):
        return approaches
    if not approaches.approaches:
        return ClearGaps(gaps=(), exposed_m=0.0)
    return gaps_by_approach(site, approaches, rubric, progress)


SPEC: Final = AnalysisSpec(
    key="gaps",
    title=text("analysis.gaps"),
    version=3,
    reads=(*OBSTACLE_ROLES, Role.BUILDING, Role.CROWD_AREA),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=RING_NUMBERS,
    needs_results=("approaches",),
    run=run,
    sources=("TAL0111",),
)
