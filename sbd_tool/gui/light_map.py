"""The map of light on request: shown once light was worked out, for as long as it is wanted."""

from typing import Final

from PySide6.QtGui import QAction, QPainter

from sbd_tool.domain.light_results import Light
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.lux import LuxMap, draw_lux, draw_lux_words, lux_map
from sbd_tool.gui.map.tool_base import Drafts, ToolHost

LIT_AREA: Final = "P09"


class LightMap:
    """Ties the switch, the latest assessment and the canvas."""

    def __init__(self, desk: Desk, canvas: MapCanvas, switch: QAction) -> None:
        self._desk, self._canvas, self._switch = desk, canvas, switch
        self._shown: Light | None = None
        self.drawn: LuxMap | None = None
        canvas.pointer_moved.connect(self._read)
        desk.assessed.connect(self.refresh)
        desk.project_opened.connect(self.refresh)

    def toggle(self) -> None:
        """The switch was used: show light, take it away, or say that it is still worked out."""
        self.refresh()
        if self._switch.isChecked() and self._shown is None and self._desk.project is not None:
            is_done = self._found() is not None
            self._desk.told.emit(text("light.no_lamp_known" if is_done else "light.map_waits"))

    def refresh(self) -> None:
        """Show the light of the latest assessment where it is wanted."""
        light = self._wanted()
        if light is self._shown:
            return
        self._shown = light
        self.drawn = None if light is None else self._drawn(light)
        self._canvas.update()

    def paint_ground(self, p: QPainter) -> None:
        """Draw the light over the plan, under pins and labels."""
        if self.drawn is not None:
            draw_lux(p, self._canvas.view, self.drawn)

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw the legend of the map of light, and the value under the pointer."""
        del drafts
        if self.drawn is None:
            return
        canvas = self._canvas
        at = canvas.place_of_work() if canvas.underMouse() or canvas.hasFocus() else None
        draw_lux_words(p, host.theme, host.words, host.view, self.drawn, at)

    def _read(self, _x_m: float, _y_m: float) -> None:
        if self.drawn is not None:
            self._canvas.update()

    def _drawn(self, light: Light) -> LuxMap:
        look = self._desk.look
        words = (
            look.words_of("light.map_title"),
            look.words_of("light.map_minimum", lux=Quantity(light.minimum_lx, "lx", 0)),
            look.words_of(note) if (note := self._note(light)) else "",
        )
        return lux_map(light, look.theme, words)

    def _note(self, light: Light) -> str:
        """What has to be said of the map, or ""."""
        if not self._is_known():
            return "light.map_only_drawn"
        return "light.map_indicative" if light.is_indicative else ""

    def _wanted(self) -> Light | None:
        """The light to be shown; where no lamp is known nothing is called dark."""
        light = self._found() if self._switch.isChecked() else None
        return None if light is None or not (light.lamps or self._is_known()) else light

    def _found(self) -> Light | None:
        """Light of the latest assessment; a quick one after an edit knows none yet."""
        assessment = self._desk.assessment
        if assessment is None or self._desk.project is None:
            return None
        found = assessment.results.get("light")
        return found if isinstance(found, Light) else None

    def _is_known(self) -> bool:
        """Whether lamps are known well enough to judge the square by them."""
        assessment = self._desk.assessment
        if assessment is None:
            return False
        score = assessment.scorecard.ledger(LedgerKey.PROTECTION).indicators.get(LIT_AREA)
        return score is not None and score.reading.likely is not None
