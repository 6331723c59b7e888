"""Where the map stands and what is beside it."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("zoom_full", ("Ctrl+Shift+F",), "arrows-out"),
        ActionSpec("zoom_square", ("Ctrl+0",)),
        ActionSpec("zoom_selection", ("Ctrl+J",), "crosshair"),
        ActionSpec("zoom_last", ("Alt+Left",), "arrow-left"),
        ActionSpec("zoom_next", ("Alt+Right",), "arrow-right"),
        ActionSpec("zoom_in", ("Ctrl++",)),
        ActionSpec("zoom_out", ("Ctrl+-",)),
        ActionSpec("refresh", ("F5",)),
        ActionSpec("near", ("Ctrl+L",), "list-bullets"),
        ActionSpec("questions", ("Q",)),
        ActionSpec("ledger_openness", ("Ctrl+1",), "chart-bar"),
        ActionSpec("ledger_protection", ("Ctrl+2",), "chart-bar"),
        ActionSpec("reset_layout"),
        ActionSpec("toggle_panels", ("Ctrl+Tab",)),
        ActionSpec("full_screen", ("F11",), needs_project=False),
        ActionSpec("next_area", ("Ctrl+F6",), needs_project=False),
        ActionSpec("previous_area", ("Ctrl+Shift+F6",), needs_project=False),
    ),
    menus=(
        (
            "view",
            (
                (
                    "zoom_full",
                    "zoom_square",
                    "zoom_selection",
                    "zoom_last",
                    "zoom_next",
                    "zoom_in",
                    "zoom_out",
                    "refresh",
                ),
                (
                    "near",
                    "questions",
                    "ledger_openness",
                    "ledger_protection",
                ),
                (
                    "toggle_panels",
                    "reset_layout",
                    "full_screen",
                ),
            ),
        ),
    ),
)
