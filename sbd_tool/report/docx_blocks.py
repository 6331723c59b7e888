"""A story as a text document: each block of it as paragraphs of named styles, tables, pictures."""

import io
from functools import singledispatchmethod
from typing import Any, Final

from sbd_tool.domain.legible import legible
from sbd_tool.report.docx_form import CONTENTS, LEAD, TABLE_END, WIDTH_MM
from sbd_tool.report.docx_marks import closed_field, mark, opened_field, rgb
from sbd_tool.report.docx_tables import add_table
from sbd_tool.report.look import Look
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.png import page_picture
from sbd_tool.report.story import (
    Block,
    Chapter,
    Figure,
    Gap,
    Heading,
    Legend,
    Passage,
    Remark,
    Story,
    Table,
)

_PICTURE_DPI: Final = 200
_SEMIBOLD: Final = 600
_SMALLEST_PT: Final = 8.0
_ITEM: Final = "List Bullet"


class StoryDocument:
    """Writes blocks behind each other.

    Args:
        document: A document with its form; is changed.
        look: Words, colours and letters.
        is_short: A sheet that has to stay on its pages: letters keep the sizes of the story.
    """

    def __init__(self, document: Any, look: Look, *, is_short: bool) -> None:
        self._document, self._look, self._is_short = document, look, is_short
        self._chapters = 0
        self._about = ""

    def tell(self, story: Story) -> None:
        """Write all blocks in order."""
        for block in story.blocks:
            self.write(block)

    def contents(self, story: Story) -> None:
        """The chapters as links. Without numbers of pages: only the reader's program knows them.

        It is a field: a program that renews it finds the same chapters.
        """
        chapters = [block for block in story.blocks if isinstance(block, Chapter)]
        if not chapters:
            return
        self._line("TOC Heading", self._look.say("contents"))
        for number, block in enumerate(chapters, start=1):
            line = self._line(CONTENTS)
            if number == 1:
                line._p.extend(opened_field('TOC \\o "1-1" \\h \\n \\u'))  # noqa: SLF001
            told = mark("w:r")
            told.text = block.title
            line._p.append(mark("w:hyperlink", told, anchor=_anchor(number), history=1))  # noqa: SLF001
            if number == len(chapters):
                line._p.append(closed_field())  # noqa: SLF001

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write one block."""
        raise TypeError(f"{type(block).__name__} is no block of a story")

    @write.register
    def _(self, block: Chapter) -> None:
        from docx.shared import Pt

        self._chapters += 1
        head = self._line("Heading 1", block.title)
        if self._is_short and self._chapters == 1:
            head.paragraph_format.space_before = Pt(0)
        line = head._p  # noqa: SLF001 - the library has no bookmarks
        start = mark("w:bookmarkStart", id=self._chapters, name=_anchor(self._chapters))
        line.insert(1, start)
        line.append(mark("w:bookmarkEnd", id=self._chapters))
        self._about = block.title
        if block.lead:
            self._line(LEAD, block.lead)

    @write.register
    def _(self, block: Heading) -> None:
        line = self._line("Heading 2", block.title)
        self._paint(line.runs, block.colour)
        self._about = block.title

    @write.register
    def _(self, block: Passage) -> None:
        from docx.shared import Mm, Pt

        if block.for_drawn:
            return
        line = self._line(_ITEM if block.is_item else "Normal", block.words)
        is_bold = block.weight >= _SEMIBOLD
        size_pt = block.size_pt if self._is_short else max(_SMALLEST_PT, block.size_pt + 1.0)
        for run in line.runs:
            run.bold, run.font.size = is_bold or None, Pt(size_pt)
        if self._is_short:
            line.paragraph_format.space_after = Pt(1.5)
        if block.indent_mm:
            line.paragraph_format.left_indent = Mm(block.indent_mm)
        if is_bold:
            line.paragraph_format.keep_with_next = True
        self._paint(line.runs, block.colour)
        if block.language:
            for run in line.runs:
                run._r.get_or_add_rPr().append(mark("w:lang", val=block.language))  # noqa: SLF001

    @write.register
    def _(self, block: Gap) -> None:
        """Paragraphs keep their own distance here."""

    @write.register
    def _(self, block: Table) -> None:
        size_pt = block.size_pt if self._is_short else 0.0
        add_table(self._document, self._look, block, self._about, size_pt)
        self._line(TABLE_END)  # else some programs leave a heading behind it alone on its page

    @write.register
    def _(self, block: Remark) -> None:
        line = self._line(_ITEM)
        if block.sign.said:
            line.add_run(f"{block.sign.said}: ").bold = True
        line.add_run(legible(block.words))
        marks = ", ".join(one.said for one in block.marks if one.said)
        if marks:
            line.add_run(f" ({marks})")
        if block.remedy:
            line.add_run().add_break()
            self._paint([line.add_run(legible(block.remedy))], "ink_2")

    @write.register
    def _(self, block: Legend) -> None:
        self._line("Heading 2", block.title)
        self._line("Normal", "; ".join(words for _, words in block.entries))

    @write.register
    def _(self, block: Figure) -> None:
        from docx.shared import Mm

        page = PdfDocument(self._look.letters, block.said)
        block.draw(page.page(WIDTH_MM, block.height_mm), 0.0, 0.0, WIDTH_MM)
        picture = io.BytesIO(page_picture(page.content(), resolution_dpi=_PICTURE_DPI))
        line = self._line("Normal")
        line.paragraph_format.keep_with_next = bool(block.caption)
        shape = line.add_run().add_picture(picture, width=Mm(WIDTH_MM))
        shape._inline.docPr.set("descr", block.said)  # noqa: SLF001 - the library has no setter
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")  # noqa: SLF001 - else some programs shift the picture
        if block.caption:
            self._line("Caption", block.caption)

    def _line(self, style: str, words: str = "") -> Any:
        return self._document.add_paragraph(legible(words), style=style)

    def _paint(self, runs: list[Any], colour: str) -> None:
        if colour != "ink":
            for run in runs:
                run.font.color.rgb = rgb(self._look.colour(colour))


def _anchor(number: int) -> str:
    """Name of a chapter's bookmark, of the kind programs hide from their lists."""
    return f"_Toc{number:08d}"
