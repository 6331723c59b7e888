"""Label of annotations in the inspector: one wider than amber asks for a name and a reason."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.commands import EditAnnotations
from sbd_tool.domain.annotations import INHERITED, Annotation
from sbd_tool.domain.lowering import LONGEST_REASON, is_lowered
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Select, named_line

LONGEST_NAME = 200


class AnnotationLabel(QWidget):
    """A choice of labels; a narrower one is given at once.

    Args:
        desk: What is worked on.
        rows: The annotations.
    """

    def __init__(self, desk: Desk, rows: Sequence[Annotation]) -> None:
        super().__init__()
        look = desk.look
        self.desk, self._rows = desk, tuple(rows)
        name = look.words_of("sketch.label")
        self.label = Select(look.theme, "annotation_label", name)
        for one in Tlp:
            self.label.addItem(one.value, one.value)
        found = {one.marking for one in rows}
        current = rows[0].marking.value if len(found) == 1 else None
        self.label.setCurrentIndex(self.label.findData(current) if current else -1)
        self.label.activated.connect(self._chosen)
        self.asks = label(look.words_of("marks.asks"), "small", is_wrapped=True, tone="warn")
        self.author = named_line("annotation_label_by", look.words_of("marks.by"), LONGEST_NAME)
        self.author.setText(desk.by().author)
        self.reason = named_line(
            "annotation_label_reason", look.words_of("marks.reason"), LONGEST_REASON
        )
        self.reason.setPlaceholderText(look.words_of("marks.reason_word"))  # a panel is narrow
        self.apply = button(
            look.theme, look.words_of("marks.apply"), "annotation_label_apply", sign="shield"
        )
        self.apply.clicked.connect(self.give)
        for line in (self.author, self.reason):
            line.returnPressed.connect(self.give)
            line.textChanged.connect(lambda _words: self._enable())
        self.setLayout(self._laid_out(name))
        self._show_asked()

    def _laid_out(self, name: str) -> QVBoxLayout:
        first = row(label(name), self.label, spacing=10)
        first.setStretch(1, 1)
        lines = column(first, self.asks, self.author, self.reason, spacing=6)
        lines.addLayout(row(STRETCH, self.apply))
        return lines

    def _marking(self) -> str:
        return str(self.label.currentData() or "")

    def _is_lowering(self) -> bool:
        marking = self._marking()
        return is_lowered(marking, INHERITED) and any(
            one.stamp.marking != marking for one in self._rows
        )

    def _chosen(self) -> None:
        if self._is_lowering():
            self._show_asked()
            self.reason.setFocus()
        else:
            self.give()

    def _show_asked(self) -> None:
        asked = self._is_lowering()
        for part in (self.asks, self.author, self.reason, self.apply):
            part.setVisible(asked)
        self._enable()

    def _enable(self) -> None:
        self.apply.setEnabled(bool(self.author.text().strip() and self.reason.text().strip()))

    def give(self) -> None:
        """Give the annotations the label that is chosen; nothing while a name or reason lacks."""
        desk, asked = self.desk, self._is_lowering()
        if not self._marking() or (asked and not self.apply.isEnabled()):
            return
        by = desk.by()
        desk.do(
            EditAnnotations(
                annotation_ids=tuple(one.id for one in self._rows),
                marking=self._marking(),
                reason=self.reason.text().strip() if asked else "",
                by=replace(by, author=self.author.text().strip()) if asked else by,
            )
        )
