"""The register of measures as a workbook. Every cell is text or a number, never a formula."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.model import MeasureRow, ReportModel
from sbd_tool.report.tables_out import (
    PlainValue,
    about_rows,
    finding_rows,
    indicator_rows,
    score_rows,
    shown,
)

FIXED_MOMENT: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - the file format knows no zone
WIDEST_COLUMN: Final = 60
LONGEST_CELL: Final = 32_000
SHARES: Final = frozenset({"coverage", "assumed_share"})
LISTED: Final[Mapping[str, str]] = {
    "ledger": "web.",
    "ledgers": "web.",
    "state": "web.indicator_",
    "evidence": "web.evidence_",
    "severity": "web.severity_",
    "key": "web.about_",
}
"""Columns whose values are keys, and where their words stand."""


def workbook(model: ReportModel, words: Words) -> bytes:
    """The register, both ledgers, findings and what the file is, one sheet each."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        },
    )
    book.set_properties(
        {
            "title": model.title,
            "comments": both(model.mark, model.label),
            "keywords": model.seal,
            "created": FIXED_MOMENT,
        }
    )
    styles = _Styles(book)
    _sheet(book, styles, words(text("web.sheet_register")), _register(model, words), model)
    for sheet, rows in (
        ("scores", score_rows(model, words)),
        ("indicators", indicator_rows(model, words)),
        ("findings", finding_rows(model, words)),
        ("about", about_rows(model, words)),
    ):
        worded = [_worded(row, words) for row in rows]
        _sheet(book, styles, words(text(f"web.sheet_{sheet}")), worded, model)
    book.close()
    return stream.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "0.##", "valign": "top"})
        self.label = book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#000000", "font_size": 12}
        )


def _sheet(
    book: Any,
    styles: _Styles,
    name: str,
    rows: Sequence[Mapping[str, PlainValue]],
    model: ReportModel,
) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.write_string(0, 0, both(model.mark, model.label), styles.label)
    sheet.set_header(f"&R{both(model.mark, model.label).replace('&', '&&')}")
    sheet.set_footer(f"&R{both(model.mark, model.label).replace('&', '&&')}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    keys = list(rows[0]) if rows else []
    for column, key in enumerate(keys):
        sheet.write_string(1, column, key, styles.head)
        longest = max(len(str(row.get(key) or "")) for row in rows)
        sheet.set_column(column, column, min(WIDEST_COLUMN, max(len(key), longest) + 2))
    for line, row in enumerate(rows, start=2):
        for column, key in enumerate(keys):
            _cell(sheet, line, column, row.get(key), styles)
    sheet.freeze_panes(2, 0)
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(keys) - 1)


def _cell(sheet: Any, line: int, column: int, value: PlainValue, styles: _Styles) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        sheet.write_string(line, column, str(value)[:LONGEST_CELL], styles.words)
    else:
        sheet.write_number(line, column, value, styles.number)


def _worded(row: Mapping[str, PlainValue], words: Words) -> Mapping[str, PlainValue]:
    """A row as people read it: columns and keys of lists in the reader's language."""
    return {
        words(text(f"web.column_{key}")): _worded_value(key, value, words)
        for key, value in row.items()
    }


def _worded_value(key: str, value: PlainValue, words: Words) -> PlainValue:
    if key in SHARES and isinstance(value, float):
        return round(100 * value)
    if key not in LISTED or not isinstance(value, str) or not value:
        return value
    parts = value.split(",") if key == "ledgers" else [value.partition(":")[0]]
    named = ", ".join(_named(f"{LISTED[key]}{part}", part, words) for part in parts)
    rest = value.partition(":")[2] if key == "key" else ""
    return f"{named}:{rest}" if rest else named


def _named(key: str, otherwise: str, words: Words) -> str:
    return words(text(key)) if words.has(key) else otherwise


def _register(model: ReportModel, words: Words) -> Sequence[Mapping[str, PlainValue]]:
    return [_register_row(row, words) for row in model.measures]


def _register_row(row: MeasureRow, words: Words) -> Mapping[str, PlainValue]:
    parameters = "; ".join(f"{name}: {shown(value, words)}" for name, value in row.parameters)
    return {
        words(text("web.column_number")): row.number,
        words(text("web.kind")): words(row.name),
        words(text("web.column_names")): ", ".join(row.names),
        words(text("web.state")): words(text(f"map.state_{row.state}")),
        words(text("web.evidence")): words(text(f"web.evidence_{row.evidence}")),
        words(text("web.column_count")): row.count,
        words(text("web.column_size")): words.quantity(row.size) if row.size is not None else None,
        words(text("web.column_parameters")): parameters,
        words(text("web.column_cost")): words(text(f"web.cost_{row.cost_band}")),
        words(text("web.note")): "; ".join(row.notes),
    }
