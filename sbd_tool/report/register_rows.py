"""The register of measures as rows."""

from typing import Final

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.text import Quantity, literal
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import (
    MeasureRow,
)
from sbd_tool.report.parameter_words import ParameterValue

_EVIDENCE_ORDER: Final = ("seen", "surveyed", "plan", "assumed", "none")


def register_rows(content: EditionContent) -> tuple[MeasureRow, ...]:
    """Measures that differ in nothing but their place share a line."""
    return tuple(
        _measure_row(number, members, content.catalogue)
        for number, members in enumerate(_lines(content), 1)
    )


def line_numbers(content: EditionContent) -> dict[str, int]:
    """Measure -> running number of its line in the register."""
    return {
        measure.id: number
        for number, members in enumerate(_lines(content), 1)
        for measure in members
    }


def _lines(content: EditionContent) -> list[list[Measure]]:
    groups: dict[tuple[object, ...], list[Measure]] = {}
    for measure in content.project.measures.values():
        parameters = tuple(sorted((key, str(value)) for key, value in measure.parameters.items()))
        key = (
            measure.kind,
            measure.state,
            measure.stamp.evidence,
            measure.cost_band,
            parameters,
            measure.note,
            measure.name,
        )
        groups.setdefault(key, []).append(measure)
    order = {kind.key: rank for rank, kind in enumerate(content.catalogue.measures)}
    return sorted(
        groups.values(),
        key=lambda members: (
            order.get(members[0].kind, len(order)),
            members[0].state.value,
            _EVIDENCE_ORDER.index(members[0].stamp.evidence.value),
            members[0].name,
        ),
    )


def _measure_row(number: int, members: list[Measure], catalogue: Catalogue) -> MeasureRow:
    first = members[0]
    known = catalogue.measures
    kind = known[first.kind] if first.kind in known else None  # noqa: SIM401 - a registry
    specs = kind.parameters if kind else ()
    return MeasureRow(
        number=number,
        kind=first.kind,
        name=kind.name if kind else literal(first.kind[:60]),
        names=(first.name,) if first.name else (),
        symbol=kind.symbol if kind else "",
        family=kind.family if kind else "",
        state=first.state.value,
        evidence=first.stamp.evidence.value,
        count=len(members),
        size=_size(members),
        parameters=tuple(
            (spec.key, _shown(first.parameters[spec.key], spec.unit))
            for spec in specs
            if first.parameters.get(spec.key) is not None
        ),
        cost_band=first.cost_band.value,
        notes=(first.note,) if first.note else (),
    )


def _shown(value: object, unit: str) -> ParameterValue:
    if isinstance(value, bool):
        return value
    if not isinstance(value, int | float):
        return str(value)[:120]
    digits = len(f"{value:.3f}".rstrip("0").partition(".")[2])
    return Quantity(float(value), unit, digits)


def _size(members: list[Measure]) -> Quantity | None:
    area = sum(measure.geometry.area for measure in members if measure.geometry is not None)
    if area > 0:
        return Quantity(round(area), "m²")
    length = sum(measure.geometry.length for measure in members if measure.geometry is not None)
    return Quantity(round(length), "m") if length > 0 else None
