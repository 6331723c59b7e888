"""The input doctor: drawing errors by kind and layer; a click shows one, a button repairs it."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QTreeView, QWidget

from sbd_tool.app.commands import ApplyRepairs
from sbd_tool.app.doctoring import examine
from sbd_tool.domain.diagnosis import Diagnosis
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.doctor_change import draw_change
from sbd_tool.gui.panels.doctor_model import DoctorModel, Node, tree_of
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.typing_keys import claims

AROUND_M: Final = 4.0
TOLERANCE_PX, NEAREST_M_PER_PX = 25.0, 0.003
FOLDED_FROM: Final = 60  # more errors than that: the layers stay folded


class ErrorTree(QTreeView):
    """Enter repairs what is chosen.

    Signals:
        enter_pressed: Enter or Return.
    """

    enter_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)


class DoctorPanel(QWidget):
    """Nothing is changed until a button is pressed; every repair is one step of undo."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("doctor_panel")
        self.found: tuple[Diagnosis, ...] = ()
        self.shown: Diagnosis | None = None
        self._layers: tuple[Layer, ...] | None = None
        self._wish_row = 0
        self._is_left = False
        self.model = DoctorModel(desk.look)
        self.tree = self._tree()
        self.summary = label("", "small", is_wrapped=True)
        self.summary.setObjectName("doctor_summary")
        self.detail = label("", "small", is_wrapped=True)
        self.detail.setObjectName("doctor_detail")
        self.veil = MapVeil(canvas, self._draw)
        self._build()
        desk.project_changed.connect(self._project_changed)
        self.examine()

    def _tree(self) -> ErrorTree:
        look = self.desk.look
        made = ErrorTree()
        made.setObjectName("doctor_tree")
        made.setAccessibleName(look.words_of("desk.doctor"))
        made.setAccessibleDescription(look.words_of("desk.doctor_keys"))
        made.setModel(self.model)
        made.setHeaderHidden(True)
        made.setIndentation(14)
        made.setUniformRowHeights(True)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))
        made.enter_pressed.connect(lambda: self.repair(self._current.repairable))
        return made

    def _build(self) -> None:
        theme, say = self.desk.look.theme, self.desk.look.words_of
        again = button(
            theme, say("desk.examine_again"), "doctor_again", role="ghost", sign="arrows-clockwise"
        )
        again.clicked.connect(self.examine)
        self.one = button(theme, say("desk.repair_one"), "doctor_repair", role="primary")
        self.one.clicked.connect(lambda: self.repair(self._current.repairable))
        self.all = button(theme, say("desk.repair_kind", count=0), "doctor_repair_kind")
        self.all.clicked.connect(lambda: self.repair(self._kind.repairable))
        legend = label(say("desk.change_legend"), "caption", is_wrapped=True)
        self.setLayout(
            column(
                row(self.summary, STRETCH, again, spacing=6),
                self.tree,
                self.detail,
                legend,
                row(self.all, STRETCH, self.one, spacing=8),
                spacing=8,
                margins=(16, 6, 12, 12),
            )
        )
        self._show_buttons()

    def examine(self) -> None:
        """Look for drawing errors, as a job."""
        project = self.desk.project
        if project is None:
            return
        self._layers = project.layers
        self.summary.setText(self.desk.look.words_of("desk.examining"))

        def task(progress: Progress) -> tuple[Diagnosis, ...]:
            return examine(project, progress=progress)

        self.desk.run(text("desk.examining"), task, self._show, key="doctor")

    def repair(self, diagnoses: tuple[Diagnosis, ...]) -> None:
        """Carry out repairs as one step."""
        if not diagnoses:
            return
        self._wish_row = self._row_of(diagnoses[0])
        done = ApplyRepairs(diagnoses=diagnoses, by=self.desk.by())
        if self.desk.do(done):
            self.desk.told.emit(text("desk.repaired", count=len(diagnoses)))

    def leave(self) -> None:
        """Take the drawing off the map; what is still being examined is not shown any more."""
        self._is_left = True
        self.veil.remove()

    @property
    def _current(self) -> Node:
        return self.model.node(self.tree.currentIndex())

    @property
    def _kind(self) -> Node:
        node = self._current
        while node.parent is not None and node.parent.parent is not None:
            node = node.parent
        return node

    def _show(self, found: tuple[Diagnosis, ...]) -> None:
        if self._is_left:
            return
        project, look = self.desk.project, self.desk.look
        if project is None or project.layers is not self._layers:
            return  # overtaken: the newer examination is on its way
        self.found = found
        names = {layer.id: layer.name for layer in project.layers}
        self.model.show_tree(tree_of(found, names, look))
        self.tree.expandToDepth(0 if len(found) > FOLDED_FROM else 1)
        repairable = sum(one.is_repairable for one in found)
        key = "desk.examined" if found else "desk.examined_none"
        params = {"count": len(found), "repairable": repairable} if found else {}
        self.summary.setText(look.words_of(key, **params))
        self._go_on()

    def _go_on(self) -> None:
        """After a repair the next error of the list is current."""
        if not self.found:
            self._moved(QModelIndex())
            return
        one = self.found[min(self._wish_row, len(self.found) - 1)]
        self.tree.setCurrentIndex(self.model.leaf_of(one.id))

    def _row_of(self, one: Diagnosis) -> int:
        return next((n for n, other in enumerate(self.found) if other.id == one.id), 0)

    def _moved(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        self.shown = node.found[0] if node.is_leaf else None
        if self.shown is not None:
            self._zoom_to(self.shown)
        self.detail.setText("" if self.shown is None else self._told(self.shown))
        self._show_buttons()
        self.veil.update()

    def _zoom_to(self, one: Diagnosis) -> None:
        """So near that a repair of some centimetres can be seen."""
        middle, view = one.place.centroid, self.canvas.view
        if one.is_repairable and one.tolerance_m > 0:
            m_per_px = max(one.tolerance_m / TOLERANCE_PX, NEAREST_M_PER_PX)
            self.canvas.set_view(replace(view, x_m=middle.x, y_m=middle.y, m_per_px=m_per_px))
            return
        west, south, east, north = (float(edge) for edge in one.place.buffer(AROUND_M).bounds)
        self.canvas.zoom_to((west, south, east, north))

    def _told(self, one: Diagnosis) -> str:
        look = self.desk.look
        key = "desk.has_repair" if one.is_repairable else "desk.by_hand"
        return f"{look.word(one.sentence)} {look.words_of(key)}"

    def _show_buttons(self) -> None:
        look, node = self.desk.look, self._current
        has_row = self.tree.currentIndex().isValid()
        here, kind = len(node.repairable), len(self._kind.repairable)
        key = "desk.repair_one" if node.is_leaf else "desk.repair_these"
        params = {} if node.is_leaf else {"count": here}
        self.one.setText(look.words_of(key, **params))
        self.one.setEnabled(has_row and here > 0)
        self.all.setText(look.words_of("desk.repair_kind", count=kind))
        self.all.setEnabled(has_row and kind > 0)

    def _project_changed(self) -> None:
        project = self.desk.project
        if not self._is_left and project is not None and project.layers is not self._layers:
            self.examine()

    def _draw(self, p: QPainter, view: View) -> None:
        if self.shown is not None:
            draw_change(p, self.desk.look.theme, view, self.shown)
