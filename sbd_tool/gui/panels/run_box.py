"""A run in the inspector: count, clear gap and unit, with their effect while they are typed."""

import math
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QSpinBox, QWidget

from sbd_tool.app.commands import EditMeasures
from sbd_tool.app.run_layout import setting_of
from sbd_tool.app.run_words import run_words
from sbd_tool.cartography.runs import axis_lines, size_keys
from sbd_tool.domain.edits.runs import unit_count
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import column, holder, label, row

LARGEST_GAP_M: Final = 20.0
LEAST_M: Final = 0.05
STEP_M: Final = 0.05
EDIT_PX: Final = 104


class RunBox(QWidget):
    """Three numbers of one run; any of them shows at once what it does to every gap.

    Args:
        desk: The project.
        measure: A run of one line.
        keys: Parameters that hold the length of a unit and the clear gap.
    """

    def __init__(self, desk: Desk, measure: Measure, keys: tuple[str, str]) -> None:
        super().__init__()
        self.desk, self._measure, self._keys = desk, measure, keys
        self._line = axis_lines(measure.geometry)[0] if measure.geometry is not None else None
        self.setObjectName("run_box")
        look = desk.look
        self.count = QSpinBox()
        self.gap, self.unit = self._metres("run_gap"), self._metres("run_unit")
        self._shape(self.count, "run_count")
        self.sentences = QLabel()
        self.sentences.setObjectName("run_sentences")
        self.sentences.setWordWrap(True)
        lines = column(label(look.words_of("sketch.run.title"), "strong"), spacing=6)
        for name, field in (("count", self.count), ("gap", self.gap), ("unit", self.unit)):
            words = look.words_of(f"sketch.run.{name}")
            field.setAccessibleName(words)
            field.setToolTip(words)
            made = row(label(words), None, field, spacing=8)
            lines.addWidget(holder(made))
        lines.addWidget(self.sentences)
        self.setLayout(lines)
        self._is_filling = False
        self._fill(measure)
        self.count.valueChanged.connect(self._take_count)
        self.gap.valueChanged.connect(self._preview)
        self.unit.valueChanged.connect(self._preview)
        for field in (self.count, self.gap, self.unit):
            field.editingFinished.connect(self.keep)
        desk.chosen.connect(self._leave)

    def _metres(self, name: str) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setDecimals(3)
        made.setRange(LEAST_M, LARGEST_GAP_M)
        made.setSingleStep(STEP_M)
        made.setSuffix("\u202fm")
        self._shape(made, name)
        return made

    def _shape(self, field: QSpinBox | QDoubleSpinBox, name: str) -> None:
        locale = self.desk.bench.settings.number_locale or self.desk.look.language
        field.setLocale(QLocale(locale))
        field.setObjectName(name)
        field.setFixedWidth(EDIT_PX)

    def _fill(self, measure: Measure) -> None:
        """Show the numbers of a measure without telling anybody."""
        project = self.desk.project
        setting = None if project is None else setting_of(project, measure, self.desk.rules)
        if setting is None or self._line is None:
            return
        self._is_filling = True
        length = self._line.length
        self.count.setRange(1, max(1, math.floor(length / max(LEAST_M, setting.unit.length_m))))
        self.gap.setValue(setting.gap_m)
        self.unit.setValue(setting.unit.length_m)
        self.count.setValue(unit_count(length, setting.unit.length_m, setting.gap_m))
        self._is_filling = False
        try:
            said = run_words(setting.laid_out(self._line), setting.limits)
        except InputError as problem:
            said = (problem.what,)
        self.sentences.setText("\n".join(self.desk.look.word(one) for one in said))

    def _take_count(self, count: int) -> None:
        """So many units: the gap that spreads them evenly over the line."""
        if self._is_filling or self._line is None or count < 2:  # noqa: PLR2004 - a gap needs two
            return
        room = self._line.length - count * self.unit.value()
        self.gap.setValue(max(LEAST_M, math.ceil(room / (count - 1) * 1000 - 1e-6) / 1000))

    def _typed(self) -> Measure:
        length, gap = self._keys
        mine = {length: round(self.unit.value(), 3), gap: round(self.gap.value(), 3)}
        return replace(self._measure, parameters={**self._measure.parameters, **mine})

    def _preview(self) -> None:
        if self._is_filling:
            return
        draft = self._typed()
        self._fill(draft)
        self.desk.draft_run(draft)

    def keep(self) -> None:
        """Take the numbers over as one step, if they are others than before."""
        desk, draft = self.desk, self.desk.run_draft
        if draft is None or draft.id != self._measure.id:
            return
        desk.draft_run(None)
        before = self._measure.parameters
        changed = {k: v for k, v in draft.parameters.items() if before.get(k) != v}
        if changed:
            how = dict.fromkeys(changed, Evidence.SURVEYED)
            desk.do(
                EditMeasures(
                    measure_ids=(draft.id,),
                    parameters=changed,
                    parameter_evidence=how,
                    by=desk.by(),
                )
            )

    def _leave(self) -> None:
        self.desk.draft_run(None)


def run_box(desk: Desk, measure: Measure) -> RunBox | None:
    """The box of a measure that is a run of one line, or None."""
    kind = desk.kind(measure.kind)
    if kind is None or measure.geometry is None or len(axis_lines(measure.geometry)) != 1:
        return None
    sizes = {**{spec.key: spec.value for spec in kind.parameters}, **measure.parameters}
    keys = size_keys(kind.symbol, sizes)
    return None if keys is None else RunBox(desk, measure, keys)
