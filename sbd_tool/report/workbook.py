"""The register of measures as a workbook. Every cell is text or a number, never a formula."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import Any, Final

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.analysis_names import analyses_told
from sbd_tool.report.model import MeasureRow, ReportModel
from sbd_tool.report.parameter_words import parameter_line
from sbd_tool.report.tables_out import (
    PlainValue,
    about_rows,
    finding_rows,
    indicator_rows,
    score_rows,
)

WIDEST_COLUMN: Final = 60
LONGEST_CELL: Final = 32_000
SHARES: Final = frozenset({"coverage", "assumed_share"})
POINTS: Final = frozenset({"score", "low", "likely", "high", "earned", "lost", "weight_percent"})
"""Columns told to a tenth: more digits would promise more than is known."""
LISTED: Final[Mapping[str, str]] = {
    "ledger": "web.",
    "ledgers": "web.",
    "state": "web.indicator_",
    "evidence": "web.evidence_",
    "severity": "web.severity_",
    "key": "web.about_",
}
"""Columns whose values are keys, and where their words stand."""
SheetValue = PlainValue | date
_A4: Final = 9
_SIGNS_OF_A_PAGE: Final = 160
_WIDEST_OF_MANY: Final = 34
_LABEL_COLUMNS: Final = 3
_RUNNING_SIGNS: Final = 80
_LEAST_SIGNS: Final = 5
_LETTERS_PER_SIGN: Final = 1.1
_LINE_PT: Final = 14.0
_HIGHEST_PT: Final = 400.0


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
            "created": datetime.fromisoformat(model.made),  # a day; the format knows no zone
        }
    )
    styles = _Styles(book)
    _sheet(book, styles, words(text("web.sheet_register")), _register(model, words), model)
    for sheet, rows in (
        ("scores", score_rows(model, words)),
        ("indicators", indicator_rows(model, words)),
        ("findings", finding_rows(model, words)),
    ):
        worded = [_worded(row, words) for row in rows]
        _sheet(book, styles, words(text(f"web.sheet_{sheet}")), worded, model)
    _sheet(book, styles, words(text("web.sheet_about")), _about(model, words), model)
    book.close()
    return stream.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        def form(**given: str | int | bool) -> Any:
            return book.add_format(
                {"font_name": "Arial", "font_size": 10, "valign": "top", **given}
            )

        head: dict[str, str | int | bool] = {"bold": True, "bottom": 1, "text_wrap": True}
        head["valign"] = "bottom"
        self.head, self.figure_head = form(**head), form(**head, align="right", indent=1)
        self.words = form(num_format="@", text_wrap=True)
        self.number = form(align="right", indent=1)
        self.day = form(num_format="yyyy-mm-dd", align="left")
        self.label = form(bold=True, font_color="#FFFFFF", bg_color="#000000", font_size=12)


def _sheet(
    book: Any,
    styles: _Styles,
    name: str,
    rows: Sequence[Mapping[str, SheetValue]],
    model: ReportModel,
) -> None:
    sheet = book.add_worksheet(name[:31])
    keys = list(rows[0]) if rows else []
    _print_on_paper(sheet, model)
    label = both(model.mark, model.label)
    if len(keys) > 1:
        sheet.merge_range(0, 0, 0, min(_LABEL_COLUMNS, len(keys)) - 1, "", styles.label)
    sheet.write_string(0, 0, label, styles.label)
    columns = [[row.get(key) for row in rows] for key in keys]
    widest = max(_WIDEST_OF_MANY, _SIGNS_OF_A_PAGE // max(1, len(keys)))
    widths = [_width(key, told, widest) for key, told in zip(keys, columns, strict=True)]
    for column, (key, width) in enumerate(zip(keys, widths, strict=True)):
        is_figures = any(isinstance(value, int | float) for value in columns[column])
        sheet.write_string(1, column, key, styles.figure_head if is_figures else styles.head)
        sheet.set_column(column, column, width)
    sheet.set_row(1, _height_pt(keys, widths))
    for line, row in enumerate(rows, start=2):
        values = [row.get(key) for key in keys]
        sheet.set_row(line, _height_pt(values, widths))
        for column, value in enumerate(values):
            _cell(sheet, line, column, value, styles)
    sheet.freeze_panes(2, 0)
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(keys) - 1)


def _print_on_paper(sheet: Any, model: ReportModel) -> None:
    """A4 lying, as wide as the page, heads on each page, label at head and foot."""
    label = both(model.mark, model.label).replace("&", "&&")
    title = model.title.replace("&", "&&")[:_RUNNING_SIGNS]
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    sheet.set_header(f"&L{title}&R{label}")
    sheet.set_footer(f"&L&A   &P/&N&R{label}")


def _width(key: str, values: Sequence[SheetValue], widest: int) -> int:
    """Signs a column is wide: a head may take lines, what is below it should not take many."""
    head = max(map(len, key.split()), default=0)
    longest = max((len(_told(value)) for value in values), default=0)
    return min(WIDEST_COLUMN, widest, max(head, longest, _LEAST_SIGNS) + 3)


def _height_pt(values: Sequence[SheetValue], widths: Sequence[int]) -> float:
    """Some programs show wrapped words in one line unless they are told how high a row is."""
    lines = [
        sum(
            max(1, ceil(len(part) / (_LETTERS_PER_SIGN * width)))
            for part in _told(value).split("\n")
        )
        for value, width in zip(values, widths, strict=True)
    ]
    return min(_HIGHEST_PT, _LINE_PT * max(lines, default=1))


def _told(value: SheetValue) -> str:
    return "" if value is None else str(value)[:LONGEST_CELL]


def _cell(sheet: Any, line: int, column: int, value: SheetValue, styles: _Styles) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(line, column, datetime.combine(value, time()), styles.day)
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        sheet.write_string(line, column, str(value)[:LONGEST_CELL], styles.words)
    else:
        sheet.write_number(line, column, value, styles.number)


def _worded(row: Mapping[str, PlainValue], words: Words) -> Mapping[str, SheetValue]:
    """A row as people read it: columns and keys of lists in the reader's language."""
    return {
        words(text(f"web.column_{key}")): _worded_value(key, value, words)
        for key, value in row.items()
    }


