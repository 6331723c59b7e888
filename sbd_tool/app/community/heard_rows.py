"""What people said, for a report: each edition as far as the label of a row and its words let.

Groups, ways, days and counts by subject leave in every edition; words, and surveys, as far as
their label lets, amber where nobody set one. What looks personal leaves in none before a person
has cleared it. Places are told as a part of the square only.
"""

from collections.abc import Iterator
from typing import Any

import shapely

from sbd_tool.app.community.survey_words import survey_lines
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.community import (
    Answered,
    Engagement,
    Liking,
    NoteHour,
    PlaceNote,
    SaidPoint,
    engagements,
    label_of,
    place_notes,
)
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.survey import surveys
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.threads import threads_of
from sbd_tool.formats.community_file import read_community_rules
from sbd_tool.report.community_rows import (
    CommunitySection,
    EngagementRow,
    PlaceNoteRow,
    SaidRow,
    SubjectRow,
    SurveyRow,
)

_MIDDLE_SHARE = 0.5  # of the half width and height of the square: nearer is "the middle"


def community_parts(
    project: Project, shown: Project, rules: Rules, edition: Edition
) -> dict[str, Any]:
    """The field of a report's model that tells participation."""
    return {"community": community_section(project, shown, rules, edition)}


def community_section(
    project: Project, shown: Project, rules: Rules, edition: Edition
) -> CommunitySection:
    """What an edition may tell.

    Args:
        project: The whole project.
        shown: The project as the edition may know it: only measures of it are named.
        rules: Names of kinds.
        edition: For whom.
    """
    asked = [one for one in engagements(project.records) if one.marking is not Tlp.RED]
    notes = [one for one in place_notes(project.records) if one.marking is not Tlp.RED]
    sums = [one for one in surveys(project.records) if label_of(one.stamp) is not Tlp.RED]
    told = [one for one in sums if edition.may_show(label_of(one.stamp))]
    least = read_community_rules().least_told if edition is not Edition.POLICE else 0
    return CommunitySection(
        engagements=tuple(_engagement(one, project, shown, rules, edition, least) for one in asked),
        unheard=unheard_groups(project) if asked or notes or sums else (),
        surveys=tuple(
            SurveyRow(name=literal(one.name), lines=tuple(survey_lines(one)), day=one.day)
            for one in told
        ),
        untold_surveys=len(sums) - len(told),
        subjects=tuple(_subjects(notes)),
        notes=tuple(
            note_row(one, project, edition)
            for one in notes
            if one.words and edition.may_show(one.marking) and not one.traces
        ),
        held=sum(bool(one.traces) for one in asked) + sum(bool(one.traces) for one in notes),
    )


def unheard_groups(project: Project) -> tuple[Text, ...]:
    """Groups of whom nobody was heard: never asked, or asked and nobody came."""
    found = {one.group for one in engagements(project.records) if one.count != 0}
    return tuple(
        text(f"heard.group_{key}") for key in read_community_rules().groups if key not in found
    )


def group_words(group: str) -> Text:
    """A group by name; one that another version keeps, as it is written."""
    is_known = group in read_community_rules().groups
    return text(f"heard.group_{group}") if is_known else literal(group)


def way_words(way: str) -> Text:
    """A way of asking by name; one that another version keeps, as it is written."""
    return text(f"heard.way_{way}") if way in read_community_rules().ways else literal(way)


def count_words(count: int | None, least: int = 0) -> Text:
    """How many took part; few people are told as "fewer than" in wider editions."""
    if count is None:
        return text("heard.count_unknown")
    if 0 < count < least:
        return text("heard.count_few", least=least)
    return text("heard.count", count=count)


def done_words(point: SaidPoint, project: Project, shown: Project, rules: Rules) -> Text:
    """What was done about something that was said, naming only what a reader may know."""
    said = text(f"heard.done_{point.answered.value}")
    if point.answered is Answered.MEASURE and point.target in shown.measures:
        said = text("heard.done_measure_named", name=plain_name(shown, rules, point.target))
    if point.answered is Answered.DECISION and point.target in shown.records:
        said = _decision(project, point.target) or said
    if not point.reason:
        return said
    return text("follow.because", decision=said, reason=literal(point.reason))


def _decision(project: Project, row: str) -> Text | None:
    found = [one for one in threads_of(project.records) if one.id == row and one.decision]
    if not found or found[0].decision is None:
        return None
    decision = text(f"follow.decision_{found[0].decision.value}")
    return text("heard.done_decision_named", words=literal(found[0].words), decision=decision)


def note_row(note: PlaceNote, project: Project, edition: Edition = Edition.POLICE) -> PlaceNoteRow:
    """A note in words; its origin is for the police only."""
    return PlaceNoteRow(
        part=part_of_square(note, project),
        liking=text(f"heard.liking_{note.liking.value}"),
        hour=text(f"heard.hour_{note.hour.value}"),
        about=text(f"heard.about_{note.about}") if _is_known(note.about) else literal(note.about),
        words=note.words,
        origin=note.origin if edition is Edition.POLICE else "",
    )


def part_of_square(note: PlaceNote, project: Project) -> Text:
    """The part of the square a note lies in: middle, a quarter of the compass, or beside it."""
    found = project.feature(project.square) if project.square else None
    if found is None:
        return text("heard.part_unknown")
    square, place = found[1].geometry, shapely.Point(note.x_m, note.y_m)
    left, low, right, high = square.bounds
    east = (2 * note.x_m - left - right) / max(right - left, 1.0)
    north = (2 * note.y_m - low - high) / max(high - low, 1.0)
    if max(abs(east), abs(north)) <= _MIDDLE_SHARE:
        return text("heard.part_middle")
    side = ("east" if east > 0 else "west") if abs(east) >= abs(north) else ""
    side = side or ("north" if north > 0 else "south")
    return text(f"heard.part_{side}" if square.covers(place) else f"heard.beside_{side}")


def _is_known(about: str) -> bool:
    return about in read_community_rules().abouts


def _engagement(  # noqa: PLR0917 - a row, who reads it and what may be named
    one: Engagement, project: Project, shown: Project, rules: Rules, edition: Edition, least: int
) -> EngagementRow:
    is_told = edition.may_show(one.marking) and not one.traces
    said = tuple(
        SaidRow(words=point.words, done=done_words(point, project, shown, rules))
        for point in one.points
        if is_told
    )
    return EngagementRow(
        group=group_words(one.group),
        way=way_words(one.way),
        day=one.day,
        count=count_words(one.count, least),
        said=said,
        untold=len(one.points) - len(said),
    )


def _subjects(notes: list[PlaceNote]) -> Iterator[SubjectRow]:
    for key in read_community_rules().abouts:
        rows = [one for one in notes if one.about == key]
        if rows:
            yield SubjectRow(
                about=text(f"heard.about_{key}"),
                liked=sum(one.liking is Liking.LIKE for one in rows),
                disliked=sum(one.liking is Liking.DISLIKE for one in rows),
                ideas=sum(one.liking is Liking.IDEA for one in rows),
                after_dark=sum(one.hour is NoteHour.NIGHT for one in rows),
            )
