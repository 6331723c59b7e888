"""Put evaluated candidates in order: what helps both ledgers first, never a sum of the two."""

from collections.abc import Sequence

from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import Move, Suggestion
from sbd_tool.scoring.moves import gain


def is_win_win(openness: Move, protection: Move, rubric: Rubric) -> bool:
    """Whether both ledgers gain more than the rubric's limit."""
    limit = rubric.value("win_win_points")
    return gain(openness) > limit and gain(protection) > limit


def moves_anything(suggestion: Suggestion, rubric: Rubric) -> bool:
    """Whether a candidate gains in some ledger more than the rubric's limit."""
    limit = rubric.value("win_win_points")
    return max(gain(suggestion.openness), gain(suggestion.protection)) > limit


def in_order(found: Sequence[Suggestion], rubric: Rubric) -> tuple[Suggestion, ...]:
    """Order suggestions: Pareto layers; in a layer win-win, then gains, then trades.

    Win-win first by the smaller of the two gains; gains (nothing lost) and trades by what they
    gain. The two ledgers are never added. Ties fall to the key, so the order is stable.

    Args:
        found: Evaluated candidates.
        rubric: Limit of a win-win.

    Returns:
        Those that gain something, best first.
    """
    rest = [one for one in found if moves_anything(one, rubric)]
    done: list[Suggestion] = []
    while rest:
        layer = [one for one in rest if not any(_dominates(two, one) for two in rest)]
        done += sorted(layer, key=lambda one: _rank(one, rubric))
        keys = {one.key for one in layer}
        rest = [one for one in rest if one.key not in keys]
    return tuple(done)


def shortlist(
    ordered: Sequence[Suggestion], practices: frozenset[str], most: int
) -> tuple[Suggestion, ...]:
    """The first of a list, at most half of them practices: they are many and cost no ground.

    Args:
        ordered: Suggestions, best first.
        practices: Catalogue keys of practices.
        most: Length of the shortlist.
    """
    kept: list[Suggestion] = []
    claimed = 0
    for one in ordered:
        is_practice = one.kind in practices
        if is_practice and 2 * (claimed + 1) > most:
            continue
        claimed += is_practice
        kept.append(one)
    return tuple(kept[:most])


def _pair(one: Suggestion) -> tuple[float, float]:
    return gain(one.openness), gain(one.protection)


def _dominates(one: Suggestion, other: Suggestion) -> bool:
    (open_one, safe_one), (open_other, safe_other) = _pair(one), _pair(other)
    no_worse = open_one >= open_other and safe_one >= safe_other
    return no_worse and (open_one > open_other or safe_one > safe_other)


def _rank(one: Suggestion, rubric: Rubric) -> tuple[int, float, str]:
    gains = _pair(one)
    limit = rubric.value("win_win_points")
    if min(gains) > limit:
        return 0, -min(gains), one.key
    group = 1 if min(gains) >= -limit else 2
    return group, -max(gains), one.key
