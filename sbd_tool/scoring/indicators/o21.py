"""O21: who owns and manages the square."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import judged
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """What a person stated; no plan shows it."""
    del results, rubric
    return judged(site, "O21")


SPEC: Final = IndicatorSpec(key="O21", observe=observe, reads_facts=("O21",))
