"""Changes of the design as lines for a terminal, each with what it does to both ledgers."""

from collections.abc import Iterable, Sequence

from sbd_tool.domain.scores import Move, Suggestion
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

LEAST_MOVE = 0.05  # what prints as a tenth of a point


def change_lines(title: str, changes: Sequence[Suggestion], words: Words) -> Iterable[str]:
    """Changes under a title, each with what it does to both ledgers; nothing where none is."""
    if changes:
        yield words(text(title))
    for one in changes:
        yield "  " + words(one.sentence)
        openness, protection = (_move(move, words) for move in (one.openness, one.protection))
        told = text("waterfall.change_line", openness=openness, protection=protection)
        yield "    " + words(told)


def _move(move: Move, words: Words) -> str:
    """The predicted change of a ledger: points, else how both ends of its range move."""
    if move.delta is not None:
        return _signed(move.delta, words)
    low, high = (_signed(value, words) for value in (move.low_delta, move.high_delta))
    if low == high:
        return words(text("waterfall.move_evenly", points=low))
    return words(text("waterfall.move_range", low=low, high=high))


def _signed(value: float, words: Words) -> str:
    if abs(value) < LEAST_MOVE:
        return words.number(0.0)
    return ("+" if value > 0 else "\u2212") + words.number(abs(value), 1)
