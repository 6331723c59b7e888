"""A closure as measures: found, shown with what it does to both ledgers, then accepted or not."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import shapely
from shapely.geometry import LineString
from shapely.ops import substring

from sbd_tool.analysis.closing_site import SHARES, STANDARD, Closing, closure_of
from sbd_tool.analysis.closure.pricing import ElementKind
from sbd_tool.analysis.effective_site import build
from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.measures import AddMeasures
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import check_place, standard_method
from sbd_tool.app.proposing import moves, touched_by, with_measures
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.closure_results import Closure, ClosureStretch
from sbd_tool.domain.effective import LIKELY_WORLD
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, Evidence, Stamp
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.ratings import parse_rating
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import LedgerScore, Move
from sbd_tool.domain.text import text

FIXED: Final = "bollards-rated-fixed"
LOOSE: Final = "rated-planters"
GATE: Final = "bollards-retractable"
OBJECTIVES: Final = ("cost", "load")
CLASSES: Final = (STANDARD, *SHARES)

_NAMESPACE: Final = uuid.UUID("2f4e1c6b-0d8a-5b1e-8c1d-9f5d7a4c3b20")
_LEAST_M: Final = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureProposal:
    """A closure and what accepting it does.

    Attributes:
        closure: The line.
        measures: What accepting it adds; ids follow from the place, so asking twice gives the same.
        openness, protection: Moves of both ledgers; accepting it gives exactly these.
        before, after: Both ledgers.
    """

    closure: Closure
    measures: tuple[Measure, ...]
    openness: Move
    protection: Move
    before: Mapping[LedgerKey, LedgerScore]
    after: Mapping[LedgerKey, LedgerScore]


def find_closure(
    project: Project, rules: Rules, wish: ListWish, progress: Progress = SILENT
) -> Closure:
    """Find the line of least cost or least visual load that closes all vehicle routes.

    Args:
        project: What is looked at.
        rules: Catalogue (widths of elements) and rubric (prices, overtness, limits).
        wish: Option, state, objective and the class of vehicle to stop.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        InputError: Objective, class or rating are not known, or there are too many zones.
        SquareMissingError: No square is picked.
    """
    check_place(project, wish.option, wish.time_state)
    required = wish.required or STANDARD
    for said, known in ((wish.objective, OBJECTIVES), (required, CLASSES)):
        if said not in known:
            raise InputError(
                text("closure.no_wish", said=said),
                text("domain.known_keys", keys=", ".join(known)),
                said,
            )
    if wish.rating and parse_rating(wish.rating) is None:
        raise InputError(
            text("closure.no_rating", said=wish.rating), text("closure.no_rating.hint"), wish.rating
        )
    site = build(project, rules.catalogue, rules.rubric, wish.option, wish.time_state, LIKELY_WORLD)
    kinds = element_kinds(rules)
    closing = Closing(
        kinds=kinds, objective=wish.objective, required=required, keeps_gates=wish.keeps_gates
    )
    return closure_of(site, rules.rubric, closing, progress)


def propose_closure(
    project: Project,
    rules: Rules,
    wish: ListWish,
    *,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> ClosureProposal:
    """Find a closure and evaluate both ledgers before and after it; nothing is changed.

    Raises:
        InputError: As ``find_closure``.
        SquareMissingError: No square is picked.
    """
    closure = find_closure(project, rules, wish, Span(progress, 0.0, 0.4))
    measures = measures_of(closure, project, wish.option, wish.rating)
    weighing = _Weighing(project, rules, wish, cache or ResultCache())
    return weighing.of(closure, measures, Span(progress, 0.4, 1.0))


def reweigh(
    proposal: ClosureProposal,
    project: Project,
    rules: Rules,
    wish: ListWish,
    *,
    without: frozenset[str] = frozenset(),
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> ClosureProposal:
    """The same proposal with the moves of both ledgers as they are without some measures.

    Args:
        proposal: What was found for this project.
        project: The project it was found for.
        rules: As for the proposal.
        wish: As for the proposal.
        without: Ids of measures that are taken out; ``measures`` of the result keeps them all.
        cache: Results to use again.
        progress: Told how far it is; may raise ``Cancelled``.
    """
    kept = tuple(one for one in proposal.measures if one.id not in without)
    weighing = _Weighing(project, rules, wish, cache or ResultCache())
    found = weighing.of(proposal.closure, kept, progress)
    return replace(found, measures=proposal.measures)


@dataclass(frozen=True, slots=True)
class _Weighing:
    """Both ledgers of a project, before and after some measures."""

    project: Project
    rules: Rules
    wish: ListWish
    cache: ResultCache

    def of(
        self, closure: Closure, measures: tuple[Measure, ...], progress: Progress
    ) -> ClosureProposal:
        rules, wish, method = self.rules, self.wish, standard_method()
        before = evaluate(
            self.project,
            rules.catalogue,
            rules.rubric,
            method,
            option=wish.option,
            time_state=wish.time_state,
            cache=self.cache,
            progress=Span(progress, 0.0, 0.5),
        )
        kinds = [rules.catalogue.measures[key] for key in {one.kind for one in measures}]
        after = evaluate(
            with_measures(self.project, measures),
            rules.catalogue,
            rules.rubric,
            method,
            option=wish.option,
            time_state=wish.time_state,
            cache=self.cache,
            progress=Span(progress, 0.5, 1.0),
            known=before,
            touched=frozenset().union(*(touched_by(method, kind) for kind in kinds)),
        )
        openness, protection = moves(rules.rubric, before.ledgers, after.ledgers)
        return ClosureProposal(
            closure=closure,
            measures=measures,
            openness=openness,
            protection=protection,
            before=before.ledgers,
            after=after.ledgers,
        )


def accept(
    proposal: ClosureProposal, by: By = NOBODY, *, without: frozenset[str] = frozenset()
) -> AddMeasures:
    """The command that adds the measures of a proposal.

    Args:
        proposal: What was shown.
        by: Who accepts it, and when.
        without: Ids of measures that are rejected; each of the others stays open to every edit.
    """
    kept = tuple(
        replace(
            one,
            stamp=replace(one.stamp, author=by.author, created=by.when, changed=by.when),
        )
        for one in proposal.measures
        if one.id not in without
    )
    return AddMeasures(measures=kept, by=by)


def element_kinds(rules: Rules) -> tuple[ElementKind, ...]:
    """What a line can be built of: widths of the catalogue, prices and overtness of the rubric.

    Raises:
        InputError: An overlay of the catalogue took a kind away or its width.
    """
    rubric = rules.rubric
    found = []
    for key, price, overtness, digs in (
        (FIXED, "closure_price_fixed_per_m", "overtness_bollard", True),
        (LOOSE, "closure_price_surface_per_m", "overtness_planter", False),
    ):
        known = [kind for kind in rules.catalogue.measures if kind.key == key]
        unit = known[0].parameter("unit_width_m") if known else None
        if unit is None or not isinstance(unit.value, int | float):
            raise InputError(text("closure.no_kind", kind=key), text("closure.no_kind.hint"), key)
        found.append(
            ElementKind(
                key=key,
                unit_m=float(unit.value),
                price_per_m=rubric.value(price),
                load_per_m=rubric.value(overtness),
                needs_digging=digs,
            )
        )
    return tuple(found)


def measures_of(
    closure: Closure, project: Project, option: str, rating: str = ""
) -> tuple[Measure, ...]:
    """Proposed measures: a row per stretch, an operable one where a route crosses.

    A rating is filled in only where a person named one: it is never taken from a default.
    """
    parameters = {"rating": rating} if rating else {}
    found: dict[str, Measure] = {}
    for stretch in closure.stretches:
        for kind, line in _rows(stretch):
            place = shapely.to_wkb(shapely.set_precision(line, _LEAST_M), hex=True)
            name = f"{project.id}/{option or BASE_OPTION}/{kind}/{place}"
            measure_id = str(uuid.uuid5(_NAMESPACE, name))
            found[measure_id] = Measure(
                stamp=Stamp(id=measure_id, option=option, evidence=Evidence.PLAN),
                kind=kind,
                geometry=line,
                state=MeasureState.PROPOSED,
                parameters=parameters,
            )
    return tuple(one for key, one in found.items() if key not in project.measures)


def _rows(stretch: ClosureStretch) -> Iterator[tuple[str, LineString]]:
    """Rows along a stretch: operable round each gate, the stretch's own kind between them."""
    length, at = stretch.line.length, 0.0
    gates = sorted((stretch.line.project(gate.at), gate.width_m / 2) for gate in stretch.gates)
    for middle, half in gates:
        middle = min(max(middle, half), max(half, length - half))  # noqa: PLW2901 - kept inside
        start, end = max(at, middle - half), min(length, middle + half)
        if start - at > _LEAST_M:
            yield stretch.kind, _part(stretch.line, at, start)
        if end - start > _LEAST_M:
            yield GATE, _part(stretch.line, start, end)
        at = max(at, end)
    if length - at > _LEAST_M:
        yield stretch.kind, _part(stretch.line, at, length)


def _part(line: LineString, start: float, end: float) -> LineString:
    return LineString(shapely.get_coordinates(substring(line, start, end)))
