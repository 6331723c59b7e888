"""Which questions are asked where, and where each stands; pure.

A conditional question looks at the answers given at its own place, or in its list where the other
question is asked once for the whole square, and in the same pass: what somebody saw by day never
opens a question of the night.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sbd_tool.domain.checklists import AnswerValue, Item, OnlyIf, Pass
from sbd_tool.domain.tasks import Entry, PlacedList, Settlement, Task, TaskAnswer, TaskState


def is_asked(rule: OnlyIf | None, held: Mapping[str, AnswerValue | None]) -> bool:
    """Whether a question is asked.

    Args:
        rule: Its rule, or None.
        held: Question key -> what holds at its place in the same pass; None or missing is open.

    Examples:
        >>> is_asked(OnlyIf(item="plate", values=("yes",)), {"plate": "no"})
        False
    """
    if rule is None:
        return True
    value = held.get(rule.item)
    return value is not None and word_of(value) in rule.values


def word_of(value: AnswerValue) -> str:
    """An answer as rules name it: a level as its number without decimals.

    Examples:
        >>> word_of(2.0), word_of("yes"), word_of(1.34)
        ('2', 'yes', '1.34')
    """
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else str(float(value))


def is_same(values: Sequence[AnswerValue], item: Item) -> bool:
    """Whether answers say the same: numbers within the tolerance of the question do."""
    numbers = [value for value in values if not isinstance(value, str)]
    if item.tolerance > 0 and len(numbers) == len(values):
        return max(numbers) - min(numbers) <= item.tolerance + 1e-9
    return len({word_of(value) for value in values}) == 1


def standing(
    answers: Sequence[TaskAnswer], settled: Settlement | None, item: Item
) -> tuple[TaskState, AnswerValue | None]:
    """Where a task of one pass stands, and what holds: of what agrees, what was said last.

    People who say the same agree; who says otherwise makes a dispute until it is settled.
    """
    if settled is not None:
        return TaskState.SETTLED, settled.value
    if not answers:
        return TaskState.OPEN, None
    if not is_same([one.value for one in answers], item):
        return TaskState.DISPUTED, None
    return TaskState.ANSWERED, answers[-1].value


def entries_of(placed: PlacedList) -> Iterator[Entry]:
    """Every task of a list in every pass it is asked in, in order of the list."""
    for when in Pass:
        held = _held(placed, when)
        for task in placed.tasks:
            if when in task.item.passes:
                yield _entry(task, when, held)


def entries(lists: Iterable[PlacedList]) -> tuple[Entry, ...]:
    """The entries of several lists, by day before by night."""
    return tuple(entry for placed in lists for entry in entries_of(placed))


def _held(
    placed: PlacedList, when: Pass
) -> Mapping[tuple[int, str], tuple[Task, AnswerValue | None]]:
    found: dict[tuple[int, str], tuple[Task, AnswerValue | None]] = {}
    for task in placed.tasks:
        _, value = standing(task.answers.get(when, ()), task.settled.get(when), task.item)
        found[task.spot, task.item.key] = (task, value)
    return found


def _entry(
    task: Task, when: Pass, held: Mapping[tuple[int, str], tuple[Task, AnswerValue | None]]
) -> Entry:
    state, value = standing(task.answers.get(when, ()), task.settled.get(when), task.item)
    if state is TaskState.OPEN and not is_asked(task.item.only_if, _around(task, held)):
        state = TaskState.NOT_ASKED
    return Entry(task=task, when=when, state=state, value=value)


def _around(
    task: Task, held: Mapping[tuple[int, str], tuple[Task, AnswerValue | None]]
) -> Mapping[str, AnswerValue | None]:
    """What holds for the question a rule names: at the same place, else once for the square."""
    rule = task.item.only_if
    if rule is None:
        return {}
    own = held.get((task.spot, rule.item))
    if own is not None:
        return {rule.item: own[1]}
    others = [value for (_, key), (_, value) in held.items() if key == rule.item]
    return {rule.item: others[0]} if len(others) == 1 else {}
