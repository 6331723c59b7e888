"""Whether an export is made with approach speeds."""

from PySide6.QtWidgets import QCheckBox

from sbd_tool.gui.desk import Desk


def speeds_choice(desk: Desk) -> QCheckBox:
    """A tick, set where the window shows scores with speeds."""
    say = desk.look.words_of
    made = QCheckBox(say("speeds.with_speeds"))
    made.setObjectName("export_speeds")
    made.setAccessibleName(say("speeds.with_speeds"))
    made.setToolTip(say("speeds.with_speeds.tip"))
    made.setChecked(desk.bench.has_speeds)
    return made
