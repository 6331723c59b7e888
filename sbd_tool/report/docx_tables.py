"""Tables of a text document: fixed widths, a head on every page, no row broken over two."""

from collections.abc import Sequence
from typing import Any, Final

from sbd_tool.domain.legible import legible
from sbd_tool.report.docx_form import CELL, TABLE, WIDTH_MM
from sbd_tool.report.docx_marks import bare_colour, mark, twips
from sbd_tool.report.look import Look
from sbd_tool.report.story import Cell, Column, Table

_AIR_MM: Final = 3.0
_MOST_WORD_MM: Final = 42.0
_MOST_SAID_MM: Final = 26.0
_SEMIBOLD: Final = 600
_USUAL_PT: Final = 8.5
_OPENING_ROWS: Final = 2
"""The head and this many rows stand on one page, and the last two rows do."""


def add_table(document: Any, look: Look, table: Table, name: str, size_pt: float = 0.0) -> None:
    """Write a table behind what stands in the document.

    Args:
        document: Is changed.
        look: Colours, and letters to measure words with.
        table: Its cells; what is drawn is told in words.
        name: What it is about, for readers who do not see it.
        size_pt: Size of its words; by default that of tables.
    """
    kept = [place for place, _ in enumerate(table.columns) if _says(table, place)]
    columns = [table.columns[place] for place in kept]
    titles = [column.title or column.said for column in columns]
    rows = [[_words(row[place]) for place in kept] for row in table.rows]
    widths = [twips(width) for width in _widths_mm(look, table, kept, size_pt or _USUAL_PT)]
    grid = mark("w:tblGrid", *(mark("w:gridCol", w=width) for width in widths))
    made = mark("w:tbl", _properties(document, widths, name), grid)
    writer = _Rows(document, look, columns, widths, size_pt)
    made.append(writer.row(titles, is_head=True, is_kept=True))
    for number, told in enumerate(rows, start=1):
        is_kept = number < _OPENING_ROWS or number == len(rows) - 1
        made.append(writer.row(told, is_head=False, is_kept=is_kept and number < len(rows)))
    document.element.body.insert_element_before(made, "w:sectPr")


def _says(table: Table, place: int) -> bool:
    """Whether a column holds words; what is only drawn or empty is left out."""
    return bool(table.columns[place].title) or any(_words(row[place]) for row in table.rows)


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.said


def _widths_mm(look: Look, table: Table, kept: Sequence[int], size_pt: float) -> list[float]:
    """The widths of the page, none so narrow that a word is broken."""
    columns = [table.columns[place] for place in kept]
    total = sum(column.width_mm for column in columns)
    widths = [WIDTH_MM * column.width_mm / total for column in columns]
    least = [_least_mm(look, table, place, size_pt) for place in kept]
    wanting = {at for at, width in enumerate(widths) if width < least[at]}
    for _ in widths:
        rest = WIDTH_MM - sum(least[at] for at in wanting)
        free = sum(column.width_mm for at, column in enumerate(columns) if at not in wanting)
        if not free or rest <= 0:
            break
        widths = [
            least[at] if at in wanting else rest * column.width_mm / free
            for at, column in enumerate(columns)
        ]
        wanting |= {at for at, width in enumerate(widths) if width < least[at]}
    scale = WIDTH_MM / sum(widths)
    return [width * scale for width in widths]


def _least_mm(look: Look, table: Table, place: int, size_pt: float) -> float:
    column = table.columns[place]
    measure = look.letters.width_mm
    said = [_words(row[place]) for row in table.rows if not isinstance(row[place], str)]
    whole = max((measure(words, size_pt, column.weight) for words in said), default=0.0)
    words = {
        word
        for told in (column.title or column.said, *(_words(row[place]) for row in table.rows))
        for word in told.split()
    }
    longest = max((measure(word, size_pt, _SEMIBOLD) for word in words), default=0.0)
    return max(min(longest, _MOST_WORD_MM), min(whole, _MOST_SAID_MM)) + _AIR_MM


def _properties(document: Any, widths: Sequence[int], name: str) -> Any:
    return mark(
        "w:tblPr",
        mark("w:tblStyle", val=document.styles[TABLE].style_id),
        mark("w:tblW", w=sum(widths), type="dxa"),
        mark("w:tblLayout", type="fixed"),
        mark(
            "w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
            noHBand=1, noVBand=1,
        ),
        mark("w:tblCaption", val=name),
    )  # fmt: skip


class _Rows:
    """Writes rows of one table."""

    def __init__(
        self,
        document: Any,
        look: Look,
        columns: Sequence[Column],
        widths: Sequence[int],
        size_pt: float,
    ) -> None:
        self._style = document.styles[CELL].style_id
        self._look, self._columns, self._widths = look, columns, widths
        self._half_points = round(2 * size_pt)

    def row(self, told: Sequence[str], *, is_head: bool, is_kept: bool) -> Any:
        """A row; a kept one stands on the page of the next."""
        marks = [mark("w:cantSplit"), *([mark("w:tblHeader")] if is_head else [])]
        made = mark("w:tr", mark("w:trPr", *marks))
        for words, column, width in zip(told, self._columns, self._widths, strict=True):
            size = mark("w:tcPr", mark("w:tcW", w=width, type="dxa"))
            made.append(mark("w:tc", size, self._line(words, column, is_head, is_kept)))
        return made

    def _line(self, words: str, column: Column, is_head: bool, is_kept: bool) -> Any:  # noqa: FBT001 - of a row
        form = mark("w:pPr", mark("w:pStyle", val=self._style))
        if is_kept:
            form.append(mark("w:keepNext"))
        if column.anchor == "end":
            form.append(mark("w:jc", val="right"))
        line = mark("w:p", form)
        if words:
            run = mark("w:r")
            run.text = legible(words)
            run.insert(0, self._letters(column, is_head))
            line.append(run)
        return line

    def _letters(self, column: Column, is_head: bool) -> Any:  # noqa: FBT001 - of a row
        letters = mark("w:rPr")
        if is_head or column.weight >= _SEMIBOLD:
            letters.append(mark("w:b"))
        colour = "ink_2" if is_head else column.colour
        if colour != "ink":
            letters.append(mark("w:color", val=bare_colour(self._look.colour(colour))))
        if self._half_points:
            letters.append(mark("w:sz", val=self._half_points))
        return letters
