"""`sbd fairness`: the fortress index, what a design takes from whom, the scoring's own check."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.fairness import Fairness, look_at_fairness, need_words, place_name
from sbd_tool.app.rules import Rules
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump, finding_json, number_json
from sbd_tool.cli.spoken import Telling, say_findings, say_lines
from sbd_tool.domain.fairness import FortressIndex, NeedChange
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.words import Words

DONE = 0
SHOWN_VIEWS = 5


def fairness(arguments: Namespace, words: Words) -> int:
    """Run the command; returns the exit code."""
    project = api.open_project(Path(arguments.project)).project
    rules = api.load_rules(project)
    with Telling(words, text("fairness.looking")) as progress:
        found = look_at_fairness(
            project,
            rules,
            option=arguments.option,
            time_state=arguments.time_state,
            progress=progress,
        )
    if arguments.json:
        print(dump(_json(found, arguments, words)))
        return DONE
    say_findings(found.findings, words)
    say_lines(_lines(found, rules, words))
    return DONE


def _json(found: Fairness, arguments: Namespace, words: Words) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "option": arguments.option,
        "time_state": arguments.time_state,
        "fortress_index": {"today": _index(found.today), "design": _index(found.design)},
        "needs": [_need(one, found, words) for one in found.changes],
        "findings": [finding_json(finding, words) for finding in found.findings],
        "trust": [
            {
                "key": one.key,
                "name": words(one.name),
                "status": one.status,
                "how": words(one.how),
                "gap": words(one.gap),
                "evidence": list(one.evidence),
            }
            for one in found.rules.trust
        ],
    }


def _index(found: FortressIndex) -> dict[str, Any]:
    return {
        "index": found.index,
        "views": [
            {
                "id": view.place.id,
                "sort": view.place.sort,
                "x": view.place.x_m,
                "y": view.place.y_m,
                "load": view.load,
                "area_m2": view.area_m2,
                "objects": [{"id": name, "load": load} for name, load in view.objects],
            }
            for view in found.views
        ],
    }


def _need(one: NeedChange, found: Fairness, words: Words) -> dict[str, Any]:
    return {
        "key": one.rule.key,
        "name": words(one.rule.name),
        "unit": one.rule.unit,
        "before": number_json(one.before),
        "after": number_json(one.after),
        "only_drawn": not one.is_known,
        "change": one.change.value,
        "groups": {key: words(found.rules.groups[key]) for key in one.rule.groups},
        "objects": list(one.objects),
        "sources": list(one.rule.sources),
    }


def _lines(found: Fairness, rules: Rules, words: Words) -> Iterable[str]:
    yield words(
        text("fairness.index_line", today=_percent(found.today), design=_percent(found.design))
    )
    for view in found.design.views[:SHOWN_VIEWS]:
        load = Quantity(100 * view.load, "%", 1)
        name = place_name(found.project, rules, view.place)
        yield "  " + words(text("fairness.view_line", place=name, load=load))
    yield words(text("fairness.needs"))
    for one in found.changes:
        key = "fairness.need_line" if one.is_known else "fairness.need_line_drawn"
        yield "  " + words(
            text(
                key,
                need=one.rule.name,
                before=need_words(one, one.before),
                after=need_words(one, one.after),
                change=text(f"fairness.change.{one.change.value}"),
            )
        )
    yield words(text("fairness.trust"))
    for rule in found.rules.trust:
        status = text(f"fairness.status.{rule.status}")
        yield "  " + words(text("fairness.trust_line", name=rule.name, status=status))


def _percent(found: FortressIndex) -> Text | Quantity:
    if found.index is None:
        return text("fairness.not_known")
    return Quantity(100 * found.index, "%", 1)
