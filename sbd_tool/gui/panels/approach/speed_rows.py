"""Stretches of edge as rows: what stands in each, and the model of the list."""

from dataclasses import dataclass

from sbd_tool.app.speed_words import SpeedLine
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.row_list import RowModel


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One row of the list.

    Attributes:
        title: Number and band of the class that decides.
        lines: Energy and rating, what stands there, the run-up by hand, doubts.
        sentence: All of it, for tips and for those who hear it.
        verdict: Whether what stands there holds; doubts leave it unsure.
        told: The stretch.
    """

    title: str
    lines: tuple[str, ...]
    sentence: str
    verdict: Verdict
    told: SpeedLine


def row_of(told: SpeedLine, look: Look) -> SpeedRow:
    """A stretch as a row."""
    say, word = look.words_of, look.word
    title = say("speeds.row_title", number=told.number, band=told.band)
    lines = [
        say("speeds.row_energy", energy=told.energy, required=told.required),
        say("speeds.row_stands", stands=told.stands, standoff=told.standoff),
    ]
    others = [word(band) for band in told.bands if band != told.band]
    if others:
        lines.append(", ".join(others))
    if told.doubts:
        lines.append(say("speeds.row_doubts", doubts=", ".join(map(word, told.doubts))))
    by_hand = () if told.by_hand is None else (word(told.by_hand),)
    whole = ". ".join((*lines, *by_hand))
    sentence = say("speeds.row_spoken", title=title, lines=whole)
    return SpeedRow(title, tuple(lines), sentence, _verdict(told), told)


def _verdict(told: SpeedLine) -> Verdict:
    if not told.is_adequate:
        return Verdict.PASSES
    return Verdict.UNSURE if told.doubts else Verdict.BLOCKED


def kmh(value: float, unit: str = "km/h") -> Quantity:
    """A whole number of kilometres per hour."""
    return Quantity(value, unit, 0)


class SpeedModel(RowModel[SpeedRow]):
    """Rows for the list."""

    def said(self, row: SpeedRow) -> str:
        return row.sentence
