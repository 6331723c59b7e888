"""A waterfall as rows ready to show: words, and where each bar begins and ends on 0 to 100."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Param, Quantity
from sbd_tool.domain.waterfall import Waterfall, WaterfallFamily, WaterfallLine
from sbd_tool.gui.look import Look
from sbd_tool.gui.wording import value_words

TWENTY: Final = 20.0
MINUS: Final = "\u2212"


class Side(StrEnum):
    """Which column is shown."""

    EARNED = "earned"
    LOST = "lost"
    CHANGES = "changes"  # no steps: edits that would move it


class StepKind(StrEnum):
    """What a row stands for."""

    FAMILY = "family"
    LINE = "line"
    OPEN = "open"  # not assessed: no points, only weight
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the chart.

    Attributes:
        key: Indicator or family key; "held" for what is held by partly known items.
        kind: What it stands for.
        name: Shown name.
        start, end: Points of the ledger before and after it.
        words: Its points in words.
        fact: The whole row in one sentence, for tips and assistive technology.
        line: The line of the waterfall, or None.
    """

    key: str
    kind: StepKind
    name: str
    start: float
    end: float
    words: str
    fact: str
    line: WaterfallLine | None = None


def steps_of(look: Look, rubric: Rubric, fall: Waterfall, side: Side) -> tuple[Step, ...]:
    """Rows of one ledger: by family where points are earned, dearest first where they are lost."""
    if side is Side.LOST:
        return (*_lost(look, rubric, fall), *_open(look, rubric, fall))
    rows: list[Step] = []
    for family in fall.families:
        rows.append(_family(look, rubric, family))
        rows += [_line(look, rubric, line, Side.EARNED, line.earned_from) for line in family.lines]
    return (*rows, *_held(look, fall))


def scale_of(fall: Waterfall, side: Side) -> tuple[float, float]:
    """Points at both ends of the lane: as much of 0 to 100 as the bars need, in twenties."""
    if side is Side.EARNED:
        most = max(fall.earned, fall.earned + fall.held)
        return 0.0, min(100.0, TWENTY * max(1, math.ceil(most / TWENTY)))
    return min(80.0, TWENTY * math.floor((100.0 - fall.lost) / TWENTY)), 100.0


def _lost(look: Look, rubric: Rubric, fall: Waterfall) -> Iterator[Step]:
    left = 100.0
    for line in fall.costliest:
        yield _line(look, rubric, line, Side.LOST, left)
        left -= line.lost


def _open(look: Look, rubric: Rubric, fall: Waterfall) -> Iterator[Step]:
    for line in sorted(fall.lines, key=lambda one: -one.weight):
        if line.points is None:
            yield _line(look, rubric, line, Side.LOST, 0.0)


def _family(look: Look, rubric: Rubric, family: WaterfallFamily) -> Step:
    name = look.word(rubric.families[family.key].name)
    start = family.lines[0].earned_from
    told: dict[str, Param] = {
        "name": name,
        "earned": Quantity(family.earned, "", 1),
        "lost": Quantity(family.lost, "", 1),
    }
    is_open = all(line.points is None for line in family.lines)
    words = "?" if is_open else points_words(look, family.earned, Side.EARNED)
    fact = look.words_of("waterfall.fact_family_open" if is_open else "waterfall.fact", **told)
    return Step(family.key, StepKind.FAMILY, name, start, start + family.earned, words, fact)


def _line(look: Look, rubric: Rubric, line: WaterfallLine, side: Side, start: float) -> Step:
    rule = rubric.indicators[line.key]
    name = look.word(rule.name)
    if line.points is None:
        weight = Quantity(100 * line.weight, "%", 1)
        fact = look.words_of("waterfall.fact_open", name=name, weight=weight)
        return Step(line.key, StepKind.OPEN, name, start, start, "?", fact, line)
    points = line.earned if side is Side.EARNED else line.lost
    fact = look.words_of(
        "waterfall.fact_line",
        name=name,
        value=value_words(look, rule, line.value),
        earned=Quantity(line.earned, "", 1),
        lost=Quantity(line.lost, "", 1),
    )
    end = start + points if side is Side.EARNED else start - points
    words = points_words(look, points, side)
    return Step(line.key, StepKind.LINE, name, start, end, words, fact, line)


def _held(look: Look, fall: Waterfall) -> Iterator[Step]:
    if not fall.held:
        return
    start = fall.earned
    words = points_words(look, fall.held, Side.EARNED)
    name = look.words_of("waterfall.held")
    fact = look.words_of("waterfall.held_line", points=Quantity(fall.held, "", 1))
    yield Step("held", StepKind.HELD, name, start, start + fall.held, words, fact)


def points_words(look: Look, points: float, side: Side) -> str:
    """Points with their sign: plus and minus say earned and lost without colour."""
    is_minus = (points < 0) is (side is Side.EARNED)
    shown = look.words.number(abs(points), 1)
    if points == 0:
        return shown
    return (MINUS if is_minus else "+") + shown
