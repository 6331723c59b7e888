"""Ways of people in one design against those in another: an option, or a state of time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sbd_tool.analysis.walking.users import USERS
from sbd_tool.app.pipeline import check_place
from sbd_tool.app.rules import Rules
from sbd_tool.app.walking import Change, walks_as_designed
from sbd_tool.app.walking_listing import end_name, list_walking, pinch_words
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.place_names import option_name, state_name
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.walk_results import Pinch, Walk, WalkEnd, Walks

_SAME_M: Final = 0.005
_SAME_LENGTH_M: Final = 0.05  # lengths are told to a tenth of a metre
_SAME_END_M: Final = 5.0  # ends of one kind as near as this are the same end
Name = Callable[[str], Text]


class Turn(StrEnum):
    """What became of a link, the gravest first."""

    LOST = "lost"
    LESS_SURE = "less_sure"
    GAINED = "gained"
    SURER = "surer"
    LONGER = "longer"
    SHORTER = "shorter"
    NARROWER = "narrower"
    WIDER = "wider"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Against:
    """Ways of two designs with their ends matched.

    Attributes:
        before: Ways before, by the ends of the design after.
        after: Ways after.
        gone: Ends before that have no match.
        new: Keys of ends after that have none.
    """

    before: Walks
    after: Walks
    gone: tuple[WalkEnd, ...]
    new: tuple[str, ...]

    def links(self, user: str) -> tuple[Change, ...]:
        """Links both designs have, in order."""
        known = {(one.start, one.end): one for one in self.before.users[user].walks}
        return tuple(
            Change(known[one.start, one.end], one)
            for one in self.after.users[user].walks
            if (one.start, one.end) in known
        )


def against(before: Walks, after: Walks) -> Against:
    """Match the ends of two designs: of one kind, and nearest to each other within some metres."""
    keys = _matched(before, after)
    users = {
        key: replace(
            found,
            walks=tuple(
                _directed(walk, keys[walk.start], keys[walk.end])
                for walk in found.walks
                if walk.start in keys and walk.end in keys
            ),
        )
        for key, found in before.users.items()
    }
    ends = {keys[key]: end for key, end in before.ends.items() if key in keys}
    return Against(
        before=replace(before, ends=ends, users=users),
        after=after,
        gone=tuple(end for key, end in before.ends.items() if key not in keys),
        new=tuple(key for key in after.ends if key not in ends),
    )


def _directed(walk: Walk, start: str, end: str) -> Walk:
    """The way by other keys; ways in are told from the lower number to the higher."""
    is_back = end.startswith("E") and int(end[1:]) < int(start[1:])
    line = walk.line.reverse() if is_back and walk.line is not None else walk.line
    first, last = (end, start) if is_back else (start, end)
    return replace(walk, start=first, end=last, line=line)


def _matched(before: Walks, after: Walks) -> dict[str, str]:
    found: dict[str, str] = {}
    pairs = sorted(
        (one.at.distance(other.at), old, new)
        for old, one in before.ends.items()
        for new, other in after.ends.items()
        if one.kind is other.kind
    )
    for away, old, new in pairs:
        if away <= _SAME_END_M and old not in found and new not in found.values():
            found[old] = new
    return found


def turn_of(link: Change) -> Turn:
    """What became of one link; of more than one change the gravest."""
    before, after = link.before.verdict, link.after.verdict
    if before is not after:
        if after is Verdict.BLOCKED:
            return Turn.LOST
        if before is Verdict.BLOCKED:
            return Turn.GAINED
        return Turn.LESS_SURE if after is Verdict.UNSURE else Turn.SURER
    more, wider = link.more_m or 0.0, _wider_m(link)
    if abs(more) > _SAME_LENGTH_M:
        return Turn.LONGER if more > 0 else Turn.SHORTER
    if abs(wider) > _SAME_M:
        return Turn.WIDER if wider > 0 else Turn.NARROWER
    return Turn.SAME


def _wider_m(link: Change) -> float:
    """How much more clear width there is; none told on either side is no change."""
    before, after = link.before.min_clear_m, link.after.min_clear_m
    if before is None or after is None:
        return 0.0 if before is after else (1.0 if after is None else -1.0)
    return after - before


def compared_walks(
    project: Project, rules: Rules, wish: ListWish, progress: Progress, user: str = ""
) -> Against:
    """Ways in the option and state of a wish, against those of the design it names beside them.

    Raises:
        InputError: There is no such option or state.
        SquareMissingError: No square is picked.
    """
    other = other_of(wish)
    check_place(project, other.option, other.time_state)
    users = (user,) if user else USERS
    first = walks_as_designed(project, rules, wish, Span(progress, 0.0, 0.5), users)
    second = walks_as_designed(project, rules, other, Span(progress, 0.5, 1.0), users)
    return against(first, second)


def other_of(wish: ListWish) -> ListWish:
    """The design that a wish is to be compared with."""
    option = wish.against_option or wish.option
    return replace(wish, option=option, time_state=wish.against_state or wish.time_state)


def list_walking_against(
    project: Project, rules: Rules, wish: ListWish, progress: Progress
) -> ListResult:
    """The list of the design after, and link by link what changed from the one before."""
    from sbd_tool.app.thing_names import names_of

    plain = list_walking(project, rules, other_of(wish), Span(progress, 0.0, 0.4))
    found = compared_walks(project, rules, wish, Span(progress, 0.4, 1.0))
    name, other = names_of(project, rules), other_of(wish)
    content = {
        **plain.content,
        "compared": {
            "before": {"option": wish.option, "time_state": wish.time_state},
            "after": {"option": other.option, "time_state": other.time_state},
            "links": [
                _link(link, user) for user in found.after.users for link in found.links(user)
            ],
            "ends_gone": [end.key for end in found.gone],
            "ends_new": list(found.new),
        },
    }
    lines = [_places(project, wish, other), *comparison_lines(found, name)]
    return ListResult(content=content, lines=tuple(lines), notes=plain.notes)


def _places(project: Project, wish: ListWish, other: ListWish) -> Text:
    return text(
        "people.compared",
        before=option_name(project, wish.option),
        before_state=state_name(project, wish.time_state),
        after=option_name(project, other.option),
        after_state=state_name(project, other.time_state),
    )


def _link(link: Change, user: str) -> dict[str, Any]:
    return {
        "user": user,
        "from": link.after.start,
        "to": link.after.end,
        "turn": turn_of(link).value,
        **{
            side: {
                "verdict": walk.verdict.value,
                "length_m": walk.length_m,
                "detour": walk.detour,
                "min_clear_m": walk.min_clear_m,
                "pinched_by": walk.pinch.id if walk.pinch is not None else None,
            }
            for side, walk in (("before", link.before), ("after", link.after))
        },
    }


def comparison_lines(found: Against, name: Name) -> list[Text]:
    """One line of counts for each user, then every link that changed, each saying for whom."""
    lines: list[Text] = []
    for user in found.after.users:
        links = found.links(user)
        lines.append(counts_words(user, links))
        lines += [
            link_words(link, user, found.after.ends, name)
            for link in links
            if turn_of(link) is not Turn.SAME
        ]
    lines += [text("people.end_gone", end=end_name(end, name)) for end in found.gone]
    lines += [
        text("people.end_new", end=end_name(found.after.ends[key], name)) for key in found.new
    ]
    return lines


def counts_words(user: str, links: tuple[Change, ...]) -> Text:
    """How many links of a user became what."""
    turns = [turn_of(link) for link in links]
    lost, gained, same = (turns.count(turn) for turn in (Turn.LOST, Turn.GAINED, Turn.SAME))
    return text(
        "people.compared_counts",
        user=text(f"walking.user_{user}"),
        links=len(links),
        lost=lost,
        gained=gained,
        same=same,
        changed=len(links) - lost - gained - same,
    )


def link_words(link: Change, user: str, ends: Mapping[str, WalkEnd], name: Name) -> Text:
    """What became of one link, and for whom."""
    return text(
        f"people.link_{turn_of(link).value}",
        user=text(f"walking.user_{user}"),
        start=end_name(ends[link.after.start], name),
        end=end_name(ends[link.after.end], name),
        before=way_words(link.before),
        after=way_words(link.after),
        pinch=_pinch_words(link, name),
    )


def way_words(walk: Walk) -> Text:
    """Length, detour and narrowest clear width of one way."""
    if walk.length_m is None:
        return text("people.no_way")
    length = Quantity(walk.length_m, "m", 1)
    detour = Quantity(100 * ((walk.detour or 1.0) - 1.0), "%", 1)
    if walk.min_clear_m is None:
        return text("people.way_wide", length=length, detour=detour)
    width = Quantity(walk.min_clear_m, "m", 2)
    return text("people.way", length=length, detour=detour, width=width)


def _pinch_words(link: Change, name: Name) -> Text:
    """What is in the way now; where nothing is, what was."""
    pinch: Pinch | None = link.after.pinch or link.before.pinch
    if pinch is None:
        return text("people.pinch_none")
    key = "people.pinch_now" if link.after.pinch is not None else "people.pinch_was"
    return text(key, pinch=pinch_words(pinch, name))
