"""O19: how much activity and social work keeps the square alive."""

from typing import Final

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import shown
from sbd_tool.scoring.practice import practice_percent
from sbd_tool.scoring.spec import IndicatorSpec, Observed

KEY: Final = "O19"


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Joint strength of the practices in place, percent (noisy-or).

    Until somebody was asked, what is placed only bounds the truth. Practices are claimed, not seen.
    """
    del results, rubric
    is_asked = KEY in site.practices_asked
    return Observed(
        value=practice_percent(site.practice_strengths.get(KEY, ())),
        evidence=Evidence.SEEN if is_asked else Evidence.NONE,
        is_bound_only=not is_asked,
        note=shown(text("indicator.practices_not_asked"), when=not is_asked),
    )


SPEC: Final = IndicatorSpec(
    key=KEY,
    observe=observe,
    has_doubtful_attributes=True,
    reads_practices=True,
)
