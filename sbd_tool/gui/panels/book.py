"""The ledger book under the map: two pages of one form, the plane as spine, no total."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import holder, row, rule
from sbd_tool.gui.widgets.ledger import LedgerPage
from sbd_tool.gui.widgets.plane import PlanePlot
from sbd_tool.gui.wording import ledger_sheet, plane_words, stand_of

PLANE_PX = 256
FOLDED_PX = 164
LEAST_OPEN_PX = 226  # figure, interval, bars and three rows without one on the other
UNBOUNDED_PX = 16_777_215  # what Qt takes for no limit


class LedgerBook(QWidget):
    """Openness left, the plane, protection right: always together, always alike."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("ledger_book")
        self._is_folded = False
        theme = desk.look.theme
        self.openness = LedgerPage(theme, LedgerKey.OPENNESS.value)
        self.protection = LedgerPage(theme, LedgerKey.PROTECTION.value)
        self.plane = PlanePlot(theme, plane_words(desk.look))
        self.spine = holder(
            row(rule(is_upright=True), self.plane, rule(is_upright=True), spacing=0)
        )
        self.spine.setFixedWidth(PLANE_PX)
        pages = row(self.openness, self.spine, self.protection, spacing=0)
        pages.setStretch(0, 1)
        pages.setStretch(2, 1)
        self.setLayout(pages)
        self._bound()
        for page in (self.openness, self.protection):
            page.opened.connect(desk.indicator_wanted)
            page.whole_wanted.connect(desk.ledger_wanted)
        for signal in (desk.project_opened, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def sizeHint(self) -> QSize:
        theme = self.desk.look.theme
        height = FOLDED_PX if self._is_folded else theme.px("size", "ledger")
        return QSize(760, round(height * theme.text_scale))

    def set_folded(self, *, is_folded: bool) -> bool:
        """Fold to figure, interval and the three worst, never to one ledger; True on a change."""
        if is_folded == self._is_folded:
            return False
        self._is_folded = is_folded
        self.spine.setVisible(not is_folded)
        for page in (self.openness, self.protection):
            page.set_folded(is_folded=is_folded)
        self._bound()
        self.updateGeometry()
        return True

    def _bound(self) -> None:
        folded = self.sizeHint().height()
        least = round(LEAST_OPEN_PX * self.desk.look.theme.text_scale)
        self.setMinimumHeight(0 if self._is_folded else least)
        self.setMaximumHeight(folded if self._is_folded else UNBOUNDED_PX)

    def refresh(self) -> None:
        """Show the latest assessment."""
        desk = self.desk
        if desk.project is None:
            return
        look, rubric, assessment = desk.look, desk.rules.rubric, desk.assessment
        card = assessment.scorecard if assessment is not None else None
        for ledger, page in (
            (LedgerKey.OPENNESS, self.openness),
            (LedgerKey.PROTECTION, self.protection),
        ):
            page.show_sheet(
                ledger_sheet(look, rubric, ledger, card.ledger(ledger) if card else None)
            )
        if assessment is None:
            self.plane.show_stand(None, look.say("plane.open"))
            return
        facts = f"{self.openness.accessibleName()} {self.protection.accessibleName()}"
        self.plane.show_stand(stand_of(assessment), facts)
