"""Checklists and their tasks on the square."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(ActionSpec("tasks", ("Ctrl+Alt+Shift+T",), "list-checks", part="checklist"),),
    menus=(("analysis", (("tasks",),)),),
)
