"""The layer tree: what is on the map, what it is taken for, and how it is shown."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QSlider,
    QWidget,
)

from sbd_tool.app.commands import (
    Command,
    ConfirmRoles,
    GroupLayers,
    RemoveLayer,
    SetLayer,
    ShowLayers,
)
from sbd_tool.domain.community import Liking
from sbd_tool.domain.layers import Layer, Underlay
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.group_menu import group_menu
from sbd_tool.gui.panels.layer_annotations import REMARKS, annotations_of, show_annotations
from sbd_tool.gui.panels.layer_deeds import export_table_of, toggle_lock
from sbd_tool.gui.panels.layer_entries import entries_of, role_words
from sbd_tool.gui.panels.layer_menu import LayerDeeds, layer_menu
from sbd_tool.gui.panels.layer_model import HEARD, MOVABLE, OWN_GROUP, Entry, LayerModel
from sbd_tool.gui.panels.layer_notes import show_note_layer
from sbd_tool.gui.panels.layer_order import place_of_drop, step_row
from sbd_tool.gui.panels.layer_rows import LayerTree
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import button, column, holder, label, row, rule, tool
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.own_keys import OwnKeys


class LayersPanel(QWidget):
    """The tree, and under it the chosen layer: role, confirmation, opacity, order."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        look = desk.look
        self.setObjectName("layers_panel")
        self.model = LayerModel(self)
        self.model.on_visible = self._set_visible
        self.model.on_solo = self._solo
        self.model.on_rename = self._rename
        self.model.on_move = self._drop
        self.model.on_group = self._group
        self.search = QLineEdit()
        self.search.setObjectName("layer_search")
        self.search.setAccessibleName(look.words_of("table.layer_search"))
        self.search.setPlaceholderText(look.words_of("table.layer_search"))
        self.search.setToolTip(look.words_of("table.layer_search"))
        self.search.setClearButtonEnabled(True)
        mark(self.search, "search")
        self.search.textChanged.connect(lambda _words: self.refresh())
        self.tree = LayerTree(look, self.model)
        OwnKeys(self.tree, Qt.Key.Key_F2)
        self.tree.selectionModel().currentChanged.connect(self._pick)
        self.tree.doubleClicked.connect(lambda index: self._zoom(self.model.entry(index)))
        self.tree.customContextMenuRequested.connect(self._menu)
        self._closed: set[str] = set()
        self.tree.collapsed.connect(lambda index: self._keep_closed(index, is_closed=True))
        self.tree.expanded.connect(lambda index: self._keep_closed(index, is_closed=False))
        self._chosen: Entry | None = None
        self._build_strip(look)
        top = row(self.search, margins=(12, 0, 12, 4))
        self.setLayout(column(top, self.tree, self.strip, spacing=0))
        desk.saved_changed.connect(self.refresh)
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
        self.opacity.setTracking(False)  # a drag counts once let go; keys and the groove at once
        self.opacity.valueChanged.connect(self._set_opacity)
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

    @property
    def chosen_layer(self) -> str:
        """Id of the layer chosen in the tree, or ""."""
        is_layer = self._chosen is not None and self._chosen.kind == "layer"
        return self._chosen.id if self._chosen is not None and is_layer else ""

    @property
    def chosen_picture(self) -> str:
        """Id of the chosen picture, or ""."""
        is_picture = self._chosen is not None and self._chosen.kind == "picture"
        return self._chosen.id if self._chosen is not None and is_picture else ""

    def refresh(self) -> None:
        """Show the project as it stands."""
        kept = self._chosen.id if self._chosen is not None else ""
        kinds = self.desk.rules.catalogue.measures if self.desk.project else ()
        families = {kind.key: kind.family for kind in kinds}
        session = self.desk.bench.session
        root = entries_of(
            self.desk.look,
            self.desk.project,
            families,
            shows_measures=True,
            wanted=self.search.text().strip(),
            saved=None if session is None else session.history.saved,
        )
        self.model.show_entries(root)
        self._open_groups()
        index = self.model.find(kept)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        else:
            self._show_strip(None)

    def _open_groups(self) -> None:
        """Keep closed what somebody closed."""
        for number in range(self.model.rowCount()):
            index = self.model.index(number, 0)
            self.tree.setExpanded(index, self.model.entry(index).id not in self._closed)

    def _keep_closed(self, index: QModelIndex, *, is_closed: bool) -> None:
        group = self.model.entry(index).id
        (self._closed.add if is_closed else self._closed.discard)(group)

    def _pick(self, index: QModelIndex) -> None:
        entry = self.model.entry(index) if index.isValid() else None
        self._show_strip(entry)
        if entry is not None and entry.kind == "family":
            self._choose_family(entry.id)
        elif entry is not None and entry.kind == REMARKS:
            self.desk.choose(annotations_of(self.desk, entry.id))

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
        self._chosen = entry if entry is not None and entry.kind in MOVABLE else None
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
            self._give_role(self._chosen, str(self.role.currentData()))

    def _give_role(self, entry: Entry, key: str) -> None:
        self.desk.do(SetLayer(layer_id=entry.id, role=Role(key), by=self.desk.by()))

    def _confirm(self) -> None:
        if self._chosen is not None:
            self.desk.do(ConfirmRoles(layer_ids=(self._chosen.id,), by=self.desk.by()))

    def _set_opacity(self, percent: int) -> None:
        chosen = self._chosen
        if chosen is not None and percent != round(chosen.opacity * 100):
            share = percent / 100
            self.desk.do(SetLayer(layer_id=chosen.id, opacity=share, by=self.desk.by()))

    def _set_visible(self, entry: Entry, is_visible: bool) -> None:  # noqa: FBT001 - a Qt callback
        if entry.kind == REMARKS:
            show_annotations(self.desk, entry.id, is_visible=is_visible)
        elif entry.kind == HEARD:
            show_note_layer(self.desk, frozenset({Liking(entry.id)}), is_visible=is_visible)
        else:
            by = self.desk.by()
            self.desk.do(SetLayer(layer_id=entry.id, is_visible=is_visible, by=by))

    def _solo(self, entry: Entry) -> None:
        project = self.desk.project
        if project is None or entry.kind in {REMARKS, HEARD}:
            return
        rows: tuple[Layer | Underlay, ...] = (*project.layers, *project.underlays)
        is_alone = all(row.is_visible is (row.id == entry.id) for row in rows)
        shown = tuple(row.id for row in rows) if is_alone else (entry.id,)
        self.desk.do(ShowLayers(shown=shown, by=self.desk.by()))

    def _rename(self, entry: Entry, name: str) -> None:
        if name and name != entry.name and entry.id.startswith(OWN_GROUP):
            self._group(tuple(child.id for child in entry.children), name)
        elif name and name != entry.name:
            self._later(SetLayer(layer_id=entry.id, name=name, by=self.desk.by()))

    def _drop(self, moved: Entry, row: int) -> None:
        project = self.desk.project
        if project is None:
            return
        rows = project.layers if moved.kind == "layer" else project.underlays
        place = place_of_drop([one.id for one in rows], moved, row)
        if place is not None:
            self._later(SetLayer(layer_id=moved.id, position=place, by=self.desk.by()))

    def _group(self, layer_ids: tuple[str, ...], group: str) -> None:
        self._later(GroupLayers(layer_ids=layer_ids, group=group, by=self.desk.by()))

    def _later(self, command: Command) -> None:
        """Do it when the view has finished its drag or its editor: rows are about to change."""
        QTimer.singleShot(0, self, lambda: self.desk.do(command))

    def _move(self, step: int) -> None:
        if self._chosen is not None:
            row = step_row(self._chosen, step)
            if row is not None:
                self._drop(self._chosen, row)

    def _remove(self, entry: Entry) -> None:
        desk = self.desk
        if desk.do(RemoveLayer(layer_id=entry.id, by=desk.by())):
            undo = (desk.look.say("action.undo"), desk.bench.undo)
            desk.offered.emit(text("gui.layers.removed", layer=literal(entry.name)), [undo])

    def _menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        entry = self.model.entry(index)
        if index.isValid() and entry.id.startswith(OWN_GROUP):
            menu = group_menu(self.desk, entry, lambda: self.tree.edit(index), self)
            self._pop_up(menu, at)
        if not index.isValid() or entry.kind not in MOVABLE:
            return
        self.tree.setCurrentIndex(index)
        deeds = LayerDeeds(
            zoom=lambda: self._zoom(entry),
            rename=lambda: self.tree.edit(index),
            show=lambda: self._set_visible(entry, not entry.is_visible),
            solo=lambda: self._solo(entry),
            confirm=self._confirm,
            set_role=lambda key: self._give_role(entry, key),
            up=lambda: self._move(1),
            down=lambda: self._move(-1),
            remove=lambda: self._remove(entry),
            table=lambda: self.desk.table_wanted.emit(entry.id),
            style=lambda: self.desk.style_wanted.emit(entry.id),
            lock=lambda: toggle_lock(self.desk, entry.id),
            export=lambda: export_table_of(self.desk, self, entry.id, entry.name),
            group=lambda name: self._group((entry.id,), name),
        )
        project = self.desk.project
        layers = () if project is None else project.layers
        groups = list(dict.fromkeys(layer.group for layer in reversed(layers) if layer.group))
        self._pop_up(layer_menu(self.desk.look, entry, deeds, groups, self), at)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _zoom(self, entry: Entry) -> None:
        project = self.desk.project
        layer = project.layer(entry.id) if project is not None else None
        if layer is not None:
            self.desk.zoom_wanted.emit(layer.ids)
