"""Who was asked, how, what they said and what was done about it: groups, never persons."""

from dataclasses import dataclass, replace

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.publishing import PublishRecord
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.community.notes import amber, check_day
from sbd_tool.app.follow_through.writing import measure_named
from sbd_tool.app.review.writing import thread_named
from sbd_tool.domain.community import (
    LONGEST,
    MOST_PEOPLE,
    MOST_POINTS,
    Answered,
    Engagement,
    PlaceNote,
    SaidPoint,
    engagements,
    place_notes,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp, is_narrower
from sbd_tool.domain.project import Project
from sbd_tool.domain.survey import Survey, surveys
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.community_file import read_community_rules

Heard = PlaceNote | Engagement | Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWish:
    """A time a group was asked.

    Attributes:
        group: Key of the group.
        way: Key of the way.
        day: ISO day, or "".
        count: How many took part, or None.
    """

    group: str
    way: str
    day: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWish:
    """Something that was said.

    Attributes:
        words: What was said.
        answered: What became of it.
        target: A measure by id or name, or the number of a decided comment; "" for none.
        reason: Why.
    """

    words: str
    answered: Answered = Answered.OPEN
    target: str = ""
    reason: str = ""


def keep_engagement(
    project: Project, wish: AskedWish, said: SaidWish | None, stamp: Stamp, by: By = NOBODY
) -> PutRecords:
    """The command that keeps a time a group was asked.

    Raises:
        InputError: Group, way, day or number are none, or what was said does not hold.
    """
    rules = read_community_rules()
    for asked, choices in ((wish.group, rules.groups), (wish.way, rules.ways)):
        if asked not in choices:
            raise InputError(
                text("community.not_known", key=literal(asked)),
                text("domain.known_keys", keys=literal(", ".join(choices))),
            )
    check_day(wish.day)
    if wish.count is not None and not 0 <= wish.count <= MOST_PEOPLE:
        raise InputError(text("heard.no_count"), text("heard.no_count_hint"))
    made = Engagement(
        stamp=amber(stamp), group=wish.group, way=wish.way, day=wish.day, count=wish.count,
        points=() if said is None else (_point(project, said),),
    )  # fmt: skip
    return PutRecords(records=(made.as_record(),), says=text("heard.do_engagement"), by=by)


def add_point(project: Project, asked: str, said: SaidWish, by: By = NOBODY) -> PutRecords:
    """The command that adds something that was said.

    Raises:
        InputError: None or several are meant, it holds too much already, or it does not hold.
    """
    found = heard_named(project, asked)
    if not isinstance(found, Engagement):
        raise InputError(text("heard.not_there"), text("heard.not_there_hint"), asked)
    if len(found.points) >= MOST_POINTS:
        raise InputError(text("heard.too_many_points", most=MOST_POINTS), text("heard.split_hint"))
    label = found.marking  # words nobody has let out are amber again
    made = replace(found, points=(*found.points, _point(project, said)))
    if is_narrower(made.marking, label):
        made = made.as_labelled(made.marking)
    return PutRecords(records=(made.as_record(),), says=text("heard.do_point"), by=by)


def clear(project: Project, asked: str, by: By = NOBODY) -> PutRecords:
    """The command that keeps that a person has looked: nothing personal is in it.

    Raises:
        InputError: None or several are meant.
    """
    found = heard_named(project, asked)
    if isinstance(found, Survey):
        raise InputError(text("heard.not_there"), text("heard.not_there_hint"), asked)
    return PutRecords(records=(found.as_cleared().as_record(),), says=text("heard.do_clear"), by=by)


def publish(
    project: Project, asked: str, marking: Tlp, by: By = NOBODY, reason: str = ""
) -> PublishRecord:
    """The command that gives a note, an engagement or a survey its label.

    Args:
        project: The whole project.
        asked: Id of the row, or its beginning.
        marking: Its label from then on.
        by: Who; a person's name where the label is wider than amber.
        reason: Why, where the label is wider than amber.

    Raises:
        InputError: None or several are meant, it looks personal and nobody has cleared it, or a
            name or a reason lacks.
    """
    found = heard_named(project, asked)
    if marking is not Tlp.AMBER and not isinstance(found, Survey) and found.traces:
        raise InputError(text("heard.clear_first"), text("heard.clear_first_hint"), asked)
    if isinstance(found, Engagement):
        found = found.as_labelled(marking)
    record = found.as_record()
    stamp = replace(record.stamp, marking=marking.value)
    says = text("heard.do_publish", label=literal(marking.value))
    if is_narrower(Tlp.AMBER, marking) and not (by.author.strip() and reason.strip()):
        raise InputError(text("heard.say_who_lets_out"), text("heard.say_who_lets_out_hint"), asked)
    record = replace(record, stamp=stamp)
    return PublishRecord(record=record, says=says, reason=reason, by=by)


def drop_heard(project: Project, asked: str, by: By = NOBODY) -> DropRecords:
    """The command that removes a note or an engagement.

    Raises:
        InputError: None or several are meant.
    """
    found = heard_named(project, asked)
    return DropRecords(record_ids=(found.stamp.id,), says=text("heard.do_drop"), by=by)


def heard_named(project: Project, asked: str) -> Heard:
    """The row meant by its id or the beginning of it.

    Raises:
        InputError: None or several are meant.
    """
    rows: tuple[Heard, ...] = (
        *place_notes(project.records), *engagements(project.records), *surveys(project.records),
    )  # fmt: skip
    found = [one for one in rows if one.stamp.id == asked]
    found = found or [one for one in rows if asked and one.stamp.id.startswith(asked)]
    if len(found) != 1:
        raise InputError(text("heard.not_there"), text("heard.not_there_hint"), asked)
    return found[0]


def _point(project: Project, said: SaidWish) -> SaidPoint:
    words, reason = (" ".join(one.split())[:LONGEST] for one in (said.words, said.reason))
    if not words:
        raise InputError(text("heard.say_what"), text("heard.say_what_hint"))
    if said.answered is Answered.REJECTED and not reason:
        raise InputError(text("heard.say_why"), text("heard.say_why_hint"))
    target = ""
    if said.answered is Answered.MEASURE:
        target = measure_named(project, said.target)
    elif said.answered is Answered.DECISION:
        target = _thread(project, said.target)
    return SaidPoint(words=words, answered=said.answered, target=target, reason=reason)


def _thread(project: Project, asked: str) -> str:
    found = thread_named(project, asked)
    if found.decision is None:
        raise InputError(text("heard.no_decision"), text("heard.no_decision_hint"), asked)
    return found.id
