"""Approach speed as a part of an assessment: asked for, never by itself."""

from typing import Final

from sbd_tool.analysis.approach.rating import RATING_FACTS
from sbd_tool.analysis.approach.reads import APPROACH_NUMBERS, APPROACH_ROLES
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.approach_results import EdgeSpeeds
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> EdgeSpeeds:
    """Bracket the attainable speed at every stretch of edge vehicles come to.

    See ``analysis.approach.find.approach_speeds``: the bracket holds the doubt about what stands,
    so one run in the likely world serves all worlds.
    """
    from sbd_tool.analysis.approach.find import approach_speeds  # a compiler comes with it

    return approach_speeds(site, rubric, results["approaches"], progress)


SPEC: Final = AnalysisSpec(
    key="approach",
    title=text("analysis.approach"),
    version=1,
    reads=APPROACH_ROLES,
    reads_facts=RATING_FACTS,
    reads_numbers=APPROACH_NUMBERS,
    needs_results=("approaches",),
    is_costly=True,
    run=run,
    sources=("ISO22343-1",),
)
