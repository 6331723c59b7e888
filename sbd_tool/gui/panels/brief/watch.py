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
    def is_current(self) -> bool:
        """Whether what is known is of the project as it stands; some of it may be pending."""
        return self._of is not None and self._of[0] is self.desk.whole

    @property
    def is_fresh(self) -> bool:
        """Whether every judgement is of the project as it stands."""
        return self.is_current and self.found is not None and not self.found.pending

    def refresh(self) -> None:
        """Check again if there is an assessment and something has changed since."""
        desk = self.desk
        project, assessment = desk.whole, desk.assessment
        if project is None:
            self.found, self._of, self._asked, self._situation = None, None, None, None
        elif assessment is not None and self._is_of_now:
            wanted = (project, assessment)
            if not _same(self._of, wanted) and not _same(self._asked, wanted):
                self._check(project, assessment)
        self.checked.emit()

    @property
    def _is_of_now(self) -> bool:
        return self.desk.bench.is_assessment_current or self.desk.bench.is_assessment_followed

    def _check(self, project: Project, assessment: Assessment) -> None:
        """What can be judged at once first, then the rest when the assessment rests."""
        self._asked = wanted = (project, assessment)
        if not self.count:
            self.found, self._of = CheckedBrief(option=assessment.scorecard.option), wanted
            return
        has_stale = not self.desk.bench.is_assessment_current
        situation = self._begun(project, assessment)

        def task(progress: Progress) -> CheckedBrief:
            from sbd_tool.app.conditions.checking import check_at_once

            return check_at_once(situation, progress, has_stale=has_stale)

        def done(found: CheckedBrief) -> None:
            self._keep(wanted, found)
            if found.pending and not has_stale and _same(self._asked, wanted):
                self._check_rest(situation, wanted)

        self.desk.run(text("conditions.job"), task, done, key="brief", is_urgent=True)

    def _begun(self, project: Project, assessment: Assessment) -> "Situation":
        """What is known of this very project is used again."""
        from sbd_tool.app.conditions.situation import Situation
        from sbd_tool.app.pricing import load_prices

        card, kept = assessment.scorecard, self._situation
        if kept is None or kept.project is not project or kept.option != card.option:
            kept = Situation(project, self.desk.rules, load_prices(), option=card.option)
            self._situation = kept
        kept.known[card.time_state] = assessment
        return kept

    def _check_rest(self, situation: "Situation", wanted: tuple[Project, Assessment]) -> None:
        def task(progress: Progress) -> CheckedBrief:
            from sbd_tool.app.conditions.checking import check_all

            situation.progress = progress
            return check_all(situation, progress)

        self.desk.run(
            text("conditions.job"), task, lambda found: self._keep(wanted, found), key="brief"
        )

    def _keep(self, wanted: tuple[Project, Assessment], found: CheckedBrief) -> None:
        if isValid(self):
            self.found, self._of = found, wanted
            self.checked.emit()


def _same(one: tuple[Project, Assessment] | None, other: tuple[Project, Assessment] | None) -> bool:
    return one is not None and other is not None and one[0] is other[0] and one[1] is other[1]
