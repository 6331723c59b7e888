"""Follow an edit at once: read again what it touches and is quick, and mark the rest as stale.

The doors and the lists of what analyses read (docs/method/doors.md) say which indicators an edit
may move. Those read again give the very bits of a full evaluation; those that take longer than an
edit may wait lose their figure and keep only their widest range until a job has worked them out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sbd_tool.app.evaluation import Evaluation, Method, evaluate
from sbd_tool.app.proposing import touched_by, touched_indicators
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.text import text
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.readings import SURVEYED, Stated

_COUNTED_KEYS: Final = ("count", "seen_none", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An evaluation that is current but for the stale indicators.

    Attributes:
        project: What it is of.
        evaluation: Readings and ledgers; the stale ones are not assessed, range 0 to 100.
        method: What it was evaluated with.
        stale: Indicators that wait for a job.
        read: Indicators that were read again.
    """

    project: Project
    evaluation: Evaluation
    method: Method
    stale: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()


def follow(
    before: Followed,
    project: Project,
    rules: Rules,
    cache: ResultCache,
    progress: Progress = SILENT,
) -> Followed:
    """Bring an evaluation to the project as it stands now.

    Args:
        before: An evaluation of the project as it stood, perhaps itself followed.
        project: The project now; option and state in time stay those of ``before``.
        rules: Catalogue and rubric, those of ``before``.
        cache: Results kept.
        progress: May raise ``Cancelled``.

    Returns:
        The same bits as a full evaluation for all but the stale indicators. What was stale before
        stays so.
    """
    touched, moved = touched_between(before.project, project, rules, before.method)
    late = lagging(before.method)
    # What vehicles cannot drive through moves a speed, whatever its door says.
    stale = before.stale | (moved & late) | (touched & lagging(before.method, is_costly=True))
    read = touched - late - stale
    site = before.evaluation.site
    after = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        before.method,
        option=site.option,
        time_state=site.time_state,
        cache=cache,
        progress=progress,
        known=before.evaluation,
        touched=read,
    )
    told = {
        key: _stale(rules, key) if key in stale else entry for key, entry in after.stated.items()
    }
    readings = {key: entry.reading for key, entry in told.items()}
    ledgers = {key: ledger_score(rules.rubric, key, readings) for key in LedgerKey}
    kept = {**_untouched_results(before, touched | stale), **after.results}
    return Followed(
        project=project,
        evaluation=replace(after, stated=told, ledgers=ledgers, results=kept),
        method=before.method,
        stale=stale,
        read=read,
    )


def _stale(rules: Rules, key: str) -> Stated:
    note = text("waterfall.note_stale", name=rules.rubric.indicators[key].name)
    return Stated(reading=Reading(evidence=Evidence.NONE, note=note))


def waits_for_slow(followed: Followed) -> bool:
    """Whether something stale hangs on an analysis of sight or light: a quick pass comes first."""
    slow = {spec.key for spec in followed.method.analyses if spec.is_slow}
    for spec in followed.method.analyses:
        if slow & set(spec.needs_results):
            slow.add(spec.key)
    return any(
        slow & set(spec.needs_results)
        for spec in followed.method.indicators
        if spec.key in followed.stale
    )


def _untouched_results(before: Followed, touched: frozenset[str]) -> dict[str, Any]:
    """Results no touched indicator takes: those hold as they are."""
    takers: dict[str, set[str]] = {}
    for spec in before.method.indicators:
        for key in spec.needs_results:
            takers.setdefault(key, set()).add(spec.key)
    return {
        key: result
        for key, result in before.evaluation.results.items()
        if key in takers and not takers[key] & touched
    }


def lagging(method: Method, *, is_costly: bool = False) -> frozenset[str]:
    """Indicators that take a result which takes longer than an edit may wait.

    Args:
        method: Analyses and indicators.
        is_costly: Only those that take a result somebody has to ask for.
    """
    late: set[str] = set()
    for spec in method.analyses:  # each stands after those it needs
        is_heavy = spec.is_heavy or (spec.is_slow and method.with_slow)
        is_late = spec.is_costly or (is_heavy and not is_costly)
        if is_late or late & set(spec.needs_results):
            late.add(spec.key)
    return frozenset(spec.key for spec in method.indicators if late & set(spec.needs_results))


def touched_between(
    before: Project, after: Project, rules: Rules, method: Method
) -> tuple[frozenset[str], frozenset[str]]:
    """Indicators that read what changed from one project to another, and those that may move.

    Changes of measures and answers are traced; any other change of the plan, of options or rules
    touches all of them. A measure moves nothing outside its door, whatever else reads its role.
    """
    everything = frozenset(spec.key for spec in method.indicators)
    if before is after:
        return frozenset(), frozenset()
    if any(getattr(before, name) is not getattr(after, name) for name in _WHOLE):
        return everything, everything
    touched: set[str] = set()
    moved: set[str] = set()
    for measure in _changed(before.measures, after.measures):
        if measure.plan_feature or measure.kind not in rules.catalogue.measures:
            return everything, everything
        kind = rules.catalogue.measures[measure.kind]
        touched |= touched_by(method, kind)
        moved |= {*kind.door.openness, *kind.door.protection}
    for answer in _changed(before.answers, after.answers):
        found = _touched_by_answer(method, answer.key)
        touched |= found
        moved |= found
    return frozenset(touched), frozenset(moved)


_WHOLE: Final = (
    "layers",
    "square",
    "options",
    "time_states",
    "rules",
    "luminaires",
    "overrides",
)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[Any]:
    """Rows that are new, gone or other than before, each as it was and as it is."""
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was is not now:
            yield from (row for row in (was, now) if row is not None)


def _touched_by_answer(method: Method, key: str) -> frozenset[str]:
    if key.startswith(SURVEYED):
        return frozenset({key.removeprefix(SURVEYED)})
    prefix, _, word = key.partition(":")
    readers = _readers(method, key)
    if prefix.startswith("practice"):
        return readers | touched_indicators(method, frozenset(), with_practices=True)
    if prefix in _COUNTED_KEYS and word in set(Role):
        roles = frozenset({Role(word)})
        return readers | touched_indicators(method, roles, with_practices=False)
    return readers or frozenset(spec.key for spec in method.indicators)


def _readers(method: Method, key: str) -> frozenset[str]:
    """Indicators that read a fact themselves or through an analysis."""
    reading: set[str] = set()
    for spec in method.analyses:
        if _names(spec.reads_facts, key) or reading & set(spec.needs_results):
            reading.add(spec.key)
    return frozenset(
        spec.key
        for spec in method.indicators
        if _names(spec.reads_facts, key) or reading & set(spec.needs_results)
    )


def _names(wanted: Iterable[str], key: str) -> bool:
    return any(key.startswith(one[:-1]) if one.endswith("*") else key == one for one in wanted)
