"""A set becomes an option of its own: the design it was found for stays as it is."""

import uuid
from dataclasses import replace
from typing import Final

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.measures import AddMeasures
from sbd_tool.app.commands.project import AddOption
from sbd_tool.app.commands.together import Together
from sbd_tool.domain.best_sets import BestSets, MeasureSet
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Option, Project
from sbd_tool.domain.text import text

_NAMESPACE: Final = uuid.UUID("b1f6a0de-4f0b-5d6e-8a55-0d5f6b2c9e47")


def accept_set(
    found: BestSets, chosen: MeasureSet, project: Project, name: str, by: By = NOBODY
) -> Together:
    """The command that makes a set a new option: one step of undo.

    Args:
        found: The search.
        chosen: One of its sets.
        project: The project it was found for.
        name: What the option is called.
        by: Who accepts it, and when.
    """
    key = option_key(project)
    measures = tuple(
        replace(
            one,
            stamp=replace(
                one.stamp,
                id=str(uuid.uuid5(_NAMESPACE, f"{project.id}/{key}/{one.id}")),
                option=key,
                author=by.author,
                created=by.when,
                changed=by.when,
            ),
        )
        for candidate in chosen.candidates
        for one in found.candidates[candidate].measures
    )
    option = Option(key=key, name=name, parent=found.option)
    return Together(
        commands=(AddOption(option=option, by=by), AddMeasures(measures=measures, by=by)),
        label=text("optimise.do_accept", name=name),
        by=by,
    )


def option_key(project: Project) -> str:
    """A key no option has yet: "set-1" and so on."""
    known = {option.key for option in project.options}
    return next(key for n in range(1, len(known) + 2) if (key := f"set-{n}") not in known)


def set_of(found: BestSets, number: int) -> MeasureSet:
    """The set of that number in the list, from 1.

    Raises:
        InputError: There is none.
    """
    if not 1 <= number <= len(found.sets):
        raise InputError(
            text("optimise.no_set", number=number),
            text("optimise.no_set.hint", count=len(found.sets)),
        )
    return found.sets[number - 1]
