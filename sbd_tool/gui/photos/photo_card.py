"""One photo large: sketch on it, blur what must not be seen, say that it is checked."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands import EditPhoto
from sbd_tool.app.photos.leaving import preview
from sbd_tool.app.photos.listing import PhotoRow, photo_rows
from sbd_tool.app.photos.marking import blur_on, mark_checked, sketch_on
from sbd_tool.domain.photo_facts import taken_said
from sbd_tool.domain.photo_marks import Stroke, checks_of, sketches_of
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.viewpoints import Viewpoint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.panels.measure_page import NoteEdit
from sbd_tool.gui.photos.picture import Hand, PhotoPicture
from sbd_tool.gui.photos.then_now_card import ThenNowCard
from sbd_tool.gui.photos.view_menu import give_view_menu
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row, tool
from sbd_tool.gui.widgets.controls import Segments

MOST_WIDTH_PX: Final = 1_040
ROOM_PX: Final = 100
HEAD_AND_FOOT_PX: Final = 330
LEAST_PICTURE_PX: Final = 180
PREVIEW_PX: Final = 1_280
INKS: Final = ("danger", "select", "ink")
WIDTHS: Final = {Hand.PEN: (0.004, 0.008, 0.016), Hand.BRUSH: (0.03, 0.06, 0.12)}
SIZES: Final = ("fine", "middle", "broad")


class PhotoCard(FloatingCard):
    """Follows the project while it is open.

    Args:
        desk: The desk.
        host: The window.
        photo_id: What is shown first.
    """

    def __init__(self, desk: Desk, host: QWidget, photo_id: str) -> None:
        super().__init__(desk.look, host, desk.look.words_of("photo.card"), "photo_card")
        self.desk = desk
        self._id = photo_id
        self._shown: tuple[str, tuple[Stroke, ...]] | None = None
        self.picture = PhotoPicture(desk.look, self._drawn)
        self._build()
        desk.project_changed.connect(self.refresh)
        desk.project_opened.connect(self.close_card)
        self.refresh()

    def _build(self) -> None:
        look, words = self.desk.look, self.desk.look.words_of
        self.heading = label("", "strong")
        self.heading.setObjectName("photo_heading")
        back = tool(look.theme, "caret-left", "photo_back", words("photo.back"), size_px=16)
        on = tool(look.theme, "caret-right", "photo_on", words("photo.on"), size_px=16)
        back.clicked.connect(lambda: self._step(-1))
        on.clicked.connect(lambda: self._step(1))
        self._build_tools()
        self.caption = NoteEdit("", self._say)
        self.caption.setObjectName("photo_card_caption")
        self.caption.setAccessibleName(look.say("photo.caption"))
        self.caption.setFixedHeight(48)
        self.facts = label("", "caption", is_wrapped=True)
        self.facts.setObjectName("photo_facts")
        self.state = label("", "small", is_wrapped=True)
        self.state.setObjectName("photo_state")
        self.check = button(
            look.theme, words("photo.check"), "photo_card_check", role="primary",
            sign="check-circle", tip=words("photo.check_tip"),
        )  # fmt: skip
        self.check.clicked.connect(self._check)
        view = button(look.theme, words("photo.view"), "photo_view", sign="aperture")
        give_view_menu(view, self.desk, lambda: self._id, self._compare)
        head = row(back, on, self.heading, STRETCH, view, spacing=6)
        tools = row(self.hands, self.sizes, self.inks, STRETCH, self.wipe, spacing=10)
        foot = row(self.state, self.check, spacing=12)
        foot.setStretch(0, 1)
        self.set_body(
            column(
                head, tools, self.picture, self.facts, self.caption, foot,
                spacing=8, margins=(20, 10, 20, 16),
            )
        )  # fmt: skip

    def _build_tools(self) -> None:
        look, words = self.desk.look, self.desk.look.words_of
        hands = [(one.value, words(f"photo.hand_{one.value}")) for one in Hand]
        self.hands = Segments(hands, Hand.LOOK.value, self._take, "photo_hand")
        self.hands.setAccessibleName(words("photo.hand"))
        sizes = [(one, words(f"photo.size_{one}")) for one in SIZES]
        self.sizes = Segments(sizes, "middle", lambda _size: self._arm(), "photo_size")
        self.sizes.setAccessibleName(words("photo.size"))
        inks = [(one, words(f"photo.ink_{one}")) for one in INKS]
        self.inks = Segments(inks, INKS[0], lambda _ink: self._arm(), "photo_ink")
        self.inks.setAccessibleName(words("photo.ink"))
        self.wipe = button(look.theme, words("photo.wipe"), "photo_wipe", sign="eraser")
        self.wipe.clicked.connect(self._wipe)

    def open_large(self) -> None:
        """Show the card as large as the window allows."""
        host = self.parentWidget()
        if host is None:
            return
        width = min(MOST_WIDTH_PX, host.width() - ROOM_PX)
        height = max(LEAST_PICTURE_PX, host.height() - HEAD_AND_FOOT_PX - ROOM_PX // 2)
        self.picture.setFixedHeight(height)
        self.open_at((host.width() - width) // 2, 30, width)
        self.picture.setFocus()

    @property
    def photo_id(self) -> str:
        """Id of the photo shown."""
        return self._id

    # --- what is shown ----------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the photo as it is now; close when it is gone."""
        project, shown = self.desk.whole, self._row()
        if project is None or shown is None:
            self.close_card()
            return
        words = self.desk.look.words_of
        total = len(project.photos)
        self.heading.setText(words("photo.of", number=shown.number, total=total))
        if not self.caption.hasFocus():
            with QSignalBlocker(self.caption):
                self.caption.setPlainText(shown.photo.caption)
        self.facts.setText(facts_told(self.desk, shown))
        key = "photo.state_checked" if shown.is_checked else "photo.state_unchecked"
        self.state.setText(words(key))
        asks = words("photo.uncheck" if shown.is_checked else "photo.check")
        self.check.setText(asks)
        self.check.setAccessibleName(asks)
        sketch = sketches_of(project.records).get(self._id)
        self.picture.show_strokes(sketch.strokes if sketch else ())
        self._prepare(project)
        self._arm()

    def _row(self) -> PhotoRow | None:
        project = self.desk.whole
        rows = photo_rows(project) if project is not None else ()
        return next((one for one in rows if one.id == self._id), None)

    def _prepare(self, project: Project) -> None:
        """Make the copy that would leave, in the background."""
        check = checks_of(project.records).get(self._id)
        wanted = (self._id, check.brush if check else ())
        if wanted == self._shown:
            return
        words = self.desk.look.words_of
        if self._shown is None or self._shown[0] != self._id:
            self.picture.show_picture(QImage(), words("photo.preparing"))
        self._shown = wanted
        photo_id = self._id

        def task(progress: Progress) -> bytes:
            progress.advance(0.0)
            return preview(project, photo_id, PREVIEW_PX)

        self.desk.run(
            text("photo.preparing"), task, partial(self._arrived, wanted), self._unread,
            key="photo_preview",
        )  # fmt: skip

    def _arrived(self, wanted: tuple[str, tuple[Stroke, ...]], raw: bytes) -> None:
        if wanted == self._shown and not self.isHidden():
            self.picture.show_picture(QImage.fromData(raw))

    def _unread(self, _error: Exception) -> None:
        if not self.isHidden():
            self.picture.show_picture(QImage(), self.desk.look.say("photo.unreadable"))

    def _step(self, step: int) -> None:
        project = self.desk.whole
        if project is None:
            return
        ids = [one.id for one in photo_rows(project)]
        self._id = ids[(ids.index(self._id) + step) % len(ids)]
        self.desk.choose((self._id,))
        self.refresh()

    # --- what is done -----------------------------------------------------------------------

    def _take(self, key: str) -> None:
        self.picture.take(Hand(key))
        self._arm()
        self.picture.setFocus()

    def _arm(self) -> None:
        hand = Hand(self.hands.current or Hand.LOOK.value)
        for one in (self.sizes, self.wipe):
            one.setVisible(hand is not Hand.LOOK)
        self.inks.setVisible(hand is Hand.PEN)
        if hand is not Hand.LOOK:
            self.picture.width_share = WIDTHS[hand][SIZES.index(self.sizes.current or "middle")]
        self.picture.ink = self.inks.current or INKS[0]
        words = self.desk.look.words_of(f"photo.wipe_{'blur' if hand is Hand.BRUSH else 'sketch'}")
        self.wipe.setText(words)
        self.wipe.setAccessibleName(words)
        self.wipe.setToolTip(words)

    def _drawn(self, hand: Hand, stroke: Stroke) -> None:
        known = self._strokes(hand)
        self._keep(hand, (*known, stroke))

    def _strokes(self, hand: Hand) -> tuple[Stroke, ...]:
        project = self.desk.whole
        if project is None:
            return ()
        if hand is Hand.BRUSH:
            check = checks_of(project.records).get(self._id)
            return check.brush if check else ()
        sketch = sketches_of(project.records).get(self._id)
        return sketch.strokes if sketch else ()

    def _keep(self, hand: Hand, strokes: tuple[Stroke, ...]) -> None:
        project = self.desk.whole
        if project is None:
            return
        make = blur_on if hand is Hand.BRUSH else sketch_on
        stamp, by = self.desk.new_stamp(), self.desk.by()
        command = make(project, self._id, strokes, stamp=stamp, by=by)
        if command is not None:
            self.desk.do(command)

    def _wipe(self) -> None:
        self._keep(Hand(self.hands.current), ())

    def _check(self) -> None:
        project, shown = self.desk.whole, self._row()
        if project is None or shown is None:
            return
        self.desk.do(
            mark_checked(
                project, (self._id,), is_checked=not shown.is_checked,
                stamp=self.desk.new_stamp(), by=self.desk.by(),
            )
        )  # fmt: skip

    def _compare(self, viewpoint: Viewpoint) -> None:
        host = self.parentWidget()
        if host is not None:
            ThenNowCard(self.desk, host, viewpoint).open_large()

    def _say(self, words: str) -> None:
        shown = self._row()
        if shown is None or shown.photo.caption == words:
            return
        self.desk.do(EditPhoto(photo_id=self._id, caption=words, by=self.desk.by()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._step(step)


def facts_told(desk: Desk, shown: PhotoRow) -> str:
    """Where, when and which way, with the word of who says so."""
    look, photo = desk.look, shown.photo
    words = look.words_of
    parts = [taken_said(shown.taken, look.words)]
    if photo.heading_deg is not None:
        heading = Quantity(photo.heading_deg, "\u00b0")
        parts.append(words(f"photo.looks_{shown.north.value or 'unsaid'}", heading=heading))
    if not shown.is_placed:
        parts.append(words("photo.is_unplaced"))
    elif shown.accuracy_m is not None:
        parts.append(words("photo.placed_within", error=Quantity(shown.accuracy_m, "m")))
    elif shown.placed.value:
        parts.append(words(f"photo.placed_{shown.placed.value}"))
    return " \u00b7 ".join(part for part in parts if part)
