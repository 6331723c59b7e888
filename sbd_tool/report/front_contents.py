"""The line of contents at the foot of the first page: chapters, their pages, links to them."""

from collections.abc import Iterator, Sequence
from typing import Final

from sbd_tool.report.flow import A4, MARGIN_MM
from sbd_tool.report.look import Look
from sbd_tool.report.pdf_document import Bookmark
from sbd_tool.report.surface import Surface

_BASE_MM: Final = A4[1] - 18.0
_PT: Final = 8.0
_BETWEEN_MM: Final = 3.2
_NUMBER_MM: Final = 1.0
_FIRST: Final = ("map", "contributions", "measures", "worth", "method", "findings", "questions")
"""Which chapters the line names first, where not all have room."""

Link = tuple[str, tuple[float, float, float, float], str]
"""Where it leads, its box on the page in millimetres, and what it says."""


def draw_contents(surface: Surface, look: Look, outline: Sequence[Bookmark]) -> Iterator[Link]:
    """Name chapters with their pages in one line, as many as have room, in their order.

    Args:
        surface: The first page.
        look: Letters and words.
        outline: Bookmarks of the finished report.

    Yields:
        A link for each.
    """
    head, ink = look.say("contents_line"), look.colour("ink_3")
    x = MARGIN_MM + look.letters.width_mm(head, _PT, 500) + _BETWEEN_MM
    chosen = _fitting(look, outline, A4[0] - MARGIN_MM - x)
    if not chosen:
        return
    surface.words(MARGIN_MM, _BASE_MM, head, _PT, ink, 500)
    for entry in chosen:
        number = look.words.number(entry.page)
        left = x
        surface.words(x, _BASE_MM, entry.title, _PT, look.colour("ink_2"))
        x += look.letters.width_mm(entry.title, _PT) + _NUMBER_MM
        surface.words(x, _BASE_MM, number, _PT, look.colour("ink"), 600)
        x += look.letters.width_mm(number, _PT, 600)
        yield entry.key, (left, _BASE_MM - 2.8, x, _BASE_MM + 1.2), f"{entry.title} {number}"
        x += _BETWEEN_MM


def _fitting(look: Look, outline: Sequence[Bookmark], room_mm: float) -> list[Bookmark]:
    chapters = [entry for entry in outline if entry.level == 0 and entry.key != "front"]
    chosen: list[Bookmark] = []
    for entry in sorted(chapters, key=_rank):
        number = look.words.number(entry.page)
        wide = look.letters.width_mm(entry.title, _PT) + look.letters.width_mm(number, _PT, 600)
        wide += _NUMBER_MM + _BETWEEN_MM
        if wide <= room_mm + _BETWEEN_MM:
            chosen.append(entry)
            room_mm -= wide
    return sorted(chosen, key=chapters.index)


def _rank(entry: Bookmark) -> int:
    return _FIRST.index(entry.key) if entry.key in _FIRST else len(_FIRST)
