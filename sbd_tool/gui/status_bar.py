"""The status bar: saved state, running work with cancel, coordinates, scale, CRS, snapping."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QPushButton, QWidget

from sbd_tool.app.jobs import JobReading, Ticket
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.job_runner import QtJobRunner
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.panels.tasks.rows import touch_px
from sbd_tool.gui.status_view import ViewFields
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import ElidedLabel, button, holder, label, row, rule

SCALES: Final = (100, 200, 250, 500, 750, 1000, 1500, 2000, 2500, 5000)
SHOW_AFTER_MS: Final = 400
WIDE_PX: Final = 980  # below it rotation and magnifier are in the menu only
PARTS: Final = 2
QUIET_JOBS: Final = (
    "conditions.job",
    "gui.job.sample",
    "gui.job.withheld",
    "gui.job.shares",
    "ring.live_job",
)


class StatusBar(QWidget):
    """One line under everything."""

    def __init__(
        self,
        desk: Desk,
        runner: QtJobRunner,
        canvas: MapCanvas,
        snapping: QWidget,
        brief: QWidget,
    ) -> None:
        super().__init__()
        self.desk, self.runner, self.canvas = desk, runner, canvas
        look = desk.look
        self.setObjectName("status_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "panel")
        self.saved = ElidedLabel("", "caption")
        self.saved.setObjectName("saved_state")
        self._build_work()
        self.place = self._build_place()
        self.scale = self._build_scale()
        self.crs = label("", "caption")
        self.crs.setObjectName("crs")
        line = partial(rule, is_upright=True)
        self.view_fields = ViewFields(desk, canvas)
        parts = (self.place, line(), label("1 :", "caption"), self.scale, line())
        more = (self.view_fields, self.crs, line(), snapping)
        self.map_part = holder(row(*parts, *more, spacing=8))
        made = row(self.saved, self.work, brief, self.map_part, spacing=8, margins=(14, 2, 10, 2))
        made.setStretch(0, 1)
        made.setStretch(1, 1)
        self.setLayout(made)
        self._height_px = round(look.theme.px("size", "status") * look.theme.text_scale) + 2
        self.setFixedHeight(self._height_px)
        self._is_on_site = False
        self._ticket: Ticket | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOW_AFTER_MS)
        self._late.timeout.connect(self._show_job)
        runner.changed.connect(self._jobs_changed)
        canvas.pointer_moved.connect(self._show_place)
        canvas.view_changed.connect(self._show_scale)
        for signal in (desk.project_opened, desk.project_changed, desk.saved_changed):
            signal.connect(self.refresh)
        self.refresh()

    def _build_work(self) -> None:
        look = self.desk.look
        self.job = ElidedLabel("", "caption")
        self.job.setMinimumWidth(120)
        self.bar = QProgressBar()
        self.bar.setObjectName("job_progress")
        self.bar.setAccessibleName(look.say("status.progress"))
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(110)
        self.stop: QPushButton = button(look.theme, look.say("cancel"), "job_cancel", role="small")
        self.stop.clicked.connect(self._cancel)
        self.work = holder(row(self.job, self.bar, self.stop, rule(is_upright=True), spacing=8))
        self.work.setMaximumWidth(420)
        self.work.hide()

    def _build_place(self) -> QLineEdit:
        look = self.desk.look
        edit = QLineEdit()
        edit.setObjectName("coordinates")
        edit.setAccessibleName(look.say("status.coordinates"))
        edit.setToolTip(look.say("status.coordinates_tip"))
        edit.setPlaceholderText("x   y")
        mark(edit, "status")
        edit.setFont(look.theme.font("caption", is_tabular=True))
        edit.setFixedWidth(round(196 * look.theme.text_scale))
        edit.returnPressed.connect(self._go_to_place)
        return edit

    def _build_scale(self) -> QComboBox:
        look = self.desk.look
        box = QComboBox()
        box.setObjectName("scale")
        box.setEditable(True)
        box.setAccessibleName(look.say("status.scale"))
        box.setToolTip(look.say("status.scale_tip"))
        mark(box, "status")
        for scale in SCALES:
            box.addItem(look.words.number(scale), scale)
        box.setFixedWidth(round(74 * look.theme.text_scale))
        line = box.lineEdit()
        if line is not None:
            mark(line, "status")
            line.returnPressed.connect(self._go_to_scale)
        box.activated.connect(lambda _row: self._go_to_scale())
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view_fields.setVisible(self.width() >= WIDE_PX * self.desk.look.theme.text_scale)

    def suit_fingers(self, *, is_on_site: bool) -> None:
        """On site only what is told stays; fields too small for a finger go."""
        self._is_on_site = is_on_site
        self.work.setMaximumWidth(680 if is_on_site else 420)
        least = touch_px(self.logicalDpiY())
        self.stop.setStyleSheet(f"min-height: {least}px;" if is_on_site else "")
        self.setFixedHeight(max(self._height_px, least + 8) if is_on_site else self._height_px)
        self.refresh()

    @property
    def has_work(self) -> bool:
        """Whether there is running work to show."""
        return bool(self._readings())

    def _readings(self) -> list[tuple[Text, JobReading, Ticket]]:
        """Running work but for what only decorates the start page."""
        return [one for one in self.runner.readings() if one[0].key not in QUIET_JOBS]

    def refresh(self) -> None:
        """Show file and CRS."""
        desk, look = self.desk, self.desk.look
        project = desk.project
        self.map_part.setVisible(project is not None and not self._is_on_site)
        if project is None:
            self.saved.setText("")
            return
        self.crs.setText(crs_words(project.crs))
        self.crs.setToolTip(f"{look.say('status.crs')}: {project.crs[:400]}")
        if desk.bench.is_read_only:
            words = look.say("status.read_only")
        elif desk.bench.path is None:
            words = look.say("status.not_saved_yet")
        else:
            key = "status.unsaved" if desk.bench.is_dirty else "status.saved"
            words = look.say(key, file=desk.bench.path.name)
        self.saved.setText(words)
        self._show_scale()

    def _show_place(self, x_m: float, y_m: float) -> None:
        if not self.place.hasFocus():
            number = self.desk.look.words.number
            self.place.setText(f"{number(x_m, 2)}   {number(y_m, 2)}")

    def _go_to_place(self) -> None:
        typed = self.place.text().replace(";", "   ").replace("\t", "   ")
        parts = [part for part in typed.split("   ") if part.strip()]
        if len(parts) != PARTS:
            parts = typed.split()
        numbers = [read_number(part) for part in parts]
        if len(numbers) == PARTS and numbers[0] is not None and numbers[1] is not None:
            west, south, east, north = self.canvas.view.bounds
            half_x, half_y = (east - west) / 2, (north - south) / 2
            x, y = numbers[0], numbers[1]
            self.canvas.setFocus()
            self.canvas.zoom_to(
                (x - half_x * 0.8, y - half_y * 0.8, x + half_x * 0.8, y + half_y * 0.8)
            )

    def _show_scale(self) -> None:
        line = self.scale.lineEdit()
        if line is not None and not line.hasFocus():
            line.setText(self.desk.look.words.number(round(self.canvas.view.scale)))

    def _go_to_scale(self) -> None:
        scale = read_number(self.scale.currentText().replace(".", "").replace(",", ""))
        if scale is not None and scale > 0:
            self.canvas.setFocus()
            self.canvas.set_view(self.canvas.view.at_scale(scale))

    def _jobs_changed(self) -> None:
        readings = self._readings()
        if not readings:
            self._ticket = None
            self._late.stop()
            self.work.hide()
            return
        title, reading, self._ticket = readings[0]
        look = self.desk.look
        words = look.word(title)
        if reading.note is not None:
            words = f"{words}: {look.word(reading.note)}"
        self.job.setText(words)
        percent = look.words.quantity(Quantity(reading.fraction * 100, "%"))
        self.bar.setToolTip(f"{words} {percent}")
        self.bar.setValue(round(reading.fraction * 1000))
        if not self.work.isVisible() and not self._late.isActive():
            self._late.start()

    def _show_job(self) -> None:
        self.work.setVisible(self.has_work)

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self.work.hide()


def crs_words(crs: str) -> str:
    """A CRS short enough for the status bar."""
    if "[" not in crs:
        return crs
    name = crs.split('"')[1] if '"' in crs else crs[:24]
    return name[:28]
