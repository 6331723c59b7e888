"""How far two assessors agree on each question of a list, by pass; pure.

A pair is a place both looked at in the same pass. Where one of them could not see it there is no
pair; how many those are is told. Words are compared by people, not by a coefficient.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from sbd_tool.domain.agreement import Agreement, AgreementRules, Estimate
from sbd_tool.domain.checklists import NOT_SEEN, AnswerKind, AnswerValue, Item, Pass
from sbd_tool.domain.tasks import PlacedList, Task
from sbd_tool.scoring.checklists.kappa import icc, kappa, nominal, quadratic, table_of
from sbd_tool.scoring.checklists.showing import is_same, word_of

Pair = tuple[AnswerValue, AnswerValue]
FIRST, SECOND = "A", "B"


def agreements(placed: PlacedList, rules: AgreementRules) -> tuple[Agreement, ...]:
    """Agreement on every question of a list that both assessors answered somewhere.

    Args:
        placed: The list with the answers of both.
        rules: From how many pairs on a coefficient may be rested on, and its confidence.
    """
    return tuple(
        _agreement(item, when, tasks, rules)
        for item in _items(placed)
        for when in item.passes
        if (tasks := [one for one in placed.tasks if one.item == item and _is_answered(one, when)])
    )


def _items(placed: PlacedList) -> Iterator[Item]:
    seen: list[Item] = []
    for task in placed.tasks:
        if task.item not in seen:
            seen.append(task.item)
            yield task.item


def _is_answered(task: Task, when: Pass) -> bool:
    return any(one.assessor for one in task.answers.get(when, ()))


def _agreement(item: Item, when: Pass, tasks: Iterable[Task], rules: AgreementRules) -> Agreement:
    tasks = list(tasks)
    found = [_pair(task, when) for task in tasks]
    pairs = [pair for pair in found if pair is not None]
    plain = weighted = numeric = None
    if pairs and item.kind is AnswerKind.NUMBER:
        numeric = icc(np.array([[float(a), float(b)] for a, b in pairs]), rules.confidence)
    elif pairs and item.kind is not AnswerKind.TEXT:
        plain, weighted = _kappas(item, pairs, rules)
    return Agreement(
        item=item,
        when=when,
        pairs=len(pairs),
        left_out=len(tasks) - len(pairs),
        same=sum(is_same(pair, item) for pair in pairs),
        kappa=plain,
        weighted=weighted,
        icc=numeric,
        is_few=len(pairs) < rules.least_pairs,
        is_undefined=bool(pairs)
        and item.kind is not AnswerKind.TEXT
        and plain is None
        and numeric is None,
    )


def _pair(task: Task, when: Pass) -> Pair | None:
    said = {one.assessor: one.value for one in task.answers.get(when, ())}
    first, second = said.get(FIRST), said.get(SECOND)
    if first is None or second is None or NOT_SEEN in {first, second}:
        return None
    return first, second


def _kappas(
    item: Item, pairs: Iterable[Pair], rules: AgreementRules
) -> tuple[Estimate | None, Estimate | None]:
    keys = [choice.key for choice in item.choices]
    words = [(word_of(first), word_of(second)) for first, second in pairs]
    table = table_of(words, keys)
    plain = kappa(table, nominal(len(keys)), rules.confidence)
    if item.kind is not AnswerKind.SCALE:
        return plain, None
    return plain, kappa(table, quadratic(len(keys)), rules.confidence)
