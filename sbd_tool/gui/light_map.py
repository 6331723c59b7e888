"""The map of light on request: shown once light was worked out, for as long as it is wanted."""

from PySide6.QtGui import QAction, QPainter

from sbd_tool.domain.light_results import Light
from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.lux import LuxMap, draw_lux, draw_lux_words, lux_map
from sbd_tool.gui.map.tool_base import Drafts, ToolHost


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
            self._desk.told.emit(text("light.map_waits"))

    def refresh(self) -> None:
        """Show the light of the latest assessment where it is wanted."""
        light = self._wanted()
        if light is self._shown:
            return
        self._shown = light
        self.drawn = None if light is None else self._drawn(light)
        self._canvas.update()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw the map of light over the plan, its legend, and the value under the pointer."""
        del drafts
        if self.drawn is None:
            return
        canvas = self._canvas
        draw_lux(p, host.view, self.drawn)
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
            look.words_of("light.map_indicative") if light.is_indicative else "",
        )
        return lux_map(light, look.theme, words)

    def _wanted(self) -> Light | None:
        assessment = self._desk.assessment
        if not self._switch.isChecked() or assessment is None or self._desk.project is None:
            return None
        found = assessment.results.get("light")
        if isinstance(found, Light):
            return found
        # A quick assessment after an edit knows no light: the former map would be of another plan.
        return None
