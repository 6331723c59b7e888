"""Following through: what became of the advice, here and in a folder of projects."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("follow_through", ("Ctrl+Alt+Shift+F",), "check-square", part="follow"),
        ActionSpec("portfolio", ("Ctrl+Alt+Shift+G",), "folders", part="follow"),
    ),
    menus=(("tools", (("follow_through", "portfolio"),)),),
)
