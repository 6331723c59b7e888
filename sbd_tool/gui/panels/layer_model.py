"""The layer tree as a Qt item model: groups, and under them measures, plan layers and pictures."""

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sbd_tool.domain.layers import Layer, Level, RoleOrigin
from sbd_tool.domain.project import Project
from sbd_tool.gui.look import Look

SHAPE_SUFFIX: Final = re.compile(r" \((points|lines|areas)\)$")
SURE_FROM: Final = 0.8  # a guess this sure is shown as a plain row; the strip below tells it
AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()


class Data(IntEnum):
    """Roles of our own beside Qt's."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(eq=False, slots=True)
class Entry:
    """One row.

    Attributes:
        id: Layer, underlay or family id; group key for groups.
        kind: "group", "family", "layer" or "picture".
        name: Shown name.
        count: Objects in it.
        role: Role key of a layer, or "".
        is_visible: Whether the map shows it.
        is_guessed: The role waits for a person's word.
        is_doubtful: That guess is not a sure one: the row says so.
        confidence: Confidence of that guess, 0 to 1.
        opacity: 0 to 1.
        note: Shown in the tip.
    """

    id: str
    kind: str
    name: str
    count: int = 0
    role: str = ""
    is_visible: bool = True
    is_guessed: bool = False
    is_doubtful: bool = False
    confidence: float = 1.0
    opacity: float = 1.0
    note: str = ""
    parent: "Entry | None" = None
    children: list["Entry"] = field(default_factory=list)

    @property
    def row(self) -> int:
        """Place among its siblings."""
        return self.parent.children.index(self) if self.parent is not None else 0

    def add(self, child: "Entry") -> None:
        """Put a row under this one."""
        child.parent = self
        self.children.append(child)


def role_words(look: Look, role: str) -> str:
    """Name of a role."""
    if not role:
        return look.say("role.none")
    own = f"gui.role.{role}"
    return look.say(f"role.{role}") if look.words.has(own) else look.words_of(f"map.role_{role}")


def layer_words(look: Look, layer: Layer, siblings: int) -> str:
    """Name of a layer: the file's own, or the role where the file only had classes of objects."""
    role = layer.role.value if layer.role is not None else ""
    bare, shape = layer.name, ""
    if (found := SHAPE_SUFFIX.search(bare)) is not None:
        bare, shape = bare[: found.start()], found[1]
    is_class = bool(role) and bare.rpartition(": ")[2].casefold() == role.replace("_", " ")
    if layer.name and not is_class:
        return layer.name
    words = role_words(look, role)
    is_alone = siblings < 2 or not shape  # noqa: PLR2004 - alone it needs no distinction
    return words if is_alone else f"{words} · {look.say(f'shape.{shape}')}"


def entries_of(
    look: Look, project: Project | None, families: dict[str, str], *, shows_measures: bool
) -> Entry:
    """Rows of a project; the returned root is not shown itself."""
    root = Entry("", "group", "")
    if project is None:
        return root
    measures = Entry("measures", "group", look.say("layers.measures"), is_visible=shows_measures)
    counts: dict[str, int] = {}
    for measure in project.measures.values():
        family = families.get(measure.kind, "care")
        counts[family] = counts.get(family, 0) + 1
    for family, count in counts.items():
        measures.add(
            Entry(family, "family", look.say(f"family.{family}"), count, is_visible=shows_measures)
        )
    plan = Entry("plan", "group", look.say("layers.plan"))
    apart = Entry("apart", "group", look.say("layers.apart"))
    for layer in reversed(project.layers):
        siblings = sum((one.role, one.level) == (layer.role, layer.level) for one in project.layers)
        entry = _layer_entry(look, layer, siblings)
        (plan if layer.level is Level.GROUND else apart).add(entry)
    pictures = Entry("pictures", "group", look.say("layers.pictures"))
    for underlay in reversed(project.underlays):
        pictures.add(
            Entry(
                underlay.id,
                "picture",
                underlay.name,
                is_visible=underlay.is_visible,
                opacity=underlay.opacity,
                note=underlay.source.name,
            )
        )
    for group in (measures, plan, apart, pictures):
        if group.children:
            group.count = sum(child.count for child in group.children)
            root.add(group)
    return root


def _layer_entry(look: Look, layer: Layer, siblings: int) -> Entry:
    role = layer.role.value if layer.role is not None else ""
    words = role_words(look, role)
    is_guessed = layer.role_origin is RoleOrigin.PROPOSED
    level = "" if layer.level is Level.GROUND else look.say(f"level.{layer.level.value}")
    return Entry(
        layer.id,
        "layer",
        layer_words(look, layer, siblings),
        len(layer),
        role=role,
        is_visible=layer.is_visible,
        is_guessed=is_guessed,
        is_doubtful=is_guessed and layer.role_confidence < SURE_FROM,
        confidence=layer.role_confidence,
        opacity=layer.opacity,
        note=" · ".join(part for part in (words, level, layer.source.name) if part),
    )


class LayerModel(QAbstractItemModel):
    """Shows entries; ticking the first column shows or hides."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Entry("", "group", "")
        self.on_visible: Any = None

    def show_entries(self, root: Entry) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def find(self, entry_id: str) -> QModelIndex:
        """Index of a layer or picture, or an invalid one."""
        for group in self._root.children:
            for child in group.children:
                if child.id == entry_id:
                    return self.createIndex(child.row, 0, child)
        return QModelIndex()

    def entry(self, index: AnyIndex) -> Entry:
        """Row behind an index."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Entry) else self._root

    def index(self, row: int, column: int, parent: AnyIndex = ROOT) -> QModelIndex:
        owner = self.entry(parent)
        if column != 0 or not 0 <= row < len(owner.children):
            return QModelIndex()
        return self.createIndex(row, column, owner.children[row])

    def parent(self, index: AnyIndex = ROOT) -> Any:
        above = self.entry(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return len(self.entry(parent).children)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        del parent
        return 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kind = self.entry(index).kind
        base = Qt.ItemFlag.ItemIsEnabled
        if kind != "group":
            base |= Qt.ItemFlag.ItemIsSelectable
        if kind in ("layer", "picture"):
            base |= Qt.ItemFlag.ItemIsUserCheckable
        return base

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.note or entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.count}" if entry.count else entry.name
        if role == Qt.ItemDataRole.CheckStateRole and entry.kind in ("layer", "picture"):
            return Qt.CheckState.Checked if entry.is_visible else Qt.CheckState.Unchecked
        return entry if role == Data.ENTRY else None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        if self.on_visible is not None:
            self.on_visible(self.entry(index), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
