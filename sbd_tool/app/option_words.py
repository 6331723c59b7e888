"""Differences of options in words: of ledgers, of objects, of cost."""

from collections.abc import Callable

from sbd_tool.app.side_by_side import Comparison
from sbd_tool.domain.object_changes import Change, ObjectChange
from sbd_tool.domain.prices import Cost
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import LedgerScore
from sbd_tool.domain.text import Quantity, Text, literal, text

NameOf = Callable[[str], Text]


def ledger_words(ledger: LedgerScore) -> Text:
    """Range always, score where it is fit to print."""
    low, high = round(ledger.low), round(ledger.high)
    if ledger.fit_to_print and ledger.score is not None:
        return text("states.score", score=round(ledger.score), low=low, high=high)
    return text("states.range", low=low, high=high)


def difference_words(key: LedgerKey, found: Comparison) -> Text:
    """How a ledger differs, or that it does not clearly."""
    name, change = text(f"options.ledger_{key.value}"), found.move
    if change.delta is not None and found.is_clear:
        way = "more" if change.delta > 0 else "less"
        return text(f"options.{way}", ledger=name, points=Quantity(abs(change.delta), "", 0))
    if found.is_clear:
        ends = sorted((abs(change.low_delta), abs(change.high_delta)))
        way = "more" if change.low_delta > 0 else "less"
        low, high = (Quantity(end, "", 0) for end in ends)
        if round(ends[0]) == round(ends[1]):
            return text(f"options.range_{way}_evenly", ledger=name, points=high)
        return text(f"options.range_{way}", ledger=name, low=low, high=high)
    return text("options.no_clear", ledger=name)


def change_words(change: ObjectChange, name: NameOf) -> Text:
    """One object that differs, in one line."""
    what = name(change.object_id)
    if change.change is not Change.CHANGED:
        return text(f"options.object_{change.change.value}", what=what)
    told = [*change.values, *change.fields]
    if not told:
        return text("options.object_moved", what=what)
    parts = ", ".join(told[:6]) + (", …" if len(told) > 6 else "")  # noqa: PLR2004 - one line
    key = "options.object_moved_changed" if change.is_moved else "options.object_changed"
    return text(key, what=what, parts=literal(parts))


def cost_words(cost: Cost) -> Text:
    """A cost as a range, with what has no price."""
    low, high = Quantity(cost.low, "", 0), Quantity(cost.high, "", 0)
    if cost.unpriced:
        return text("options.cost_unpriced", low=low, high=high, count=cost.unpriced)
    if round(cost.low) == round(cost.high):
        return text("options.cost_evenly", cost=high)
    return text("options.cost", low=low, high=high)
