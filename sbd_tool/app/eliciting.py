"""Asking a person for weights: what answers give, and what of it the bounds keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from sbd_tool.domain.rubric import FamilyRule, LedgerKey, Rubric
from sbd_tool.domain.weighting import Elicitation, PairwiseWeights, Shares
from sbd_tool.formats.rules import read_weight_rules
from sbd_tool.scoring.weighting.pairwise import pairwise_weights
from sbd_tool.scoring.weighting.shares import as_shares, held_in_bounds
from sbd_tool.scoring.weighting.swing import FIRST_SWING, swing_weights

FULL_SWING: Final = FIRST_SWING
STRONGEST_STEP: Final = 8
"""Steps of a pairwise slider to either side: 0 is 1, step n is n + 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elicited:
    """What answers about one ledger give.

    Attributes:
        raw: Shares as answered.
        held: The same held in the bounds of a family.
        pairwise: Consistency, where pairs were judged.
        inputs: The answers themselves, kept with the set.
    """

    raw: Shares
    held: Shares
    pairwise: PairwiseWeights | None = None
    inputs: Mapping[str, float]

    @property
    def is_held(self) -> bool:
        """Whether the bounds changed anything."""
        return any(abs(self.raw[key] - self.held[key]) > 1e-9 for key in self.raw)  # noqa: PLR2004


def families_of(rubric: Rubric, ledger: LedgerKey) -> tuple[FamilyRule, ...]:
    """Families of a ledger in the rubric's order."""
    return tuple(family for family in rubric.families if family.ledger is ledger)


def pairs_of(rubric: Rubric, ledger: LedgerKey) -> tuple[tuple[str, str], ...]:
    """Pairs of families to be judged."""
    return tuple(combinations([family.key for family in families_of(rubric, ledger)], 2))


def elicit(method: Elicitation, answers: Mapping[str, float]) -> Elicited:
    """Shares from answers.

    Args:
        method: Direct or swing: family -> number. Pairwise: "first|second" -> step of the slider,
            positive for the first.
        answers: At least one above 0; of swings one is 100.

    Raises:
        ValueError: The answers are no whole set.
    """
    bounds = read_weight_rules().bounds
    if method is Elicitation.PAIRWISE:
        judged = {_pair(key): ratio_of(step) for key, step in answers.items()}
        families = list(dict.fromkeys(name for pair in judged for name in pair))
        found = pairwise_weights(families, judged, read_weight_rules().random_index)
        return Elicited(
            raw=found.shares,
            held=held_in_bounds(found.shares, bounds),
            pairwise=found,
            inputs=dict(answers),
        )
    raw = swing_weights(answers) if method is Elicitation.SWING else as_shares(answers)
    return Elicited(raw=raw, held=held_in_bounds(raw, bounds), inputs=dict(answers))


def ratio_of(step: float) -> float:
    """How much more the first counts than the second at a step of the slider.

    Examples:
        >>> ratio_of(2), ratio_of(0), ratio_of(-1)
        (3, 1, 0.5)
    """
    return step + 1 if step >= 0 else 1 / (1 - step)


def step_of(ratio: float) -> int:
    """The step of the slider at a value of Saaty's scale."""
    return round(ratio - 1) if ratio >= 1 else -round(1 / ratio - 1)


def consistency_limit() -> float:
    """Consistency ratio above which judgements should be looked at again."""
    return read_weight_rules().random_index.limit


def _pair(key: str) -> tuple[str, str]:
    first, _, second = key.partition("|")
    return first, second
