"""Check a brief: every condition of a project, judged for one option in its states."""

from collections.abc import Mapping

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
from sbd_tool.domain.text import text


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


def judge(condition: Condition, situation: Situation) -> Judgement:
    """Judge one condition; what it cannot do without is said, never taken for met."""
    if condition.kind not in CONDITION_KINDS:
        return Judgement(
            condition=condition,
            said=text("conditions.say_unknown", kind=condition.kind[:60]),
            verdict=Verdict.NOT_CHECKED,
            sentence=text("conditions.newer_kind"),
        )
    kind = CONDITION_KINDS[condition.kind]
    try:
        kind.filled(condition.blanks, situation.rules.rubric)
        said = kind.say(condition, situation)
        found = kind.check(condition, situation)
    except SbdError as refusal:
        found = Outcome(verdict=Verdict.NOT_CHECKED, sentence=refusal.what)
        said = text(f"conditions.name_{kind.key}")
    return Judgement(
        condition=condition,
        said=said,
        verdict=found.verdict,
        sentence=found.sentence,
        objects=found.objects,
        bounds=found.bounds,
        state=found.state,
    )
