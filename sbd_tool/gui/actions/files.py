"""Projects, plans and exports."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("new", ("Ctrl+N",), "file-plus", needs_project=False),
        ActionSpec("open", ("Ctrl+O",), "folder-open", needs_project=False),
        ActionSpec("add_plan", ("Ctrl+Shift+O",), "plus"),
        ActionSpec("save", ("Ctrl+S",), "floppy-disk"),
        ActionSpec("save_as", ("Ctrl+Shift+S",)),
        ActionSpec("export", ("Ctrl+E",), "export"),
        ActionSpec("close_project", ("Ctrl+W",)),
        ActionSpec("quit", ("Ctrl+Q",), needs_project=False),
    ),
    menus=(
        (
            "file",
            (
                (
                    "new",
                    "open",
                    "add_plan",
                ),
                (
                    "save",
                    "save_as",
                    "export",
                ),
                (
                    "close_project",
                    "quit",
                ),
            ),
        ),
    ),
)
