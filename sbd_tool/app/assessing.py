"""Long work of a workbench, and the assessment it keeps up to date: at once, quick, whole.

An edit is followed at once: what it touches is read again, what takes longer turns stale. The quick
assessment comes after it. The whole one, with the slow analyses of sight and light, follows in the
background and takes its place; the next change stops it.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from sbd_tool.app.announcing import Announcer, Event
from sbd_tool.app.jobs import Job, JobRunner, Ticket
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text, text

R = TypeVar("R")
Assess = Callable[[Project, Progress], Assessment]
Follow = Callable[[Project, Progress], "tuple[Assessment, bool] | None"]
"""Assesses an edit at once; with it whether slow analyses have to run again. None: it cannot."""
_KEY: Final = "assess"


class Assessing(Announcer):
    """Starts work and keeps the latest assessment.

    Args:
        runner: Where long work runs.
        assess: Assesses a project quickly; None never assesses.
        complete: Assesses it with all slow analyses; None leaves it at the quick one.
        follow: Says at once what is known after an edit; None leaves it out.
    """

    def __init__(
        self,
        runner: JobRunner,
        assess: Assess | None = None,
        complete: Assess | None = None,
        follow: Follow | None = None,
    ) -> None:
        super().__init__()
        self._runner, self._assess, self._complete = runner, assess, complete
        self._follow = follow
        self._tickets: dict[str, Ticket] = {}
        self._followed: tuple[Project, Assessment] | None = None
        self._assessed: tuple[Project, Assessment] | None = None
        self._is_whole = False

    @property
    def project(self) -> Project | None:
        """The open project, or None."""
        return None

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
        return self._followed[0] is self.project

    @property
    def is_assessment_current(self) -> bool:
        """Whether the assessment is of the project exactly as it stands."""
        return self._assessed is not None and self._assessed[0] is self.project

    @property
    def is_assessment_whole(self) -> bool:
        """Whether it is current and the slow analyses are in it."""
        return self._is_whole and self.is_assessment_current

    def start(
        self,
        title: Text,
        task: Callable[[Progress], R],
        on_done: Callable[[R], None],
        *,
        key: str = "",
    ) -> Ticket:
        """Start long work; its failure is listed as a problem. A key cancels its older job."""
        if key and key in self._tickets:
            self._tickets[key].cancel()
        ticket = self._runner.start(Job(title, task, on_done, self.report, key))
        if key:
            self._tickets[key] = ticket
        return ticket

    def assess_now(self) -> None:
        """Assess the project as it stands; an older assessment still running is cancelled."""
        project, assess, follow = self.project, self._assess, self._follow
        if project is None or assess is None:
            return
        if follow is None or self._assessed is None:
            self._assess_quickly(project, assess)
            return

        def keep(found: tuple[Assessment, bool] | None) -> None:
            if found is not None and self.project is project:
                self._followed = (project, found[0])
                self.tell(Event.ASSESSMENT)
            if self.project is not project:
                return
            if found is not None and not found[1] and self._complete is not None:
                self._assess_whole(project, self._complete)
            else:
                self._assess_quickly(project, assess)

        self.start(
            text("waterfall.job"), lambda progress: follow(project, progress), keep, key=_KEY
        )

    def _assess_quickly(self, project: Project, assess: Assess) -> None:
        complete = self._complete

        def keep(assessment: Assessment) -> None:
            self._keep(project, assessment, is_whole=False)
            if complete is not None and self.project is project:
                self._assess_whole(project, complete)

        self.start(
            text("app.job.assess"), lambda progress: assess(project, progress), keep, key=_KEY
        )

    def _assess_whole(self, project: Project, complete: Assess) -> None:
        def keep(assessment: Assessment) -> None:
            self._keep(project, assessment, is_whole=True)

        self.start(
            text("sight.job_whole"), lambda progress: complete(project, progress), keep, key=_KEY
        )

    def _keep(self, project: Project, assessment: Assessment, *, is_whole: bool) -> None:
        self._assessed, self._is_whole = (project, assessment), is_whole
        self._followed = None
        self.tell(Event.ASSESSMENT)

    def _forget_assessment(self) -> None:
        self._assessed, self._followed, self._is_whole = None, None, False
