"""A story on pages: each block of it laid out by `Flow`."""

from functools import singledispatchmethod
from itertools import zip_longest

from sbd_tool.report.flow import Flow
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.story import (
    Block,
    Chapter,
    Drawn,
    Figure,
    Gap,
    Heading,
    Legend,
    Passage,
    Remark,
    Story,
    Table,
)

_SIGN_MM = 6.0
_MARK_MM = 4.0
_FIRST_LINE_MM = 2.1
_LED_MM = 14.0
_SEMIBOLD = 600
_BULLET = "\u2022"
_HARDLY_BEGUN_MM = 150.0
"""A page filled down to less than this goes on: else a report has pages of one small table."""


class StoryPages:
    """Lays a story out.

    Args:
        flow: Pages to fill.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def tell(self, story: Story) -> None:
        """Lay out all blocks in order; a bold line never stands alone at the foot of a page."""
        for block, following in zip_longest(story.blocks, story.blocks[1:]):
            if _leads(block, following):
                self._flow.need(_LED_MM)
            self._lay(block)

    @singledispatchmethod
    def _lay(self, block: Block) -> None:
        raise TypeError(f"{type(block).__name__} is no block of a story")

    @_lay.register
    def _(self, block: Chapter) -> None:
        if block.on_new_page and self._flow.y_mm > _HARDLY_BEGUN_MM:
            self._flow.end_page()
        self._flow.chapter(block.key, block.title, block.lead, block.room_mm)

    @_lay.register
    def _(self, block: Heading) -> None:
        self._flow.heading(block.title, block.room_mm, block.colour)

    @_lay.register
    def _(self, block: Passage) -> None:
        words = f"{_BULLET} {block.words}" if block.is_item else block.words
        self._flow.block(
            words, block.size_pt, block.weight, block.colour, block.indent_mm, block.leading
        )

    @_lay.register
    def _(self, block: Gap) -> None:
        self._flow.space(block.height_mm)

    @_lay.register
    def _(self, block: Table) -> None:
        self._flow.table(block.columns, block.rows, block.size_pt)

    @_lay.register
    def _(self, block: Remark) -> None:
        flow = self._flow
        flow.need(12.0)
        top, surface = flow.y_mm + _FIRST_LINE_MM, flow.surface
        block.sign.draw(surface, flow.left_mm, top, _SIGN_MM)
        for place, mark in enumerate(block.marks):
            mark.draw(surface, flow.left_mm + flow.width_mm - _MARK_MM * (place + 1), top, _MARK_MM)
        room = _MARK_MM * len(block.marks) + 2.0
        flow.block(block.words, 9.0, 500, "ink", _SIGN_MM, right_mm=room)
        if block.remedy:
            flow.block(block.remedy, 8.5, 400, "ink_2", _SIGN_MM)
        flow.space(1.5)

    @_lay.register
    def _(self, block: Legend) -> None:
        flow, look = self._flow, self._flow.look
        flow.heading(block.title, 12.0)
        flow.need(6.0)
        x_mm = flow.left_mm
        for sign, words in block.entries:
            wide = sign.width_mm + 1.0 + look.letters.width_mm(words, 8.0)
            if x_mm > flow.left_mm and x_mm + wide > flow.left_mm + flow.width_mm:
                x_mm = flow.left_mm
                flow.y_mm += 5.0
                flow.need(6.0)
            x_mm = self._entry(sign, words, x_mm)
        flow.y_mm += 5.0

    def _entry(self, sign: Drawn, words: str, x_mm: float) -> float:
        flow, look = self._flow, self._flow.look
        middle = flow.y_mm + 2.0
        sign.draw(flow.surface, x_mm, middle, sign.width_mm)
        x_mm += sign.width_mm + 1.0
        flow.surface.words(x_mm, middle + 1.0, words, 8.0, look.colour("ink_2"))
        return x_mm + look.letters.width_mm(words, 8.0) + 5.0

    @_lay.register
    def _(self, block: Figure) -> None:
        flow = self._flow
        flow.need(block.height_mm + 8.0)
        block.draw(flow.surface, flow.left_mm, flow.y_mm, flow.width_mm)
        flow.y_mm += block.height_mm + 8.0 * 0.36 * MM_PER_PT
        if block.caption:
            flow.block(block.caption, 7.5, 400, "ink_3")
        flow.space(2.0)


def _leads(block: Block, following: Block | None) -> bool:
    """Whether a bold line is the head of the words after it."""
    is_bold = isinstance(block, Passage) and block.weight >= _SEMIBOLD
    return is_bold and isinstance(following, Passage) and following.weight < _SEMIBOLD
