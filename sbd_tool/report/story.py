"""What a report says, in order and without a page: the one text behind PDF, HTML and DOCX.

Chapters are written once, into a `Story`. What is drawn (a bar, a sign, a map) carries words that
say the same for readers who do not see it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sbd_tool.report.look import Look
from sbd_tool.report.surface import Surface

BODY_PT: Final = 9.0
SMALL_PT: Final = 8.0
LEADING: Final = 1.38


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its head.
        width_mm: Its width.
        anchor: "start" for words, "end" for figures.
        weight: Weight of its words.
        colour: Token of its words.
        said: What it holds, where no head is shown and it is read aloud or as words only.
    """

    title: str
    width_mm: float
    anchor: str = "start"
    weight: int = 400
    colour: str = "ink"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell that is drawn.

    Attributes:
        draw: Called with surface, left edge, middle of the row and width, millimetres.
        said: The same in words, "" for ornament.
        height_mm: Room it needs.
        width_mm: Width where no column gives it one.
    """

    draw: Callable[[Surface, float, float, float], None]
    said: str = ""
    height_mm: float = 5.0
    width_mm: float = 5.0


Cell = str | Drawn


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the first level with one plain sentence."""

    key: str
    title: str
    lead: str = ""
    room_mm: float = 46.0
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter."""

    title: str
    colour: str = "ink"
    room_mm: float = 24.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text.

    Attributes:
        words: What it says.
        size_pt: Size of its letters.
        weight: Their weight.
        colour: Token of their colour.
        indent_mm: How far it begins from the left edge.
        leading: Distance of its lines, in sizes of its letters.
        language: Language of its words where that is not the report's.
        is_item: A row of a list; it has a bullet, which is none of its words.
        for_drawn: Explains what is drawn; left out where all is told in words.
    """

    words: str
    size_pt: float = BODY_PT
    weight: int = 400
    colour: str = "ink"
    indent_mm: float = 0.0
    leading: float = LEADING
    language: str = ""
    is_item: bool = False
    for_drawn: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Room between two parts, not at the head of a page."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size_pt: float = SMALL_PT


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding: its sign, its sentence, its remedy, and the ledgers it belongs to."""

    sign: Drawn
    words: str
    remedy: str = ""
    marks: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """Signs with their meaning, in a row."""

    title: str
    entries: tuple[tuple[Drawn, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing over the width of the page.

    Attributes:
        draw: Called with surface, left edge, upper edge and width, millimetres.
        height_mm: Its height.
        said: What it shows, for readers who do not see it.
        caption: What stands under it.
    """

    draw: Callable[[Surface, float, float, float], None]
    height_mm: float
    said: str
    caption: str = ""


Block = Chapter | Heading | Passage | Gap | Table | Remark | Legend | Figure


@dataclass
class Story:
    """Collects the blocks of a report.

    Attributes:
        look: Words, colours and letters.
        blocks: What was written, in order.
        figures: Drawings that chapters may show, by the name of the chapter.
        tight: How tightly a short sheet is written; 0 is comfortable.
    """

    look: Look
    blocks: list[Block] = field(default_factory=list)
    figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    tight: int = 0
    _is_page_ended: bool = False

    def chapter(self, key: str, title: str, lead: str = "", room_mm: float = 46.0) -> None:
        """Begin a chapter; ``key`` names its bookmark and anchor."""
        self.blocks.append(Chapter(key, title, lead, room_mm, self._is_page_ended))
        self._is_page_ended = False

    def end_page(self) -> None:
        """Let the next chapter begin on a page of its own."""
        self._is_page_ended = True

    def heading(self, title: str, room_mm: float = 24.0, colour: str = "ink") -> None:
        """Begin a part of a chapter."""
        self.blocks.append(Heading(title, colour, room_mm))

    def block(  # noqa: PLR0917 - text and its look
        self,
        words: str,
        size_pt: float = BODY_PT,
        weight: int = 400,
        colour: str = "ink",
        indent_mm: float = 0.0,
        leading: float = LEADING,
        language: str = "",
    ) -> None:
        """Write running text; its language where that is not the report's."""
        self.blocks.append(Passage(words, size_pt, weight, colour, indent_mm, leading, language))

    def item(
        self, words: str, size_pt: float = BODY_PT, weight: int = 400, colour: str = "ink"
    ) -> None:
        """Write a row of a list."""
        self.blocks.append(Passage(words, size_pt, weight, colour, is_item=True))

    def drawing_key(self, words: str, size_pt: float = 7.5, colour: str = "ink_3") -> None:
        """Explain what is drawn."""
        self.blocks.append(Passage(words, size_pt, 400, colour, for_drawn=True))

    def space(self, height_mm: float) -> None:
        """Leave a gap."""
        self.blocks.append(Gap(height_mm))

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], size_pt: float = SMALL_PT
    ) -> None:
        """Write a table; rows have as many cells as there are columns."""
        told = tuple(tuple(row) for row in rows)
        self.blocks.append(Table(tuple(columns), told, size_pt))

    def remark(
        self, sign: Drawn, words: str, remedy: str = "", marks: Sequence[Drawn] = ()
    ) -> None:
        """Write a finding."""
        self.blocks.append(Remark(sign, words, remedy, tuple(marks)))

    def legend(self, title: str, entries: Sequence[tuple[Drawn, str]]) -> None:
        """Explain signs."""
        self.blocks.append(Legend(title, tuple(entries)))

    def figure(self, figure: Figure) -> None:
        """Show a drawing."""
        self.blocks.append(figure)
