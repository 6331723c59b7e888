"""Why the scores stand where they do."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("waterfall", ("Ctrl+Alt+X",), "chart-bar-horizontal", part="waterfall"),
        ActionSpec("threats", ("Ctrl+Alt+Y",), "shield-check", part="threats"),
        ActionSpec("fairness", ("Ctrl+Alt+F",), "users-three", part="fairness"),
    ),
    menus=(("analysis", (("waterfall", "threats", "fairness"),)),),
)
