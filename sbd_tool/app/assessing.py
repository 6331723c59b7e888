"""Long work of a workbench, and the assessment it keeps up to date: the quick one, then the whole.

The quick assessment follows each change at once. The whole one, with the slow analyses of sight and
light, follows it in the background and takes its place; the next change stops it.
"""

from collections.abc import Callable
from typing import Final, TypeVar

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
_KEY: Final = "assess"


class Assessing(Announcer):
    """Starts work and keeps the latest assessment.

    Args:
        runner: Where long work runs.
        assess: Assesses a project quickly; None never assesses.
        complete: Assesses it with all slow analyses; None leaves it at the quick one.
    """

    def __init__(
        self, runner: JobRunner, assess: Assess | None = None, complete: Assess | None = None
    ) -> None:
        super().__init__()
        self._runner, self._assess, self._complete = runner, assess, complete
        self._tickets: dict[str, Ticket] = {}
        self._assessed: tuple[Project, Assessment] | None = None
        self._is_whole = False

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
        """The latest assessment of this project, perhaps out of date, or None."""
        return None if self._assessed is None else self._assessed[1]

    @property
    def is_assessment_current(self) -> bool:
        """Whether the assessment is of the project exactly as it stands."""
        return self._assessed is not None and self._assessed[0] is self.seen

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
        project, assess, complete = self.project, self._assess, self._complete
        seen, place = self.seen, self.place
        if project is None or seen is None or assess is None:
            return
        # Who looks at the base on an ordinary day need not say so.
        where = () if place == Place() else (place,)

        def keep(assessment: Assessment, *, is_whole: bool) -> None:
            self._assessed, self._is_whole = (seen, assessment), is_whole
            self.tell(Event.ASSESSMENT)

        def keep_whole(assessment: Assessment) -> None:
            keep(assessment, is_whole=True)

        def keep_quick(assessment: Assessment) -> None:
            keep(assessment, is_whole=False)
            if complete is not None and self.seen is seen:
                self.start(
                    text("sight.job_whole"),
                    lambda progress: complete(project, progress, *where),
                    keep_whole,
                    key=_KEY,
                )

        self.start(
            text("app.job.assess"),
            lambda progress: assess(project, progress, *where),
            keep_quick,
            key=_KEY,
        )

    def _forget_assessment(self) -> None:
        self._assessed, self._is_whole = None, False
