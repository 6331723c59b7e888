"""Pareto order: what is as good in everything and better in something stands before."""

from collections.abc import Sequence
from typing import Final

Figures = tuple[float, ...]
SAME: Final = 1e-9


def dominates(one: Figures, other: Figures) -> bool:
    """Whether one is no worse in all figures and better in one; all count upwards.

    Examples:
        >>> dominates((2.0, 1.0), (1.0, 1.0))
        True
        >>> dominates((1.0, 1.0), (1.0, 1.0))
        False
    """
    no_worse = all(a >= b - SAME for a, b in zip(one, other, strict=True))
    return no_worse and any(a > b + SAME for a, b in zip(one, other, strict=True))


def front(figures: Sequence[Figures]) -> tuple[int, ...]:
    """Numbers of those that none dominates; of equals the first.

    Args:
        figures: Tuples of equal length, all counting upwards.
    """
    order = sorted(range(len(figures)), key=lambda n: (tuple(-v for v in figures[n]), n))
    kept: list[int] = []
    for number in order:  # who dominates comes before whom it dominates
        one = figures[number]
        if not any(dominates(figures[k], one) or _same(figures[k], one) for k in kept):
            kept.append(number)
    return tuple(sorted(kept))


def _same(one: Figures, other: Figures) -> bool:
    return all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))
