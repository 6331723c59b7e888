"""The brief as tests, and best sets of measures."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("brief", ("Ctrl+Alt+J",), "list-checks", part="conditions"),
        ActionSpec("best_sets", ("Ctrl+Alt+M",), "diamonds-four", part="optimise"),
    ),
    menus=(("analysis", (("brief", "best_sets"),)),),
)
