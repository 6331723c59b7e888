"""The contact sheet: all photos of the project, filtered by what is still to be done with them."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from sbd_tool.app.photos.listing import PhotoRow, Show, photo_rows, shown_rows
from sbd_tool.app.photos.marking import mark_checked
from sbd_tool.app.photos.targets import target_names
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.photos.tiles import IMAGE, ROW, TILE_PX, PhotoTiles, told_of
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row
from sbd_tool.gui.widgets.controls import Segments, Select
from sbd_tool.gui.widgets.signs import TlpChip

OPENS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHOWS: Final = tuple(Show)


class PhotosPanel(QWidget):
    """Follows the project; Enter or a double click opens a photo.

    Signals:
        opened: Id of a photo to be shown large.
        place_wanted: Ids of photos to be placed on the map, one after the other.
        add_wanted: More photos are to be added.
    """

    opened = Signal(str)
    place_wanted = Signal(tuple)
    add_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("photos_panel")
        self._project: Project | None = None
        self._rows: tuple[PhotoRow, ...] = ()
        self._images: dict[str, QImage] = {}
        self._is_left = False
        self._build()
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        look = self.desk.look
        words = look.words_of
        chip = TlpChip(look.theme, "")
        chip.show_label(Tlp.AMBER.value, words("photo.label_why"))
        self.lead = label("", "small", is_wrapped=True)
        self.lead.setObjectName("photos_lead")
        choices = [(one.value, words(f"photo.show_{one.value}")) for one in SHOWS]
        self.show_only = Segments(choices, Show.ALL.value, self._show_other, "photos_show")
        self.show_only.setAccessibleName(words("photo.show"))
        self.near = Select(look.theme, "photos_near", words("photo.near"))
        self.near.currentIndexChanged.connect(lambda _index: self._fill())
        self.sheet = _sheet(look.words_of("photo.sheet"))
        self.sheet.setItemDelegate(PhotoTiles(look))
        self.sheet.itemSelectionChanged.connect(self._chosen)
        self.sheet.itemDoubleClicked.connect(self._open)
        self.sheet.installEventFilter(self)
        self.empty = label("", "caption", is_wrapped=True)
        self._build_buttons()
        top = column(
            row(chip, STRETCH, self.more),
            self.lead,
            self.show_only,
            self.near,
            spacing=8,
            margins=(16, 6, 12, 0),
        )
        foot = column(
            row(self.open, self.place, STRETCH, spacing=8),
            row(STRETCH, self.check, spacing=8),
            spacing=8,
            margins=(16, 0, 12, 12),
        )
        empty = column(self.empty, margins=(16, 0, 12, 0))
        sheet = row(self.sheet, margins=(12, 0, 8, 0))
        lines = column(top, empty, sheet, foot, spacing=8)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def _build_buttons(self) -> None:
        look, words = self.desk.look, self.desk.look.words_of
        self.open = button(look.theme, words("photo.open"), "photo_open", sign="frame-corners")
        self.place = button(look.theme, words("photo.place"), "photo_place", sign="map-pin-line")
        self.check = button(
            look.theme, words("photo.check"), "photo_check", role="primary", sign="check-circle",
            tip=words("photo.check_tip"),
        )  # fmt: skip
        self.more = button(look.theme, words("photo.add"), "photo_add", sign="plus")
        self.open.clicked.connect(lambda: self._open(self.sheet.currentItem()))
        self.place.clicked.connect(self._place)
        self.check.clicked.connect(self._check)
        self.more.clicked.connect(self.add_wanted.emit)

    def leave(self) -> None:
        """The panel is closed."""
        self._is_left = True

    def refresh(self) -> None:
        """Another project, or another state of it."""
        project = self.desk.whole
        if self._is_left or project is self._project or project is None:
            return
        before = self._project
        self._project = project
        is_same = before is not None and (
            before.photos is project.photos and before.records is project.records
        )
        if is_same:
            return
        self._rows = photo_rows(project)
        self._tell()
        self._list_near(project)
        self._fill()

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """Photos chosen on the sheet, in order."""
        items = [self.sheet.item(place) for place in range(self.sheet.count())]
        return tuple(_row_of(item).id for item in items if item.isSelected())

    def _tell(self) -> None:
        words, rows = self.desk.look.words_of, self._rows
        unplaced = sum(not one.is_placed for one in rows)
        unchecked = sum(not one.is_checked for one in rows)
        told = [words("photo.listed", count=len(rows))]
        if rows:
            told.append(words("photo.listed_open", unplaced=unplaced, unchecked=unchecked))
        self.lead.setText(" ".join(told))

    def _list_near(self, project: Project) -> None:
        kept = self.near.currentData()
        counts: dict[str, int] = {}
        for one in self._rows:
            if one.near:
                counts[one.near] = counts.get(one.near, 0) + 1
        name, words = names_of(project, self.desk.rules), self.desk.look.words_of
        tasks = target_names(project) if counts else {}
        with QSignalBlocker(self.near):
            self.near.clear()
            self.near.addItem(words("photo.near_any"), "")
            for key, count in counts.items():
                told = tasks.get(key) or name(key)
                self.near.addItem(words("photo.near_count", name=told, photos=count), key)
            self.near.setCurrentIndex(max(0, self.near.findData(kept)))
        self.near.setVisible(bool(counts))

    def _show_other(self, _key: str) -> None:
        self._fill()

    def _fill(self) -> None:
        show = Show(self.show_only.current or Show.ALL.value)
        rows = shown_rows(self._rows, show, str(self.near.currentData() or ""))
        chosen = set(self.chosen_ids) or set(self.desk.selection)
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for one in rows:
                self._add(one, is_chosen=one.id in chosen)
            if rows and not self.chosen_ids:
                self.sheet.setCurrentRow(0)  # so that keys and buttons have something to act on
        key = "photo.empty" if not self._rows else f"photo.empty_{show.value}"
        self.empty.setText("" if rows else self.desk.look.words_of(key))
        self.empty.setVisible(not rows)
        self.sheet.setVisible(bool(rows))
        self._enable()

    def _add(self, one: PhotoRow, *, is_chosen: bool) -> None:
        item = QListWidgetItem()
        told = told_of(self.desk.look, one)
        item.setData(ROW, one)
        item.setData(IMAGE, self._image(one))
        item.setToolTip(told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        self.sheet.addItem(item)
        if is_chosen:
            item.setSelected(True)
            self.sheet.setCurrentItem(item)

    def _image(self, one: PhotoRow) -> QImage:
        if one.photo.blob not in self._images:
            self._images[one.photo.blob] = QImage.fromData(one.thumb)
        return self._images[one.photo.blob]

    def _chosen(self) -> None:
        self._enable()
        if ids := self.chosen_ids:
            self.desk.choose(ids)

    def _enable(self) -> None:
        chosen = [one for one in self._rows if one.id in set(self.chosen_ids)]
        for one in (self.open, self.place, self.check):
            one.setEnabled(bool(chosen))
        is_checked = bool(chosen) and all(one.is_checked for one in chosen)
        words = self.desk.look.words_of("photo.uncheck" if is_checked else "photo.check")
        self.check.setText(words)
        self.check.setAccessibleName(words)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(_row_of(item).id)

    def _place(self) -> None:
        chosen = self.chosen_ids
        later = [one.id for one in self._rows if not one.is_placed and one.id not in chosen]
        self.place_wanted.emit((*chosen, *later))

    def _check(self) -> None:
        project, ids = self.desk.whole, self.chosen_ids
        if project is None or not ids:
            return
        chosen = [one for one in self._rows if one.id in set(ids)]
        is_checked = not all(one.is_checked for one in chosen)
        self.desk.do(
            mark_checked(
                project, ids, is_checked=is_checked, stamp=self.desk.new_stamp(), by=self.desk.by()
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.sheet and isinstance(event, QKeyEvent):
            is_press = event.type() is QEvent.Type.KeyPress
            if is_press and event.key() in OPENS:
                self._open(self.sheet.currentItem())
                return True
        return super().eventFilter(watched, event)


def _sheet(words: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName("photos_sheet")
    made.setAccessibleName(words)
    made.setViewMode(QListView.ViewMode.IconMode)
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setMovement(QListView.Movement.Static)
    made.setUniformItemSizes(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setSpacing(2)
    made.setMinimumSize(QSize(TILE_PX.width() + 24, TILE_PX.height() + 16))
    return made


def _row_of(item: QListWidgetItem) -> PhotoRow:
    found: PhotoRow = item.data(ROW)
    return found
