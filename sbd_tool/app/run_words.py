"""What a run says of itself: its units, and who does and does not fit through its gaps."""

import math
from collections.abc import Iterator
from typing import Final

from sbd_tool.domain.edits.run_gaps import GapLimits, RunGap
from sbd_tool.domain.edits.runs import RunLayout
from sbd_tool.domain.text import Quantity, Text, text

_CM: Final = 100.0
_ROUND: Final = 1e-6


def shown_m(gap: RunGap, limits: GapLimits) -> float | None:
    """The clear width in whole centimetres, never rounded to the other side of a limit.

    A gap of 1.2004 m that is too wide for 1.20 m reads 1.21 m, not 1.20 m.
    """
    if gap.clear_m is None:
        return None
    nearest = round(gap.clear_m * _CM) / _CM
    if gap.is_too_wide and nearest <= limits.widest_m + _ROUND:
        return math.ceil(gap.clear_m * _CM - _ROUND) / _CM
    least = min((limits.least_m[user] for user in gap.too_narrow_for), default=math.inf)
    if nearest >= least - _ROUND:
        return math.floor(gap.clear_m * _CM + _ROUND) / _CM
    return nearest


def run_words(layout: RunLayout, limits: GapLimits) -> tuple[Text, ...]:
    """The run in sentences, the faults worst first; colour and signs only repeat them."""
    faults = (*_too_wide(layout, limits), *_too_narrow(layout, limits))
    return (_units(layout), *(faults or (text("sketch.run.in_order"),)))


def _units(layout: RunLayout) -> Text:
    count = len(layout.centres)
    if count == 1:
        return text("sketch.run.one")
    return text("sketch.run.units", count=count, gap=Quantity(layout.spacing_m, "m", 2))


def _too_wide(layout: RunLayout, limits: GapLimits) -> Iterator[Text]:
    wide = [gap for gap in layout.gaps if gap.is_too_wide and gap.clear_m is not None]
    if wide:
        widest = max(shown_m(gap, limits) or 0.0 for gap in wide)
        yield text("sketch.run.too_wide", count=len(wide), width=Quantity(widest, "m", 2))
    count = sum(gap.clear_m is None for gap in layout.gaps)
    if count:
        yield text("sketch.run.open", count=count)


def _too_narrow(layout: RunLayout, limits: GapLimits) -> Iterator[Text]:
    """One sentence for all users whom the same gaps keep out."""
    kept_out: dict[tuple[int, ...], list[str]] = {}
    for user in limits.least_m:
        rows = tuple(row for row, gap in enumerate(layout.gaps) if user in gap.too_narrow_for)
        if rows:
            kept_out.setdefault(rows, []).append(user)
    for rows, users in kept_out.items():
        narrowest = min(shown_m(layout.gaps[row], limits) or 0.0 for row in rows)
        yield text(
            "sketch.run.too_narrow",
            count=len(rows),
            users=user_words(tuple(users)),
            width=Quantity(narrowest, "m", 2),
        )


def user_words(users: tuple[str, ...]) -> Text:
    """Users by name: "wheelchairs, prams and cargo bikes"."""
    names = [text(f"sketch.user.{user}") for user in users]
    said = names[0]
    for place, name in enumerate(names[1:], 2):
        key = "sketch.and" if place == len(names) else "sketch.comma"
        said = text(key, first=said, second=name)
    return said
