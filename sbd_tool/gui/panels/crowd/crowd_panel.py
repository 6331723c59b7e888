"""People walking out: simulated or opened from a file, played on the map with a slider."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget
from shiboken6 import isValid

from sbd_tool.app.crowd_files import open_trajectories
from sbd_tool.app.crowd_interpreter import keep_interpreter
from sbd_tool.app.crowd_walk import MOST_PEOPLE, CrowdWish, crowd_lines, walk_out
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.trajectories import Trajectories
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    column,
    holder,
    label,
    row,
    scrolled,
)
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.signs import TlpChip

TICK_MS: Final = 100
FASTER: Final = 4  # seconds of walking in a second of looking
WALKER_PX: Final = 4.0
DENSITIES: Final = ("comfort", "busy", "event", "full")
Pick = Callable[[str, Callable[[Sequence[Path]], None]], None]


class CrowdPanel(QWidget):
    """Simulates, opens and plays; nothing of it is kept in the project, and no score reads it."""

    def __init__(self, desk: Desk, canvas: MapCanvas, pick: Pick) -> None:
        super().__init__()
        self.desk, self._pick = desk, pick
        self.setObjectName("crowd_panel")
        self.found: Trajectories | None = None
        self._is_left = False
        theme, say = desk.look.theme, desk.look.words_of
        self.chip = TlpChip(theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("walking.label_why"))
        self.engine = Select(theme, "crowd_engine", say("people.panel_engine_why"))
        for key in ("straight", "jupedsim"):
            self.engine.addItem(say(f"people.panel_{key}"), key)
        self.python = QLineEdit()
        self.python.setObjectName("crowd_python")
        self.python.setAccessibleName(say("people.panel_python"))
        self.python.setToolTip(say("people.panel_python_why"))
        self.python.setPlaceholderText("crowd-env/bin/python")
        self.python.setText(desk.bench.settings.crowd_python)
        self.choose = button(theme, say("people.panel_choose"), "crowd_choose")
        self.choose.setToolTip(say("people.panel_choose_why"))
        self.choose.setAccessibleName(say("people.panel_choose_why"))
        if self.python.text():
            self.engine.setCurrentIndex(self.engine.findData("jupedsim"))
        self.density = Select(theme, "crowd_density", say("people.panel_density_why"))
        for key in DENSITIES:
            self.density.addItem(say(f"crowd.density_{key}"), key)
        self.people = self._number_field()
        self.start = button(theme, say("people.panel_start"), "crowd_start", role="primary")
        self.open = button(theme, say("people.panel_open"), "crowd_open")
        self.play = button(theme, say("people.panel_play"), "crowd_play")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("crowd_time")
        self.slider.setAccessibleName(say("people.panel_time"))
        self.slider.setToolTip(say("people.panel_time"))
        self.now = label("", "small", is_wrapped=True)
        self.now.setObjectName("crowd_now")
        self.told = label(say("people.panel_nothing"), "small", is_wrapped=True)
        self.told.setObjectName("crowd_told")
        self.timer = QTimer(self)
        self.timer.setInterval(TICK_MS)
        self.veil = MapVeil(canvas, self._draw)
        self._build()
        self._offer()

    def _number_field(self) -> QLineEdit:
        say, made = self.desk.look.words_of, QLineEdit()
        made.setObjectName("crowd_people")
        made.setAccessibleName(say("people.panel_people"))
        made.setToolTip(say("people.panel_people_why", most=MOST_PEOPLE))
        made.setPlaceholderText(say("people.panel_people_empty"))
        made.returnPressed.connect(self.simulate)
        return made

    def _build(self) -> None:
        say = self.desk.look.words_of
        how_many = row(
            column(label(say("people.panel_density"), "small"), self.density, spacing=4),
            column(label(say("people.panel_people"), "small"), self.people, spacing=4),
            spacing=8,
        )
        asked = column(
            row(self.chip, STRETCH),
            label(say("people.panel_engine"), "small"),
            self.engine,
            label(say("people.panel_python"), "small"),
            row(self.python, self.choose),
            how_many,
            row(self.start, self.open),
            self.told,
            STRETCH,
            spacing=8,
            margins=(16, 6, 16, 0),
        )
        played = column(row(self.play, self.slider), self.now, margins=(16, 0, 16, 12))
        self.setLayout(column(scrolled(holder(asked), "crowd_scroll"), played, spacing=6))
        self.start.clicked.connect(self.simulate)
        self.open.clicked.connect(self._ask)
        self.choose.clicked.connect(self._choose)
        self.python.editingFinished.connect(self._keep)
        self.play.clicked.connect(self._toggle)
        self.timer.timeout.connect(self._tick)
        self.slider.valueChanged.connect(lambda _value: self._say_now())
        self.engine.currentIndexChanged.connect(lambda _index: self._offer())

    def simulate(self) -> None:
        """Start the engine on the plan as it stands in the window."""
        whole = self.desk.whole
        if whole is None:
            return
        place = wish_of(self.desk)
        self._keep()
        typed = self.people.text().strip()
        number = read_number(typed) if typed else None
        if typed and (number is None or number != int(number)):
            self._failed(
                InputError(
                    text("people.no_number", said=typed[:40]),
                    text("people.too_many", most=MOST_PEOPLE),
                )
            )
            return
        wish = CrowdWish(
            engine=str(self.engine.currentData()),
            python=self.python.text().strip(),
            option=place.option,
            time_state=place.time_state,
            people=None if number is None else int(number),
            density=str(self.density.currentData()),
        )
        rules = self.desk.rules

        def work(progress: Progress) -> Trajectories:
            return walk_out(whole, rules, wish, progress)[0]

        self.told.setText(self.desk.look.words_of("people.crowd_job"))
        self.desk.run(text("people.crowd_job"), work, self.show_walk, self._failed, key="crowd")

    def take(self, path: Path) -> None:
        """Open a file of trajectories."""
        project = self.desk.project
        if project is None:
            return
        try:
            self.show_walk(open_trajectories(path, project))
        except SbdError as error:
            self._failed(error)

    def show_walk(self, found: Trajectories) -> None:
        """Show trajectories from their beginning."""
        if self._is_left or not isValid(self):
            return
        self.found = found
        self.told.setText("\n".join(self.desk.look.word(line) for line in crowd_lines(found)))
        self.slider.setRange(0, len(found.frames) - 1)
        self.slider.setValue(0)
        self._offer()
        self._say_now()

    def leave(self) -> None:
        """Stop playing and take the drawing off the map."""
        self._is_left = True
        self.timer.stop()
        self.veil.remove()

    def _ask(self) -> None:
        title = self.desk.look.words_of("people.panel_open")
        self._pick(title, lambda paths: self.take(paths[0]))

    def _choose(self) -> None:
        title = self.desk.look.words_of("people.panel_python")
        self._pick(title, lambda paths: self._take_python(str(paths[0])))

    def _take_python(self, path: str) -> None:
        self.python.setText(path)
        self._keep()

    def _keep(self) -> None:
        """The interpreter is named once: the next run and the command line find it."""
        if self.python.isEnabled():
            keep_interpreter(self.desk.bench, self.python.text().strip())

    def _failed(self, error: Exception) -> None:
        if self._is_left or not isValid(self):
            return
        if not isinstance(error, SbdError):
            self.desk.report(error)
            return
        look = self.desk.look
        said = (look.word(error.what), look.word(error.hint))
        self.told.setText("\n".join(part for part in said if part))

    def _offer(self) -> None:
        is_jupedsim = self.engine.currentData() == "jupedsim"
        self.python.setEnabled(is_jupedsim)
        self.choose.setEnabled(is_jupedsim)
        for one in (self.play, self.slider):
            one.setEnabled(self.found is not None)

    def _toggle(self) -> None:
        if self.timer.isActive():
            self.timer.stop()
        else:
            if self.slider.value() >= self.slider.maximum():
                self.slider.setValue(0)
            self.timer.start()
        key = "pause" if self.timer.isActive() else "play"
        self.play.setText(self.desk.look.words_of(f"people.panel_{key}"))
        self.play.setAccessibleName(self.play.text())

    def _tick(self) -> None:
        if self.found is None:
            return
        steps = max(1, round(FASTER * TICK_MS / 1000 / self.found.frame_s))
        self.slider.setValue(self.slider.value() + steps)
        if self.slider.value() >= self.slider.maximum():
            self._toggle()

    def _say_now(self) -> None:
        found = self.found
        if found is not None:
            frame = found.frames[self.slider.value()]
            seconds = Quantity(self.slider.value() * found.frame_s, "s")
            words = self.desk.look.words_of("people.panel_now", seconds=seconds, left=len(frame))
            self.now.setText(words)
        self.veil.update()

    def _draw(self, p: QPainter, view: View) -> None:
        if self.found is None:
            return
        theme = self.desk.look.theme
        p.setPen(QPen(theme.color("surface"), 1.0))
        p.setBrush(theme.color("ink"))
        for _, east, north in self.found.frames[self.slider.value()].tolist():
            p.drawEllipse(QPointF(view.to_screen(east, north)), WALKER_PX, WALKER_PX)
