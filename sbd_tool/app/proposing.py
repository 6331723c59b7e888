"""Suggest measures: try placements with the same evaluation that scores, and keep what helps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sbd_tool.app.evaluation import Evaluation, Method, evaluate
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.catalogue import Door, MeasureKind
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import LedgerScore, Move, Suggestion
from sbd_tool.scoring.moves import move
from sbd_tool.scoring.placements import Placement, placements, sentence_of
from sbd_tool.scoring.spec import IndicatorSpec
from sbd_tool.scoring.suggestions import in_order, is_win_win, shortlist


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What every trial of a placement shares.

    Attributes:
        project: The project as it stands.
        rules: Catalogue and rubric.
        method: Analyses and indicators.
        before: Its evaluation.
        cache: Results kept.
    """

    project: Project
    rules: Rules
    method: Method
    before: Evaluation
    cache: ResultCache


def propose(bench: Bench, progress: Progress) -> tuple[Suggestion, ...]:
    """Look for measures worth adding.

    Each placement is applied and evaluated; only indicators that depend on what it changes run
    again, and the prediction is the very value that applying it gives.

    Args:
        bench: What is tried on.
        progress: Told after each placement; may raise ``Cancelled``.

    Returns:
        At most the rubric's number, best first.
    """
    rubric, before = bench.rules.rubric, bench.before
    tried = placements(before.likely, before.results, bench.rules.catalogue, rubric)
    found: list[Suggestion] = []
    for number, placement in enumerate(tried):
        measures = placement.measures(bench.project.id, before.site.option)
        if not any(measure.id in bench.project.measures for measure in measures):
            found.append(_evaluated(bench, placement, measures))
        progress.advance((number + 1) / len(tried))
    practices = frozenset(
        kind.key for kind in bench.rules.catalogue.measures if kind.door.door is Door.PRACTICE
    )
    return shortlist(in_order(found, rubric), practices, int(rubric.value("suggestions_most")))


def _evaluated(bench: Bench, placement: Placement, measures: tuple[Measure, ...]) -> Suggestion:
    rules, before = bench.rules, bench.before
    kind = rules.catalogue.measures[placement.kind]
    after = evaluate(
        with_measures(bench.project, measures),
        rules.catalogue,
        rules.rubric,
        bench.method,
        option=before.site.option,
        time_state=before.site.time_state,
        cache=bench.cache,
        known=before,
        touched=touched_by(bench.method, kind),
    )
    openness, protection = moves(rules.rubric, before.ledgers, after.ledgers)
    return Suggestion(
        key=placement.key,
        kind=kind.key,
        sentence=sentence_of(placement, kind),
        openness=openness,
        protection=protection,
        is_win_win=is_win_win(openness, protection, rules.rubric),
        measures=measures,
    )


def moves(
    rubric: Rubric,
    before: Mapping[LedgerKey, LedgerScore],
    after: Mapping[LedgerKey, LedgerScore],
) -> tuple[Move, Move]:
    """Moves of openness and protection between two evaluations."""
    one, two = (move(rubric, before[key], after[key]) for key in LedgerKey)
    return one, two


def with_measures(project: Project, measures: tuple[Measure, ...]) -> Project:
    """The project with measures added at the end."""
    added = {measure.id: measure for measure in measures}
    return replace(project, measures={**project.measures, **added})


def touched_by(method: Method, kind: MeasureKind) -> frozenset[str]:
    """Indicators that a measure of a kind may move: by what is read, and by its doors.

    Args:
        method: Analyses and indicators.
        kind: The kind of measure that is added or taken away.
    """
    read = touched_indicators(
        method,
        frozenset((*kind.acts_as, *kind.removes)),
        with_practices=kind.door.door is not Door.SITE,
    )
    return read.union(kind.door.openness, kind.door.protection)


def touched_indicators(
    method: Method, roles: frozenset[Role], *, with_practices: bool
) -> frozenset[str]:
    """Indicators whose value may change when elements of these roles change.

    Args:
        method: Analyses say what they read, indicators what they need.
        roles: Roles of what is added or taken away.
        with_practices: Whether practices change.
    """
    reads: dict[str, frozenset[Role]] = {}
    practised: dict[str, bool] = {}
    for spec in method.analyses:  # each stands after those it needs
        needed = [reads[key] for key in spec.needs_results]
        reads[spec.key] = frozenset(spec.reads).union(*needed)
        practised[spec.key] = spec.reads_practices or any(
            practised[key] for key in spec.needs_results
        )
    return frozenset(
        spec.key
        for spec in method.indicators
        if _depends(spec, reads, roles)
        or (with_practices and (spec.reads_practices or _any(practised, spec)))
    )


def _depends(
    spec: IndicatorSpec, reads: dict[str, frozenset[Role]], roles: frozenset[Role]
) -> bool:
    own = frozenset((*spec.helped_by, *spec.hurt_by, *spec.reads))
    return bool(roles & own.union(*(reads[key] for key in spec.needs_results if key in reads)))


def _any(practised: dict[str, bool], spec: IndicatorSpec) -> bool:
    return any(practised.get(key, False) for key in spec.needs_results)
