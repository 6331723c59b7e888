"""An edition as tables of plain values: what GeoPackage, GeoJSON and workbook share."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import LedgerSection, ReportModel

PlainValue = str | int | float | bool | None
MOST_COLUMNS: Final = 120
LONGEST_WORDS: Final = 30_000
TAKEN_NAMES: Final = frozenset({"fid", "geom", "id", "layer", "role"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialTable:
    """Features with a geometry each; rows have the same keys.

    ``is_visible`` says whether our own map shows them.
    """

    name: str
    role: str
    geometries: tuple[BaseGeometry, ...]
    rows: tuple[Mapping[str, PlainValue], ...]
    is_visible: bool = True


def layer_tables(content: EditionContent) -> tuple[SpatialTable, ...]:
    """One table per plan layer with features; names are unique.

    Wider editions know layers by their role only, so layers of one role are one table there.
    """
    tables: dict[str, SpatialTable] = {}
    used: Counter[str] = Counter()
    for layer in content.project.layers:
        if not len(layer):
            continue
        name = "".join(sign for sign in layer.name if sign.isprintable())[:60].strip() or "layer"
        if content.edition is Edition.POLICE:
            used[name.casefold()] += 1
            count = used[name.casefold()]
            name = name if count == 1 else f"{name} ({count})"
        table = _layer_table(layer, name)
        tables[name] = _joined(tables[name], table) if name in tables else table
    return tuple(tables.values())


def _joined(first: SpatialTable, second: SpatialTable) -> SpatialTable:
    return SpatialTable(
        name=first.name,
        role=first.role,
        geometries=(*first.geometries, *second.geometries),
        rows=_squared((*first.rows, *second.rows)),
        is_visible=first.is_visible or second.is_visible,
    )


def measure_tables(content: EditionContent, words: Words) -> tuple[SpatialTable, ...]:
    """Measures as points, lines and areas."""
    tables = []
    for name, kinds in (
        ("measures_points", ("Point", "MultiPoint")),
        ("measures_lines", ("LineString", "MultiLineString")),
        ("measures_areas", ("Polygon", "MultiPolygon")),
    ):
        found = [
            measure
            for measure in content.project.measures.values()
            if measure.geometry is not None and measure.geometry.geom_type in kinds
        ]
        if found:
            geometries = [measure.geometry for measure in found if measure.geometry is not None]
            tables.append(
                SpatialTable(
                    name=name,
                    role="measure",
                    geometries=tuple(geometries),
                    rows=_squared([measure_row(measure, content, words) for measure in found]),
                )
            )
    return tuple(tables)


def site_wide_rows(content: EditionContent, words: Words) -> tuple[Mapping[str, PlainValue], ...]:
    """Measures of the whole site."""
    return _squared(
        [
            measure_row(measure, content, words)
            for measure in content.project.measures.values()
            if measure.geometry is None
        ]
    )


def measure_row(measure: Measure, content: EditionContent, words: Words) -> dict[str, PlainValue]:
    """One measure as plain values; parameters are columns of their own."""
    known, key = content.catalogue.measures, measure.kind
    stamp = measure.stamp
    row: dict[str, PlainValue] = {
        "id": measure.id,
        "kind": key,
        "kind_name": words(known[key].name) if key in known else key,
        "state": measure.state.value,
        "name": measure.name,
        "evidence": stamp.evidence.value,
        "cost_band": measure.cost_band.value,
        "note": measure.note,
        "option": stamp.option,
        "time_states": ",".join(stamp.time_states or ()),
    }
    for name, value in measure.parameters.items():
        if name not in row:
            row[name] = value
    return row


def score_rows(model: ReportModel, words: Words) -> tuple[Mapping[str, PlainValue], ...]:
    """One row per ledger: range, score where it is fit to print, bands."""
    return tuple(
        {
            "ledger": section.key,
            "score": section.score,
            "low": section.low,
            "high": section.high,
            "band_low": section.band_low,
            "band_high": section.band_high,
            "coverage": section.coverage,
            "assumed_share": section.assumed_share,
            "sentence": words(section.sentence),
        }
        for section in model.ledgers
    )


def indicator_rows(model: ReportModel, words: Words) -> tuple[Mapping[str, PlainValue], ...]:
    """One row per indicator the edition may read."""
    return tuple(row for section in model.ledgers for row in _indicator_rows(section, words))


def finding_rows(model: ReportModel, words: Words) -> tuple[Mapping[str, PlainValue], ...]:
    """One row per finding the edition may read."""
    return tuple(
        {
            "severity": finding.severity,
            "finding": words(finding.sentence),
            "remedy": words(finding.remedy) if finding.remedy is not None else None,
            "ledgers": ",".join(finding.ledgers),
        }
        for finding in model.findings
    )


def about_rows(model: ReportModel, words: Words) -> tuple[Mapping[str, PlainValue], ...]:
    """What this file is: label, edition, versions, sources, what is left out."""
    rows: list[tuple[str, str]] = [
        ("title", model.title),
        ("place", model.place),
        ("label", both(model.mark, model.label)),
        ("edition", model.edition),
        ("date", model.made),
        ("option", words(model.option)),
        ("time_state", words(model.time_state)),
        ("crs", model.crs),
        ("limits", words(text("web.no_certificate"))),
    ]
    rows += [(f"version: {name}", value) for name, value in model.versions]
    rows += [
        (f"source: {source.name}" if source.name else "source", source.licence)
        for source in model.sources
    ]
    rows += [(f"count: {kind}", str(count)) for kind, count in sorted(model.counts.items())]
    rows += [("withheld", words(sentence)) for sentence in model.withheld]
    rows += [("seal", model.seal)] if model.seal else []
    return tuple({"key": key, "value": value} for key, value in rows)


def _indicator_rows(section: LedgerSection, words: Words) -> Iterable[Mapping[str, PlainValue]]:
    for row in section.rows:
        yield {
            "ledger": section.key,
            "key": row.key,
            "name": words(row.name),
            "value": row.value.value if row.value is not None else None,
            "unit": row.value.unit if row.value is not None else "",
            "low": row.low,
            "likely": row.likely,
            "high": row.high,
            "weight_percent": row.weight,
            "earned": row.earned,
            "lost": row.lost,
            "state": row.state,
            "evidence": row.evidence,
            "basis": row.basis,
            "sources": ", ".join(row.sources),
        }


def _layer_table(layer: Layer, name: str) -> SpatialTable:
    counts = Counter(key for attributes in layer.attributes for key in attributes)
    columns = _columns([key for key, _ in counts.most_common(MOST_COLUMNS)])
    role = layer.role.value if layer.role is not None else ""
    rows = []
    for row_id, attributes in zip(layer.ids, layer.attributes, strict=True):
        row: dict[str, PlainValue] = {"id": row_id, "role": role, "level": layer.level.value}
        row |= {column: attributes.get(key) for key, column in columns.items()}
        rest = {key: value for key, value in attributes.items() if key not in columns}
        row["more"] = json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else None
        rows.append(row)
    return SpatialTable(
        name=name,
        role=role,
        geometries=tuple(layer.geometry),
        rows=_one_type(rows),
        is_visible=layer.is_visible,
    )


def _columns(keys: Sequence[str]) -> dict[str, str]:
    """Column names that differ in more than case and clash with none of ours."""
    taken = {"level", "more", *TAKEN_NAMES}
    columns = {}
    for key in sorted(keys):
        base = key[:60] or "column"
        name, turn = base, 1
        while name.casefold() in taken:
            turn += 1
            name = f"{base}_{turn}"
        taken.add(name.casefold())
        columns[key] = name
    return columns


def _squared(rows: Sequence[Mapping[str, PlainValue]]) -> tuple[Mapping[str, PlainValue], ...]:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return _one_type([{key: row.get(key) for key in keys} for row in rows])


def _one_type(rows: Sequence[Mapping[str, PlainValue]]) -> tuple[Mapping[str, PlainValue], ...]:
    """A column that mixes kinds of values becomes words, so that no reader guesses."""
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for key, value in row.items():
            if value is not None:
                kinds.setdefault(key, set()).add(type(value))
    mixed = {key for key, found in kinds.items() if len(found - {int, float}) and len(found) > 1}
    real = {key for key, found in kinds.items() if found == {int, float}}
    return tuple(
        {key: _plain(value, key in mixed, key in real) for key, value in row.items()}
        for row in rows
    )


def _plain(value: PlainValue, is_mixed: bool, is_real: bool) -> PlainValue:  # noqa: FBT001
    if value is None:
        return None
    if is_mixed or isinstance(value, str):
        return str(value)[:LONGEST_WORDS]
    return float(value) if is_real else value
