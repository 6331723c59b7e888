"""Measures most worth adding or taking away, both effects beside each; one click does it."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.domain.scores import Suggestion
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.idea_row import idea_row
from sbd_tool.gui.widgets.basics import (
    clear,
    column,
    frame,
    holder,
    label,
    row,
    rule,
    scrolled,
)

MOST: Final = 12


class IdeasPanel(QWidget):
    """Suggestions, win-win first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("ideas_panel")
        self._shown: tuple[object, ...] | None = None
        self._list: QVBoxLayout = column(spacing=0)
        words = label(desk.look.words_of("waterfall.ideas_stale"), "small", is_wrapped=True)
        self._stale = frame(row(words, margins=(10, 6, 10, 6)), "banner-warn")
        self._stale.setObjectName("ideas_stale")
        self.setLayout(column(self._stale, scrolled(holder(self._list), "ideas_scroll"), spacing=0))
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is worth adding now."""
        bench = self.desk.bench
        assessment = bench.advice
        self._stale.setVisible(assessment is not None and not bench.is_assessment_current)
        ideas = assessment.suggestions[:MOST] if assessment is not None else ()
        removals = assessment.removals if assessment is not None else ()
        if (ideas, removals) == self._shown:
            return
        self._shown = (ideas, removals)
        clear(self._list)
        for idea in ideas:
            self._list.addWidget(idea_row(self.desk, idea))
            self._list.addWidget(rule())
        self._add_removals(removals)
        if not ideas and not removals:
            words = self.desk.look.say("idea.none")
            self._list.addWidget(
                holder(row(label(words, "small", is_wrapped=True), margins=(16, 12, 16, 12)))
            )
        self._list.addStretch(1)

    def _add_removals(self, removals: tuple[Suggestion, ...]) -> None:
        if not removals:
            return
        title = label(self.desk.look.words_of("removals.title"), "title", is_wrapped=True)
        title.setObjectName("removals_title")
        self._list.addWidget(holder(row(title, margins=(16, 14, 16, 2))))
        for removal in removals:
            self._list.addWidget(idea_row(self.desk, removal))
            self._list.addWidget(rule())
