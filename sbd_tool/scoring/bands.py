"""Words for points: five bands, and when a difference is no difference."""

from typing import Final

from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Move
from sbd_tool.domain.text import Text, text

CLEAR_DIFFERENCE_KEY: Final = "clear_difference_points"


def band(value: float, rubric: Rubric) -> int:
    """Band 1 to 5 of a score; an upper end belongs to the next band.

    Args:
        value: 0 to 100 points.
        rubric: Holds the upper ends.

    Returns:
        1 (very little) to 5 (very much).
    """
    ends = rubric.bands
    return 1 + next((i for i, end in enumerate(ends) if value < end), len(ends) - 1)


def band_words(number: int, ledger: LedgerKey) -> Text:
    """The word of a band, as it is shown ("much openness")."""
    return text(f"scoring.band_{ledger.value}_{number}")


def is_clear(move: Move, rubric: Rubric) -> bool:
    """Whether a difference may be called one.

    No clear difference when under the rubric's limit, or when the range moves the other way at one
    of its ends.
    """
    if move.delta is None:
        return False
    limit = rubric.value(CLEAR_DIFFERENCE_KEY)
    ends = (move.low_delta, move.high_delta)
    return abs(move.delta) >= limit and not (min(ends) < 0 < max(ends))
