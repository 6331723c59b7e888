"""What the input doctor found as a tree: kind, layer, single error."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont

from sbd_tool.domain.diagnosis import Ailment, Diagnosis
from sbd_tool.gui.look import Look

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
ROW_PX: Final = 24


@dataclass(eq=False, slots=True)
class Node:
    """A row: a kind, a layer of it, or one error.

    Attributes:
        words: What stands in the row.
        found: All errors under it; of a leaf the one.
        is_leaf: One error.
    """

    words: str
    found: tuple[Diagnosis, ...]
    is_leaf: bool = False
    row: int = 0
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def repairable(self) -> tuple[Diagnosis, ...]:
        """Errors under it with a repair."""
        return tuple(one for one in self.found if one.is_repairable)

    def add(self, child: "Node") -> None:
        """Put a row under this one."""
        child.parent, child.row = self, len(self.children)
        self.children.append(child)


def tree_of(found: Sequence[Diagnosis], names: dict[str, str], look: Look) -> Node:
    """Errors by kind and layer; the returned root is not shown itself."""
    root = Node("", tuple(found))
    for kind in Ailment:
        of_kind = tuple(one for one in found if one.kind is kind)
        if not of_kind:
            continue
        group = Node(_counted(look, look.words_of(f"desk.kind_{kind}"), len(of_kind)), of_kind)
        root.add(group)
        for layer in dict.fromkeys(one.layer for one in of_kind):
            here = tuple(one for one in of_kind if one.layer == layer)
            branch = Node(_counted(look, names.get(layer, layer), len(here)), here)
            group.add(branch)
            for one in here:
                branch.add(Node(look.word(one.sentence), (one,), is_leaf=True))
    return root


def _counted(look: Look, name: str, count: int) -> str:
    return f"{name}  ·  {look.words.number(count)}"


class DoctorModel(QAbstractItemModel):
    """Rows of the tree."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._root = Node("", ())

    def show_tree(self, root: Node) -> None:
        """Show other errors."""
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def node(self, index: AnyIndex) -> Node:
        """Row behind an index; the root behind none."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._root

    def leaf_of(self, diagnosis_id: str) -> QModelIndex:
        """Index of one error, or an invalid one."""
        for group in self._root.children:
            for branch in group.children:
                for leaf in branch.children:
                    if leaf.found[0].id == diagnosis_id:
                        return self.createIndex(leaf.row, 0, leaf)
        return QModelIndex()

    def index(self, row: int, column: int, parent: AnyIndex = ROOT) -> QModelIndex:
        owner = self.node(parent)
        if column != 0 or not 0 <= row < len(owner.children):
            return QModelIndex()
        return self.createIndex(row, column, owner.children[row])

    def parent(self, index: AnyIndex = ROOT) -> Any:
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return len(self.node(parent).children)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        del parent
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.words
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(40, round(ROW_PX * self.look.theme.text_scale))
        return self._dress(node, role)

    def _dress(self, node: Node, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole and not node.is_leaf and node.parent is self._root:
            return QFont(self.look.theme.font("body", "semibold"))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            has_repair = bool(node.repairable)
            key = "desk.has_repair" if has_repair else "desk.by_hand"
            return f"{node.words} {self.look.words_of(key)}"
        if role == Qt.ItemDataRole.ForegroundRole and not node.repairable:
            return self.look.theme.color("ink_3")
        return None
