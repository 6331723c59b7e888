"""After an export: what was written and where; and what its name is in another format."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sbd_tool.app.labels.sets import mark_of
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import holder, label, row
from sbd_tool.gui.widgets.signs import tlp_sign

SUFFIXES: Final = (
    ".pdf", ".sheet.pdf", ".report.html", ".docx", ".html", ".png", ".svg", ".gpkg", ".qgis.zip",
    ".geojson", ".xlsx", ".dxf", ".csv",
)  # fmt: skip


def label_sign(desk: Desk, marking: Tlp) -> QWidget:
    """The label of an edition, with the mark of the project's set before it."""
    project, sign = desk.project, tlp_sign(desk.look.theme, marking.value)
    mark = "" if project is None else mark_of(project, marking)
    return holder(row(label(mark, "strong"), sign, spacing=8)) if mark else sign


def written(desk: Desk, exported: Any) -> None:
    """Say what was written, and offer to open its folder."""
    count = len(exported.withheld)
    if exported.logged is not None:
        label_of_log, lines = exported.logged
        told = text("protect.logged", label=literal(label_of_log.value), count=lines)
        desk.told.emit(told)
    opener = (desk.look.say("export.open_folder"), lambda: open_folder(exported.path))
    said = text("gui.exported", file=exported.path.name, count=count)
    if exported.remarks:  # one banner: a second one would take the place of the first
        said = literal(" ".join(desk.look.word(one) for one in (said, *exported.remarks)))
    desk.offered.emit(said, [opener])


def open_folder(path: Path) -> None:
    """Show the folder of a file in the desktop's own file viewer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))


def stem_of(path: str) -> str:
    """A path without the suffix of a format; the longest one fits."""
    path = path[:-4] if path.lower().endswith(".age") else path
    known = sorted(SUFFIXES, key=len, reverse=True)
    return next((path[: -len(one)] for one in known if path.lower().endswith(one)), path)
