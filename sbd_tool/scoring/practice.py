"""Practice: what no plan can show enters its indicator by noisy-OR (docs/method/scoring.md)."""

import math
from collections.abc import Iterable
from functools import partial

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.scoring.observing import shown
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def noisy_or(strengths: Iterable[float]) -> float:
    """Join independent practices: 1 - prod(1 - s).

    Free of order, monotone, each further practice adds less, and never quite 1 while every
    strength stays under 1.

    Args:
        strengths: Strength times reach of each practice, 0 to 1.

    Returns:
        Joint strength, 0 to 1.

    Examples:
        >>> round(noisy_or([0.3, 0.3]), 2)
        0.51
    """
    return 1.0 - math.prod(sorted(1.0 - strength for strength in strengths))


def practice_percent(strengths: Iterable[float]) -> float:
    """The value of a practice indicator, in percent."""
    return 100.0 * noisy_or(strengths)


def practice_indicator(key: str) -> IndicatorSpec:
    """An indicator that reads practices only: their joint strength in percent (noisy-or).

    Until somebody was asked, what is placed only bounds the truth. Practices are claimed, not seen.
    """
    return IndicatorSpec(
        key=key,
        observe=partial(_observe, key),
        has_doubtful_attributes=True,
        reads_practices=True,
    )


def _observe(
    key: str, site: EffectiveSite, results: Results, rubric: Rubric
) -> Observed | NotAssessed:
    del results, rubric
    is_asked = key in site.practices_asked
    return Observed(
        value=practice_percent(site.practice_strengths.get(key, ())),
        evidence=Evidence.SEEN if is_asked else Evidence.NONE,
        is_bound_only=not is_asked,
        note=shown(text("indicator.practices_not_asked"), when=not is_asked),
    )
