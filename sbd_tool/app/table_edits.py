"""From what somebody typed into a table to the command that does it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.measures import EditMeasures
from sbd_tool.app.commands.rows import EditManyFeatures, EditManyMeasures
from sbd_tool.app.table import MEASURES, Grid
from sbd_tool.app.table_columns import ABSENT, Column, ColumnSort
from sbd_tool.app.table_measures import kind_of, parameter_key
from sbd_tool.app.tag_parameters import checked_parameter
from sbd_tool.domain.catalogue import Catalogue, ParameterSpec
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text

_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{0,12})?")
_MINUS: Final = "\u2212"
_YES: Final = {"true", "yes", "ja", "1", "x"}
_NO: Final = {"false", "no", "nein", "0"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A value for many rows, ready to be done.

    Attributes:
        command: What does it, or None when no row takes it.
        rows: How many rows take it.
        skipped: How many of the chosen rows have no such thing.
    """

    command: Command | None
    rows: int
    skipped: int = 0


def typed_value(column: Column, words: str, before: AttributeValue = None) -> AttributeValue:
    """What somebody means who types that into a column; `ABSENT` takes the value away.

    Raises:
        InputError: It is no number, no yes or no, or none of the choices.
    """
    bare = words.strip()
    if column.sort is ColumnSort.CHOICE:
        if bare in {key for key, _ in column.choices} or (column.is_parameter and not bare):
            return bare
        raise refusal(text("table.no_choice", value=literal(bare[:80]), column=column.title))
    if not bare:
        return ABSENT
    if column.sort is ColumnSort.YES_NO:
        if bare.casefold() in _YES | _NO:
            return bare.casefold() in _YES
        raise refusal(text("table.no_yes", value=literal(bare[:80]), column=column.title))
    number = typed_number(bare)
    if column.sort is ColumnSort.NUMBER:
        if number is None:
            raise refusal(text("table.no_number", value=literal(bare[:80]), column=column.title))
        return float(number) if isinstance(before, float) else number
    was_number = isinstance(before, int | float) and not isinstance(before, bool)
    return number if was_number and number is not None else words


def typed_number(words: str) -> int | float | None:
    """A number as people write it: decimal point or comma; None when it is none.

    Examples:
        >>> typed_number("1,5")
        1.5
    """
    plain = words.strip().replace(_MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        return None
    is_whole = "." not in plain and "," not in plain
    return int(plain) if is_whole else float(plain.replace(",", "."))


def setting(
    project: Project,
    catalogue: Catalogue,
    grid: Grid,
    ids: Sequence[str],
    *,
    column: Column,
    value: AttributeValue,
    by: By = NOBODY,
) -> Setting:
    """Set one column of some rows to one value, as one step.

    Raises:
        InputError: The column cannot be edited, or a measure does not accept the value.
    """
    if not column.is_editable:
        raise refusal(text("table.read_only", column=column.title))
    if grid.source != MEASURES:
        if value == ABSENT and isinstance(value, str):
            dropped = dict.fromkeys(ids, (column.key,))
            return Setting(EditManyFeatures(dropped=dropped, by=by) if ids else None, len(ids))
        values = {name: {column.key: value} for name in ids}
        return Setting(EditManyFeatures(attributes=values, by=by) if ids else None, len(ids))
    found = []
    for name in ids:
        measure = project.measures.get(name)
        edit = None if measure is None else measure_edit(measure, catalogue, {column.key: value})
        if edit is not None:
            found.append(edit)
    command = EditManyMeasures(edits=tuple(found), by=by) if found else None
    return Setting(command, len(found), len(ids) - len(found))


def measure_edit(
    measure: Measure, catalogue: Catalogue, values: Mapping[str, AttributeValue]
) -> EditMeasures | None:
    """The edit that gives one measure these values by column; None when it has none of them.

    Raises:
        InputError: A value is not accepted.
    """
    kind = kind_of(catalogue, measure.kind)
    fields: dict[str, Any] = {}
    parameters: dict[str, Any] = {}
    reset: list[str] = []
    for key, value in values.items():
        if key in _FIELDS:
            fields[key] = _FIELDS[key](value)
            continue
        spec = None if kind is None else kind.parameter(parameter_key(key))
        if spec is None:
            continue
        if isinstance(value, str) and value == ABSENT:
            reset.append(spec.key)
        else:
            parameters[spec.key] = _accepted(spec, value)
    if not (fields or parameters or reset):
        return None
    return EditMeasures(
        measure_ids=(measure.id,),
        parameters=parameters,
        reset_parameters=tuple(reset),
        parameter_evidence=dict.fromkeys(parameters, Evidence.SURVEYED),
        **fields,
    )


def _accepted(spec: ParameterSpec, value: AttributeValue) -> AttributeValue:
    if value is None:
        return None
    if isinstance(spec.value, bool) and not isinstance(value, bool):
        raise refusal(text("table.no_yes", value=literal(str(value)[:80]), column=spec.key))
    return checked_parameter(spec, value)


def _words(value: AttributeValue) -> str:
    return "" if value is None else str(value)


def _one_of(kind: Any) -> Any:
    def read(value: AttributeValue) -> Any:
        try:
            return kind(_words(value))
        except ValueError as error:
            shown = literal(_words(value)[:80])
            raise refusal(text("table.unknown_choice", value=shown)) from error

    return read


_FIELDS: Final[Mapping[str, Any]] = {
    "name": _words,
    "note": _words,
    "state": _one_of(MeasureState),
    "evidence": _one_of(Evidence),
    "cost_band": _one_of(CostBand),
    "marking": _words,
}
