"""Long work of a workbench, and the assessment it keeps up to date: at once, quick, whole.

An edit is followed at once: what it touches is read again, what takes longer turns stale. The quick
assessment comes after it. The whole one, with the slow analyses of sight and light, follows in the
background and takes its place; the next change stops it. Approach speeds are a third depth: they
are worked out where somebody asks for them, or after each change where that is switched on.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sbd_tool.app.announcing import Announcer, Event
from sbd_tool.app.jobs import Job, JobRunner, Ticket
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text, text

R = TypeVar("R")
Assess = Callable[..., Assessment]
"""(project, progress[, place]) -> assessment; without a place the base on an ordinary day."""
Follow = Callable[..., "tuple[Assessment, bool] | None"]
"""Assesses an edit at once, called like `Assess`; with it whether slow analyses have to run again.
None: it cannot."""
_KEY: Final = "assess"


class Assessing(Announcer):
    """Starts work and keeps the latest assessment.

    Args:
        runner: Where long work runs.
        assess: Assesses a project quickly; None never assesses.
        complete: Assesses it with all slow analyses; None leaves it at the quick one.
        follow: Says at once what is known after an edit; None leaves it out.
        deepen: Assesses it with approach speeds, which take longest; None has none.

    Attributes:
        keeps_speeds: Speeds are worked out again after each change.
    """

    def __init__(
        self,
        runner: JobRunner,
        assess: Assess | None = None,
        complete: Assess | None = None,
        follow: Follow | None = None,
        deepen: Assess | None = None,
    ) -> None:
        super().__init__()
        self._runner, self._assess, self._complete = runner, assess, complete
        self._follow, self._deepen = follow, deepen
        self._deepening: Ticket | None = None
        self.keeps_speeds = False
        self._tickets: dict[str, Ticket] = {}
        self._followed: tuple[Project, Assessment] | None = None
        self._assessed: tuple[Project, Assessment] | None = None
        self._is_whole = self._is_deep = False

    @property
    def project(self) -> Project | None:
        """The open project, or None."""
        return None

    @property
    def seen(self) -> Project | None:
        """The open project as it is looked at, or None."""
        return self.project

    @property
    def place(self) -> Place:
        """The option and the state it is looked at in."""
        return Place()

    @property
    def assessment(self) -> Assessment | None:
        """The latest assessment of this project, perhaps out of date, or None.

        While an edit is only followed, what takes longer has no figure in it, and it holds neither
        questions nor suggestions: those are in `advice`.
        """
        if self.is_assessment_followed and self._followed is not None:
            return self._followed[1]
        return self.advice

    @property
    def advice(self) -> Assessment | None:
        """The latest assessment with questions and suggestions, perhaps out of date, or None."""
        return None if self._assessed is None else self._assessed[1]

    @property
    def is_assessment_followed(self) -> bool:
        """Whether it is of the project as it stands, but for what takes longer."""
        if self.is_assessment_current or self._followed is None:
            return False
        return self._followed[0] is self.seen

    @property
    def is_assessment_current(self) -> bool:
        """Whether the assessment is of the project exactly as it stands."""
        return self._assessed is not None and self._assessed[0] is self.seen

    @property
    def is_assessment_whole(self) -> bool:
        """Whether it is current and the slow analyses are in it."""
        return self._is_whole and self.is_assessment_current

    @property
    def has_speeds(self) -> bool:
        """Whether it is current and approach speeds are in it."""
        return self._is_deep and self.is_assessment_current

    @property
    def speeds_ticket(self) -> Ticket | None:
        """The work on approach speeds that runs, or None."""
        ticket = self._deepening
        return None if ticket is None or ticket.is_cancelled else ticket

    def start(
        self,
        title: Text,
        task: Callable[[Progress], R],
        on_done: Callable[[R], None],
        *,
        on_failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> Ticket:
        """Start long work; its failure is listed as a problem. A key cancels its older job."""
        if key and key in self._tickets:
            self._tickets[key].cancel()
        ticket = self._runner.start(Job(title, task, on_done, on_failed or self.report, key))
        if key:
            self._tickets[key] = ticket
        return ticket

    def assess_now(self) -> None:
        """Assess the project as it stands; an older assessment still running is cancelled."""
        project, assess, follow = self.seen, self._assess, self._follow
        if project is None or assess is None:
            return
        if follow is None or self._assessed is None:
            self._assess_quickly(project, assess)
            return
        asked = self._asked()

        def keep(found: tuple[Assessment, bool] | None) -> None:
            if found is not None and self.seen is project:
                self._followed = (project, found[0])
                self.tell(Event.ASSESSMENT)
            if self.seen is not project:
                return
            if found is not None and not found[1] and self._complete is not None:
                self._assess_whole(project, self._complete)
            else:
                self._assess_quickly(project, assess)

        self.start(
            text("waterfall.job"),
            lambda progress: follow(asked[0], progress, *asked[1:]),
            keep,
            key=_KEY,
        )

    def _assess_quickly(self, project: Project, assess: Assess) -> None:
        complete, asked = self._complete, self._asked()

        def keep(assessment: Assessment) -> None:
            self._keep(project, assessment, is_whole=False)
            if complete is not None and self.seen is project:
                self._assess_whole(project, complete)
            elif self.keeps_speeds:
                self.work_out_speeds()

        self.start(
            text("app.job.assess"),
            lambda progress: assess(asked[0], progress, *asked[1:]),
            keep,
            key=_KEY,
        )

    def _assess_whole(self, project: Project, complete: Assess) -> None:
        asked = self._asked()

        def keep(assessment: Assessment) -> None:
            self._keep(project, assessment, is_whole=True)
            if self.keeps_speeds:
                self.work_out_speeds()

        self.start(
            text("sight.job_whole"),
            lambda progress: complete(asked[0], progress, *asked[1:]),
            keep,
            key=_KEY,
        )

    def work_out_speeds(self) -> Ticket | None:
        """Assess it with approach speeds too; the next change stops it. None where it cannot.

        Whatever assesses at that moment is stopped: the result holds all of it.
        """
        project, deepen = self.seen, self._deepen
        if project is None or deepen is None or self.has_speeds:
            return None
        asked = self._asked()

        def keep(assessment: Assessment) -> None:
            self._deepening = None
            self._keep(project, assessment, is_whole=True, is_deep=True)

        def fail(error: Exception) -> None:
            self._deepening = None
            self.report(error)
            self.tell(Event.ASSESSMENT)

        self._deepening = Ticket()  # an inline runner is done before it returns
        ticket = self.start(
            text("speeds.job"),
            lambda progress: deepen(asked[0], progress, *asked[1:]),
            keep,
            on_failed=fail,
            key=_KEY,
        )
        if self._deepening is not None:
            self._deepening = ticket
            self.tell(Event.ASSESSMENT)
        return ticket

    def _asked(self) -> tuple[Any, ...]:
        """The whole project and the place; the base on an ordinary day needs no saying."""
        return (self.project,) if self.place == Place() else (self.project, self.place)

    def _keep(
        self, project: Project, assessment: Assessment, *, is_whole: bool, is_deep: bool = False
    ) -> None:
        self._assessed = (project, assessment)
        self._is_whole, self._is_deep = is_whole, is_deep
        self._followed = None
        self.tell(Event.ASSESSMENT)

    def _forget_assessment(self) -> None:
        self._assessed, self._followed, self._deepening = None, None, None
        self._is_whole = self._is_deep = False
