"""Find out what a question is worth by trying an answer with the same evaluation that scores."""

from collections.abc import Callable
from dataclasses import replace

from sbd_tool.app.evaluation import Evaluation, evaluate
from sbd_tool.app.proposing import Bench, touched_indicators
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Answer
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.scoring.ledger import node_points, nodes
from sbd_tool.scoring.questions import Trial, hypothesis


def trials(bench: Bench) -> Callable[[str], Trial | None]:
    """A function that tries an answer to a question; each question is tried once.

    What an answer removes hardly hangs on what it says: a count is exact whatever it is. So the
    answer that the plan makes likely is tried, and the points of range that go are its worth.

    Args:
        bench: The project as it stands, with its evaluation.
    """
    known: dict[str, Trial | None] = {}

    def tried(key: str) -> Trial | None:
        if key not in known:
            known[key] = _try(bench, key)
        return known[key]

    return tried


def _try(bench: Bench, key: str) -> Trial | None:
    before = bench.before
    value = hypothesis(key, before.likely, bench.rules.rubric)
    if value is None:
        return None
    stamp = Stamp(id=f"try:{key}", option=before.site.option, evidence=Evidence.SEEN)
    answers = {**bench.project.answers, stamp.id: Answer(stamp=stamp, key=key, value=value)}
    after = evaluate(
        replace(bench.project, answers=answers),
        bench.rules.catalogue,
        bench.rules.rubric,
        bench.method,
        option=before.site.option,
        time_state=before.site.time_state,
        cache=bench.cache,
        known=before,
        touched=_touched(bench, key),
    )
    return Trial(
        narrows=_removed(before, after),
        settles=_narrower(before, after),
        removes=_removed_by_node(before, after, bench.rules.rubric),
    )


def _touched(bench: Bench, key: str) -> frozenset[str]:
    prefix, _, word = key.partition(":")
    roles = frozenset({Role(word)}) if word and prefix != "practices" else frozenset()
    direct = frozenset(spec.key for spec in bench.method.indicators if key in spec.reads_facts)
    return direct | touched_indicators(bench.method, roles, with_practices=False)


def _removed(before: Evaluation, after: Evaluation) -> dict[LedgerKey, float]:
    return {
        key: max(0.0, (old.high - old.low) - (after.ledgers[key].high - after.ledgers[key].low))
        for key, old in before.ledgers.items()
    }


def _removed_by_node(before: Evaluation, after: Evaluation, rubric: Rubric) -> dict[str, float]:
    found: dict[str, float] = {}
    for ledger in LedgerKey:
        readings = [
            {key: line.reading for key, line in one.ledgers[ledger].indicators.items()}
            for one in (before, after)
        ]
        for node in nodes(rubric, ledger):
            was, now = (node_points(node, known).width for known in readings)
            if was > now:
                found[node.key] = was - now
    return found


def _narrower(before: Evaluation, after: Evaluation) -> tuple[str, ...]:
    return tuple(
        key
        for ledger in LedgerKey
        for key, old in before.ledgers[ledger].indicators.items()
        if _is_narrower(old.high - old.low, after, ledger, key)
    )


def _is_narrower(width: float, after: Evaluation, ledger: LedgerKey, key: str) -> bool:
    line = after.ledgers[ledger].indicators[key]
    return line.high - line.low < width
