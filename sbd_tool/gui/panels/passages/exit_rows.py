"""Ways out, clearing times and capacities as rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import LineString

from sbd_tool.domain.list_result import ListResult
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.passages.pass_rows import PassRow

SHOWN: Final = ("exits", "times", "room")
Name = Callable[[str], Text]
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out as it is drawn.

    Attributes:
        line: Where.
        number: Its number, from 1.
        words: Its width.
        is_narrowed: Something stands in it.
        is_widest: It is the one that counts as lost.
    """

    line: LineString
    number: int
    words: str
    is_narrowed: bool
    is_widest: bool


@dataclass(frozen=True, slots=True)
class Exits:
    """Ways out, what is said of them, and the rows by what is to be shown."""

    told: ListResult
    exits: tuple[Exit, ...]
    rows: Mapping[str, tuple[PassRow, ...]]


def exits_found(told: ListResult, name: Name, look: Look) -> Exits:
    """What a list of ways out looks like in the window."""
    content = told.content
    if not content["assessed"]:
        return Exits(told, (), dict.fromkeys(SHOWN, ()))
    exits = tuple(_exit(number, one, content, look) for number, one in enumerate(content["exits"]))
    rows = {
        "exits": tuple(
            _exit_row(made, one, content, name, look)
            for made, one in zip(exits, content["exits"], strict=True)
        ),
        "times": tuple(_times(content, look)),
        "room": tuple(_rooms(content, look)),
    }
    return Exits(told, exits, rows)


def exits_verdict(found: Exits, look: Look) -> tuple[Verdict, str, str]:
    """Whether all are out in time, in words, and the figures behind it."""
    told, say = found.told, look.words_of
    if not told.content["assessed"]:
        return Verdict.UNSURE, look.word(told.lines[0]), look.word(told.notes[0])
    own = told.content["own"]
    is_in_time = own["carried_in_time"]
    words = say(
        "passages.in_time" if is_in_time else "passages.late",
        time=_minutes(own["worst"]["clearing_min"], look),
        limit=Quantity(own["time_min"], "min", 0),
    )
    summary = say(
        "passages.summary",
        count=len(found.exits),
        people=_whole(own["worst"]["people"]),
        width=Quantity(own["worst"]["width_m"], "m", 1),
        lost=_minutes(own["worst"]["clearing_without_widest_min"], look),
    )
    return Verdict.PASSES if is_in_time else Verdict.BLOCKED, words, summary


def _exit(number: int, one: Content, content: Content, look: Look) -> Exit:
    return Exit(
        line=LineString(one["line"]),
        number=number + 1,
        words=look.words_of("passages.metres", width=Quantity(one["width_m"], "m", 1)),
        is_narrowed=bool(one["narrowed_by"]),
        is_widest=content["widest_exit"] == number,
    )


def _exit_row(made: Exit, one: Content, content: Content, name: Name, look: Look) -> PassRow:
    say = look.words_of
    lines = [say("passages.flow", flow=_whole(one["persons_per_min"]))]
    if one["narrowed_by"]:
        what = look.word(name(one["narrowed_by"][0]["object"]))
        lines.append(say("passages.narrowed", what=what))
    if made.is_widest:
        worst = content["own"]["worst"]
        time = _minutes(worst["clearing_without_widest_min"], look)
        lines.append(say("passages.widest", time=time))
    title = say(
        "passages.exit",
        width=Quantity(one["width_m"], "m", 1),
        open=Quantity(one["open_m"], "m", 1),
    )
    west, south, east, north = made.line.bounds
    return PassRow(
        title=title,
        lines=tuple(lines),
        sentence=f"{made.number}: {title}. {' '.join(lines)}",
        verdict=Verdict.UNSURE if made.is_narrowed else Verdict.PASSES,
        number=str(made.number),
        bounds=(west, south, east, north),
    )


def _times(content: Content, look: Look) -> Iterator[PassRow]:
    """Flow profiles first, then national profiles with their own people and times."""
    say, limit = look.words_of, content["own"]["time_min"]
    for one in content["flows"]:
        title = say(f"crowd.flow_{one['flow']}")
        rate = Quantity(one["rate_p_per_m_min"], "/(m·min)", 1)
        yield _time_row(title, rate, one["worst"], limit, look)
    for one in content["profiles"]:
        title = say(f"rubric.profile.{one['profile']}")
        rate = Quantity(one["rate_p_per_m_min"], "/(m·min)", 1)
        yield _time_row(title, rate, one["worst"], one["time_min"], look)


def _time_row(title: str, rate: Quantity, worst: Content, limit: float, look: Look) -> PassRow:
    say, minutes = look.words_of, worst["clearing_min"]
    lost = worst["clearing_without_widest_min"]
    is_in_time = minutes is not None and minutes <= limit
    bound = Quantity(limit, "min", 0)
    time, without = _minutes(minutes, look), _minutes(lost, look)
    is_late_if_lost = lost is None or lost > limit
    lines = (
        say("passages.out_in" if is_in_time else "passages.out_late", time=time, limit=bound),
        say("passages.lost_late" if is_late_if_lost else "passages.lost", time=without),
        say("passages.rate", rate=rate),
    )
    verdict = Verdict.PASSES if is_in_time else Verdict.BLOCKED
    return PassRow(title, lines, f"{title}: {' '.join(lines)}", verdict)


def _rooms(content: Content, look: Look) -> Iterator[PassRow]:
    say = look.words_of
    for one in content["capacities"]:
        own = one["own"]
        density = Quantity(one["density_p_per_m2"], "/m²", 2)
        title = say(f"crowd.density_{one['density']}")
        title = say("passages.density", what=title, density=density)
        lines = (
            say("passages.room", room=_whole(one["room"])),
            say(f"passages.capacity_{own['decided_by']}", capacity=_whole(own["capacity"])),
            say("passages.capacity_lost", capacity=_whole(own["capacity_without_widest"])),
        )
        verdict = Verdict.PASSES if own["decided_by"] == "room" else Verdict.BLOCKED
        yield PassRow(title, lines, f"{title}: {' '.join(lines)}", verdict)


def _whole(people: float) -> Quantity:
    return Quantity(float(int(people)), "", 0)


def _minutes(minutes: float | None, look: Look) -> str:
    if minutes is None:
        return look.words_of("access.never")
    return look.words_of("access.minutes", time=Quantity(minutes, "min", 1))
