"""Fairness of a design: worked out on request, marked when the plan has moved on."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.app.fairness import Fairness
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.fairness.sections import index_section, needs_section, trust_section
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.widgets.basics import (
    clear,
    column,
    frame,
    holder,
    label,
    row,
    rule,
    scrolled,
    tool,
)


class FairnessPanel(QWidget):
    """Worked out when it opens and whenever the assessment rests."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("fairness_panel")
        self.found: Fairness | None = None
        self._asked: Project | None = None
        self._is_left = False
        look = desk.look
        again = tool(
            look.theme, "arrows-clockwise", "fairness_again", look.words_of("fairness.again")
        )
        again.clicked.connect(self.look_again)
        lead = label(look.words_of("fairness.lead"), "small", is_wrapped=True)
        head = row(lead, again, spacing=6)
        head.setStretch(0, 1)
        self._state = label("", "small", is_wrapped=True)
        self.stale = frame(row(self._state, margins=(10, 6, 10, 6)), "banner-warn")
        self.stale.setObjectName("fairness_stale")
        self._body: QVBoxLayout = column(spacing=12, margins=(16, 4, 14, 14))
        top = column(head, self.stale, spacing=8, margins=(16, 8, 12, 0))
        self.setLayout(column(top, scrolled(holder(self._body), "fairness_scroll"), spacing=6))
        for signal in (desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def is_fresh(self) -> bool:
        """Whether what is shown is of the project as it stands."""
        return self.found is not None and self.found.project is self.desk.project

    def leave(self) -> None:
        """The dock was closed."""
        self._is_left = True

    def look_again(self) -> None:
        """Work it out anew."""
        self._asked = None
        self.found = None if self.is_fresh else self.found
        self.refresh()

    def refresh(self) -> None:
        """Look again once the assessment rests; until then say that it is out of date."""
        project = self.desk.project
        if self._is_left or project is None:
            return
        is_due = bool(project.square) and not self.is_fresh and self._asked is not project
        if is_due and self.desk.bench.is_assessment_current:
            self._look(project)
        self._say_state()

    def _look(self, project: Project) -> None:
        self._asked = project
        rules, wish = self.desk.rules, wish_of(self.desk)

        def task(progress: Progress) -> Fairness:
            from sbd_tool.app.fairness import look_at_fairness

            return look_at_fairness(
                project,
                rules,
                option=wish.option,
                time_state=wish.time_state,
                progress=progress,
            )

        self.desk.run(text("fairness.looking"), task, self._show, self._failed, key="fairness")

    def _show(self, found: Fairness) -> None:
        if self._is_left or not isValid(self):
            return
        self.found, self._asked = found, None
        clear(self._body)
        for made in (
            index_section(self.desk, found),
            rule(),
            needs_section(self.desk, found),
            rule(),
            trust_section(self.desk.look, found.rules.trust),
        ):
            self._body.addWidget(made)
        self._body.addStretch(1)
        self._say_state()

    def _failed(self, error: Exception) -> None:
        self._asked = None
        if self._is_left or not isValid(self):
            return
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        self.stale.show()
        self._state.setText(self.desk.look.word(error.what))

    def _say_state(self) -> None:
        project, look = self.desk.project, self.desk.look
        self.stale.setVisible(not self.is_fresh)
        if project is None or not project.square:
            key = "fairness.no_square"
        else:
            key = "fairness.waits" if self.found is None else "fairness.stale"
        self._state.setText(look.words_of(key))
