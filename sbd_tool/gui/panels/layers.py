"""The layer tree: what is on the map, what it is taken for, and how it is shown."""

from PySide6.QtCore import (
    QModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QSlider,
    QWidget,
)

from sbd_tool.app.commands import ConfirmRoles, SetLayer
from sbd_tool.domain.roles import Role
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_model import Entry, LayerModel, entries_of, role_words
from sbd_tool.gui.panels.layer_rows import LayerTree
from sbd_tool.gui.widgets.basics import button, column, holder, label, row, rule, tool
from sbd_tool.gui.widgets.controls import Select


class LayersPanel(QWidget):
    """The tree, and under it the chosen layer: role, confirmation, opacity, order."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        look = desk.look
        self.setObjectName("layers_panel")
        self.model = LayerModel(self)
        self.model.on_visible = self._set_visible
        self.tree = LayerTree(look, self.model)
        self.tree.selectionModel().currentChanged.connect(self._pick)
        self.tree.doubleClicked.connect(self._zoom)
        self._chosen: Entry | None = None
        self._build_strip(look)
        self.setLayout(column(self.tree, self.strip, spacing=0))
        desk.project_changed.connect(self.refresh)
        desk.project_opened.connect(self.refresh)
        self.refresh()

    def _build_strip(self, look: Look) -> None:
        theme = look.theme
        self.role = Select(theme, "layer_role", look.say("layers.role"))
        self.role.addItem(look.say("role.none"), "")
        for role in sorted(Role, key=lambda role: role_words(look, role.value)):
            self.role.addItem(role_words(look, role.value), role.value)
        self.role.activated.connect(self._set_role)
        self.confirm = button(theme, look.say("layers.confirm"), "confirm_role", sign="check")
        self.confirm.clicked.connect(self._confirm)
        self.guess = label("", "caption", tone="warn")
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("layer_opacity")
        self.opacity.setAccessibleName(look.say("layers.opacity"))
        self.opacity.setToolTip(look.say("layers.opacity"))
        self.opacity.setRange(0, 100)
        self.opacity.sliderReleased.connect(self._set_opacity)
        up = tool(theme, "arrow-up", "layer_up", look.say("layers.up"), shortcut="Alt+Up")
        down = tool(theme, "arrow-down", "layer_down", look.say("layers.down"), shortcut="Alt+Down")
        up.setShortcut("Alt+Up")
        down.setShortcut("Alt+Down")
        up.clicked.connect(lambda: self._move(1))
        down.clicked.connect(lambda: self._move(-1))
        opacity = label(look.say("layers.opacity"), "caption")
        guess_row = row(self.guess, None, self.confirm, spacing=6)
        lines = column(
            self.role,
            guess_row,
            row(opacity, self.opacity, up, down, spacing=6),
            spacing=6,
            margins=(14, 8, 12, 10),
        )
        self.strip = holder(column(rule(), lines, spacing=0))
        self.strip.hide()

    def refresh(self) -> None:
        """Show the project as it stands."""
        kept = self._chosen.id if self._chosen is not None else ""
        kinds = self.desk.rules.catalogue.measures if self.desk.project else ()
        families = {kind.key: kind.family for kind in kinds}
        root = entries_of(self.desk.look, self.desk.project, families, shows_measures=True)
        self.model.show_entries(root)
        self.tree.expandAll()
        index = self.model.find(kept)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        else:
            self._show_strip(None)

    def _pick(self, index: QModelIndex) -> None:
        entry = self.model.entry(index) if index.isValid() else None
        self._show_strip(entry)
        if entry is not None and entry.kind == "family":
            self._choose_family(entry.id)

    def _choose_family(self, family: str) -> None:
        project = self.desk.project
        if project is None:
            return
        kinds = self.desk.rules.catalogue.measures
        self.desk.choose(
            m.id
            for m in project.measures.values()
            if m.kind in kinds and kinds[m.kind].family == family
        )

    def _show_strip(self, entry: Entry | None) -> None:
        self._chosen = entry if entry is not None and entry.kind in ("layer", "picture") else None
        self.strip.setVisible(self._chosen is not None)
        if self._chosen is None:
            return
        is_layer = self._chosen.kind == "layer"
        self.role.setVisible(is_layer)
        self.role.setCurrentIndex(max(0, self.role.findData(self._chosen.role)))
        self.confirm.setVisible(self._chosen.is_guessed)
        self.guess.setVisible(self._chosen.is_guessed)
        percent = round(self._chosen.confidence * 100)
        self.guess.setText(self.desk.look.say("layers.confidence", percent=percent))
        self.opacity.setValue(round(self._chosen.opacity * 100))

    def _set_role(self) -> None:
        if self._chosen is not None and self.role.currentData():
            role = Role(self.role.currentData())
            self.desk.do(SetLayer(layer_id=self._chosen.id, role=role, by=self.desk.by()))

    def _confirm(self) -> None:
        if self._chosen is not None:
            self.desk.do(ConfirmRoles(layer_ids=(self._chosen.id,), by=self.desk.by()))

    def _set_opacity(self) -> None:
        if self._chosen is not None:
            share = self.opacity.value() / 100
            self.desk.do(SetLayer(layer_id=self._chosen.id, opacity=share, by=self.desk.by()))

    def _set_visible(self, entry: Entry, is_visible: bool) -> None:  # noqa: FBT001 - a Qt callback
        self.desk.do(SetLayer(layer_id=entry.id, is_visible=is_visible, by=self.desk.by()))

    def _move(self, step: int) -> None:
        project = self.desk.project
        if project is None or self._chosen is None:
            return
        rows = project.layers if self._chosen.kind == "layer" else project.underlays
        places = [layer.id for layer in rows]
        place = places.index(self._chosen.id) + step
        if 0 <= place < len(places):
            self.desk.do(SetLayer(layer_id=self._chosen.id, position=place, by=self.desk.by()))

    def _zoom(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        project = self.desk.project
        layer = project.layer(entry.id) if project is not None else None
        if layer is not None:
            self.desk.zoom_wanted.emit(layer.ids)
