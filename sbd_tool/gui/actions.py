"""Every menu entry and shortcut as a value; menus, palette and tips are made from this one list."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sbd_tool.gui.look import Look

SEPARATOR: Final = ""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can ask for.

    Attributes:
        key: Name of the action; its words are ``gui.action.<key>``.
        keys: Shortcuts; the first is shown.
        icon: Icon name, or "".
        is_checkable: Whether it can be on or off.
        needs_project: Disabled on the start page.
    """

    key: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    is_checkable: bool = False
    needs_project: bool = True


ACTIONS: Final = (
    ActionSpec("new", ("Ctrl+N",), "file-plus", needs_project=False),
    ActionSpec("open", ("Ctrl+O",), "folder-open", needs_project=False),
    ActionSpec("add_plan", ("Ctrl+Shift+O",), "plus"),
    ActionSpec("save", ("Ctrl+S",), "floppy-disk"),
    ActionSpec("save_as", ("Ctrl+Shift+S",)),
    ActionSpec("export", ("Ctrl+E",), "export"),
    ActionSpec("close_project", ("Ctrl+W",)),
    ActionSpec("quit", ("Ctrl+Q",), needs_project=False),
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
    ActionSpec("zoom_full", ("Ctrl+Shift+F",), "arrows-out"),
    ActionSpec("zoom_square", ("Ctrl+0",)),
    ActionSpec("zoom_selection", ("Ctrl+J",), "crosshair"),
    ActionSpec("zoom_last", ("Alt+Left",), "arrow-left"),
    ActionSpec("zoom_next", ("Alt+Right",), "arrow-right"),
    ActionSpec("zoom_in", ("Ctrl++",)),
    ActionSpec("zoom_out", ("Ctrl+-",)),
    ActionSpec("refresh", ("F5",)),
    ActionSpec("near", ("Ctrl+L",), "list-bullets"),
    ActionSpec("note", ("N",), "note-pencil"),
    ActionSpec("add_photo", icon="camera"),
    ActionSpec("questions", ("Q",)),
    ActionSpec("ledger_openness", ("Ctrl+1",), "chart-bar"),
    ActionSpec("ledger_protection", ("Ctrl+2",), "chart-bar"),
    ActionSpec("reset_layout"),
    ActionSpec("toggle_panels", ("Ctrl+Tab",)),
    ActionSpec("full_screen", ("F11",), needs_project=False),
    ActionSpec("next_area", ("F6",), needs_project=False),
    ActionSpec("previous_area", ("Shift+F6",), needs_project=False),
    ActionSpec("tool_select", ("V", "Ctrl+Shift+I"), "cursor", is_checkable=True),
    ActionSpec("tool_pan", ("H",), "hand", is_checkable=True),
    ActionSpec("tool_edit", ("E",), "pencil-simple", is_checkable=True),
    ActionSpec("tool_point", ("P",), "map-pin", is_checkable=True),
    ActionSpec("tool_line", ("R",), "line-segments", is_checkable=True),
    ActionSpec("tool_area", ("A",), "polygon", is_checkable=True),
    ActionSpec("measure_length", ("M", "Ctrl+Shift+M"), "ruler", is_checkable=True),
    ActionSpec("measure_area", ("Ctrl+Shift+J",), "bounding-box", is_checkable=True),
    ActionSpec("tool_look", ("L",), "eye", is_checkable=True),
    ActionSpec("snapping", ("S", "F3"), "magnet", is_checkable=True),
    ActionSpec("verdicts", ("G",), "arrows-in-line-horizontal", is_checkable=True),
    ActionSpec("light_map", ("Ctrl+Shift+L",), "lightbulb", is_checkable=True),
    ActionSpec("help", ("F1",), "question", needs_project=False),
    ActionSpec("about", needs_project=False),
)
SPECS: Final = {spec.key: spec for spec in ACTIONS}

MENUS: Final = (
    (
        "file",
        (
            "new",
            "open",
            "add_plan",
            SEPARATOR,
            "save",
            "save_as",
            "export",
            SEPARATOR,
            "close_project",
            "quit",
        ),
    ),
    (
        "edit",
        (
            "undo",
            "redo",
            SEPARATOR,
            "select_all",
            "select_invert",
            "select_none",
            SEPARATOR,
            "copy",
            "paste",
            "duplicate",
            "delete",
            SEPARATOR,
            "palette",
        ),
    ),
    (
        "view",
        (
            "zoom_full",
            "zoom_square",
            "zoom_selection",
            "zoom_last",
            "zoom_next",
            "zoom_in",
            "zoom_out",
            "refresh",
            SEPARATOR,
            "near",
            "questions",
            "ledger_openness",
            "ledger_protection",
            SEPARATOR,
            "toggle_panels",
            "reset_layout",
            "full_screen",
        ),
    ),
    (
        "tools",
        (
            "tool_select",
            "tool_pan",
            "tool_edit",
            SEPARATOR,
            "tool_point",
            "tool_line",
            "tool_area",
            SEPARATOR,
            "measure_length",
            "measure_area",
            "tool_look",
            SEPARATOR,
            "note",
            "add_photo",
            SEPARATOR,
            "snapping",
            "verdicts",
            "light_map",
        ),
    ),
    ("help", ("help", "about")),
)

RAIL: Final = (
    "tool_select",
    "tool_pan",
    "tool_edit",
    SEPARATOR,
    "tool_point",
    "tool_line",
    "tool_area",
    SEPARATOR,
    "measure_length",
    "measure_area",
    "tool_look",
    SEPARATOR,
    "snapping",
    "verdicts",
)
TOOL_KEYS: Final = (
    "tool_select",
    "tool_pan",
    "tool_edit",
    "tool_point",
    "tool_line",
    "tool_area",
    "measure_length",
    "measure_area",
    "tool_look",
)


def make_actions(look: Look, parent: QWidget) -> dict[str, QAction]:
    """Qt actions by key, on the window so that their shortcuts work everywhere in it."""
    made = {}
    for spec in ACTIONS:
        action = QAction(look.say(f"action.{spec.key}"), parent)
        action.setObjectName(f"action_{spec.key}")
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.is_checkable)
        action.setToolTip(tip_of(look, spec))
        parent.addAction(action)
        made[spec.key] = action
    return made


def tip_of(look: Look, spec: ActionSpec) -> str:
    """Words and first shortcut."""
    words = look.say(f"action.{spec.key}")
    return f"{words} ({spec.keys[0]})" if spec.keys else words
