"""Help and about."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("help", ("F1",), "question", needs_project=False),
        ActionSpec("about", needs_project=False),
    ),
    menus=(
        (
            "help",
            (
                (
                    "help",
                    "about",
                ),
            ),
        ),
    ),
)
