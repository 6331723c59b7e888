"""What belongs to reports: the texts that people write for them."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("writing", ("Ctrl+Alt+W",), "article", part="report"),
        ActionSpec("sheet", ("Ctrl+Alt+S",), "map-trifold", part="report"),
    ),
    menus=(("file", (("writing", "sheet"),)),),
)
