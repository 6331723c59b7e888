"""Checklists of a project file: every change saved at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sbd_tool.app.checklists.answering import Saying, answer_task, settle_task, take_back
from sbd_tool.app.checklists.placing import Suggested, suggest
from sbd_tool.app.checklists.templates import add_template, template_named
from sbd_tool.app.checklists.writing import (
    Put,
    drop_list,
    list_with,
    move_spot,
    put_list,
    task_with,
)
from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.checklists import XY, Spot, Template
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.tasks import Form
from sbd_tool.domain.text import text

_SYSTEM_CLOCK: Final[Clock] = SystemClock()
Making = Callable[[Project, Surroundings, Rules], Command]


class ListFile:
    """A project file whose checklists are changed.

    Args:
        path: The file.
        author: Who changes it.
        clock: Gives the time.
    """

    def __init__(self, path: Path, author: str = "", clock: Clock = _SYSTEM_CLOCK) -> None:
        self._path = path
        self._author = author
        self._clock = clock

    def add(self, file: Path) -> Template:
        """Take a checklist of a city into the project.

        Raises:
            RuleFileError: The file breaks the form.
        """
        made: list[Template] = []

        def making(project: Project, around: Surroundings, _rules: Rules) -> Command:
            command, template = add_template(project, file, around.by())
            made.append(template)
            return command

        self.change(making)
        return made[0]

    def put(
        self,
        key: str,
        results: Callable[[Project, Rules], dict[str, object]],
        at: tuple[XY, ...] = (),
    ) -> Put:
        """Put a checklist on the plan.

        Args:
            key: Key of the template.
            results: Gives results of an assessment, for ways in and hidden pockets.
            at: Places for questions that are not about the whole square; () for suggested ones.

        Raises:
            InputError: There is no such template, no square, or no place.
        """
        made: list[Put] = []

        def making(project: Project, around: Surroundings, rules: Rules) -> Command:
            template = template_named(project, key)
            known = {} if at else results(project, rules)
            found = suggest(project, rules.catalogue, rules.rubric, template, known)
            places = _at(template, found, at) if at else found
            made.append(put_list(project, template, places, around.ids.new_id, around.by()))
            return made[0].command

        self.change(making)
        return made[0]

    def answer(self, task: str, saying: Saying, *, settles: bool = False) -> None:
        """Answer a task, or settle its dispute.

        Raises:
            InputError: There is no such task, or the answer does not fit it.
        """

        def making(project: Project, around: Surroundings, rules: Rules) -> Command:
            _, found = task_with(project, task)
            deed = settle_task if settles else answer_task
            return deed(project, found, saying, rules, around.by())

        self.change(making)

    def take_back(self, task: str, answer: str) -> None:
        """Take an answer back.

        Raises:
            InputError: There is no such answer.
        """
        self.change(
            lambda project, around, _rules: take_back(
                task_with(project, task)[1], answer, around.by()
            )
        )

    def move(self, name: str, spot: int, to: XY) -> None:
        """Move a place of a list.

        Raises:
            InputError: There is no such place.
        """
        self.change(
            lambda project, around, _rules: move_spot(
                project, list_with(project, name), spot, to, around.by()
            )
        )

    def drop(self, name: str) -> None:
        """Take a list off the plan.

        Raises:
            InputError: There is no such list.
        """
        self.change(
            lambda project, around, _rules: drop_list(
                project, list_with(project, name).id, around.by()
            )
        )

    def change(self, making: Making) -> Project:
        """Make one step and save.

        Raises:
            SbdError: It cannot be made; the file stays as it is.
        """
        with opened_to_edit(self._path, author=self._author, clock=self._clock) as opened:
            session, around = opened
            project = session.project
            session.do(making(project, around, load_rules(project)))
        return session.project


def _at(
    template: Template, found: tuple[Suggested, ...], at: tuple[XY, ...]
) -> tuple[Suggested, ...]:
    """Suggested places of the whole square, and the given points for every other kind."""
    square = [one for one in found if one.spot is Spot.SQUARE]
    kinds = list(dict.fromkeys(item.spot for item in template.items))
    others = [one for one in kinds if one is not Spot.SQUARE]
    if not others:
        raise InputError(text("checklist.only_square"), text("checklist.only_square.hint"))
    given = [
        Suggested(spot=spot, form=Form.POINT, points=(point,)) for point in at for spot in others
    ]
    return (*square, *given)
