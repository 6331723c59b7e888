"""What a table file changed, and line by line what of it was not taken."""

from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool.app.table_files import TakenTable
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import column, holder, label, scrolled

WIDTH_PX: Final = 460
LINES_PX: Final = 240
LINE_PX: Final = 30


class TakenCard(FloatingCard):
    """The report of an import."""

    def __init__(self, look: Look, host: QWidget, name: str, taken: TakenTable) -> None:
        super().__init__(look, host, look.words_of("table.taken_title"), "taken_card")
        say = look.words_of
        head = label(
            say("table.taken", file=name, rows=taken.rows, cells=taken.cells),
            is_wrapped=True,
        )
        head.setObjectName("taken_summary")
        lines = column(spacing=4)
        for number, sentence in enumerate(taken.refused):
            line = label(look.word(sentence), "small", is_wrapped=True)
            line.setObjectName(f"not_taken_{number}")
            lines.addWidget(line)
        rest = taken.refused_count - len(taken.refused)
        if rest:
            lines.addWidget(label(say("table.taken_rest", count=rest), "caption"))
        lines.addStretch(1)
        area = scrolled(holder(lines), "not_taken_scroll")
        area.setFixedHeight(min(LINES_PX, LINE_PX * (len(taken.refused) + 1)))
        title = label(say("table.not_taken", count=taken.refused_count), "strong")
        self.set_body(column(head, title, area, spacing=9, margins=(20, 14, 20, 18)))
