"""Measures as rows of a table: their fields first, then the parameters of their kinds."""

from collections.abc import Iterable, Sequence
from typing import Final

from sbd_tool.app.table_columns import Column, ColumnSort
from sbd_tool.domain.catalogue import Catalogue, MeasureKind, ParameterSpec
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.text import Text, literal, text

FIELDS: Final = ("name", "kind", "state", "evidence", "cost_band", "marking", "note")
ID_HEADER: Final = "sbd_id"
_PREFIX: Final = "parameter."
_EVIDENCES: Final = (Evidence.SEEN, Evidence.SURVEYED, Evidence.PLAN, Evidence.ASSUMED)


def measure_columns(measures: Sequence[Measure], catalogue: Catalogue) -> tuple[Column, ...]:
    """Columns of these measures; a parameter stands where the first kind that has it puts it."""
    kinds = {key: kind_of(catalogue, key) for key in dict.fromkeys(m.kind for m in measures)}
    specs: dict[str, list[ParameterSpec]] = {}
    for kind in kinds.values():
        for spec in () if kind is None else kind.parameters:
            specs.setdefault(spec.key, []).append(spec)
    own = dict.fromkeys(key for m in measures for key in m.parameters if key not in specs)
    return (
        *_fields(kinds),
        *(_parameter(found) for found in specs.values()),
        *(Column(key=column_key(key), title=literal(key), is_editable=False) for key in own),
    )


def measure_row(measure: Measure, catalogue: Catalogue) -> dict[str, AttributeValue]:
    """Values of one measure by column; parameters not set show the catalogue's default."""
    row: dict[str, AttributeValue] = {
        "name": measure.name,
        "kind": measure.kind,
        "state": measure.state.value,
        "evidence": measure.stamp.evidence.value,
        "cost_band": measure.cost_band.value,
        "marking": measure.stamp.marking or "",
        "note": measure.note,
    }
    kind = kind_of(catalogue, measure.kind)
    for spec in () if kind is None else kind.parameters:
        if spec.value is not None:
            row[column_key(spec.key)] = spec.value
    row |= {column_key(key): value for key, value in measure.parameters.items()}
    return row


def column_key(parameter: str) -> str:
    """Key of a parameter's column; one that is called like a field gets a prefix."""
    return f"{_PREFIX}{parameter}" if parameter in {*FIELDS, ID_HEADER} else parameter


def parameter_key(column: str) -> str:
    """The parameter of a column; turns `column_key` round."""
    return column.removeprefix(_PREFIX)


def kind_of(catalogue: Catalogue, key: str) -> MeasureKind | None:
    """The kind, or None when this edition does not have it."""
    return catalogue.measures[key] if key in catalogue.measures else None  # noqa: SIM401 - a registry has no get


def parameter_title(key: str) -> Text:
    """Name of a parameter: a key of the catalogue's words."""
    return text(f"catalogue.parameter.{key}")


def _fields(kinds: dict[str, MeasureKind | None]) -> Iterable[Column]:
    named = tuple((key, literal(key) if kind is None else kind.name) for key, kind in kinds.items())
    choices: dict[str, tuple[tuple[str, Text], ...]] = {
        "kind": named,
        "state": tuple((one.value, text(f"gui.state.{one.value}")) for one in MeasureState),
        "evidence": tuple((one.value, text(f"gui.evidence.{one.value}")) for one in _EVIDENCES),
        "cost_band": tuple((one.value, text(f"gui.cost.{one.value}")) for one in CostBand),
        "marking": (
            ("", text("table.marking.usual")),
            *((one.value, literal(one.value)) for one in Tlp),
        ),
    }
    for key in FIELDS:
        yield Column(
            key=key,
            title=text(f"table.column.{key}"),
            sort=ColumnSort.CHOICE if key in choices else ColumnSort.WORDS,
            is_editable=key != "kind",
            choices=choices.get(key, ()),
        )


def _parameter(specs: Sequence[ParameterSpec]) -> Column:
    first = specs[0]
    choices = dict.fromkeys(choice for spec in specs for choice in spec.choices)
    sort = ColumnSort.WORDS
    if first.minimum is not None or first.maximum is not None:
        sort = ColumnSort.NUMBER
    elif isinstance(first.value, bool):
        sort = ColumnSort.YES_NO
    elif choices:
        sort = ColumnSort.CHOICE
    return Column(
        key=column_key(first.key),
        title=parameter_title(first.key),
        sort=sort,
        choices=tuple((choice, text(f"catalogue.choice.{choice}")) for choice in choices),
        unit=first.unit,
        is_parameter=True,
    )
