"""What belongs to reports: the texts that people write for them, labels."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("writing", ("Ctrl+Alt+W",), "article", part="report"),
        ActionSpec("sheet", ("Ctrl+Alt+S",), "map-trifold", part="report"),
        ActionSpec("labels", ("Ctrl+Alt+Shift+K",), "shield", part="marks"),
    ),
    menus=(("file", (("writing", "sheet", "labels"),)),),
)
