"""What the tasks panel does to the project: each a command, blind or in the clear."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sbd_tool.domain.checklists import XY, Pass
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.tasks import Entry, PlacedList, Role, TaskAnswer, TaskState
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk

if TYPE_CHECKING:
    from sbd_tool.app.commands import Command
    from sbd_tool.domain.visits import Visit

VISIT_MIN: Final = 45.0


class TaskDeeds:
    """Reads lists and makes commands; knows who of two assessors sits here."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._keys: dict[str, tuple[str, str]] = {}  # list -> assessor and secret key, in memory
        self._known: tuple[Project, tuple[PlacedList, ...]] | None = None

    def lists(self) -> tuple[PlacedList, ...]:
        """The checklists of the project; read again when the project is another."""
        from sbd_tool.app.checklists.reading import lists_of

        project = self.desk.whole
        if project is None:
            return ()
        if self._known is None or self._known[0] is not project:
            self._known = (project, lists_of(project))
        return self._known[1]

    def assessor_of(self, placed: PlacedList | None) -> str:
        """Which of two assessors answers this list here, or ""."""
        return "" if placed is None else self._keys.get(placed.id, ("", ""))[0]

    def entries(self, placed: PlacedList) -> tuple[Entry, ...]:
        """The tasks of a list in every pass; an assessor sees their own answers only."""
        from sbd_tool.app.checklists.assessors import own_answers
        from sbd_tool.app.checklists.reading import entries_for

        if placed.id in self._keys and self.desk.whole is not None:
            who, secret = self._keys[placed.id]
            said = own_answers(self.desk.whole, placed, who, secret)
            placed = replace(placed, tasks=tuple(_with(task, said) for task in placed.tasks))
        return entries_for(placed)

    def answer(
        self,
        placed: PlacedList,
        entry: Entry,
        words: str,
        remark: str,
        role: Role,
        initials: str,
    ) -> "Command":
        """The command that keeps an answer, settles a dispute, or closes a sealed one in.

        Raises:
            InputError: It does not fit.
        """
        from sbd_tool.app.checklists.answering import Saying, answer_task, settle_task
        from sbd_tool.app.checklists.assessors import answer_sealed

        desk, project = self.desk, self._project()
        saying = Saying(words=words, when=entry.when, remark=remark, role=role, initials=initials)
        if placed.id in self._keys:
            who, secret = self._keys[placed.id]
            return answer_sealed(project, placed, who, secret, entry.task, saying, desk.by())
        is_settling = entry.state in {TaskState.DISPUTED, TaskState.SETTLED}
        deed = settle_task if is_settling else answer_task
        return deed(project, entry.task, saying, desk.rules, desk.by())

    def put(self, template: Any, places: Any) -> "Command":
        """The command that puts a checklist."""
        from sbd_tool.app.checklists.writing import put_list

        desk = self.desk
        return put_list(self._project(), template, places, desk.bench.new_id, desk.by()).command

    def put_visit(self, on_done: Callable[[], None]) -> None:
        """Make tasks of the visit list of 45 minutes; ways on foot take a moment: it is a job.

        Args:
            on_done: Called when the tasks are there; what stands against them is reported.
        """
        desk, assessment, project = self.desk, self.desk.assessment, self.desk.project
        if assessment is None or project is None or not desk.bench.is_assessment_current:
            lacking = text("checklist.no_assessment"), text("checklist.no_assessment.hint")
            desk.report(InputError(*lacking))
            return
        rules = desk.rules

        def task(progress: Progress) -> "Visit":
            from sbd_tool.app.visiting import plan_walked_visit

            progress.advance(0.1)
            return plan_walked_visit(project, rules, assessment, VISIT_MIN)

        def done(visit: "Visit") -> None:
            from sbd_tool.app.checklists.from_visit import tasks_from_visit

            try:
                put = tasks_from_visit(
                    self._project(), visit.checks, rules, desk.bench.new_id, desk.by()
                )
            except SbdError as refusal:  # no check of the visit is on the square
                desk.report(refusal)
                return
            if desk.do(put):
                on_done()

        desk.run(text("visit.ways_job"), task, done, key="visit_tasks")

    def move(self, placed: PlacedList, entry: Entry, place: XY) -> "Command":
        """The command that moves the place of a task."""
        from sbd_tool.app.checklists.writing import move_spot

        return move_spot(self._project(), placed, entry.task.spot, place, self.desk.by())

    def drop(self, placed: PlacedList) -> "Command":
        """The command that takes a list off the plan."""
        from sbd_tool.app.checklists.writing import drop_list

        return drop_list(self._project(), placed.id, self.desk.by())

    def assess(
        self,
        placed: PlacedList,
        wish: tuple[str, str, str],
        on_done: Callable[[], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Do one deed of an assessor; passphrases take a second, so it is a job.

        Args:
            placed: The list.
            wish: Deed, assessor, passphrase.
            on_done: Called when it is done.
            on_failed: Called with what went wrong.
        """
        project, by, rules = self._project(), self.desk.by(), self.desk.rules

        def task(progress: Progress) -> "tuple[Command | None, str]":
            progress.advance(0.1)
            return _made(project, placed, wish, by, rules)

        def done(found: "tuple[Command | None, str]") -> None:
            command, secret = found
            if command is not None and not self.desk.do(command):
                return
            deed, who, _ = wish
            if deed in {"begin", "go_on"}:
                self._keys[placed.id] = (who, secret)
            else:
                self._keys.pop(placed.id, None)
            on_done()

        self.desk.run(text("checklist.job"), task, done, on_failed, key="assessor")

    def _project(self) -> Project:
        project = self.desk.whole
        if project is None:
            raise InputError(text("checklist.no_square"), text("checklist.no_square.hint"))
        return project


def _made(
    project: Project, placed: PlacedList, wish: tuple[str, str, str], by: Any, rules: Any
) -> "tuple[Command | None, str]":
    from sbd_tool.app.checklists import assessors as blind
    from sbd_tool.app.checklists.sealing import seals_of, secret_of

    deed, who, passphrase = wish
    if deed == "begin":
        return blind.begin(project, placed, who, passphrase, by)
    if deed == "compare":
        return blind.compare(project, placed, rules, by), ""
    secret = secret_of(seals_of(project, placed.id)[who], passphrase)
    if deed == "go_on":
        return None, secret
    doing = blind.lock if deed == "lock" else blind.open_seal
    return doing(project, placed, who, secret, by), ""


def _with(task: Any, said: tuple[TaskAnswer, ...]) -> Any:
    own = [one for one in said if one.task == task.id]
    return replace(
        task, answers={when: tuple(one for one in own if one.when is when) for when in Pass}
    )
