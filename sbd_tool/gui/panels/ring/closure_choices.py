"""What a closure is to be: cheap or quiet, against which vehicle, of which rating, with gates."""

from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.widgets.basics import column, label, row
from sbd_tool.gui.widgets.controls import Segments, Select

OBJECTIVES: Final = ("cost", "load")
VEHICLES: Final = ("small", "car", "van", "truck_7t", "truck_18t")
STANDARD: Final = "truck_7t"


class ClosureChoices(QWidget):
    """Four choices; without a rating nothing proposed is sure to hold."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        look, say = desk.look, desk.look.words_of
        objectives = [(key, say(f"ring.least_{key}")) for key in OBJECTIVES]
        self.objective = Segments(objectives, "cost", lambda _key: None, "closure_least")
        self.objective.setAccessibleName(say("ring.least"))
        self.vehicle = Select(look.theme, "closure_vehicle", say("ring.stops"))
        for key in VEHICLES:
            self.vehicle.addItem(say(f"ring.vehicle_{key}"), key)
        self.vehicle.setCurrentIndex(VEHICLES.index(STANDARD))
        self.gates = QCheckBox(say("ring.gates"))
        self.gates.setObjectName("closure_gates")
        self.gates.setAccessibleName(say("ring.gates"))
        self.gates.setToolTip(say("ring.gates_why"))
        self.gates.setChecked(True)
        self.rating = QLineEdit()
        self.rating.setObjectName("closure_rating")
        self.rating.setAccessibleName(look.word(text("crowd.rating")))
        self.rating.setToolTip(look.word(text("crowd.rating_why")))
        self.rating.setPlaceholderText(look.word(text("crowd.rating_none")))
        named = row(label(look.word(text("crowd.rating")), "small"), self.rating, spacing=8)
        named.setStretch(1, 1)
        against = row(label(say("ring.stops"), "small"), self.vehicle, spacing=8)
        against.setStretch(1, 1)
        self.setLayout(column(self.objective, against, named, self.gates, spacing=8))

    def wish(self) -> ListWish:
        """What is chosen, for the option and state that the window shows."""
        shown = wish_of(self.desk)
        return ListWish(
            option=shown.option,
            time_state=shown.time_state,
            objective=self.objective.current,
            required=str(self.vehicle.currentData()),
            keeps_gates=self.gates.isChecked(),
            rating=self.rating.text().strip(),
        )
