"""Whose weights, how firm an order is, and what to look at on the square."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("weights", ("Ctrl+Alt+H",), "scales", part="weights"),
        ActionSpec("robustness", ("Ctrl+Alt+O",), "dice-five", part="robustness"),
        ActionSpec("visit", ("Ctrl+Alt+T",), "path", part="visit"),
    ),
    menus=(("analysis", (("weights", "robustness", "visit"),)),),
)
