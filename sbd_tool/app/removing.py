"""Suggest what to take away: try removals with the same evaluation that scores."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import shapely

from sbd_tool.app.commands import DeleteMeasures, EditMeasures
from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.together import Together
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.proposing import Bench, moves, touched_by, touched_indicators
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.effective import Leaning
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.scores import Suggestion
from sbd_tool.domain.standing import as_it_stands, is_standing, option_line
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.scoring.suggestions import in_order, is_win_win


@dataclass(frozen=True, slots=True)
class Removal:
    """Measures of one kind that may be taken away together.

    Attributes:
        kind: Their kind.
        measures: As they stand in the option and state.
        is_every: These are all of several of their kind.
    """

    kind: MeasureKind
    measures: tuple[Measure, ...]
    is_every: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the measures."""
        return tuple(measure.id for measure in self.measures)

    @property
    def sentence(self) -> Text:
        """What to take away, in words."""
        first, name = self.measures[0], self.kind.name
        if len(self.measures) > 1:
            return text("removals.all", count=len(self.measures), measure=name)
        said = literal(first.name) if first.name else name
        if first.geometry is not None and first.geometry.length > 0 and _is_line(first):
            length = Quantity(first.geometry.length, "m")
            return text("removals.line", measure=said, length=length)
        return text("removals.one", measure=said)


def taken_away(project: Project, ids: Sequence[str], by: By = NOBODY) -> Command:
    """The command that takes measures away, as one step of undo.

    What exists is marked as to be removed, so that the plan still knows it was there, and with it
    goes the plan object it stands for; what was only proposed is deleted.

    Args:
        project: As it stands in the option and state that is edited.
        ids: Measures.
        by: Who does it, and when.

    Raises:
        InputError: One of them is not there any more.
    """
    for name in ids:
        if name not in project.measures:
            raise InputError(text("removals.gone"), text("removals.gone.hint"), name)
    built = tuple(one for one in ids if _is_built(project.measures[one]))
    drawn = tuple(one for one in ids if one not in built)
    steps: list[Command] = []
    if built:
        steps.append(EditMeasures(measure_ids=built, state=MeasureState.TO_REMOVE, by=by))
    if drawn:
        steps.append(DeleteMeasures(measure_ids=drawn, by=by))
    if len(steps) == 1:
        return steps[0]
    return Together(commands=tuple(steps), label=text("removals.do", count=len(ids)), by=by)


def propose_removals(bench: Bench, progress: Progress) -> tuple[Suggestion, ...]:
    """Look for measures whose removal raises a ledger.

    Each removal is done by the command that does it in the window, and evaluated; only indicators
    that depend on what goes are read again. The prediction is what doing it gives.

    Args:
        bench: What is tried on.
        progress: Told after each removal; may raise ``Cancelled``.

    Returns:
        At most the rubric's number, best first: what raises both ledgers, then gains, then trades.
    """
    rubric, site = bench.rules.rubric, bench.before.site
    stands = as_it_stands(bench.project, site.option, site.time_state)
    tried = _worth_trying(bench, stands)[: int(rubric.value("removals_tried"))]
    found: list[Suggestion] = []
    for number, removal in enumerate(tried):
        part = Span(progress, number / len(tried), (number + 1) / len(tried))
        found.append(_evaluated(bench, stands, removal, part))
        progress.advance((number + 1) / len(tried))
    return in_order(found, rubric)[: int(rubric.value("removals_most"))]


def _evaluated(bench: Bench, stands: Project, removal: Removal, progress: Progress) -> Suggestion:
    rules, before = bench.rules, bench.before
    after = evaluate(
        taken_away(stands, removal.ids).apply(stands),
        rules.catalogue,
        rules.rubric,
        bench.method,
        option=before.site.option,
        time_state=before.site.time_state,
        cache=bench.cache,
        progress=progress,
        known=before,
        touched=_touched(bench, removal),
    )
    openness, protection = moves(rules.rubric, before.ledgers, after.ledgers)
    return Suggestion(
        key=f"take_away:{removal.kind.key}:{'all' if removal.is_every else removal.ids[0]}",
        kind=removal.kind.key,
        sentence=removal.sentence,
        openness=openness,
        protection=protection,
        is_win_win=is_win_win(openness, protection, rules.rubric),
        removes=removal.ids,
    )


def _touched(bench: Bench, removal: Removal) -> frozenset[str]:
    """Indicators that may move: those of the kind, and of the plan objects that go with it."""
    read = touched_indicators(bench.method, _roles(bench, removal), with_practices=False)
    return read | touched_by(bench.method, removal.kind)


def _roles(bench: Bench, removal: Removal) -> frozenset[Role]:
    names = {*removal.ids, *(one.plan_feature for one in removal.measures if one.plan_feature)}
    plan, site = bench.before.site.plan.elements, bench.before.site.elements
    drawn = {role for role, found in plan.items() if any(one.id in names for one in found)}
    there = {
        role for role, found in site.items() if any(one.id in names for one in found[Leaning.MANY])
    }
    return frozenset({*drawn, *there, *removal.kind.acts_as})


def _worth_trying(bench: Bench, stands: Project) -> list[Removal]:
    """Removals, those that may free something first: the number that is tried is bounded."""
    hurts = {role for spec in bench.method.indicators for role in spec.hurt_by}

    def rank(removal: Removal) -> tuple[bool, bool, float, str]:
        effect = removal.kind.effect
        may_free = bool(_roles(bench, removal) & hurts)
        least = min(effect.openness, effect.protection)
        return not may_free, not removal.is_every, least, removal.ids[0]

    return sorted(_removals(bench, stands), key=rank)


def _removals(bench: Bench, stands: Project) -> Iterator[Removal]:
    """Each line, area or measure for the whole square by itself, points of a kind together."""
    site, kinds = bench.before.site, bench.rules.catalogue.measures
    options = option_line(stands, site.option)
    there = [
        one
        for one in stands.measures.values()
        if one.kind in kinds
        and one.stamp.option in options
        and is_standing(one, options, site.time_state)
    ]
    for kind, found in groupby(sorted(there, key=_by_kind), key=lambda one: one.kind):
        measures = tuple(found)
        if len(measures) > 1:
            yield Removal(kinds[kind], measures, is_every=True)
        yield from (Removal(kinds[kind], (one,)) for one in _single(measures))


def _single(measures: Sequence[Measure]) -> Iterable[Measure]:
    return measures if len(measures) == 1 else (one for one in measures if not _is_point(one))


def _by_kind(measure: Measure) -> tuple[str, str]:
    return measure.kind, measure.id


def _is_point(measure: Measure) -> bool:
    return measure.geometry is not None and int(shapely.get_dimensions(measure.geometry)) == 0


def _is_line(measure: Measure) -> bool:
    return measure.geometry is not None and int(shapely.get_dimensions(measure.geometry)) == 1


def _is_built(measure: Measure) -> bool:
    return measure.state is MeasureState.EXISTING or bool(measure.plan_feature)
