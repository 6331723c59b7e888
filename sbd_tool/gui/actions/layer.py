"""Layers as tables and pictures: attribute table, style, locks."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("table", ("F6",), "table", part="table"),),
    menus=(("layer", (("table",),)),),
)
