"""One measure or piece of advice on its road: name, decided, built, inspected."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.app.follow_through.listing import Road
from sbd_tool.app.follow_through.telling import (
    advice_said,
    built_said,
    due_said,
    road_name,
    upkeep_said,
)
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import column, label
from sbd_tool.gui.widgets.ledger_parts import PaintedButton


class RoadRow(PaintedButton):
    """The whole row is one button."""

    def __init__(
        self, desk: Desk, road: Road, project: Project, today: str, *, number: int, is_chosen: bool
    ) -> None:
        look = desk.look
        title = look.word(road_name(road, project, desk.rules))
        told = [look.word(one) for one in _lines(road, today, desk)]
        super().__init__(look.theme, f"road_{number}", ". ".join([title, *told]))
        self.road, self.is_chosen = road, is_chosen
        is_late = road.is_overdue(today)
        lines = [label(f"{title[:1].upper()}{title[1:]}", "strong", is_wrapped=True)]
        for at, words in enumerate(told):
            is_due = is_late and at == len(told) - 1
            lines.append(label(words, "small", is_wrapped=True, tone="danger" if is_due else ""))
        self.setLayout(column(*lines, spacing=2, margins=(16, 8, 12, 8)))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setToolTip(look.words_of("follow.row_tip"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self.layout()
        return inner.heightForWidth(width) if inner is not None else 60

    def draw(self, p: QPainter, box: QRectF) -> None:
        if self.is_chosen or self._is_hot:
            p.fillRect(box, self.theme.color("select" if self.is_chosen else "hover", 0.28))


def _lines(road: Road, today: str, desk: Desk) -> Iterator[Text]:
    words = desk.look.words
    yield text("follow.line_advice", told=advice_said(road))
    if road.measure:
        yield text("follow.line_built", told=built_said(road, words))
        told, due = upkeep_said(road, words), due_said(road, today, words)
        yield text("follow.line_upkeep", told=told, due=due)
