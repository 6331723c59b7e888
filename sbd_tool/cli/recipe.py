"""`sbd export --recipe FILE P.sbd.gpkg…`: many exports of many projects, unattended."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sbd_tool.app.recipes import Cooked, cook
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, remark, say
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

DONE, SOME_FAILED = 0, 1


def cook_recipe(arguments: Namespace, words: Words) -> int:
    """Run the command.

    Returns:
        0 if everything was written, 1 if something was not; a recipe that cannot be read is a
        problem and nothing was written.
    """
    if arguments.log:
        raise InputError(text("labels.no_recipe_log"), text("labels.no_recipe_log.hint"))
    projects = [Path(name) for name in (arguments.project, *arguments.output)]
    folder = None if arguments.folder is None else Path(arguments.folder)
    with Telling(words, text("recipes.job", count=len(projects))) as progress:
        found = cook(
            Path(arguments.recipe), projects, words=words, folder=folder, progress=progress
        )
    if arguments.json:
        print(dump(_json(found, words)))
    else:
        _say(found, words)
    return DONE if all(one.is_written for one in found) else SOME_FAILED


def _say(found: Sequence[Cooked], words: Words) -> None:
    for one in found:
        if one.problem is None:
            say(str(one.target))
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
            }
            for one in found
        ],
    }
