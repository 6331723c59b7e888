"""A document of vector pages: bookmarks, links, places on earth, the same bytes each time."""

import io
from datetime import date
from typing import NamedTuple

from sbd_tool.report.geo_pdf import GroundFrame, place_page
from sbd_tool.report.letters import PT_PER_MM, Letters
from sbd_tool.report.pdf_backend import PdfSurface


class Bookmark(NamedTuple):
    """An entry of the outline and its page, from 1."""

    key: str
    title: str
    level: int
    page: int


class PdfDocument:
    """A document of pages of any size.

    Args:
        letters: Faces; all used letters are embedded.
        title, subject: Shown by viewers; nothing about the maker is written.
        seal: What `sbd verify` reads.
        language: Tag of the words' language, for voices that read them; "" says nothing.
        made: Day of the content, or None for a part that is no file of its own.

    Attributes:
        outline: Bookmarks so far, with the number of their page.
    """

    def __init__(
        self,
        letters: Letters,
        title: str,
        subject: str = "",
        seal: str = "",
        language: str = "",
        *,
        made: date | None = None,
    ) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # plain compressed streams: half the time, four fifths of the size
        self.letters = letters
        self._buffer = io.BytesIO()
        first = letters.name(400)  # its usual first font is one that no file carries
        self._canvas = Canvas(
            self._buffer,
            invariant=1,
            pageCompression=1,
            initialFontName=first,
            lang=language or None,
        )
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject(subject)
        self._canvas.setKeywords(seal)
        self._canvas.setCreator("SbD Tool")
        self._canvas.setProducer("SbD Tool")
        if made is not None:  # else it is fixed at the year 2000
            self._canvas.setDateFormatter(lambda *_: f"D:{made:%Y%m%d}000000+00'00'")
        self._is_open = False
        self.pages = 0
        self.outline: list[Bookmark] = []

    def page(self, width_mm: float, height_mm: float) -> "PdfSurface":
        """Finish the page before and begin one."""
        self._finish_page()
        self._canvas.setPageSize((width_mm * PT_PER_MM, height_mm * PT_PER_MM))
        self._is_open = True
        self.pages += 1
        return PdfSurface(self._canvas, width_mm, height_mm, self.letters)

    def place(self, ground: GroundFrame) -> None:
        """Finish the page, and say where on earth its map lies."""
        self._finish_page()
        place_page(self._canvas._doc.Pages.pages[-1], ground)  # noqa: SLF001

    def bookmark(self, key: str, title: str, level: int = 0) -> None:
        """An entry of the outline that leads to the page being drawn."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level)
        self.outline.append(Bookmark(key, title, level, self.pages))

    def link(self, key: str, box: tuple[float, float, float, float], said: str) -> None:
        """Let a box of the page being drawn (left, top, right, bottom, mm) lead to a bookmark."""
        left, top, right, bottom = (edge * PT_PER_MM for edge in box)
        high = self._canvas._pagesize[1]  # noqa: SLF001 - the page has no other name for its height
        corners = (left, high - bottom, right, high - top)
        self._canvas.linkRect(said, key, corners, relative=0, thickness=0)

    def content(self) -> bytes:
        """The finished file."""
        self._finish_page()
        self._canvas.save()
        return self._buffer.getvalue()

    def _finish_page(self) -> None:
        if self._is_open:
            self._canvas.showPage()
            self._is_open = False
