"""Looks, inspections and scores of a moment: each is one step of undo."""

from dataclasses import dataclass, replace

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.follow_through.listing import follow_through
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.follow_through import (
    LONGEST,
    Built,
    BuiltCheck,
    Inspection,
    LedgerThen,
    Moment,
    ScoreMoment,
    Upkeep,
)
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.threads import is_day

SHORTEST_ID = 4


def measure_named(project: Project, words: str) -> str:
    """The id of a measure by its running number in the list, its name, its id or how that begins.

    Raises:
        InputError: None or several are meant.
    """
    asked = words.strip()
    if asked in project.measures:
        return asked
    listed = [road.measure for road in follow_through(project).roads if road.measure]
    if (
        asked.isdecimal()
        and 1 <= int(asked) <= len(listed)
        and listed[int(asked) - 1] in project.measures
    ):
        return listed[int(asked) - 1]
    named = [row for row, one in project.measures.items() if one.name and one.name == asked]
    if not named and len(asked) >= SHORTEST_ID:
        named = [row for row in project.measures if row.startswith(asked)]
    if len(named) != 1:
        key = "follow.no_measure" if not named else "follow.many_measures"
        raise InputError(text(key, name=literal(asked)), text("follow.no_measure_hint"), asked)
    return named[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where somebody looked, when, and what they say.

    Attributes:
        measure: A measure's number in the list, its name, its id or how that begins.
        day: ISO day.
        words: What differs, or is to be done.
    """

    measure: str
    day: str
    words: str = ""


def look_at_built(
    project: Project, visit: Visit, found: Built, stamp: Stamp, by: By = NOBODY
) -> PutRecords:
    """The command that keeps whether a measure was built.

    Raises:
        InputError: There is no such measure, or the day is none, or a difference goes unsaid.
    """
    row = measure_named(project, visit.measure)
    if found is Built.DIFFERS and not visit.words.strip():
        raise InputError(text("follow.say_what_differs"), text("follow.say_what_differs_hint"))
    check = BuiltCheck(
        stamp=_labelled(stamp),
        measure=row,
        found=found,
        day=_day(visit.day),
        words=visit.words[:LONGEST],
    )
    return PutRecords(records=(check.as_record(),), says=text("follow.do_built"), by=by)


def inspect(
    project: Project, visit: Visit, upkeep: Upkeep | None, stamp: Stamp, by: By = NOBODY
) -> PutRecords:
    """The command that plans an inspection (no finding) or keeps one that was done.

    Raises:
        InputError: There is no such measure, or the day is none.
    """
    one = Inspection(
        stamp=_labelled(stamp),
        measure=measure_named(project, visit.measure),
        day=_day(visit.day),
        upkeep=upkeep,
        words=visit.words[:LONGEST],
    )
    says = text("follow.do_plan" if upkeep is None else "follow.do_inspect")
    return PutRecords(records=(one.as_record(),), says=says, by=by)


def keep_scores(
    assessment: Assessment, moment: Moment, day: str, stamp: Stamp, by: By = NOBODY
) -> PutRecords:
    """The command that keeps both ledgers as they stand.

    Raises:
        InputError: The day is none.
    """
    card = assessment.scorecard
    ledgers = {
        key: LedgerThen(low=one.low, high=one.high, score=one.score if one.fit_to_print else None)
        for key, one in ((key, card.ledger(key)) for key in LedgerKey)
    }
    kept = ScoreMoment(
        stamp=_labelled(stamp), moment=moment, day=_day(day), ledgers=ledgers,
        option=card.option, time_state=card.time_state, digest=assessment.provenance.project_digest,
    )  # fmt: skip
    return PutRecords(records=(kept.as_record(),), says=text("follow.do_scores"), by=by)


def _day(words: str) -> str:
    if not is_day(words):
        raise InputError(text("follow.no_day", day=literal(words)), text("follow.no_day_hint"))
    return words


def _labelled(stamp: Stamp) -> Stamp:
    """Whether a barrier is gone is no news for the street."""
    return stamp if stamp.marking is not None else replace(stamp, marking=Tlp.AMBER.value)
