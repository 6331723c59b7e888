"""Annotating the map and measuring on it."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec


def _tool(key: str, keys: tuple[str, ...], icon: str) -> ActionSpec:
    return ActionSpec(key, keys, icon, is_checkable=True, is_tool=True, part="sketch")


ANNOTATE: Final = (
    "annotate_text",
    "annotate_arrow",
    "annotate_callout",
    "annotate_freehand",
)

PART: Final = ActionPart(
    actions=(
        _tool("annotate_text", ("Shift+W",), "text-t"),
        _tool("annotate_arrow", ("Shift+K",), "arrow-up-right"),
        _tool("annotate_callout", ("Shift+C",), "chat-text"),
        _tool("annotate_freehand", ("Shift+F",), "scribble-loop"),
        _tool("measure_angle", ("Shift+Q",), "triangle"),
        ActionSpec("pin_measurement", ("K",), "push-pin", part="sketch"),
        ActionSpec("edit_words", ("F2",), "pencil-line", part="sketch"),
    ),
    menus=(
        (
            "draw",
            (
                ANNOTATE,
                ("measure_angle", "pin_measurement", "edit_words"),
            ),
        ),
    ),
)
