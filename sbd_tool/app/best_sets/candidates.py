"""Candidates: kinds of the catalogue at places of this square, with what excludes or needs what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import shapely

from sbd_tool.app.evaluation import Evaluation
from sbd_tool.app.rules import Rules
from sbd_tool.domain.best_sets import Candidate
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.prices import Cost, PriceList
from sbd_tool.domain.project import Project
from sbd_tool.domain.results import Approaches
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.scoring.costs import cost_of
from sbd_tool.scoring.placements import (
    Placement,
    inside,
    is_row,
    placements,
    sentence_of,
    spots,
)

APART_M: Final = 1.5  # nearer than this two things stand in each other's place
_ROWS: Final = 2
_MOST_SINGLE: Final = 4
_ONE: Final = "one_approach"
_MOVED: Final = ("along_edge", "one")


def candidates_of(
    project: Project, rules: Rules, prices: PriceList, before: Evaluation
) -> tuple[Candidate, ...]:
    """Everything a set may hold on this square.

    The placements of suggestions, furniture moved along the edge so that kinds do not stand in
    each other's place, and rows at single approaches. What the project holds already is left out.

    Args:
        project: The project as it stands.
        rules: Catalogue and rubric.
        prices: Price bands; a kind without a price is no candidate.
        before: Its evaluation.
    """
    found = []
    for placement in _placed(rules, before):
        kind = rules.catalogue.measures[placement.kind]
        measures = placement.measures(project.id, before.site.option)
        cost = sum((cost_of(one, prices) for one in measures), Cost())
        is_there = any(one.id in project.measures for one in measures)
        if not is_there and not cost.unpriced:
            found.append(
                Candidate(
                    key=placement.key,
                    kind=kind.key,
                    sentence=_sentence(placement, kind),
                    measures=measures,
                    cost=cost,
                )
            )
    return tuple(found)


def _sentence(placement: Placement, kind: MeasureKind) -> Text:
    if placement.template == _ONE:
        return text("optimise.at_approach", measure=kind.name, **placement.words)
    found: Text = sentence_of(placement, kind)
    return found


def _placed(rules: Rules, before: Evaluation) -> Iterator[Placement]:
    site, rubric = before.likely, rules.rubric
    tried = placements(site, before.results, rules.catalogue, rubric)
    moved = [one.key for one in tried if one.template in _MOVED]
    for placement in tried:
        if placement.key not in moved:
            yield placement
            continue
        phase = moved.index(placement.key) / len(moved)
        places = spots(site.zone, rubric, phase)[: len(placement.geometries)]
        yield replace(placement, geometries=tuple(places))
    yield from _single_rows(before.results, rules, before)


def _single_rows(
    results: Mapping[str, Any], rules: Rules, before: Evaluation
) -> Iterator[Placement]:
    """A row at each of the longest approaches, of the kinds that close all of them."""
    approaches = results.get("approaches")
    if not isinstance(approaches, Approaches) or len(approaches.approaches) <= 1:
        return
    rows = sorted(
        (kind for kind in rules.catalogue.measures if is_row(kind) and not kind.is_flagged),
        key=lambda kind: (-kind.effect.protection, -kind.effect.openness),
    )
    longest = sorted(approaches.approaches, key=lambda one: -one.length_m)[:_MOST_SINGLE]
    for kind in rows[:_ROWS]:
        for approach in longest:
            yield Placement(
                key=f"{kind.key}:approach:{approach.key}",
                kind=kind.key,
                template=_ONE,
                geometries=(inside(approach.line, before.likely.zone),),
                words={"length": Quantity(approach.length_m, "m"), "approach": approach.key},
            )


def conflicts_of(
    candidates: Sequence[Candidate], kinds: Mapping[str, MeasureKind]
) -> tuple[tuple[int, int], ...]:
    """Pairs that cannot stand together: nearer than ``APART_M``, or the same thing twice.

    Args:
        candidates: In the order of the search.
        kinds: Catalogue entries by key; only what stands on the ground gets in the way.
    """
    shapes = [_ground(one, kinds) for one in candidates]
    return tuple(
        (a, b)
        for a in range(len(candidates))
        for b in range(a + 1, len(candidates))
        if (shapes[a] is not None and shapes[b] is not None)
        and shapely.dwithin(shapes[a], shapes[b], APART_M)
    )


def _ground(candidate: Candidate, kinds: Mapping[str, MeasureKind]) -> Any:
    shapes = [one.geometry for one in candidate.measures if one.geometry is not None]
    stands = bool(kinds[candidate.kind].acts_as)
    return shapely.union_all(shapes) if shapes and stands else None


def needs_of(
    candidates: Sequence[Candidate], standing: Sequence[Measure], prices: PriceList
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Candidates that need one of others, with the numbers of those.

    Args:
        candidates: In the order of the search.
        standing: Measures of the project; what is there already needs not be chosen.
        prices: Says which kinds need which.
    """
    there = {one.kind for one in standing if one.state is not MeasureState.TO_REMOVE}
    found = []
    for number, one in enumerate(candidates):
        wanted = prices.needs.get(one.kind, ())
        if wanted and not there.intersection(wanted):
            fits = tuple(k for k, other in enumerate(candidates) if other.kind in wanted)
            found.append((number, fits))
    return tuple(found)
