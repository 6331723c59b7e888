"""How far two assessors agree: what is told of a question, and of a whole list."""

from dataclasses import dataclass

from sbd_tool.domain.checklists import Item, Pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A coefficient with its interval.

    Attributes:
        value: From -1 to 1; 1 is full agreement, 0 what chance alone would give.
        low, high: Interval of the stated confidence; None where it cannot be worked out.
    """

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRules:
    """Numbers an agreement is told with.

    Attributes:
        least_pairs: With fewer pairs a coefficient is said to rest on too few.
        confidence: Of the intervals, 0 to 1.
        least_published: Counts of a question are public from so many answers on.
    """

    least_pairs: int
    confidence: float
    least_published: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What two assessors have in common on one question in one pass.

    Attributes:
        item: The question.
        when: The pass.
        pairs: Places both answered.
        left_out: Places where one of them could not see it, or did not answer.
        same: How many pairs say the same.
        kappa: Cohen's kappa; None for numbers and words, or where it is not defined.
        weighted: The same with quadratic weights, for scales.
        icc: ICC(2,1), for numbers.
        is_few: Too few pairs to rest anything on.
        is_undefined: Both gave one and the same answer everywhere, so chance explains all.
    """

    item: Item
    when: Pass
    pairs: int
    left_out: int
    same: int
    kappa: Estimate | None = None
    weighted: Estimate | None = None
    icc: Estimate | None = None
    is_few: bool = False
    is_undefined: bool = False
