"""Undo, choice and copies."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("undo", ("Ctrl+Z",), "arrow-u-up-left"),
        ActionSpec("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "arrow-u-up-right"),
        ActionSpec("delete", ("Del",), "trash"),
        ActionSpec("copy", ("Ctrl+C",), "copy-simple"),
        ActionSpec("paste", ("Ctrl+V",), "clipboard"),
        ActionSpec("duplicate", ("Ctrl+D",), "copy"),
        ActionSpec("select_all", ("Ctrl+A",), "selection-all"),
        ActionSpec("select_invert", ("Ctrl+I",)),
        ActionSpec("select_none", ("Ctrl+Shift+A",)),
        ActionSpec("palette", ("Ctrl+K",), "magnifying-glass", needs_project=False),
    ),
    menus=(
        (
            "edit",
            (
                (
                    "undo",
                    "redo",
                ),
                (
                    "select_all",
                    "select_invert",
                    "select_none",
                ),
                (
                    "copy",
                    "paste",
                    "duplicate",
                    "delete",
                ),
                ("palette",),
            ),
        ),
    ),
)
