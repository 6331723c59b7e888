"""The brief as tests, and best sets of measures."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("brief", ("Ctrl+Alt+J",), "check-square", part="conditions"),
        ActionSpec("best_sets", ("Ctrl+Alt+M",), "chart-line-up", part="optimise"),
    ),
    menus=(("analysis", (("brief", "best_sets"),)),),
)
