"""Tasks open beside the inspector and go with the project."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from sbd_tool.app.checklists.templates import add_template
from sbd_tool.domain.errors import SbdError
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.tasks.panel import TasksPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 420


def checklist_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of checklists do."""
    return {"tasks": lambda: open_tasks_panel(window)}


def open_tasks_panel(window: Window) -> SideDock | None:
    """Show the tasks with their pins on the map."""
    desk, area = window.desk, window.workspace.map_area
    if desk.project is None:
        return None
    panel = TasksPanel(desk, area.canvas)
    title = desk.look.words_of("checklist.title")
    dock = open_side(window.workspace, desk.look, "tasks", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.tool_dropped.connect(lambda: area.use_tool("tool_select"))
    panel.file_wanted.connect(lambda: _pick(window, panel))
    panel.list.list.setFocus()
    return dock


def _pick(window: Window, panel: TasksPanel) -> None:
    words = window.desk.look.words_of("checklist.from_file")
    window.pick_files(words, partial(_add, window, panel))


def _add(window: Window, panel: TasksPanel, paths: Sequence[Path]) -> None:
    desk = window.desk
    for path in paths:
        project = desk.whole
        if project is None:
            return
        try:
            command, _ = add_template(project, path, desk.by())
        except SbdError as refusal:
            desk.report(refusal)
            continue
        desk.do(command)
    panel.put.refresh()
