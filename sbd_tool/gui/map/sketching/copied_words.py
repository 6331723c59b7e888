"""Words for the clipboard: the measurement that stands on the map, or chosen annotations."""

from PySide6.QtGui import QGuiApplication

from sbd_tool.cartography.annotation_words import spoken
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk


def copy_words(desk: Desk) -> bool:
    """Put words on the clipboard; False when neither a measurement nor annotations are meant."""
    words = desk.measured_words or annotation_words(desk)
    if not words:
        return False
    QGuiApplication.clipboard().setText(words)
    desk.told.emit(text("sketch.copied"))
    return True


def annotation_words(desk: Desk) -> str:
    """Words and figures of the chosen annotations, "" when other things are chosen."""
    project = desk.project
    rows = {} if project is None else project.annotations
    if not desk.selection or any(one not in rows for one in desk.selection):
        return ""
    said = [" ".join(spoken(rows[one], desk.look.words)) for one in desk.selection]
    return "\n".join(line for line in said if line)
