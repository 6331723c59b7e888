"""Keeps the brief checked: anew whenever an assessment of the project as it stands is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sbd_tool.domain.conditions import RECORD_KIND, CheckedBrief
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk

if TYPE_CHECKING:
    from sbd_tool.app.conditions.situation import Situation


class BriefWatch(QObject):
    """Checks in the background, right after the quick assessment, and again after the whole one.

    Signals:
        checked: Judgements are new, or out of date.
    """

    checked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: CheckedBrief | None = None
        self._of: tuple[Project, Assessment] | None = None
        self._asked: tuple[Project, Assessment] | None = None
        self._situation: Situation | None = None
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def count(self) -> int:
        """How many conditions the project has."""
        project = self.desk.project
        rows = {} if project is None else project.records
        return sum(record.kind == RECORD_KIND for record in rows.values())

    @property
    def is_fresh(self) -> bool:
        """Whether the judgements are of the project as it stands."""
        return self._of is not None and self._of[0] is self.desk.whole

    def refresh(self) -> None:
        """Check again if the assessment rests and something has changed since."""
        desk = self.desk
        project, assessment = desk.whole, desk.assessment
        if project is None:
            self.found, self._of, self._asked, self._situation = None, None, None, None
        elif assessment is not None and desk.bench.is_assessment_current:
            wanted = (project, assessment)
            if not _same(self._of, wanted) and not _same(self._asked, wanted):
                self._check(project, assessment)
        self.checked.emit()

    def _check(self, project: Project, assessment: Assessment) -> None:
        self._asked = wanted = (project, assessment)
        if not self.count:
            self.found, self._of = CheckedBrief(option=assessment.scorecard.option), wanted
            return
        rules, kept = self.desk.rules, self._situation

        def task(progress: Progress) -> "tuple[Situation, CheckedBrief]":
            from sbd_tool.app.conditions.checking import check_all
            from sbd_tool.app.conditions.situation import Situation
            from sbd_tool.app.pricing import load_prices

            card = assessment.scorecard
            if kept is not None and kept.project is project and kept.option == card.option:
                situation = kept
            else:
                situation = Situation(project, rules, load_prices(), option=card.option)
            situation.known[card.time_state] = assessment
            situation.progress = progress
            return situation, check_all(situation, progress)

        def done(result: "tuple[Situation, CheckedBrief]") -> None:
            if isValid(self):
                self._situation, self.found = result
                self._of = wanted
                self.checked.emit()

        self.desk.run(text("conditions.job"), task, done, key="brief")


def _same(one: tuple[Project, Assessment] | None, other: tuple[Project, Assessment] | None) -> bool:
    return one is not None and other is not None and one[0] is other[0] and one[1] is other[1]
