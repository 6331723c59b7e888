"""`sbd analyse` for what lists things: gaps of rings, a closure; as lines or as JSON."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.deployment_sheet import write_sheet
from sbd_tool.app.listing import LISTS, listed
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE = 0


def refuse_unfit(arguments: Namespace, names: tuple[str, ...]) -> None:
    """Refuse options that the subject does not know.

    Raises:
        InputError: One of them was given.
    """
    for name in names:
        if getattr(arguments, name) not in (None, ""):
            raise InputError(
                text(
                    "closure.no_option",
                    option=f"--{name.replace('_', '-')}",
                    subject=arguments.subject,
                ),
                text("closure.no_option.hint"),
                name,
            )


def analyse_list(arguments: Namespace, words: Words) -> int:
    """Run the command for a subject of ``LISTS``; returns the exit code.

    Raises:
        InputError: Options of grids were given: a list has no points and no file.
    """
    refuse_unfit(arguments, ("grid", "points", "reach"))
    if arguments.subject != "deployment":
        refuse_unfit(arguments, ("output",))
    if arguments.subject != "closure":
        refuse_unfit(arguments, ("least", "stops", "rating"))
    if arguments.subject != "walking":
        refuse_unfit(arguments, ("compare_option", "compare_state"))
    project = api.open_project(Path(arguments.project)).project
    wish = ListWish(
        option=arguments.option,
        time_state=arguments.time_state,
        objective=arguments.least or ListWish().objective,
        required=arguments.stops,
        rating=arguments.rating,
        against_option=arguments.compare_option,
        against_state=arguments.compare_state,
    )
    with Telling(words, LISTS[arguments.subject].title) as progress:
        result = listed(arguments.subject, project, api.load_rules(project), wish, progress)
        if arguments.output:
            write_sheet(project, api.load_rules(project), wish.option, arguments.output, words)
    for note in result.notes:
        remark(words(note))
    if arguments.json:
        print(dump(_json(result, arguments, project, words)))
        return DONE
    say(words(literal(result.marking.value)))
    say_lines(words(line) for line in result.lines)
    return DONE


def _json(
    result: ListResult, arguments: Namespace, project: Project, words: Words
) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "subject": arguments.subject,
        "project": str(arguments.project),
        "crs": project.crs,
        "option": arguments.option,
        "time_state": arguments.time_state,
        "marking": result.marking.value,
        "notes": [words(note) for note in result.notes],
        "lines": [words(line) for line in result.lines],
        **result.content,
    }
