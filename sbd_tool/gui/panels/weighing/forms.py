"""Three ways to say weights of one ledger: directly, by swings, in pairs."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from sbd_tool.app.eliciting import (
    FULL_SWING,
    Elicited,
    elicit,
    families_of,
)
from sbd_tool.app.weighing import weight_rules
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.weighting import Elicitation
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.weighing.charts import Span, SpanChart
from sbd_tool.gui.widgets.basics import clear, column, label, row

FULL: Final = 100
NAME_PX: Final = 216


class SharesForm(QWidget):
    """Questions about one ledger and, live below them, the shares they give.

    Signals:
        answered: Something was answered.
    """

    answered = Signal()
    method = Elicitation.DIRECT

    def __init__(self, desk: Desk, ledger: LedgerKey) -> None:
        super().__init__()
        self.desk, self.ledger = desk, ledger
        self.families = families_of(desk.rules.rubric, ledger)
        self.names = {one.key: desk.look.word(one.name) for one in self.families}
        say = desk.look.words_of
        asks = label(say(f"weights.ask_{self.method.value}"), "", is_wrapped=True)
        self.told = label("", "small", is_wrapped=True)
        self.told.setObjectName(f"shares_told_{ledger.value}")
        self._chart = column(spacing=2)
        self.questions = column(spacing=6)
        self.build()
        self.setLayout(column(asks, spacing=9))
        self.arrange(label(say("weights.gives"), "caption"))
        self.refresh()

    def arrange(self, gives: QLabel) -> None:
        """Questions first, then what they give."""
        self._add(self.questions, gives, self._chart, self.told)

    def _add(self, *parts: QLayout | QWidget) -> None:
        lines = self.layout()
        if isinstance(lines, QVBoxLayout):
            for part in parts:
                lines.addLayout(part) if isinstance(part, QLayout) else lines.addWidget(part)

    def build(self) -> None:
        """Put the questions into ``questions``."""
        raise NotImplementedError

    def answers(self) -> dict[str, float]:
        """Answers as the elicitation takes them."""
        raise NotImplementedError

    def elicited(self) -> Elicited | None:
        """What the answers give, or None while they are no whole set."""
        try:
            return elicit(self.method, self.answers())
        except ValueError:
            return None

    def refresh(self) -> None:
        """Show the shares."""
        look, found = self.desk.look, self.elicited()
        clear(self._chart)
        if found is None:
            self.told.setText(look.words_of("weights.not_yet"))
        else:
            spans = [
                Span(
                    name=self.names[key],
                    low=0.0,
                    high=FULL * share,
                    tick=None,
                    said=look.words.quantity(Quantity(FULL * share, "%")),
                )
                for key, share in found.held.items()
            ]
            words = look.words_of("weights.gives")
            chart = SpanChart(look.theme, self.ledger.value, spans, (0.0, 50.0), None, words)
            self._chart.addWidget(chart)
            self.told.setText(self.remark(found))
        self.told.setVisible(bool(self.told.text()))
        self.answered.emit()

    def remark(self, found: Elicited) -> str:
        """What is worth knowing about the shares."""
        if not found.is_held:
            return ""
        bounds = weight_rules().bounds
        return self.desk.look.words_of(
            "weights.was_held",
            least=Quantity(FULL * bounds.least, "%"),
            greatest=Quantity(FULL * bounds.greatest, "%"),
        )

    def slider(self, name: str, words: str, ends: tuple[int, int], value: int) -> QSlider:
        """A slider for one answer, moved by mouse and by arrow keys."""
        made = QSlider(Qt.Orientation.Horizontal)
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setRange(*ends)
        made.setValue(value)
        made.setPageStep(max(1, (ends[1] - ends[0]) // 10))
        return made


class DirectForm(SharesForm):
    """Weights in any unit; they begin at those in use."""

    method = Elicitation.DIRECT

    def build(self) -> None:
        self._sliders: dict[str, QSlider] = {}
        total = sum(one.weight for one in self.families)
        for one in self.families:
            name = self.names[one.key]
            value = round(FULL * one.weight / total) if total else 0
            self._sliders[one.key] = self.slider(f"direct_{one.key}", name, (0, FULL), value)
            self.questions.addLayout(self._line(name, one.key))

    def _line(self, name: str, key: str) -> QHBoxLayout:
        slider, figure = self._sliders[key], label("", "small")
        figure.setMinimumWidth(34)
        _follow(slider, figure)
        slider.valueChanged.connect(self.refresh)
        return _named(name, slider, figure)

    def answers(self) -> dict[str, float]:
        return {key: float(slider.value()) for key, slider in self._sliders.items()}


class SwingForm(SharesForm):
    """First the swing that matters most, then the others beside it."""

    method = Elicitation.SWING

    def build(self) -> None:
        self._sliders: dict[str, QSlider] = {}
        self._first: dict[str, QRadioButton] = {}
        say = self.desk.look.words_of
        for number, one in enumerate(self.families):
            name = self.names[one.key]
            words = say("weights.lift_first", family=name)
            first = QRadioButton(name)
            first.setObjectName(f"first_{one.key}")
            first.setAccessibleName(words)
            first.setToolTip(words)
            first.setChecked(number == 0)
            first.setFixedWidth(NAME_PX)
            tip = say("weights.lift_beside", family=name)
            slider = self.slider(f"swing_{one.key}", tip, (0, FULL), FULL)
            self._first[one.key], self._sliders[one.key] = first, slider
            figure = label("", "small")
            figure.setMinimumWidth(34)
            _follow(slider, figure)
            line = row(first, slider, figure, spacing=8)
            line.setStretch(1, 1)
            self.questions.addLayout(line)
            first.toggled.connect(partial(self._chosen, one.key))
            slider.valueChanged.connect(self.refresh)
        self._chosen(self.families[0].key, is_on=True)

    def _chosen(self, key: str, is_on: bool) -> None:  # noqa: FBT001 - a slot of Qt
        slider = self._sliders[key]
        if is_on:
            slider.setValue(FULL)
        slider.setEnabled(not is_on)

    def answers(self) -> dict[str, float]:
        return {
            key: FULL_SWING if self._first[key].isChecked() else float(slider.value())
            for key, slider in self._sliders.items()
        }


def _follow(slider: QSlider, figure: QLabel) -> None:
    figure.setText(str(slider.value()))
    slider.valueChanged.connect(lambda value: figure.setText(str(value)))


def _named(words: str, *items: QWidget) -> QHBoxLayout:
    name = label(words, "small")
    name.setFixedWidth(NAME_PX)
    line = row(name, *items, spacing=8)
    line.setStretch(1, 1)
    return line
