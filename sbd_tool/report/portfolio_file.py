"""A portfolio as a table for spreadsheets and as one page that needs nothing else."""

import csv
import html
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.far_places import spots_of
from sbd_tool.report.csv_file import guarded

Cell = str | int | float | None
_WIDTH: Final = 640.0
_HEIGHT: Final = 320.0
_MARGIN: Final = 28.0
_STYLE: Final = """
body{font:16px/1.5 Inter,"Noto Sans",system-ui,sans-serif;color:#1b2430;background:#fff;margin:0}
main{max-width:76rem;margin:0 auto;padding:1.5rem}
p.label{font-weight:700;letter-spacing:.02em}
h1{font-size:1.7rem;margin:.2rem 0 .6rem}h2{font-size:1.2rem;margin:2rem 0 .4rem}
.scroll{overflow-x:auto}.scroll:focus{outline:3px solid #1d5fa8}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.3rem 0;color:#44505e}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #c6cdd6;vertical-align:top}
thead th{border-bottom:2px solid #44505e}td.n,th.n{text-align:right}
tr.total{font-weight:700}svg{max-width:100%;height:auto;border:1px solid #c6cdd6}
@media print{main{max-width:none;padding:0}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioTable:
    """One table.

    Attributes:
        title, note: What it shows, and what to know about it.
        columns: Heads.
        rows: Cells; numbers stand to the right.
        has_total: The last row adds the others up.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    has_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioPage:
    """Everything a page of a portfolio says, in one language.

    Attributes:
        language: Its code.
        label: TLP label with its sentence.
        title, about: Head and what it rests on.
        places: Name, longitude and latitude of each project that has a place, in row order.
        map_note: What to know about the map.
        sheet: The projects as a spreadsheet wants them, with coordinates.
        tables: Tables, the one of projects first.
        remarks: Sentences below, such as files that were not read.
    """

    language: str
    label: str
    title: str
    about: str
    places: tuple[tuple[str, float, float], ...]
    map_note: str
    sheet: PortfolioTable
    tables: tuple[PortfolioTable, ...]
    remarks: tuple[str, ...] = ()


def portfolio_csv(page: PortfolioPage) -> bytes:
    """The projects as CSV: UTF-8 with a mark; words are never run as a formula."""
    table, stream = page.sheet, io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in table.columns])
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "replace")


def portfolio_html(page: PortfolioPage) -> bytes:
    """One HTML page without a script and without a request."""
    written = "".join(_page(page))
    return written.encode("utf-8", "replace")


def _page(page: PortfolioPage) -> Iterator[str]:
    title = html.escape(page.title)
    yield f'<!DOCTYPE html><html lang="{html.escape(page.language)}"><head><meta charset="utf-8">'
    yield '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    yield "style-src 'unsafe-inline'; img-src data:\">"
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield '<meta name="robots" content="noindex"><link rel="icon" href="data:,">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
    yield f'<p class="label">{html.escape(page.label)}</p><h1>{title}</h1>'
    yield f"<p>{html.escape(page.about)}</p>"
    if page.places:
        yield from _map(page)
    yield f"<p>{html.escape(page.map_note)}</p>"
    for number, table in enumerate(page.tables):
        yield from _table(table, f"t{number}")
    if page.remarks:
        yield "<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in page.remarks) + "</ul>"
    yield "</main></body></html>"


def _table(table: PortfolioTable, name: str) -> Iterator[str]:
    yield f'<h2 id="{name}">{html.escape(table.title)}</h2>'
    yield f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}"><table>'
    if table.note:
        yield f"<caption>{html.escape(table.note)}</caption>"
    numeric = [_is_numeric(table.rows, at) for at in range(len(table.columns))]
    heads = zip(table.columns, numeric, strict=True)
    yield "<thead><tr>" + "".join(_cell("th", head, is_numeric=is_n) for head, is_n in heads)
    yield "</tr></thead><tbody>"
    for number, row in enumerate(table.rows):
        is_last = table.has_total and number == len(table.rows) - 1
        cells = "".join(
            _cell("td", cell, is_numeric=is_n) for cell, is_n in zip(row, numeric, strict=True)
        )
        yield f'<tr class="total">{cells}</tr>' if is_last else f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"


def _cell(tag: str, cell: Cell, *, is_numeric: bool) -> str:
    kind = ' class="n"' if is_numeric else ""
    scope = ' scope="col"' if tag == "th" else ""
    told = "" if cell is None else html.escape(str(cell))
    return f"<{tag}{kind}{scope}>{told}</{tag}>"


def _is_numeric(rows: Sequence[tuple[Cell, ...]], at: int) -> bool:
    cells = [row[at] for row in rows if row[at] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def _map(page: PortfolioPage) -> Iterator[str]:
    alt, inner = html.escape(page.map_note), (_WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN)
    yield f'<svg viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" aria-label="{alt}">'
    spots = spots_of(page.places, inner[0] / inner[1])
    for number, ((right, down), (name, _, _)) in enumerate(zip(spots, page.places, strict=True), 1):
        x, y = _MARGIN + right * inner[0], _MARGIN + down * inner[1]
        yield f"<g><title>{html.escape(name)}</title>"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="#1d5fa8" stroke="#fff"/>'
        yield f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11" text-anchor="middle" '
        yield f'fill="#fff">{number}</text></g>'
    yield "</svg>"
