"""Draws the protected zone: the ground whose people the ring is looked for around."""

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.zones import draw_zone
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.sketch_tools import LEAST_POINTS, SketchTool
from sbd_tool.gui.map.tool_base import ToolHost


class ZoneTool(SketchTool):
    """Collects the corners of a zone; what is drawn is a crowd area of the plan, and chosen."""

    key = "tool_zone"

    def __init__(self, desk: Desk, host: ToolHost, style: EntryStyle) -> None:
        super().__init__(host, "area", style)
        self.desk = desk

    @property
    def prompt(self) -> Text | None:
        """What the next click does."""
        count = len(self.points)
        if not count:
            return text("zone.prompt.first")
        return text("zone.prompt.end" if count >= LEAST_POINTS["area"] else "zone.prompt.next")

    def take(self, geometry: BaseGeometry) -> None:
        """Add the zone as one step and choose it."""
        desk, whole = self.desk, self.desk.whole
        if whole is None:
            return
        stamps = (desk.new_stamp(), desk.new_stamp())
        name = desk.look.words_of("zone.layer")
        if desk.do(draw_zone(whole, geometry, name, stamps, desk.by())):
            desk.choose((stamps[0].id,))
