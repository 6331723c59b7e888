"""Deeds of the import desk: what comes in, where it lies, and what is wrong with it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.georeferencing.subjects import file_key
from sbd_tool.gui.georeferencing.underlays import add_underlays, open_georeferencing
from sbd_tool.gui.import_desk.pasting import paste_plan
from sbd_tool.gui.import_desk.taking import take_in
from sbd_tool.gui.panels.doctor import DoctorPanel
from sbd_tool.gui.panels.layers import LayersPanel
from sbd_tool.gui.side_dock import SideDock, open_side

PICTURES: Final = "PDF, JPEG, PNG, TIFF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


def insert_deeds(window: Window) -> dict[str, Deed]:
    """What the keys of `sbd_tool.gui.actions.insert` do."""
    return {
        "doctor": lambda: open_doctor(window),
        "georeference": lambda: open_georeferencing(window, _chosen(window)),
        "add_underlay": lambda: _ask_underlay(window),
        "add_folder": lambda: _ask_folder(window),
        "paste_plan": lambda: paste_plan(window),
    }


def _chosen(window: Window) -> str:
    """Key of what is chosen in the layer tree: a picture, or the file a layer came from."""
    panel, project = window.workspace.layers.widget(), window.desk.project
    if not isinstance(panel, LayersPanel) or project is None:
        return ""
    layer = next((one for one in project.layers if one.id == panel.chosen_layer), None)
    return panel.chosen_picture if layer is None else file_key(layer)


def _ask_underlay(window: Window) -> None:
    look = window.desk.look
    title = look.words_of("desk.action.add_underlay")
    folder = str(window.memory.value("files/folder", str(Path.home())))
    dialog = QFileDialog(window.widget(), title, folder, PICTURES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda names: add_underlays(window, [Path(n) for n in names]))
    dialog.open()


def _ask_folder(window: Window) -> None:
    look = window.desk.look
    folder = str(window.memory.value("files/folder", str(Path.home())))
    dialog = QFileDialog(window.widget(), look.words_of("desk.action.add_folder"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: take_in(window, [Path(name)]))
    dialog.open()


def open_doctor(window: Window) -> SideDock | None:
    """Open the input doctor beside the map and examine the plan."""
    desk, workspace = window.desk, window.workspace
    if desk.project is None:
        return None
    panel = DoctorPanel(desk, workspace.map_area.canvas)
    title = desk.look.words_of("desk.doctor")
    dock = open_side(workspace, desk.look, "doctor", title, panel)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.tree.setFocus()
    return dock
