"""P16: how many layers of protection work together (context)."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import judged
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """What a person stated; no plan shows it."""
    del results, rubric
    return judged(site, "P16")


SPEC: Final = IndicatorSpec(key="P16", observe=observe, reads_facts=("P16",))
