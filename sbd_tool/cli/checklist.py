"""`sbd checklist`: checklists on the plan: put, answered, moved, settled, listed."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from math import hypot, isfinite, nan
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.checklists.answering import Saying
from sbd_tool.app.checklists.filing import ListFile
from sbd_tool.app.checklists.from_visit import tasks_from_visit
from sbd_tool.app.checklists.reading import entries_in, lists_of
from sbd_tool.app.checklists.templates import offered
from sbd_tool.app.checklists.values import value_words
from sbd_tool.app.visiting import plan_walked_visit
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.checklists import XY, Pass
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.tasks import Entry, Role, TaskState
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.words import Words

DONE = 0
SIGNS = {
    TaskState.OPEN: "o",
    TaskState.ANSWERED: "+",
    TaskState.SETTLED: "=",
    TaskState.DISPUTED: "!",
    TaskState.NOT_ASKED: "-",
}


def checklist(arguments: Namespace, words: Words) -> int:
    """Run the command."""
    path = Path(arguments.project)
    if arguments.templates:
        _say_templates(api.open_project(path).project, arguments, words)
        return DONE
    file = ListFile(path, arguments.by)
    _change(file, arguments, words)
    project = api.open_project(path).project
    rows = _wanted(entries_in(project), arguments)
    if arguments.json:
        print(dump(_json(project, rows, arguments, words)))
    else:
        _say(project, rows, arguments, words)
    return DONE


def _change(file: ListFile, arguments: Namespace, words: Words) -> None:
    if arguments.add:
        added = file.add(Path(arguments.add))
        remark(words(text("checklist.added", name=added.name)))
    elif arguments.put:
        _put(file, arguments, words)
    elif arguments.put_visit is not None:
        _put_visit(file, arguments, words)
    elif arguments.answer:
        for pair in arguments.answer:
            task, value = _pair(pair)
            file.answer(task, _saying(value, arguments))
    elif arguments.settle:
        task, value = _pair(arguments.settle)
        file.answer(task, _saying(value, arguments), settles=True)
    elif arguments.move:
        place, to = _pair(arguments.move)
        name, _, spot = place.partition(".")
        file.move(name, int(spot) if spot.isdigit() else 0, _xy(to))
    elif arguments.drop:
        file.drop(arguments.drop)


def _put(file: ListFile, arguments: Namespace, words: Words) -> None:
    with Telling(words, text("cli.assessing")) as progress:
        put = file.put(
            arguments.put,
            lambda project, rules: dict(
                api.assess(
                    project, rules=rules, wait=not arguments.quick, progress=progress
                ).results
            ),
            tuple(_xy(one) for one in arguments.at),
        )
    remark(words(text("checklist.put", count=put.tasks)))
    for item in put.without_place:
        remark(f"- {words(text('checklist.without_place', question=item.ask))}")


def _put_visit(file: ListFile, arguments: Namespace, words: Words) -> None:
    with Telling(words, text("cli.assessing")) as progress:
        file.change(
            lambda project, around, rules: tasks_from_visit(
                project,
                plan_walked_visit(
                    project,
                    rules,
                    api.assess(project, rules=rules, wait=not arguments.quick, progress=progress),
                    arguments.put_visit,
                ).checks,
                rules,
                around.ids.new_id,
                around.by(),
            )
        )


def _saying(value: str, arguments: Namespace) -> Saying:
    if arguments.when is None:
        raise InputError(text("checklist.say_when"), text("checklist.say_when.hint"))
    return Saying(
        words=value,
        when=Pass(arguments.when),
        remark=arguments.remark,
        role=Role(arguments.role),
        initials=arguments.initials,
    )


def _wanted(found: Sequence[Entry], arguments: Namespace) -> list[Entry]:
    rows = [
        row
        for row in found
        if row.state is not TaskState.NOT_ASKED
        and (arguments.when is None or row.when.value == arguments.when)
        and (not arguments.open or row.state is TaskState.OPEN)
    ]
    if arguments.here:
        here = _xy(arguments.here)
        rows.sort(key=lambda row: far(row, here))
    return rows


def far(row: Entry, here: XY) -> float:
    """Metres from a point to where a task is looked at from, in a straight line."""
    x, y = row.task.site.stand
    return hypot(x - here[0], y - here[1])


def _say(project: Project, rows: list[Entry], arguments: Namespace, words: Words) -> None:
    lists = lists_of(project)
    if not lists:
        remark(words(text("checklist.none_yet")))
        remark(words(text("checklist.none_yet.hint")))
        return
    say(words(literal(Tlp.AMBER_STRICT.value)))
    for placed in lists:
        say(f"{placed.number}  {words(placed.template.name)}")
    for row in rows:
        say_lines(_lines(row, arguments, words))
    count = sum(row.state is TaskState.OPEN for row in rows)
    say(words(text("checklist.open_left", count=count)))


def _lines(row: Entry, arguments: Namespace, words: Words) -> Iterator[str]:
    when = words(text(f"checklist.pass_{row.when.value}"))
    away = ""
    if arguments.here:
        away = " " + words.quantity(Quantity(far(row, _xy(arguments.here)), "m")) + " "
    yield f"{SIGNS[row.state]} {row.task.number:<6} {when:<6}{away} {words(row.task.item.ask)}"
    state = words(text(f"checklist.state_{row.state.value}"))
    told = "" if row.value is None else f": {words(value_words(row.task.item, row.value))}"
    yield f"         {state}{told}"


def _json(
    project: Project, rows: list[Entry], arguments: Namespace, words: Words
) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "marking": Tlp.AMBER_STRICT.value,
        "lists": [
            {
                "id": placed.id,
                "number": placed.number,
                "template": placed.template.key,
                "edition": placed.template.edition,
                "name": words(placed.template.name),
                "tasks": len(placed.tasks),
            }
            for placed in lists_of(project)
        ],
        "counts": {one.value: sum(row.state is one for row in rows) for one in TaskState},
        "tasks": [_task(row, words) for row in rows],
    }


def _task(row: Entry, words: Words) -> dict[str, Any]:
    task, site = row.task, row.task.site
    return {
        "id": task.id,
        "number": task.number,
        "list": task.list_id,
        "place": task.spot,
        "item": task.item.key,
        "ask": words(task.item.ask),
        "kind": task.item.kind.value,
        "choices": [choice.key for choice in task.item.choices],
        "unit": task.item.unit,
        "when": row.when.value,
        "state": row.state.value,
        "value": row.value,
        "answers": [
            {
                "role": one.role.value,
                "initials": one.initials,
                "value": one.value,
                "remark": one.remark,
                "evidence": one.evidence.value,
                "said_at": one.said_at,
                "before": one.before,
                "fed": one.fed,
            }
            for one in task.answers.get(row.when, ())
        ],
        "form": site.form.value,
        "points": [list(point) for point in site.points],
        "object": site.object,
        "stand": list(site.stand),
        "look": list(site.look),
        "height_m": site.height_m,
        "source": task.item.source,
        "basis": task.item.basis.value,
        "confidence": task.item.confidence,
    }


def _say_templates(project: Project, arguments: Namespace, words: Words) -> None:
    found = offered(project).values()
    if arguments.json:
        rows = [
            {"key": one.key, "name": words(one.name), "edition": one.edition,
             "marking": one.marking.value, "items": len(one.items), "origin": one.origin}
            for one in found
        ]  # fmt: skip
        print(dump({"schema_version": OUTPUT_VERSION, "templates": rows}))
        return
    for one in found:
        say(f"{one.key:<20} {words(one.name)} ({len(one.items)})")
        say(f"{'':<20} {words(one.about)}")


def _pair(words: str) -> tuple[str, str]:
    key, sign, value = words.partition("=")
    if not sign or not key.strip():
        raise InputError(
            text("cli.no_key_value", words=literal(words[:120])), text("checklist.example")
        )
    return key.strip(), value.strip()


def _xy(words: str) -> XY:
    try:
        x, y = (float(part) for part in words.split(","))
    except ValueError:
        x = y = nan
    if not (isfinite(x) and isfinite(y)):
        raise InputError(
            text("checklist.no_point", words=literal(words[:60])), text("checklist.no_point.hint")
        )
    return x, y
