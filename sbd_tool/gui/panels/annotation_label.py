"""Label of annotations in the inspector: one wider than amber asks for a name and a reason."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.commands import By, EditAnnotations
from sbd_tool.domain.annotations import INHERITED, Annotation
from sbd_tool.domain.lowering import is_lowered
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import column, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.reasoned import Reasoned


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
        keys = ("marks.asks", "marks.by", "marks.reason_word", "marks.apply")
        self.why = Reasoned(desk, "annotation_label", self._lower, keys)
        self.setLayout(self._laid_out(name))
        self._show_asked()

    def _laid_out(self, name: str) -> QVBoxLayout:
        first = row(label(name), self.label, spacing=10)
        first.setStretch(1, 1)
        return column(first, self.why, spacing=6)

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
            self.why.reason.setFocus()
        elif self._marking():
            self._give(self.desk.by())

    def _show_asked(self) -> None:
        self.why.setVisible(self._is_lowering())

    def _lower(self, author: str, reason: str) -> None:
        self._give(replace(self.desk.by(), author=author), reason)

    def _give(self, by: By, reason: str = "") -> None:
        ids = tuple(one.id for one in self._rows)
        marking = self._marking()
        self.desk.do(EditAnnotations(annotation_ids=ids, marking=marking, reason=reason, by=by))
