"""The layer tree as a Qt item model: groups, and under them measures, plan layers and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
MIME: Final = "application/x-sbd-layer"
MOVABLE: Final = ("layer", "picture")
HEARD: Final = "heard"
"""Kind of the rows of residents' notes."""
SEEN: Final = (*MOVABLE, "remarks", HEARD)
"""Kinds of rows that are shown or hidden."""
OWN_GROUP: Final = "group:"  # begins the id of a group that a person made


class Data(IntEnum):
    """Roles of our own beside Qt's."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(eq=False, slots=True)
class Entry:
    """One row.

    Attributes:
        id: Layer, underlay or family id; group key for groups.
        kind: "group", "family", "remarks", "heard", "layer" or "picture".
        name: Shown name.
        count: Objects in it.
        role: Role key of a layer, or "".
        is_visible: Whether the map shows it.
        is_guessed: The role waits for a person's word.
        is_doubtful: That guess is not a sure one: the row says so.
        is_confirmed: A person said what it is.
        confidence: Confidence of that guess, 0 to 1.
        opacity: 0 to 1.
        note: Shown in the tip.
        badge: A short word shown at the end of the row: guessed, underground.
        fact: The whole row in words, for assistive technology.
        signs: Icons at the end of the row, each with its words.
        tints: Colours of its own, for the swatch.
    """

    id: str
    kind: str
    name: str
    count: int = 0
    role: str = ""
    is_visible: bool = True
    is_guessed: bool = False
    is_doubtful: bool = False
    is_confirmed: bool = False
    confidence: float = 1.0
    opacity: float = 1.0
    note: str = ""
    badge: str = ""
    fact: str = ""
    signs: tuple[tuple[str, str], ...] = ()
    tints: tuple[str, ...] = ()
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


class LayerModel(QAbstractItemModel):
    """Shows entries; ticking the first column shows or hides."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Entry("", "group", "")
        self.on_visible: Any = None
        self.on_solo: Any = None
        self.on_rename: Any = None
        self.on_move: Any = None
        self.on_group: Any = None

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
        base |= Qt.ItemFlag.ItemIsSelectable
        if kind == "group":
            base |= Qt.ItemFlag.ItemIsDropEnabled
            if self.entry(index).id.startswith(OWN_GROUP):
                base |= Qt.ItemFlag.ItemIsEditable
        if kind in SEEN:
            base |= Qt.ItemFlag.ItemIsUserCheckable
        if kind in MOVABLE:
            base |= Qt.ItemFlag.ItemIsEditable
            base |= Qt.ItemFlag.ItemIsDragEnabled
        return base

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.note or entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            fallback = f"{entry.name}, {entry.count}" if entry.count else entry.name
            return entry.fact or fallback
        if role == Qt.ItemDataRole.CheckStateRole and entry.kind in SEEN:
            return Qt.CheckState.Checked if entry.is_visible else Qt.CheckState.Unchecked
        return entry if role == Data.ENTRY else None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        entry = self.entry(index)
        if role == Qt.ItemDataRole.CheckStateRole and self.on_visible is not None:
            self.on_visible(entry, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and self.on_rename is not None:
            self.on_rename(entry, str(value).strip())
            return True
        return False

    def solo(self, index: AnyIndex) -> None:
        """Show this layer alone, or everything again when it is alone already."""
        if self.on_solo is not None:
            self.on_solo(self.entry(index))

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = QMimeData()
        ids = [self.entry(one).id for one in indexes if self.entry(one).kind in MOVABLE]
        made.setData(MIME, ids[0].encode() if ids else b"")
        return made

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        del action, row, column
        moved = self.find(bytes(data.data(MIME).data()).decode("utf-8", "replace"))
        owner = self.entry(parent)
        return moved.isValid() and (
            self.entry(moved).parent is owner or self._takes(owner, self.entry(moved))
        )

    @staticmethod
    def _takes(owner: Entry, moved: Entry) -> bool:
        """Whether a layer of the plan may go under another heading of the plan."""
        is_home = owner.id == "plan" or owner.id.startswith(OWN_GROUP)
        is_plan = moved.parent is not None and moved.parent.id != "apart"
        return moved.kind == "layer" and is_plan and is_home

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent) or self.on_move is None:
            return False
        moved = self.entry(self.find(bytes(data.data(MIME).data()).decode("utf-8", "replace")))
        owner = self.entry(parent)
        if moved.parent is not owner:
            if self.on_group is not None:
                group = "" if owner.id == "plan" else owner.id.removeprefix(OWN_GROUP)
                self.on_group((moved.id,), group)
            return False
        self.on_move(moved, len(owner.children) if row < 0 else row)
        return False  # rows change when the project does, not by the view
