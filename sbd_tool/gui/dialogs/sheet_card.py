"""Setting up the map sheet: paper, scale and parts beside a page that is what will be printed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QLayout, QLineEdit, QWidget
from shiboken6 import isValid

from sbd_tool.app.sheets import SheetPreview, preview_sheet, set_sheet
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.sheets import LONGEST_TITLE, Atlas, MapSheet, Paper, SheetPart, sheet_of
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.dialogs.export_protection import named_row
from sbd_tool.gui.widgets.basics import STRETCH, button, column, holder, label, row
from sbd_tool.gui.widgets.controls import Segments, Select

WIDTH_PX: Final = 900
PAGE_PX: Final = 580
PAGE_HIGH_PX: Final = 470
SIDE_PX: Final = 250
SCALES: Final = (100, 200, 250, 500, 750, 1000, 1250, 2000, 2500, 5000)
PAUSE_MS: Final = 200
"""So that typing a title does not draw a page for each letter."""


class SheetCard(FloatingCard):
    """Choices on the left, the page on the right."""

    def __init__(
        self,
        desk: Desk,
        host: QWidget,
        pick: Callable[[str, Callable[[Sequence[Path]], None]], None],
    ) -> None:
        super().__init__(desk.look, host, desk.look.words_of("report.sheet"), "sheet_card")
        self.desk, self._pick_file = desk, pick
        project = desk.project
        self.sheet = MapSheet() if project is None else sheet_of(project.records)
        self._page, self.edition = 0, Edition.POLICE
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._wait.timeout.connect(self._draw)
        self.picture = QLabel()
        self.picture.setObjectName("sheet_page")
        self.picture.setFixedSize(PAGE_PX, PAGE_HIGH_PX)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = label("", "small")
        self.said.setObjectName("sheet_said")
        side = holder(self._choices())
        side.setFixedWidth(round(SIDE_PX * desk.look.theme.text_scale))
        page = column(self.picture, self._readers(), self._pages(), spacing=6)
        self.set_body(row(side, holder(page), spacing=18, margins=(20, 14, 20, 18)))
        self.setFocusProxy(self.paper)
        desk.assessed.connect(self._assessed)
        self._draw()

    def _choices(self) -> QLayout:
        look, sheet = self.look, self.sheet
        self.paper = Select(look.theme, "sheet_paper", look.words_of("report.sheet_paper"))
        for paper in Paper:
            self.paper.addItem(paper.value, paper.value)
        self.paper.setCurrentText(sheet.paper.value)
        self.paper.activated.connect(self._paper_chosen)
        ways = [(key, look.words_of(f"report.sheet_{key}")) for key in ("landscape", "portrait")]
        is_up = "portrait" if sheet.is_portrait else "landscape"
        self.turned = Segments(ways, is_up, self._turn, "sheet_turn")
        self.scale = Select(look.theme, "sheet_scale", look.say("export.scale"))
        self.scale.addItem(look.say("export.fit"), None)
        own = () if sheet.scale is None else (sheet.scale,)
        for scale in sorted({*SCALES, *own}):
            self.scale.addItem(f"1 : {look.words.number(scale)}", scale)
        self.scale.setCurrentIndex(max(0, self.scale.findData(sheet.scale)))
        self.scale.activated.connect(self._scale_chosen)
        self.title = QLineEdit(sheet.title)
        self.title.setObjectName("sheet_title")
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName(look.words_of("report.sheet_title"))
        self.title.setPlaceholderText(self.desk.project.title if self.desk.project else "")
        self.title.textEdited.connect(lambda words: self._change(replace(self.sheet, title=words)))
        self.atlas = Select(look.theme, "sheet_atlas", look.words_of("report.sheet_atlas"))
        for kind in Atlas:
            self.atlas.addItem(look.words_of(f"report.sheet_atlas_{kind.value}"), kind.value)
        self.atlas.setCurrentIndex(self.atlas.findData(sheet.atlas.value))
        self.atlas.activated.connect(self._atlas_chosen)
        return self._laid_out()

    def _laid_out(self) -> QLayout:
        look = self.look
        logo = button(look.theme, look.words_of("report.sheet_logo"), "sheet_logo")
        logo.clicked.connect(
            lambda: self._pick_file(look.words_of("report.sheet_logo"), self._take_logo)
        )
        body = column(spacing=8)
        for name, widget in (
            (look.words_of("report.sheet_title"), self.title),
            (look.words_of("report.sheet_paper"), self.paper),
            ("", self.turned),
            (look.say("export.scale"), self.scale),
            (look.words_of("report.sheet_atlas"), self.atlas),
        ):
            if name:
                body.addWidget(label(name, "strong"))
            body.addWidget(widget)
        body.addWidget(label(look.words_of("report.sheet_parts"), "strong"))
        for part in SheetPart:
            body.addWidget(self._part(part))
        body.addWidget(logo)
        body.addStretch(1)
        return body

    def _part(self, part: SheetPart) -> QCheckBox:
        box = QCheckBox(self.look.words_of(f"report.sheet_part_{part.value}"))
        box.setObjectName(f"sheet_part_{part.value}")
        box.setChecked(self.sheet.shows(part))
        box.toggled.connect(lambda is_on, part=part: self._show_part(part, is_on=is_on))
        return box

    def _readers(self) -> QWidget:
        """For whom the page is drawn; the export card asks again."""
        look = self.look
        editions = [(one.value, look.say(f"edition.{one.value}")) for one in Edition]
        chosen = self.edition.value
        choice = Segments(editions, chosen, self._edition_chosen, "sheet_edition")
        return named_row(look.say("export.edition"), choice)

    def _pages(self) -> QWidget:
        look = self.look
        before = button(look.theme, look.words_of("report.sheet_before"), "sheet_before")
        after = button(look.theme, look.words_of("report.sheet_after"), "sheet_after")
        before.clicked.connect(lambda: self._turn_page(-1))
        after.clicked.connect(lambda: self._turn_page(1))
        done = button(look.theme, look.say("close"), "sheet_done", role="primary")
        done.clicked.connect(self.close_card)
        return holder(row(before, after, self.said, STRETCH, done, spacing=8))

    # --- choices --------------------------------------------------------------------------

    def _paper_chosen(self) -> None:
        self._change(replace(self.sheet, paper=Paper(str(self.paper.currentData()))))

    def _turn(self, key: str) -> None:
        self._change(replace(self.sheet, is_portrait=key == "portrait"))

    def _scale_chosen(self) -> None:
        self._change(replace(self.sheet, scale=self.scale.currentData()))

    def _atlas_chosen(self) -> None:
        self._page = 0
        self._change(replace(self.sheet, atlas=Atlas(str(self.atlas.currentData()))))

    def _show_part(self, part: SheetPart, *, is_on: bool) -> None:
        parts = self.sheet.parts | {part} if is_on else self.sheet.parts - {part}
        self._change(replace(self.sheet, parts=frozenset(parts)))

    def _take_logo(self, paths: Sequence[Path]) -> None:
        self._change(self.sheet, paths[0])

    def _edition_chosen(self, key: str) -> None:
        self.edition = Edition(key)
        self._draw()

    def _assessed(self) -> None:
        """What the page says of the square is known again, or changed elsewhere."""
        if self.desk.bench.is_assessment_current:
            self._wait.start()

    def _turn_page(self, step: int) -> None:
        self._page = max(0, self._page + step)
        self._draw()

    @property
    def is_waiting(self) -> bool:
        """Whether the page is about to be drawn anew."""
        return self._wait.isActive()

    def _change(self, sheet: MapSheet, logo: Path | None = None) -> None:
        """Keep it in the project at once, and draw the page when no more changes come."""
        desk, project = self.desk, self.desk.project
        if project is None:
            return
        try:
            command = set_sheet(project, sheet, stamp=desk.new_stamp(), by=desk.by(), logo=logo)
        except SbdError as problem:
            desk.report(problem)
            return
        if command is not None and desk.do(command) and desk.project is not None:
            self.sheet = sheet_of(desk.project.records)
            self._wait.start()

    # --- the page -------------------------------------------------------------------------

    def _draw(self) -> None:
        desk, sheet, page, edition = self.desk, self.sheet, self._page, self.edition
        project, assessment, rules = desk.whole, desk.assessment, desk.rules
        words, clock = desk.look.words, desk.clock
        if project is None:
            return

        def task(progress: Progress) -> SheetPreview:
            progress.advance(0.0)
            return preview_sheet(
                project, assessment, rules, sheet,
                edition=edition, page=page, words=words, clock=clock, progress=progress,
            )  # fmt: skip

        desk.run(text("report.sheet_drawing"), task, self._show, key="sheet")

    def _outline(self, image: QImage) -> None:
        """The edge of the paper, which is as white as the card."""
        p = QPainter(image)
        p.setPen(self.look.theme.color("line_strong"))
        p.drawRect(0, 0, image.width() - 1, image.height() - 1)
        p.end()

    def _show(self, preview: SheetPreview) -> None:
        if not isValid(self):
            return
        self._page = min(self._page, preview.pages - 1)
        ratio = self.devicePixelRatioF()
        image = QImage.fromData(preview.picture).scaled(
            round(PAGE_PX * ratio), round(PAGE_HIGH_PX * ratio),
            Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        self._outline(image)
        image.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(image))
        number = self.look.words.number
        said = self.look.word(
            text(
                "report.sheet_said", page=self._page + 1, count=preview.pages,
                scale=number(preview.scale),
            )
        )  # fmt: skip
        self.said.setText(said)
        self.picture.setAccessibleName(said)
