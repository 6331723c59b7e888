"""The inspector: what is chosen, or the page a score led to."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.annotation_page import annotation_page
from sbd_tool.gui.panels.indicator_page import indicator_page
from sbd_tool.gui.panels.ledger_page import ledger_page
from sbd_tool.gui.panels.lock_strip import with_lock
from sbd_tool.gui.panels.measure_page import measure_page
from sbd_tool.gui.panels.pages import card_page, feature_page, many_features_page, square_page
from sbd_tool.gui.panels.remark_pages import note_page, photo_page
from sbd_tool.gui.widgets.basics import column, scrolled
from sbd_tool.gui.widgets.drafts import has_draft, has_focus_inside

AGAIN_MS: Final = 400  # until it is seen whether somebody still types


class InspectorPanel(QWidget):
    """One page at a time; pages that a score led to have a way back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("inspector_panel")
        self._indicator = ""
        self._ledger = ""
        self._card = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh_unless_typing)
        self.area: QScrollArea = scrolled(QWidget(), "inspector_scroll")
        self.setLayout(column(self.area, spacing=0))
        desk.chosen.connect(self._choice_changed)
        desk.project_opened.connect(self._start_over)
        desk.project_changed.connect(self.refresh_soon)
        desk.assessed.connect(self.refresh_soon)
        desk.indicator_wanted.connect(self.open_indicator)
        desk.ledger_wanted.connect(self.open_ledger)
        desk.card_wanted.connect(self.open_card)
        self.refresh()

    def open_indicator(self, key: str) -> None:
        """Show the page of an indicator."""
        self._indicator, self._card = key, ""
        self.refresh()

    def open_ledger(self, key: str) -> None:
        """Show why a ledger is not higher; indicators opened from there lead back to it."""
        self._ledger, self._indicator, self._card = key, "", ""
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def open_card(self, key: str) -> None:
        """Show a guidance card; back leads to where it was opened."""
        self._card = key
        self.refresh()

    def refresh_soon(self) -> None:
        """Build the page anew when the event loop is back: many changes are one."""
        self._soon.start(0)

    def _refresh_unless_typing(self) -> None:
        if has_focus_inside(self.area) and has_draft(self.area):
            self._soon.start(AGAIN_MS)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Build the page anew, keeping the focus and where it was scrolled to."""
        self._soon.stop()
        focused = QApplication.focusWidget()
        is_ours = focused is not None and self.isAncestorOf(focused)
        name = focused.objectName() if focused is not None and is_ours else ""
        place = self.area.verticalScrollBar().value()
        old = self.area.takeWidget()
        self.area.setWidget(with_lock(self.desk, self._page()))
        if old is not None:
            old.hide()
            old.deleteLater()
        self.area.verticalScrollBar().setValue(place)
        again = self.findChild(QWidget, name) if name else None
        if isinstance(again, QWidget):
            again.setFocus()

    def _page(self) -> QWidget:
        desk = self.desk
        rules = desk.rules if desk.project is not None else None
        if rules is None:
            return QWidget()
        if self._card and self._card in rules.catalogue.cards:
            return card_page(desk, rules.catalogue.cards[self._card], self._close_card)
        if self._indicator and self._indicator in rules.rubric.indicators:
            rule = rules.rubric.indicators[self._indicator]
            scores = desk.assessment.scorecard.ledger(rule.ledger) if desk.assessment else None
            score = scores.indicators.get(rule.key) if scores is not None else None
            return indicator_page(desk, rule, score, self._close_indicator)
        if self._ledger:
            ledger = LedgerKey(self._ledger)
            whole = desk.assessment.scorecard.ledger(ledger) if desk.assessment else None
            return ledger_page(desk, ledger, whole, self._close_ledger)
        return self._choice_page()

    def _choice_page(self) -> QWidget:
        desk = self.desk
        measures = desk.chosen_measures()
        if measures:
            return measure_page(desk, measures)
        if noted := _annotations(desk):
            return annotation_page(desk, noted)
        if len(desk.selection) > 1:
            return many_features_page(desk, len(desk.selection))
        return _single_page(desk) or square_page(desk)

    def _choice_changed(self) -> None:
        # Objects of an indicator are shown beside its page; any other choice closes it.
        if not has_focus_inside(self.area):
            self._indicator = self._ledger = ""
        self._card = ""
        self.refresh()

    def _start_over(self) -> None:
        self._indicator = self._card = self._ledger = ""
        self.refresh()

    def _close_card(self) -> None:
        self._card = ""
        self.refresh()

    def _close_ledger(self) -> None:
        self._ledger = ""
        self.refresh()

    def _close_indicator(self) -> None:
        self._indicator = ""
        self.refresh()


def _annotations(desk: Desk) -> list[Annotation]:
    """The chosen annotations, when nothing else is chosen."""
    rows = desk.project.annotations if desk.project is not None else {}
    is_all = bool(desk.selection) and all(one in rows for one in desk.selection)
    return [rows[one] for one in desk.selection] if is_all else []


def _single_page(desk: Desk) -> QWidget | None:
    """The page of the one chosen remark or plan object, or None."""
    project = desk.project
    if project is None or not desk.selection:
        return None
    only = desk.selection[0]
    if only in project.notes:
        return note_page(desk, project.notes[only])
    if only in project.photos:
        return photo_page(desk, project.photos[only])
    found = project.feature(only)
    return None if found is None else feature_page(desk, *found)
