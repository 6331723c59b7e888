"""`sbd analyse`: one subject at points of a grid or at given points, as lines, JSON or a file."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.analysing import SUBJECTS, check_field_target
from sbd_tool.app.field_points import points_of
from sbd_tool.app.listing import LISTS
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.list_out import analyse_list, refuse_unfit
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.field_result import FieldResult, GridWish
from sbd_tool.domain.plain_values import plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.words import Words

DONE = 0


def analyse(arguments: Namespace, words: Words) -> int:
    """Run the command; returns the exit code."""
    if arguments.subject in LISTS:
        return analyse_list(arguments, words)
    refuse_unfit(arguments, ("least", "stops", "rating", "compare_option", "compare_state"))
    path = Path(arguments.project)
    project = api.open_project(path).project
    wish = _wish(arguments, project)
    target = Path(arguments.output) if arguments.output else None
    if target is not None:
        check_field_target(target, project, is_grid=wish.points is None)
    title = text("sight.analysing", subject=SUBJECTS[arguments.subject].title)
    with Telling(words, title) as progress:
        rules = api.load_rules(project)
        result = api.analyse(project, rules, arguments.subject, wish, progress)
        if target is not None:
            api.write_field(result, arguments.subject, project, target, words)
    for note in result.notes:
        remark(words(note))
    if arguments.json:
        print(dump(_json(result, arguments, project, words)))
    else:
        say_lines(_lines(result, words))
    if target is not None:
        (remark if arguments.json else say)(words(text("sight.written", file=str(target))))
    return DONE


def _wish(arguments: Namespace, project: Project) -> GridWish:
    if arguments.grid is not None and arguments.points:
        raise InputError(text("sight.grid_or_points"), text("sight.grid_or_points_hint"))
    points = points_of(Path(arguments.points), project) if arguments.points else None
    return GridWish(
        step_m=arguments.grid,
        points=points,
        reach_m=arguments.reach,
        option=arguments.option,
        time_state=arguments.time_state,
    )


def _json(
    result: FieldResult, arguments: Namespace, project: Project, words: Words
) -> dict[str, Any]:
    names = ("x", "y", *result.columns)
    columns = [plain(values.tolist()) for values in (result.x, result.y, *result.columns.values())]
    return {
        "schema_version": 1,
        "subject": arguments.subject,
        "project": str(arguments.project),
        "crs": project.crs,
        "option": arguments.option,
        "time_state": arguments.time_state,
        "summary": plain(result.summary),
        "notes": [words(note) for note in result.notes],
        "points": [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)],
    }


def _lines(result: FieldResult, words: Words) -> Iterable[str]:
    """Counts, then least, mean and most of each column, then what else the summary says."""
    yield words(text("sight.points_told", count=len(result.x)))
    for name, told in result.summary.items():
        if isinstance(told, dict) and set(told) == {"least", "mean", "most"}:
            values = "  ".join(_number(told[key], words) for key in ("least", "mean", "most"))
            yield f"  {name:<28} {values}"
        elif isinstance(told, dict):
            parts = ", ".join(f"{key or '-'} {_number(one, words)}" for key, one in told.items())
            yield f"  {name:<28} {parts}"
        elif isinstance(told, list):
            yield f"  {name:<28} {len(told)}"
        elif told is not None:
            yield f"  {name:<28} {_number(told, words)}"


def _number(value: Any, words: Words) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "-" if value is None else str(value)
    return words.quantity(Quantity(float(value), "", 0 if isinstance(value, int) else 2))
