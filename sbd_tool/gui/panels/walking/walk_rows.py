"""Ways as rows: what stands in each, and the model of the list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sbd_tool.app.walking import Change, Effect
from sbd_tool.app.walking_listing import pinch_words, walk_sentence
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.domain.walk_results import UserWalks, Walk, WalkEnd, Walks
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.row_list import RowModel

_SAME_WIDTH_M: Final = 0.005
Name = Callable[[str], Text]


@dataclass(frozen=True, slots=True)
class WalkRow:
    """One row of the list.

    Attributes:
        title: The two ends, or the measure.
        lines: Length and doubt, what pinches, the change.
        sentence: All of it in one line, for tips and for those who hear it.
        verdict: Whether there is a way.
        walk: The way, or None for a measure.
        before: The way as it stands, where it differs.
        measure: Id of a measure, or "".
    """

    title: str
    lines: tuple[str, ...]
    sentence: str
    verdict: Verdict
    walk: Walk | None = None
    before: Walk | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What rows are made of.

    Attributes:
        walks: Ways as designed.
        found: Those of the chosen user.
        changes: What is planned against what stands, by pair.
        effects: What single measures do.
        is_against: Whether they are held against another design instead of what stands.
    """

    walks: Walks
    found: UserWalks
    changes: Mapping[tuple[str, str], Change]
    effects: tuple[Effect, ...]
    is_against: bool = False


def rows_of(told: Told, name: Name, look: Look) -> dict[str, tuple[WalkRow, ...]]:
    """Rows by what is to be shown: "all", "trouble", "changed", "measures"."""
    rows = tuple(_walk(walk, told, name, look) for walk in told.found.walks)
    trouble = [row for row in rows if row.walk is not None and _is_trouble(row.walk)]
    return {
        "all": rows,
        "trouble": tuple(trouble),
        "changed": tuple(row for row in rows if row.before is not None),
        "measures": tuple(_measures(told, name, look)),
    }


def _is_trouble(walk: Walk) -> bool:
    return walk.verdict is not Verdict.PASSES or walk.pinch is not None


def _walk(walk: Walk, told: Told, name: Name, look: Look) -> WalkRow:
    start, end = (_short(told.walks.ends[key], look) for key in (walk.start, walk.end))
    change = told.changes.get((walk.start, walk.end))
    lines = [_length(walk, look)]
    if walk.pinch is not None:
        lines.append(look.word(pinch_words(walk.pinch, name)))
    elif walk.min_clear_m is not None:
        width = Quantity(walk.min_clear_m, "m", 2)
        lines.append(look.words_of("walking.row_narrowest", width=width))
    if change is not None:
        before, after = (_metres(one, look) for one in (change.before, change.after))
        key = "people.row_change" if told.is_against else "walking.row_change"
        lines.append(look.words_of(key, before=before, after=after))
        lines += _widths(change, look)
    return WalkRow(
        title=look.words_of("walking.row_title", start=start, end=end),
        lines=tuple(lines),
        sentence=look.word(walk_sentence(walk, told.walks, name)),
        verdict=walk.verdict,
        walk=walk,
        before=None if change is None else change.before,
    )


def _short(end: WalkEnd, look: Look) -> str:
    """Sign and kind of an end; its name is in the sentence."""
    kind = look.words_of(f"walking.kind_{end.kind.value}")
    return look.words_of("walking.end_bare", key=end.key, kind=kind)


def _metres(walk: Walk, look: Look) -> str:
    if walk.length_m is None:
        return look.words_of("walking.row_no_way")
    return look.words_of("walking.width", width=Quantity(walk.length_m, "m", 1))


def _widths(change: Change, look: Look) -> list[str]:
    """Narrowest clear width before and now, where both are told and differ."""
    before, after = change.before.min_clear_m, change.after.min_clear_m
    if before is None or after is None or abs(before - after) < _SAME_WIDTH_M:
        return []
    widths = {"before": Quantity(before, "m", 2), "after": Quantity(after, "m", 2)}
    return [look.words_of("people.row_widths", **widths)]


def _length(walk: Walk, look: Look) -> str:
    if walk.length_m is None:
        is_unsure = walk.verdict is Verdict.UNSURE
        return look.words_of("walking.row_none_unsure" if is_unsure else "walking.row_none")
    length = Quantity(walk.length_m, "m", 1)
    detour = Quantity(100 * ((walk.detour or 1.0) - 1.0), "%", 1)
    if walk.verdict is Verdict.PASSES:
        return look.words_of("walking.row_length", length=length, detour=detour)
    unknown = ", ".join(look.words_of(f"walking.unknown_{key}") for key in walk.unknown)
    return look.words_of("walking.row_unsure", length=length, detour=detour, unknown=unknown)


def _measures(told: Told, name: Name, look: Look) -> Iterator[WalkRow]:
    for effect in told.effects:
        words = look.words_of(
            "walking.row_effect", blocked=effect.blocked, more=Quantity(effect.more_m, "m", 1)
        )
        title = look.word(name(effect.measure))
        verdict = Verdict.BLOCKED if effect.blocked else Verdict.UNSURE
        yield WalkRow(title, (words,), f"{title}: {words}", verdict, measure=effect.measure)


class WalkModel(RowModel[WalkRow]):
    """Rows for the list."""

    def said(self, row: WalkRow) -> str:
        return row.sentence
