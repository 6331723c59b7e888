"""Every set there is: for few candidates, and to test what looks for sets more cleverly."""

from collections.abc import Callable, Iterator
from typing import Final

from sbd_tool.domain.progress import Progress

MOST: Final = 12

Choice = tuple[int, ...]


def choices(
    count: int,
    conflicts: tuple[tuple[int, int], ...],
    needs: tuple[tuple[int, tuple[int, ...]], ...],
) -> Iterator[Choice]:
    """All sets of candidates 0 to count - 1 that keep the rules, the empty one first.

    Args:
        count: How many candidates there are.
        conflicts: Pairs of which at most one is chosen.
        needs: (candidate, those of which at least one is needed).
    """
    for bits in range(1 << count):
        if any(bits >> a & 1 and bits >> b & 1 for a, b in conflicts):
            continue
        if any(
            bits >> one & 1 and not any(bits >> other & 1 for other in others)
            for one, others in needs
        ):
            continue
        yield tuple(number for number in range(count) if bits >> number & 1)


def all_figures(
    allowed: list[Choice],
    figures: Callable[[Choice], tuple[float, float, float]],
    progress: Progress,
) -> list[tuple[float, float, float]]:
    """Figures of every set.

    Args:
        allowed: Sets.
        figures: Openness, protection and cost counted downwards.
        progress: Told after each set; may raise ``Cancelled``.
    """
    found = []
    for number, choice in enumerate(allowed):
        found.append(figures(choice))
        progress.advance((number + 1) / len(allowed))
    return found
