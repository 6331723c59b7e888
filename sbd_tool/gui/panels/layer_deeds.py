"""What the layer tree does with one layer beyond showing it."""

from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands import SetLock
from sbd_tool.app.table import grid_of
from sbd_tool.domain.locks import is_layer_locked
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.table.files import ask_export


def toggle_lock(desk: Desk, layer_id: str) -> None:
    """Lock a layer or picture, or unlock it."""
    project = desk.project
    if project is not None:
        is_locked = not is_layer_locked(project, layer_id)
        desk.do(SetLock(object_ids=(layer_id,), is_locked=is_locked, by=desk.by()))


def export_table_of(desk: Desk, parent: QWidget, layer_id: str, name: str) -> None:
    """Ask where to write the attribute table of a layer."""
    project = desk.project
    if project is not None:
        grid = grid_of(project, layer_id, desk.rules.catalogue)
        ask_export(desk, parent, name.replace("/", "-"), grid, list(range(len(grid))))
