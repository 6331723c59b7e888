"""`sbd export --recipe FILE P.sbd.gpkg…`: many exports of many projects, unattended."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sbd_tool.app.recipes import Cooked, cook
from sbd_tool.app.report_kinds import USUAL_KIND
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, remark, say
from sbd_tool.domain.errors import Cancelled, InputError
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.words import Words

DONE, SOME_FAILED, STOPPED = 0, 1, 130
_OF_ONE_EXPORT: Final = {
    "edition": None, "scale": None, "report_language": None, "pdf_passphrase_file": None,
    "template": USUAL_KIND, "maps": False, "speeds": False, "compare_option": None,
    "compare_state": None, "option": BASE_OPTION, "time_state": ORDINARY_STATE,
}  # fmt: skip
"""What each output of a recipe says itself, and what stands where nobody says it."""


def cook_recipe(arguments: Namespace, words: Words) -> int:
    """Run the command.

    Returns:
        0 if everything was written, 1 if something was not, 130 if somebody stopped it; a recipe
        that cannot be followed is a problem and nothing was written.
    """
    _check(arguments)
    projects = [Path(name) for name in (arguments.project, *arguments.output)]
    folder = None if arguments.folder is None else Path(arguments.folder)
    found: list[Cooked] = []
    planned = 0

    def told(one: Cooked, number: int, of: int) -> None:
        nonlocal planned
        found.append(one)
        planned = of
        if not sys.stderr.isatty():  # there a bar shows it
            remark(words(_step(one, number, of)))

    is_stopped = False
    try:
        with Telling(words, text("recipes.job", count=len(projects))) as progress:
            cook(
                Path(arguments.recipe), projects, words=words, folder=folder, told=told,
                progress=progress,
            )  # fmt: skip
    except (KeyboardInterrupt, Cancelled):
        is_stopped = True
    if arguments.json:
        print(dump(_json(found, words) | {"stopped": is_stopped}))
    else:
        _say(found, words)
    if is_stopped:
        remark(words(text("recipes.stopped", count=len(found), of=planned)))
        return STOPPED
    return DONE if all(one.is_written for one in found) else SOME_FAILED


def _check(arguments: Namespace) -> None:
    """Refuse what a recipe would ignore.

    Raises:
        InputError: Something was asked for that each output says itself.
    """
    if arguments.log:
        raise InputError(text("labels.no_recipe_log"), text("labels.no_recipe_log.hint"))
    for name, usual in _OF_ONE_EXPORT.items():
        if getattr(arguments, name) != usual:
            option = f"--{name.replace('_', '-')}"
            raise InputError(text("recipes.says_itself", option=option), text("recipes.says_hint"))


def _step(one: Cooked, number: int, of: int) -> Text:
    name = literal(one.project.name if one.target is None else one.target.name)
    key = "recipes.step_done" if one.is_written else "recipes.step_failed"
    return text(key, number=number, of=of, file=name)


def _say(found: Sequence[Cooked], words: Words) -> None:
    for one in found:
        if one.problem is None:
            say(str(one.target))
            for told in one.remarks:
                remark(f"   {words(told)}")
            continue
        name = one.project.name if one.target is None else one.target.name
        remark(f"! {name}: {words(one.problem)}")
        if one.hint is not None:
            remark(f"   {words(one.hint)}")
    written = sum(one.is_written for one in found)
    say(words(text("recipes.done", count=written, of=len(found))))


def _json(found: Sequence[Cooked], words: Words) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "written": sum(one.is_written for one in found),
        "failed": sum(not one.is_written for one in found),
        "outputs": [
            {
                "project": str(one.project),
                "file": None if one.target is None else str(one.target),
                "written": one.is_written,
                "problem": None if one.problem is None else words(one.problem),
                "hint": None if one.hint is None else words(one.hint),
                "remarks": [words(told) for told in one.remarks],
            }
            for one in found
        ],
    }
