"""Check a brief: every condition of a project, judged for one option in its states."""

from collections.abc import Mapping
from typing import Final

from sbd_tool.app.conditions import CONDITION_KINDS
from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Outcome
from sbd_tool.app.conditions.writing import conditions_of
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.conditions import CheckedBrief, Condition, Judgement, Verdict
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.evidence import BASE_OPTION
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text, text

_UNDECIDED: Final = frozenset({Verdict.NOT_CHECKED, Verdict.NOT_DECIDED})
_WAITING: Final = Outcome(
    verdict=Verdict.NOT_CHECKED, sentence=text("conditions.being_checked"), is_partial=True
)


def check_brief(
    project: Project,
    rules: Rules,
    *,
    option: str = BASE_OPTION,
    with_slow: bool = False,
    cache: ResultCache | None = None,
    known: Mapping[str, Assessment] | None = None,
    progress: Progress = SILENT,
) -> CheckedBrief:
    """Judge every condition of a project.

    A condition is met only where the worst of what is known still meets it; where the range holds
    both answers it is not decided, and where something is missing it cannot be checked.

    Args:
        project: What is checked.
        rules: Catalogue and rubric.
        option: Design option.
        with_slow: Also run slow analyses; conditions that need them cannot be checked otherwise.
        cache: Results to use again.
        known: Assessments of this very project and option by state, taken as they are.
        progress: Told after each condition; may raise ``Cancelled``.

    Returns:
        Judgements in the order of the brief.
    """
    situation = Situation(
        project,
        rules,
        load_prices(),
        option=option,
        cache=cache,
        with_slow=with_slow,
        known=known,
        progress=Span(progress, 0.0, 0.0),
    )
    return check_all(situation, progress)


def check_all(situation: Situation, progress: Progress) -> CheckedBrief:
    """Judge every condition of a situation; what it worked out before is used again."""
    conditions = conditions_of(situation.project)
    found = []
    for number, condition in enumerate(conditions):
        share = (number / len(conditions), (number + 1) / len(conditions))
        situation.progress = Span(progress, *share)
        found.append(judge(condition, situation))
        progress.advance(share[1])
    return CheckedBrief(option=situation.option, judgements=tuple(found))


def check_at_once(situation: Situation, progress: Progress, *, has_stale: bool) -> CheckedBrief:
    """Judge what can be judged right after an edit; the rest is pending.

    Args:
        situation: Its known assessments are all that is looked at; rings are worked out.
        progress: May raise ``Cancelled``.
        has_stale: The known assessment lacks figures that a job still works out: what it leaves
            open may be decided by them, what it decides stands.
    """
    situation.is_quick, situation.progress = True, progress
    found, pending = [], set()
    try:
        for condition in conditions_of(situation.project):
            judgement, is_open = _judged(condition, situation, has_stale=has_stale)
            found.append(judgement)
            pending |= {condition.id} if is_open else set()
            progress.advance(0.0)
    finally:
        situation.is_quick = False
    return CheckedBrief(
        option=situation.option, judgements=tuple(found), pending=frozenset(pending)
    )


def judge(condition: Condition, situation: Situation) -> Judgement:
    """Judge one condition; what it cannot do without is said, never taken for met."""
    return _judged(condition, situation, has_stale=False)[0]


def _judged(
    condition: Condition, situation: Situation, *, has_stale: bool
) -> tuple[Judgement, bool]:
    """The judgement, and whether it is still open."""
    if condition.kind not in CONDITION_KINDS:
        unknown = Judgement(
            condition=condition,
            said=text("conditions.say_unknown", kind=condition.kind[:60]),
            verdict=Verdict.NOT_CHECKED,
            sentence=text("conditions.newer_kind"),
        )
        return unknown, False
    kind = CONDITION_KINDS[condition.kind]
    try:
        kind.filled(condition.blanks, situation.rules.rubric)
        said = kind.say(condition, situation)
        waits = situation.is_quick and kind.is_slow
        found = _WAITING if waits else kind.check(condition, situation)
    except SbdError as refusal:
        found = Outcome(verdict=Verdict.NOT_CHECKED, sentence=refusal.what)
        said = text(f"conditions.name_{kind.key}")
    is_open = found.is_partial and found.verdict is not Verdict.NOT_MET
    if has_stale and kind.on_figures and found.verdict in _UNDECIDED:
        is_open = True
    if is_open:
        found = _WAITING
    return _told(condition, said, found), is_open


def _told(condition: Condition, said: Text, found: Outcome) -> Judgement:
    return Judgement(
        condition=condition,
        said=said,
        verdict=found.verdict,
        sentence=found.sentence,
        objects=found.objects,
        bounds=found.bounds,
        state=found.state,
    )
