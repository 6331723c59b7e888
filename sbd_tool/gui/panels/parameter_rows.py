"""Rows that edit parameters of measures: value, unit, evidence, and where it is from."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from sbd_tool.domain.catalogue import ParameterSpec
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import Measure, ParameterValue
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import mark, restyle
from sbd_tool.gui.widgets.basics import ElidedLabel, column, holder, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.signs import evidence_sign
from sbd_tool.gui.wording import evidence_words

EDIT_PX: Final = 96
MIXED: Final = object()

SetParameter = Callable[[str, ParameterValue], None]


def parameter_words(look: Look, key: str) -> str:
    """Name of a parameter: the catalogue's words, or the key made readable."""
    if look.words.has(f"catalogue.parameter.{key}"):
        return look.words_of(f"catalogue.parameter.{key}")
    stem = key
    for unit in ("_m", "_mm", "_kg", "_lux", "_percent", "_deg", "_kmh", "_db"):
        stem = stem.removesuffix(unit)
    return stem.replace("_", " ").replace("-", " ").capitalize()


def choice_words(look: Look, choice: str) -> str:
    """Name of a choice: the catalogue's words, or the key made readable."""
    if look.words.has(f"catalogue.choice.{choice}"):
        return look.words_of(f"catalogue.choice.{choice}")
    return choice.replace("_", " ").replace("-", " ")


def shared_value(measures: Sequence[Measure], spec: ParameterSpec) -> object:
    """The value all measures share (the default where none is set), or ``MIXED``."""
    values = {repr(m.parameters.get(spec.key, spec.value)) for m in measures}
    return measures[0].parameters.get(spec.key, spec.value) if len(values) == 1 else MIXED


def parameter_row(
    look: Look,
    spec: ParameterSpec,
    measures: Sequence[Measure],
    set_value: SetParameter,
    control: QWidget | None = None,
) -> QWidget:
    """One parameter of one or many measures; a control of its own takes the usual one's place."""
    value = shared_value(measures, spec)
    first = measures[0]
    is_own = any(spec.key in m.parameters for m in measures)
    evidence = first.parameter_evidence.get(spec.key)
    if evidence is None:
        evidence = first.stamp.evidence if is_own else Evidence.ASSUMED
    dot = evidence_sign(look.theme, evidence.value, evidence_words(look, evidence))
    name = ElidedLabel(parameter_words(look, spec.key))
    basis = look.say("parameter.default", basis=look.say(f"basis_short.{spec.basis.value}"))
    caption = look.say("parameter.changed") if is_own else basis
    source = f" · {spec.source}" if spec.source else ""
    editor = _editor(look, spec, value, set_value) if control is None else control
    unit = label(spec.unit, "small")
    unit.setFixedWidth(30)
    words = column(name, ElidedLabel(f"{caption}{source}", "caption"), spacing=0)
    made = row(words, dot, editor, unit, spacing=6)
    made.setStretch(0, 1)
    return holder(made)


def _editor(look: Look, spec: ParameterSpec, value: object, set_value: SetParameter) -> QWidget:
    name = parameter_words(look, spec.key)
    if isinstance(spec.value, bool):
        box = QCheckBox()
        box.setObjectName(f"parameter_{spec.key}")
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setChecked(value is True)
        box.toggled.connect(lambda is_on: set_value(spec.key, bool(is_on)))
        return box
    if spec.choices:
        return _choice(look, spec, value, set_value)
    return _line(look, spec, value, set_value)


def _choice(look: Look, spec: ParameterSpec, value: object, set_value: SetParameter) -> QWidget:
    select = Select(look.theme, f"parameter_{spec.key}", parameter_words(look, spec.key))
    select.setFixedWidth(EDIT_PX + 30)
    for choice in spec.choices:
        select.addItem(choice_words(look, choice), choice)
    select.setCurrentIndex(select.findData(value) if isinstance(value, str) else -1)
    select.activated.connect(lambda: set_value(spec.key, str(select.currentData())))
    return select


def _line(look: Look, spec: ParameterSpec, value: object, set_value: SetParameter) -> QWidget:
    edit = QLineEdit()
    edit.setObjectName(f"parameter_{spec.key}")
    edit.setAccessibleName(f"{parameter_words(look, spec.key)} {spec.unit}".strip())
    edit.setFixedWidth(EDIT_PX)
    edit.setToolTip(spec.example or parameter_words(look, spec.key))
    is_number = isinstance(spec.value, int | float) or spec.unit != ""
    if value is MIXED:
        edit.setPlaceholderText(look.say("parameter.mixed"))
    elif value is None:
        edit.setPlaceholderText(look.say("parameter.unknown"))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        edit.setText(look.words.number(value, _decimals(float(value))))
    else:
        edit.setText(str(value))
    if is_number:
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    edit.editingFinished.connect(
        lambda: _take(look, spec, edit, value, set_value, is_number=is_number)
    )
    return edit


def _decimals(value: float) -> int:
    return next((d for d in (0, 1, 2) if abs(value - round(value, d)) < 1e-9), 3)  # noqa: PLR2004


def read_number(typed: str) -> float | None:
    """A number as typed with comma or point and any grouping space, or None."""
    plain = typed.strip().replace("\u2212", "-")
    for space in (" ", "\u00a0", "\u202f"):
        plain = plain.replace(space, "")
    if "," in plain and "." in plain:
        last = max(plain.rfind(","), plain.rfind("."))
        plain = plain[:last].replace(",", "").replace(".", "") + "." + plain[last + 1 :]
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None  # noqa: PLR2004 - rejects inf and nan too


def _take(
    look: Look,
    spec: ParameterSpec,
    edit: QLineEdit,
    before: object,
    set_value: SetParameter,
    *,
    is_number: bool,
) -> None:
    typed = edit.text().strip()
    if not edit.isModified():
        return
    edit.setModified(False)
    value: ParameterValue = typed or None
    if is_number and typed:
        value = read_number(typed)
        low = spec.minimum if spec.minimum is not None else float("-inf")
        high = spec.maximum if spec.maximum is not None else float("inf")
        if value is None or not low <= value <= high:
            mark(edit, invalid=True)
            edit.setToolTip(look.say("parameter.refused"))
            restyle(edit)
            return
    if value != before:
        set_value(spec.key, value)
