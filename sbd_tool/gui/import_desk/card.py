"""The import desk: names and roles beside a drawing, its unit, and what is left out."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from sbd_tool.app.drawing_desk import Drawing, entries_of, wanted_mapping
from sbd_tool.domain.findings import Severity
from sbd_tool.domain.role_mapping import Named, RoleMapping
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import ROOM_PX, TOP_PX, FloatingCard
from sbd_tool.gui.import_desk.model import DeskModel
from sbd_tool.gui.import_desk.preview import MARK, DrawingPreview, Scenery
from sbd_tool.gui.import_desk.rule_file_buttons import RuleFileButtons
from sbd_tool.gui.import_desk.table import NamesTable
from sbd_tool.gui.import_desk.units_box import UnitsBox
from sbd_tool.gui.widgets.basics import STRETCH, ElidedLabel, button, column, holder, label, row

WIDEST_PX, HIGHEST_PX = 1280, 860
EDGE_PX: Final = 20
LEFT_OUT_PX: Final = 82
Go = Callable[[RoleMapping | None, str | None], None]


class ImportDeskCard(FloatingCard):
    """Blocks nothing: the map behind it stays as it is until import is pressed.

    Args:
        desk: The desk.
        host: The window.
        drawings: What was looked into.
        scenery: The same, ready to be shown.
        go: Brings the drawings in with a mapping and a unit; None leaves either to the program.
    """

    def __init__(
        self, desk: Desk, host: QWidget, drawings: tuple[Drawing, ...], scenery: Scenery, go: Go
    ) -> None:
        look = desk.look
        names = ", ".join(one.path.name for one in drawings[:3])
        super().__init__(look, host, look.words_of("desk.title", file=names), "import_desk")
        self.desk, self.drawings, self._go = desk, drawings, go
        self.loaded: RoleMapping | None = None
        self.model = DeskModel(look)
        self.model.show_entries(entries_of(drawings))
        self.table = NamesTable(look, self.model)
        self.preview = DrawingPreview(look)
        self.units = UnitsBox(look, drawings)
        self.left_out = self._left_out_list()
        self.set_body(self._body())
        self.setFocusProxy(self.table)
        self.table.current_moved.connect(self._row_moved)
        self.preview.chosen.connect(self._picked)
        self.preview.cancelled.connect(self._escaped)
        self.units.measuring.connect(self._measuring)
        self.preview.show_scenery(scenery)
        host.installEventFilter(self)

    def _body(self) -> QVBoxLayout:
        look = self.look
        say = look.words_of
        empty = QCheckBox(say("desk.show_empty", count=self.model.empty_count))
        empty.setObjectName("desk_show_empty")
        empty.setToolTip(say("desk.show_empty_tip"))
        empty.setEnabled(self.model.empty_count > 0)
        empty.toggled.connect(lambda is_on: self.model.show_empty(is_shown=is_on))
        rules = RuleFileButtons(self)
        head = row(ElidedLabel(self._summary(), "small"), empty, spacing=8)
        head.setStretch(0, 1)
        left = column(
            head,
            self.table,
            row(rules, STRETCH, spacing=8),
            spacing=8,
            margins=(0, 0, 8, 0),
        )
        right = column(
            self.preview,
            self.units,
            label(say("desk.left_out_title"), "strong"),
            self.left_out,
            spacing=8,
            margins=(8, 0, 0, 0),
        )
        right.setStretch(0, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(holder(left))
        halves.addWidget(holder(right))
        halves.setChildrenCollapsible(False)
        halves.setSizes([560, 600])
        body = column(halves, self._feet(), spacing=12, margins=(EDGE_PX, 12, EDGE_PX, 16))
        body.setStretch(0, 1)
        return body

    def _feet(self) -> QHBoxLayout:
        theme, say = self.look.theme, self.look.words_of
        skip = button(theme, say("desk.as_is"), "desk_as_is", tip=say("desk.as_is_tip"))
        skip.clicked.connect(lambda: self._finish(None, None))
        go = button(
            theme, say("desk.import"), "desk_import", role="primary", tip=say("desk.import_tip")
        )
        go.clicked.connect(lambda: self._finish(self.mapping(), self.units.value()))
        hint = label(say("desk.source_untouched"), "small", is_wrapped=True)
        feet = row(hint, skip, go, spacing=10)
        feet.setStretch(0, 1)
        return feet

    def mapping(self) -> RoleMapping | None:
        """What the table decides beyond the proposals, or None."""
        names = ", ".join(one.path.name for one in self.drawings)
        return wanted_mapping(
            self.loaded,
            self.model.chosen,
            edition=names[:120],
            author=self.desk.bench.settings.author,
            reason="",
        )

    def use_rules(self, loaded: RoleMapping) -> None:
        """Let a rule file decide; what was chosen by hand stays on top of it."""
        self.loaded = loaded
        current = self.table.currentIndex().row()
        self.model.show_entries(entries_of(self.drawings, loaded))
        self.table.go_to(max(0, current))

    def open_large(self) -> None:
        """As large as the window has room for."""
        self._place()
        self.show()
        self.raise_()
        self.table.go_to(0)
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        is_gone = event.type() == QEvent.Type.Hide and not event.spontaneous()
        if is_gone and watched is self.parent():
            self.close_card()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        width = min(WIDEST_PX, host.width() - 2 * EDGE_PX)
        height = min(HIGHEST_PX, host.height() - 2 * EDGE_PX)
        left, top = (host.width() - width) // 2, (host.height() - height) // 2
        self.setGeometry(
            left - ROOM_PX, top - TOP_PX, width + 2 * ROOM_PX, height + TOP_PX + ROOM_PX
        )

    def close_card(self) -> None:
        self.preview.shutdown()
        super().close_card()

    def _finish(self, mapping: RoleMapping | None, units: str | None) -> None:
        self.close_card()
        self._go(mapping, units)

    def _row_moved(self) -> None:
        entry = self.model.entry(self.table.currentIndex())
        if entry is None:
            return
        names = {entry.name}
        if entry.of is Named.BLOCK:
            names = {
                layer
                for drawing in self.drawings
                for block in drawing.inspection.blocks
                if block.name == entry.name
                for layer in block.layers
            }
        self.preview.bring_forward(frozenset(names))

    def _picked(self, ids: tuple[str, ...]) -> None:
        if ids:
            row = self.model.row_of(Named.LAYER, ids[0].partition(MARK)[0])
            if row >= 0:
                self.table.go_to(row)

    def _measuring(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if is_on:
            self.preview.measure(self.units.ends_clicked)
            self.preview.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.preview.stop_measuring()

    def _escaped(self) -> None:
        if self.units.measure.isChecked():
            self.units.measure.setChecked(False)
        else:
            self.close_card()

    def _summary(self) -> str:
        entries = self.model.entries
        layers = [one for one in entries if one.of is Named.LAYER]
        return self.look.words_of(
            "desk.summary",
            layers=len(layers),
            blocks=len(entries) - len(layers),
            count=sum(one.count for one in layers),
        )

    def _left_out_list(self) -> QListWidget:
        look = self.look
        made = QListWidget()
        made.setObjectName("desk_left_out")
        made.setAccessibleName(look.words_of("desk.left_out_title"))
        made.setFixedHeight(round(LEFT_OUT_PX * look.theme.text_scale))
        made.setWordWrap(True)
        for drawing in self.drawings:
            seen = drawing.inspection
            for finding in seen.findings:
                if finding.severity is not Severity.INFO:
                    made.addItem(look.word(finding.sentence))
            for one in seen.skipped:
                why = text(f"desk.skipped_{one.reason}")
                made.addItem(
                    look.words_of(
                        "desk.left_out_row", count=one.count, entity=one.entity or "\u2013", why=why
                    )
                )
        if not made.count():
            made.addItem(look.words_of("desk.left_out_none"))
        return made
