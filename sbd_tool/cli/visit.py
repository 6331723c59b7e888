"""`sbd visit`: the checks that remove most doubt in some minutes, in walking order."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.visit_files import check_visit_target, write_visit
from sbd_tool.app.visiting import plan_walked_visit, stop_title, visit_sentences
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, say_lines
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.visits import Check, Visit
from sbd_tool.domain.words import Words

DONE = 0


def visit(arguments: Namespace, words: Words) -> int:
    """Plan a visit; what the computer can work out (sight, light) is worked out before."""
    project = api.open_project(Path(arguments.project)).project
    rules = api.load_rules(project)
    if arguments.output:
        check_visit_target(Path(arguments.output), project)
    with Telling(words, text("cli.assessing")) as progress:
        assessment = api.assess(
            project,
            rules=rules,
            option=arguments.option,
            time_state=arguments.time_state,
            wait=not arguments.quick,
            progress=progress,
        )
        found = plan_walked_visit(project, rules, assessment, arguments.minutes)
        if arguments.output:
            target = Path(arguments.output)
            write_visit(project, assessment, rules, found, target, words)
    if arguments.json:
        print(dump(visit_json(found, words)))
    else:
        say_lines(_lines(found, words))
    return DONE


def visit_json(found: Visit, words: Words) -> dict[str, Any]:
    """A visit as plain values."""
    return {
        "schema_version": 1,
        "budget_min": found.budget_min,
        "check_min": found.check_min,
        "walk_min": found.walk_min,
        "narrows": {ledger.value: points for ledger, points in found.narrows.items()},
        "before": {ledger.value: list(ends) for ledger, ends in found.before.items()},
        "best_set": found.is_best_set,
        "shortest_walk": found.is_shortest_walk,
        "straight_legs": found.straight_legs,
        "stops": [
            {
                "number": stop.number,
                "x": stop.place[0],
                "y": stop.place[1],
                "walk_m": stop.walk_m,
                "walked": stop.is_walked,
                "way": [list(place) for place in stop.way],
                "checks": [_check(check, words) for check in stop.checks],
            }
            for stop in found.stops
        ],
        "left": [_check(check, words) for check in found.left],
    }


def _check(check: Check, words: Words) -> dict[str, Any]:
    return {
        "key": check.key,
        "ask": words(check.ask),
        "minutes": check.minutes,
        "removes": dict(check.removes),
        "narrows": {ledger.value: points for ledger, points in check.narrows.items()},
        "objects": list(check.objects),
    }


def _lines(found: Visit, words: Words) -> Iterator[str]:
    for sentence in visit_sentences(found):
        yield words(sentence)
    for stop in found.stops:
        yield f"{stop.number}. {words(stop_title(stop))}"
        for check in stop.checks:
            taken = words.quantity(Quantity(check.minutes, "min", 1))
            yield f"   {taken:>9}  {words(check.ask)}  [{check.key}]"
    if found.stops:
        yield words(text("visit.answer_by"))
