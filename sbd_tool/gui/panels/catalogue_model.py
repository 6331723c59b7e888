"""The catalogue as a Qt list model, and the filter that the palette types into."""

from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from sbd_tool.domain.catalogue import Catalogue, MeasureKind
from sbd_tool.gui.look import Look

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()


class KindData(IntEnum):
    """Roles of our own beside Qt's."""

    KIND = Qt.ItemDataRole.UserRole + 1
    HAYSTACK = Qt.ItemDataRole.UserRole + 2


def effect_words(look: Look, kind: MeasureKind, *, is_short: bool = False) -> str:
    """Both effects in one breath, openness first."""
    return look.say(
        "catalogue.effect_short" if is_short else "catalogue.effect",
        openness=signed(look, kind.effect.openness),
        protection=signed(look, kind.effect.protection),
    )


def signed(look: Look, value: float, decimals: int = 0) -> str:
    """A number that says its direction; zero says plus-minus."""
    written = look.words.number(value, decimals)
    if not any(digit in "123456789" for digit in written):
        return f"±{look.words.number(0, decimals)}"
    return f"+{written}" if value > 0 else written


class KindModel(QAbstractListModel):
    """Kinds of measures in catalogue order."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._kinds: list[MeasureKind] = []
        self._haystacks: list[str] = []

    def show_catalogue(self, catalogue: Catalogue | None) -> None:
        """Show another catalogue."""
        self.beginResetModel()
        self._kinds = [] if catalogue is None else list(catalogue.measures)
        self._haystacks = (
            [] if catalogue is None else [self._haystack(kind, catalogue) for kind in self._kinds]
        )
        self.endResetModel()

    def _haystack(self, kind: MeasureKind, catalogue: Catalogue) -> str:
        threats = [
            self.look.word(catalogue.threats[key].name)
            for key in kind.threats
            if key in catalogue.threats
        ]
        category = ""
        if kind.category in catalogue.categories:
            category = self.look.word(catalogue.categories[kind.category].name)
        family = self.look.say(f"family.{kind.family}")
        words = [self.look.word(kind.name), kind.key, category, family, *threats, *kind.sources]
        return " ".join(words).casefold()

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._kinds)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._kinds):
            return None
        kind = self._kinds[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.look.word(kind.name)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.look.word(kind.name)}\n{effect_words(self.look, kind)}"
        if role == KindData.KIND:
            return kind
        return self._haystacks[index.row()] if role == KindData.HAYSTACK else None


class KindFilter(QSortFilterProxyModel):
    """Keeps kinds that hold every typed word and fit the chosen filters."""

    def __init__(self, catalogue_cards: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.card_groups = catalogue_cards
        self.typed = ""
        self.group = ""
        self.threat = ""
        self.ledger = ""
        self.sort(0)

    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        """What has the typed words in its name comes first; Enter takes the first."""
        return (self._rank(left), left.row()) < (self._rank(right), right.row())

    def _rank(self, index: AnyIndex) -> int:
        words = self.typed.split()
        places = (str(index.data()).casefold(), str(index.data(KindData.HAYSTACK)))
        for rank, place in enumerate(places):
            if all(f" {word}" in f" {place}" for word in words):
                return 2 * rank
            if all(word in place for word in words):
                return 2 * rank + 1
        return 2 * len(places)

    def set_filter(
        self,
        *,
        typed: str | None = None,
        group: str | None = None,
        threat: str | None = None,
        ledger: str | None = None,
    ) -> None:
        """Change what is kept; None leaves a filter as it is, "" takes it away."""
        self.typed = self.typed if typed is None else typed.casefold().strip()
        self.group = self.group if group is None else group
        self.threat = self.threat if threat is None else threat
        self.ledger = self.ledger if ledger is None else ledger
        self.beginResetModel()
        self.endResetModel()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        kind: MeasureKind = index.data(KindData.KIND)
        haystack: str = index.data(KindData.HAYSTACK)
        if not all(word in haystack for word in self.typed.split()):
            return False
        if self.threat and self.threat not in kind.threats:
            return False
        if self.group and self.group not in {self.card_groups.get(card) for card in kind.cards}:
            return False
        gains = {"openness": kind.effect.openness, "protection": kind.effect.protection}
        return not self.ledger or gains[self.ledger] > 0
