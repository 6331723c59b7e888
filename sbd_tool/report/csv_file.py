"""Measures of an edition as CSV: one line each, with its geometry as WKT and its label."""

import csv
import io
import re
from typing import Final

from shapely import to_wkt

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.legible import legible
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import ReportModel
from sbd_tool.report.tables_out import PlainValue, measure_row

_RUN: Final = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Signs with which a formula begins, the wide ones of Eastern keyboards too."""
_DIVIDED: Final = re.compile("([;|])(?=[ \"']*[=+@\uff1d\uff0b\uff20-])")
"""Where a spreadsheet divides columns by semicolons, a cell could begin within ours."""
_FIRST: Final = ("label", "edition", "seal")


def measures_csv(content: EditionContent, model: ReportModel, words: Words) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it as such; lines end as RFC 4180 says.

    Words that a spreadsheet would run as a formula get an apostrophe in front.
    """
    rows = [
        {
            **measure_row(measure, content, words),
            "crs": content.project.crs,
            "wkt": "" if measure.geometry is None else to_wkt(measure.geometry, 3),
        }
        for measure in content.project.measures.values()
    ]
    told: dict[str, PlainValue] = dict(
        zip(_FIRST, (both(model.mark, model.label), model.edition, model.seal), strict=True)
    )
    columns = list(dict.fromkeys(key for row in rows for key in row)) or ["id", "kind"]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in (*_FIRST, *columns)])
    for row in rows or [{}]:
        cells = [told[name] for name in _FIRST] + [row.get(name) for name in columns]
        writer.writerow([guarded(cell) for cell in cells])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "replace")


def guarded(value: PlainValue) -> str | int | float:
    """A cell: words that a spreadsheet would run get an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else value
    flat = _DIVIDED.sub(r"\1'", " ".join(legible(value).split()))
    return f"'{flat}" if flat.startswith(_RUN) else flat
