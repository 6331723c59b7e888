"""States in time and design options."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("state_next", ("Ctrl+PgDown",), "caret-right", part="states"),
        ActionSpec("state_previous", ("Ctrl+PgUp",), "caret-left", part="states"),
        ActionSpec("state_scope", ("Ctrl+Shift+H",), "map-pin", part="states"),
        ActionSpec("state_new", ("Ctrl+Alt+A",), "clock", part="states"),
        ActionSpec("option_new", ("Ctrl+Alt+E",), "git-branch", part="states"),
        ActionSpec("compare_options", ("Ctrl+Alt+D",), "scales", part="states"),
    ),
    menus=(
        ("edit", (("state_new", "option_new", "state_scope"),)),
        ("view", (("state_next", "state_previous"),)),
        ("analysis", (("compare_options",),)),
    ),
)
