"""Answers summed: day and night apart, and by group only where no single person shows."""

from collections.abc import Mapping, Sequence

from sbd_tool.domain.survey import LEVELS, Answer, Told


def summed(answers: Sequence[Answer], least: int) -> Told:
    """Answers to one question; below the least number only how many there were."""
    counts = dict.fromkeys(LEVELS, 0)
    beside = {key: 0 for key in Answer if key not in counts}
    for one in answers:
        into = counts if one in counts else beside
        into[one] += 1
    count = sum(counts.values())
    if count < least:
        return Told(count=count)
    return Told(count=count, levels=counts, beside=beside)


def by_group(answers: Sequence[tuple[str, Answer]], least: int) -> tuple[Mapping[str, Told], int]:
    """Answers by group, and how many groups may not be told.

    A group is told from ``least`` answers on. Where all that is not told could be worked out as
    the rest and is fewer than ``least`` answers, the smallest told group is held back as well.

    Args:
        answers: Group ("" = not said) and answer.
        least: Answers from which a group is told.

    Returns:
        Group -> sums, by name; and the number of named groups held back.
    """
    sorted_in: dict[str, list[Answer]] = {}
    for group, answer in answers:
        sorted_in.setdefault(group, []).append(answer)
    sums = {group: summed(found, least) for group, found in sorted_in.items()}
    told = {group: one for group, one in sums.items() if group and one.is_told}
    while told and 0 < _rest(sums, told) < least:
        del told[min(told, key=lambda group: (told[group].count, group))]
    held = sum(1 for group in sums if group and group not in told)
    return dict(sorted(told.items())), held


def _rest(sums: Mapping[str, Told], told: Mapping[str, Told]) -> int:
    return sum(one.count for group, one in sums.items() if group not in told)
