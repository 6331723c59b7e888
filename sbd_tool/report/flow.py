"""Running text and tables over pages, each page with its label at head and foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.report.furniture import tlp_chip
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.look import Look
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.story import BODY_PT, LEADING, SMALL_PT, Cell, Column, Drawn
from sbd_tool.report.surface import Surface

A4: Final = (210.0, 297.0)
MARGIN_MM: Final = 18.0
HEAD_MM: Final = 26.0
FOOT_MM: Final = 279.0
_CELL_AIR_MM: Final = 1.15

_KEPT_LINES: Final = 3
"""A text of so few lines stands on one page."""


@dataclass(frozen=True, slots=True)
class Running:
    """What every page of a report repeats."""

    title: str
    label: str
    foot: str
    pages: int
    mark: str = ""


class Flow:
    """Puts parts below each other and begins a new page where one is full.

    Args:
        document: Receives the pages.
        look: Colours, letters, words.
        running: What every page repeats.
    """

    def __init__(self, document: PdfDocument, look: Look, running: Running) -> None:
        self._document, self.look, self._running = document, look, running
        self._surface: Surface | None = None
        self.y_mm = 0.0
        self.left_mm = MARGIN_MM
        self.width_mm = A4[0] - 2 * MARGIN_MM

    @property
    def surface(self) -> Surface:
        """The page being filled."""
        return self._surface if self._surface is not None else self.new_page()

    def new_page(self) -> Surface:
        """Begin a page with head and foot."""
        self._surface = self._document.page(*A4)
        page_furniture(self._surface, self.look, self._running, self._document.pages)
        self.y_mm = HEAD_MM
        return self._surface

    def end_page(self) -> None:
        """Let the next part begin on a page of its own."""
        self._surface = None

    def need(self, height_mm: float) -> None:
        """Begin a page when less than this is left on the present one."""
        if self._surface is None or self.y_mm + height_mm > FOOT_MM:
            self.new_page()

    def space(self, height_mm: float) -> None:
        """Leave a gap, but not at the head of a page."""
        if self._surface is not None and self.y_mm > HEAD_MM:
            self.y_mm += height_mm

    def chapter(self, key: str, title: str, lead: str = "", room_mm: float = 46.0) -> None:
        """A heading with one plain sentence, kept together with what follows."""
        self.space(7.0)
        self.need(room_mm)
        self._document.bookmark(key, title)
        self.block(title, 15.0, 600, "ink", leading=1.25)
        if lead:
            self.space(0.8)
            self.block(lead, 9.5, 400, "ink_2")
        self.space(2.4)

    def heading(self, title: str, room_mm: float = 24.0, colour: str = "ink") -> None:
        """A heading inside a chapter."""
        self.space(3.6)
        self.need(room_mm)
        self.block(title, 10.5, 600, colour)
        self.space(0.8)

    def block(  # noqa: PLR0917 - text and its look
        self,
        words: str,
        size_pt: float = BODY_PT,
        weight: int = 400,
        colour: str = "ink",
        indent_mm: float = 0.0,
        leading: float = LEADING,
        right_mm: float = 0.0,
    ) -> None:
        """Wrapped text, never broken before its last line; ``right_mm`` stays free for signs."""
        width = self.width_mm - indent_mm - right_mm
        step = size_pt * leading * MM_PER_PT
        lines = self.look.letters.lines(words, size_pt, width, weight)
        for place, line in enumerate(lines):
            left = len(lines) - place
            is_kept = left == 2 or len(lines) <= _KEPT_LINES  # noqa: PLR2004 - no last line alone
            self.need(step * left if is_kept else step)
            base = self.y_mm + step / 2 + size_pt * 0.36 * MM_PER_PT
            hue = self.look.colour(colour)
            self.surface.words(self.left_mm + indent_mm, base, line, size_pt, hue, weight)
            self.y_mm += step

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], size_pt: float = SMALL_PT
    ) -> None:
        """A table with hairlines; its head is repeated on every page."""
        self.need(16.0)
        self._table_head(columns, size_pt)
        for row in rows:
            lines = [
                self._lines(cell, column, size_pt)
                for cell, column in zip(row, columns, strict=True)
            ]
            step = size_pt * LEADING * MM_PER_PT
            drawn = max((cell.height_mm for cell in row if isinstance(cell, Drawn)), default=0.0)
            height = max(1, *(len(cell) for cell in lines)) * step + 2 * _CELL_AIR_MM
            height = max(height, drawn)
            if self.y_mm + height > FOOT_MM:
                self.new_page()
                self._table_head(columns, size_pt)
            self._table_row(columns, row, lines, (height, step, size_pt))

    def _lines(self, cell: Cell, column: Column, size_pt: float) -> list[str]:
        if isinstance(cell, Drawn):
            return []
        room = column.width_mm - 2.0
        return self.look.letters.lines(cell, size_pt, room, column.weight) if cell else []

    def _table_head(self, columns: Sequence[Column], size_pt: float) -> None:
        x, ink = self.left_mm, self.look.colour("ink_3")
        head_pt = size_pt - 0.8
        titles = [
            self.look.letters.lines(column.title, head_pt, column.width_mm - 2.0, 500)
            if column.title
            else []
            for column in columns
        ]
        step = head_pt * 1.25 * MM_PER_PT
        deepest = max(1, *(len(title) for title in titles))
        for column, title in zip(columns, titles, strict=True):
            at = x + column.width_mm - 2.0 if column.anchor == "end" else x
            first = self.y_mm + step * (deepest - len(title))
            for number, line in enumerate(title):
                base = first + step * number + step * 0.75
                self.surface.words(at, base, line, head_pt, ink, 500, column.anchor)
            x += column.width_mm
        self.y_mm += step * deepest + 0.8
        self.surface.rule(
            self.left_mm, self.y_mm, self.left_mm + self.width_mm, self.y_mm,
            self.look.colour("ink"), 0.25,
        )  # fmt: skip

    def _table_row(
        self,
        columns: Sequence[Column],
        row: Sequence[Cell],
        lines: Sequence[Sequence[str]],
        sizes: tuple[float, float, float],
    ) -> None:
        height, step, size_pt = sizes
        x, top = self.left_mm, self.y_mm + _CELL_AIR_MM
        for column, cell, words in zip(columns, row, lines, strict=True):
            if isinstance(cell, Drawn):
                cell.draw(self.surface, x, top + step / 2, column.width_mm - 2.0)
            at = x + column.width_mm - 2.0 if column.anchor == "end" else x
            for number, line in enumerate(words):
                base = top + step * number + step / 2 + size_pt * 0.36 * MM_PER_PT
                hue = self.look.colour(column.colour)
                self.surface.words(at, base, line, size_pt, hue, column.weight, column.anchor)
            x += column.width_mm
        self.y_mm += height
        line_colour = self.look.colour("line")
        self.surface.rule(
            self.left_mm, self.y_mm, self.left_mm + self.width_mm, self.y_mm, line_colour, 0.15
        )


def page_furniture(surface: Surface, look: Look, running: Running, number: int) -> None:
    """Title, label at head and foot, page number."""
    right = surface.width_mm - MARGIN_MM
    left = tlp_chip(surface, look, running.label, right, 14.0, mark=running.mark)
    room = left - MARGIN_MM - 4.0
    title = look.letters.elided(running.title, 8.5, room, 500)
    surface.words(MARGIN_MM, 15.1, title, 8.5, look.colour("ink_2"), 500)
    foot = surface.height_mm - 11.0
    surface.rule(MARGIN_MM, foot - 4.6, right, foot - 4.6, look.colour("line_strong"), 0.15)
    left = tlp_chip(surface, look, running.label, right, foot, mark=running.mark)
    page = look.say("page", number=number, count=running.pages)
    told = look.letters.elided(f"{running.foot}   {page}", 8.0, left - MARGIN_MM - 4.0)
    surface.words(MARGIN_MM, foot + 1.0, told, 8.0, look.colour("ink_3"))
