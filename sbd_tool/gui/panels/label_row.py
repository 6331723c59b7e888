"""A row of the inspector: the label of measures, and the way to change it."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands.labelling import label_of_measure
from sbd_tool.app.labels.sets import shown_label
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import ElidedLabel, holder, label, row, tool

MIXED = "\u2013"


def label_row(desk: Desk, measures: Sequence[Measure]) -> QWidget:
    """The label the measures have in common, with the mark of the project's set."""
    look, project = desk.look, desk.project
    found = set() if project is None else {label_of_measure(project, one) for one in measures}
    words = MIXED
    if project is not None and len(found) == 1:
        words = look.word(shown_label(project, found.pop()))
    shown = ElidedLabel(words, "body")
    shown.setObjectName("measure_label")
    change = tool(look.theme, "shield", "measure_label_change", look.words_of("marks.change"))

    def open_card() -> None:
        action = change.window().findChild(QAction, "action_labels")
        if action is not None:
            action.trigger()

    change.clicked.connect(open_card)
    made = row(label(look.words_of("marks.label")), shown, change, spacing=10)
    made.setStretch(1, 1)
    return holder(made)