def _worded_value(key: str, value: PlainValue, words: Words) -> SheetValue:
    if key in SHARES and isinstance(value, float):
        return round(100 * value)
    if key in POINTS and isinstance(value, float):
        return round(value, 1)
    if key not in LISTED or not isinstance(value, str) or not value:
        return value
    parts = value.split(",") if key == "ledgers" else [value.partition(":")[0]]
    named = ", ".join(_named(f"{LISTED[key]}{part}", part, words) for part in parts)
    rest = value.partition(":")[2] if key == "key" else ""
    return f"{named}:{rest}" if rest else named


def _about(model: ReportModel, words: Words) -> Sequence[Mapping[str, SheetValue]]:
    """What the file is, in the reader's words; the day is a day."""
    key, value = (words(text(f"web.column_{name}")) for name in ("about", "told"))
    told: list[Mapping[str, SheetValue]] = []
    analyses: list[tuple[str, str]] = []
    place = 0
    for row in about_rows(model, words):
        name, said = str(row["key"]), row["value"]
        head, _, rest = name.partition(": ")
        if rest.startswith("analysis:"):
            place = place or len(told)
            analyses.append((rest.partition(":")[2], str(said)))
            continue
        named = _version(rest, words) if head == "version" else _worded_value("key", name, words)
        told.append({key: named, value: _of_about(name, said, words)})
    if analyses:
        row = {key: words(text("report.version_analysis")), value: analyses_told(analyses, words)}
        told.insert(place, row)
    return told


def _of_about(name: str, said: PlainValue, words: Words) -> SheetValue:
    if name == "date":
        return date.fromisoformat(str(said)[:10])
    return words(text(f"report.edition_{said}")) if name == "edition" else said


def _version(name: str, words: Words) -> str:
    part, _, rest = name.partition(":")
    key = f"report.version_{part}"
    return words(text(key, name=rest) if rest else text(key))


def _named(key: str, otherwise: str, words: Words) -> str:
    return words(text(key)) if words.has(key) else otherwise


def _register(model: ReportModel, words: Words) -> Sequence[Mapping[str, SheetValue]]:
    return [_register_row(row, words) for row in model.measures]


def _register_row(row: MeasureRow, words: Words) -> Mapping[str, SheetValue]:
    parameters = "; ".join(parameter_line(key, value, words) for key, value in row.parameters)
    return {
        words(text("web.column_number")): row.number,
        words(text("web.kind")): words(row.name),
        words(text("web.column_names")): ", ".join(row.names),
        words(text("web.state")): words(text(f"map.state_{row.state}")),
        words(text("web.evidence")): words(text(f"web.evidence_{row.evidence}")),
        words(text("web.column_count")): row.count,
        words(text("web.column_length")): _measured(row, "m"),
        words(text("web.column_area")): _measured(row, "m\u00b2"),
        words(text("web.column_parameters")): parameters,
        words(text("web.column_cost")): words(text(f"web.cost_{row.cost_band}")),
        words(text("web.note")): "; ".join(row.notes),
    }


def _measured(row: MeasureRow, unit: str) -> float | None:
    """A length or an area as a number that can be added up; its unit stands in the head."""
    return row.size.value if row.size is not None and row.size.unit == unit else None
