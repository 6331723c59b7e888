"""Gaps of the rings as rows: what stands in each, and the list that paints them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from sbd_tool.app.ring_listing import gap_sentence
from sbd_tool.domain.ring_results import RingGap, Rings, Verdict, ZoneRing
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.row_list import AnyIndex, RowModel

PEOPLE: Final = ("wheelchair", "pram", "assistance_dog", "cargo_bike")
Name = Callable[[str], Text]


@dataclass(frozen=True, slots=True)
class GapRow:
    """One row of the list.

    Attributes:
        title: Width and what it means for vehicles, or the name of a ring.
        pair: The two things, or "".
        people: Verdict and short name of each sort of user.
        sentence: All of it in one line, for tips and for those who hear it.
        verdict: For vehicles: a gap that blocks them is good.
        gap: The gap, or None for the head of a ring.
    """

    title: str
    pair: str
    people: tuple[tuple[Verdict, str], ...]
    sentence: str
    verdict: Verdict
    gap: RingGap | None = None


def rows_of(rings: Rings, name: Name, look: Look) -> Iterator[GapRow]:
    """Rows along the edge, ring by ring; a single ring needs no head."""
    for ring in rings.zones:
        if len(rings.zones) > 1:
            words = look.words_of(f"ring.head_{state_of(ring)}", zone=ring.zone)
            yield GapRow(words, "", (), words, verdict_of(ring))
        for gap in ring.gaps:
            yield _row(gap, name, look)


def state_of(ring: ZoneRing | Rings) -> str:
    """Closed for sure, closed if everything drawn holds, or open: "sure", "closed", "open"."""
    if ring.is_enclosed_for_sure:
        return "sure"
    return "closed" if ring.is_enclosed else "open"


def verdict_of(ring: ZoneRing | Rings) -> Verdict:
    """Whether vehicles get through."""
    by_state = {"sure": Verdict.BLOCKED, "closed": Verdict.UNSURE, "open": Verdict.PASSES}
    return by_state[state_of(ring)]


def _row(gap: RingGap, name: Name, look: Look) -> GapRow:
    one, other = (look.word(name(key)) for key in gap.between)
    pair = (
        look.words_of("ring.inside", one=one)
        if gap.is_row
        else look.words_of("ring.between", one=one, other=other)
    )
    people = tuple(
        (gap.verdicts[key], look.words_of(f"ring.user_{key}"))
        for key in PEOPLE
        if key in gap.verdicts
    )
    sentence = look.word(gap_sentence(gap, name))
    return GapRow(_title(gap, look), pair, people, sentence, gap.vehicles, gap)


def _title(gap: RingGap, look: Look) -> str:
    width = Quantity(gap.width_m, "m", 2)
    if gap.is_row and "gap" in gap.unknown:
        return look.words_of("ring.gap_unknown", width=width)
    if gap.vehicles is Verdict.BLOCKED or not gap.widest_vehicle:
        return look.words_of(f"ring.gap_{gap.vehicles.value}", width=width)
    vehicle = look.words_of(f"ring.vehicle_{gap.widest_vehicle}")
    return look.words_of(f"ring.gap_{gap.vehicles.value}_up_to", width=width, vehicle=vehicle)


class GapModel(RowModel[GapRow]):
    """Rows for the list."""

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].gap is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def said(self, row: GapRow) -> str:
        return row.sentence
