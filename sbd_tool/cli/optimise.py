"""`sbd optimise`: sets of measures that no other beats in openness, protection and cost."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.best_sets.finding import SetsWish, find_best_sets
from sbd_tool.app.best_sets.saving import accept_and_save
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.best_sets import BestSets, HandMade, MeasureSet, Search, Standing
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.prices import Cost
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.words import Words

DONE = 0
SHOWN = 40


def optimise(arguments: Namespace, words: Words) -> int:
    """Run the command."""
    path = Path(arguments.project)
    project = api.open_project(path).project
    wish = SetsWish(
        option=arguments.option,
        time_state=arguments.time_state,
        budget=inf if arguments.budget is None else arguments.budget,
        candidates=arguments.candidates,
        points=arguments.points,
    )
    with Telling(words, text("optimise.job")) as progress, _own_output():
        found = find_best_sets(project, api.load_rules(project), wish, progress=progress)
    for note in notes_of(found):
        remark(words(note))
    if arguments.json:
        print(dump(_json(found, arguments, words)))
    else:
        say(words(literal(Tlp.AMBER_STRICT.value)))
        say_lines(_lines(found, project, words))
    if arguments.accept:
        name = accept_and_save(path, found, arguments.accept, author=arguments.by)
        remark(words(text("optimise.accepted", number=arguments.accept, name=name)))
    return DONE


@contextmanager
def _own_output() -> Iterator[None]:
    """The solver prints lines of its own; they go where remarks go, so that results stay clean."""
    try:
        kept = os.dup(sys.__stdout__.fileno())  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        yield
        return
    try:
        sys.stdout.flush()
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def notes_of(found: BestSets) -> Iterator[Text]:
    """What a reader has to know: how sets were looked for, and how far the surrogate was off."""
    yield text("optimise.note_yardstick")
    yield text("optimise.note_prices")
    if found.search is Search.EXHAUSTIVE:
        yield text("optimise.note_exhaustive", count=len(found.candidates))
        return
    openness, protection = found.error_max.values()
    yield text(
        "optimise.note_surrogate",
        proven=found.proven,
        dropped=found.dropped,
        openness=Quantity(openness, "", 2),
        protection=Quantity(protection, "", 2),
    )
    if not found.is_whole:
        yield text("optimise.note_part")


def _lines(found: BestSets, project: Project, words: Words) -> Iterator[str]:
    if not found.sets:
        yield words(text("optimise.none"))
        return
    yield words(text("optimise.head"))
    for number, one in enumerate(found.sets[:SHOWN], 1):
        yield f"{number:>3}  {_figures(one, words)}"
        for key in one.candidates:
            yield f"       {words(found.candidates[key].sentence)}"
    if len(found.sets) > SHOWN:
        yield words(text("optimise.more", count=len(found.sets) - SHOWN))
    for made in found.hand_made:
        key = "optimise.beaten" if made.is_dominated else "optimise.unbeaten"
        told = words(text(key, name=option_name(project, made.option)))
        yield f"  *  {_figures(made, words)}  {told}"


def _figures(one: MeasureSet | HandMade, words: Words) -> str:
    told = text(
        "optimise.figures",
        openness_low=Quantity(one.openness.low),
        openness_high=Quantity(one.openness.high),
        protection_low=Quantity(one.protection.low),
        protection_high=Quantity(one.protection.high),
        cost_low=Quantity(one.cost.low),
        cost_high=Quantity(one.cost.high),
    )
    return words(told)


def _json(found: BestSets, arguments: Namespace, words: Words) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "option": found.option,
        "time_state": found.time_state,
        "marking": Tlp.AMBER_STRICT.value,
        "search": found.search.value,
        "whole": found.is_whole,
        "solves": found.solves,
        "proven": found.proven,
        "dropped": found.dropped,
        "surrogate_error_mean": {key.value: e for key, e in found.error_mean.items()},
        "surrogate_error_max": {key.value: e for key, e in found.error_max.items()},
        "cost_unit": "1 = 1 m of fixed rated bollards",
        "notes": [words(note) for note in notes_of(found)],
        "candidates": [
            {
                "key": one.key,
                "kind": one.kind,
                "sentence": words(one.sentence),
                "measures": len(one.measures),
                "cost": _cost(one.cost),
            }
            for one in found.candidates.values()
        ],
        "conflicts": [list(pair) for pair in found.conflicts],
        "needs": {key: list(others) for key, others in found.needs.items()},
        "sets": [_set(number, one) for number, one in enumerate(found.sets, 1)],
        "hand_made": [
            {
                "option": one.option,
                "name": one.name,
                "dominated": one.is_dominated,
                "openness": _standing(one.openness),
                "protection": _standing(one.protection),
                "cost": _cost(one.cost),
            }
            for one in found.hand_made
        ],
    }


def _set(number: int, one: MeasureSet) -> dict[str, Any]:
    return {
        "number": number,
        "candidates": list(one.candidates),
        "openness": _standing(one.openness),
        "protection": _standing(one.protection),
        "cost": _cost(one.cost),
        "predicted": {key.value: points for key, points in one.predicted.items()},
        "proven": one.is_proven,
        "gap_points": one.gap_points,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {"low": one.low, "high": one.high, "mid": one.mid, "score": one.score}


def _cost(cost: Cost) -> dict[str, Any]:
    return {"low": cost.low, "high": cost.high, "mid": cost.mid, "unpriced": cost.unpriced}
