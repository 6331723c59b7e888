"""Weights of one ledger from judged pairs; contradictions are named, with what would mend them."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider

from sbd_tool.app.eliciting import (
    STRONGEST_STEP,
    Elicited,
    consistency_limit,
    pairs_of,
    step_of,
)
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.weighting import Elicitation
from sbd_tool.gui.panels.weighing.forms import DirectForm, SharesForm, SwingForm
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row


class PairsForm(SharesForm):
    """Each pair on Saaty's scale; contradictions are named, with what would mend them."""

    method = Elicitation.PAIRWISE

    def build(self) -> None:
        self._sliders: dict[str, QSlider] = {}
        say = self.desk.look.words_of
        for first, second in pairs_of(self.desk.rules.rubric, self.ledger):
            key = f"{first}|{second}"
            names = (self.names[first], self.names[second])
            words = say("weights.compare", first=names[0], second=names[1])
            ends = (-STRONGEST_STEP, STRONGEST_STEP)
            slider = self.slider(f"pair_{first}_{second}", words, ends, 0)
            mark(slider, "balance")
            slider.setInvertedAppearance(True)  # towards the first on the left
            slider.setTickPosition(QSlider.TickPosition.TicksBelow)
            slider.setTickInterval(STRONGEST_STEP)
            self._sliders[key] = slider
            said = label("", "small")
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            slider.valueChanged.connect(partial(self._say, said, names))
            slider.valueChanged.connect(self.refresh)
            self._say(said, names, 0)
            ends_told = [label(name, "caption") for name in names]
            ends_told[1].setAlignment(Qt.AlignmentFlag.AlignRight)
            line = row(ends_told[0], said, ends_told[1], spacing=6)
            line.setStretch(0, 1)
            line.setStretch(2, 1)
            self.questions.addLayout(column(line, slider, spacing=0))
        self._mend = button(self.desk.look.theme, say("weights.mend"), "pairs_mend", sign="wrench")
        self._mend.clicked.connect(self._take_suggestion)
        self._mend.hide()

    def arrange(self, gives: QLabel) -> None:
        """What contradicts stands first: ten pairs are more than a screen."""
        self._add(self.told, row(self._mend, STRETCH), self.questions, gives, self._chart)

    def _say(self, said: QLabel, names: tuple[str, str], step: int) -> None:
        look = self.desk.look
        if step == 0:
            said.setText(look.words_of("weights.equal"))
            said.setToolTip(look.words_of("weights.compare", first=names[0], second=names[1]))
            return
        more, less = names if step > 0 else names[::-1]
        times = look.words.number(abs(step) + 1)
        arrow = "\u2190" if step > 0 else "\u2192"
        said.setText(look.words_of("weights.times", arrow=arrow, times=times))
        said.setToolTip(look.words_of("weights.more", more=more, less=less, times=times))

    def answers(self) -> dict[str, float]:
        return {key: float(slider.value()) for key, slider in self._sliders.items()}

    def remark(self, found: Elicited) -> str:
        look, pairs = self.desk.look, found.pairwise
        if pairs is None:
            return ""
        parts = [
            look.words_of(
                "weights.consistent" if pairs.is_consistent else "weights.inconsistent",
                ratio=Quantity(pairs.consistency_ratio, "", 2),
                limit=Quantity(consistency_limit(), "", 2),
            )
        ]
        is_mendable = not pairs.is_consistent and pairs.weakest is not None
        self._mend.setVisible(is_mendable)
        if is_mendable and pairs.weakest is not None and pairs.suggested is not None:
            first, second = (self.names[key] for key in pairs.weakest)
            if pairs.suggested < 1:
                first, second = second, first
            times = max(pairs.suggested, 1 / pairs.suggested)
            parts.append(
                look.words_of(
                    "weights.weakest" if times > 1 else "weights.weakest_equal",
                    first=first,
                    second=second,
                    times=look.words.number(times),
                )
            )
        return " ".join([*parts, super().remark(found)]).strip()

    def _take_suggestion(self) -> None:
        found = self.elicited()
        if found is None or found.pairwise is None or found.pairwise.weakest is None:
            return
        first, second = found.pairwise.weakest
        slider = self._sliders.get(f"{first}|{second}")
        if slider is not None and found.pairwise.suggested is not None:
            slider.setValue(step_of(found.pairwise.suggested))
            slider.setFocus()


FORMS: Final = {form.method: form for form in (SwingForm, PairsForm, DirectForm)}
