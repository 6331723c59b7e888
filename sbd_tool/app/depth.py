"""How deeply something was assessed, so that what stands beside it is assessed alike."""

from typing import TypedDict

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.approach_results import SPEEDS
from sbd_tool.domain.scores import Assessment


class Depth(TypedDict):
    """Which analyses run beside the quick ones."""

    with_slow: bool
    with_speeds: bool


def depth_of(assessment: Assessment) -> Depth:
    """Whether slow analyses and approach speeds are part of an assessment."""
    return {
        "with_slow": not isinstance(assessment.results.get("walking"), NotAssessed | None),
        "with_speeds": SPEEDS in assessment.provenance.analyses,
    }
