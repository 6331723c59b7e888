"""Surveys taken in: a file of answers becomes sums, and nothing else of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sbd_tool.analysis.survey_sums import by_group, summed
from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.community.personal import PersonalColumn, Why, personal_columns
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.row_table import RowTable
from sbd_tool.domain.survey import LEVELS, LONGEST_NAME, Answer, Hour, Survey, SurveyRules, surveys
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.threads import is_day
from sbd_tool.formats.row_file import read_rows
from sbd_tool.formats.survey_file import read_survey_rules

NUMBERS: Final = ("safe_first", "unsafe_first")
"""What the answers 1 to 4 mean: 1 = very safe, or 1 = very unsafe."""
_LONGEST_GROUP: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyWish:
    """How a file of answers is to be read.

    Attributes:
        columns: "day", "night", "group" -> name of a column.
        is_guessing: Look for those that are missing by the usual names.
        numbers: What answers in numbers mean, one of `NUMBERS`; "" refuses them.
        wording: Key of the question that was asked, or "" where it was another.
        name: What the survey is called; "" takes the name of the file.
        day: ISO day it was held, or "".
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    is_guessing: bool = True
    numbers: str = ""
    wording: str = ""
    name: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRead:
    """What a file gave.

    Attributes:
        survey: The sums.
        columns: Columns that were read.
        personal: Columns that look personal; none of them was read.
        unread: Answers that are none of the known ones, by hour.
    """

    survey: Survey
    columns: Mapping[str, str]
    personal: tuple[PersonalColumn, ...]
    unread: Mapping[Hour, int]


def survey_rules() -> SurveyRules:
    """Published questions and words of answers."""
    return read_survey_rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyColumns:
    """What a file offers before it is summed.

    Attributes:
        columns: Columns that may be read: none of them looks personal.
        guessed: "day", "night", "group" -> the column it seems to be.
    """

    columns: tuple[str, ...]
    guessed: Mapping[str, str]


def offered_columns(path: Path) -> SurveyColumns:
    """Look at the columns of a file.

    Raises:
        InputError: The file cannot be read.
    """
    rules, table = survey_rules(), read_rows(path)
    left_out = {one.column for one in personal_columns(table, rules.personal)}
    columns = tuple(name for name in dict.fromkeys(table.columns) if name not in left_out)
    small = {name.casefold(): name for name in reversed(columns)}
    guessed = {
        key: next((small[name] for name in usual if name in small), "")
        for key, usual in rules.columns.items()
    }
    return SurveyColumns(columns=columns, guessed=guessed)


def read_survey(path: Path, wish: SurveyWish, stamp: Stamp) -> SurveyRead:
    """Read a file of answers and sum them; nothing is changed by it.

    Raises:
        InputError: The file cannot be read, a column is not there or personal, there are too many
            groups, numbers are not explained, or the day or the question is none.
    """
    rules, table = survey_rules(), read_rows(path)
    _check(rules, wish)
    columns = _columns(table, rules, wish)
    personal = personal_columns(table, rules.personal)
    _refuse_personal(columns, personal)
    groups = _groups(table, columns.get("group", ""), rules)
    least = rules.least_answers
    whole, unread, told, hidden = {}, {}, {}, {}
    for hour in Hour:
        if hour.value in columns:
            answers, unread[hour] = _answers(table, columns[hour.value], rules, wish.numbers)
            whole[hour] = summed([one for one in answers if one is not None], least)
            if groups and whole[hour].is_told:
                pairs = zip(groups, answers, strict=True)
                found = by_group([(name, one) for name, one in pairs if one is not None], least)
                told[hour], hidden[hour] = found
    names = sorted({name for found in told.values() for name in found})
    survey = Survey(
        stamp=_labelled(stamp), name=(wish.name.strip() or path.stem)[:LONGEST_NAME], day=wish.day,
        wording=wish.wording, rows=len(table.rows), whole=whole,
        grouped_by=columns.get("group", ""), hidden=hidden,
        groups={name: {hour: told[hour][name] for hour in told if name in told[hour]}
                for name in names},
    )  # fmt: skip
    if table.places:
        personal = (*personal, PersonalColumn("", Why.PLACE))
    return SurveyRead(survey=survey, columns=columns, personal=personal, unread=unread)


def keep_survey(found: SurveyRead, by: By = NOBODY) -> PutRecords:
    """The command that keeps the sums.

    Raises:
        InputError: No answer could be read at all.
    """
    if not any(told.count for told in found.survey.whole.values()):
        raise InputError(text("community.no_answers"), text("community.no_answers_hint"))
    record = found.survey.as_record()
    return PutRecords(records=(record,), says=text("community.do_survey"), by=by)


def drop_survey(project: Project, asked: str, by: By = NOBODY) -> DropRecords:
    """The command that removes a survey: its name, running number, id or how that begins.

    Raises:
        InputError: None or several are meant.
    """
    listed = surveys(project.records)
    meant = [one for one in listed if one.name == asked]
    if not meant and asked.isdecimal() and 1 <= int(asked) <= len(listed):
        meant = [listed[int(asked) - 1]]
    meant = meant or [one for one in listed if one.stamp.id.startswith(asked)]
    if len(meant) != 1 or not asked:
        raise InputError(
            text("community.no_survey", name=literal(asked)), text("community.no_survey_hint")
        )
    return DropRecords(
        record_ids=(meant[0].stamp.id,), says=text("community.do_drop_survey"), by=by
    )


def _check(rules: SurveyRules, wish: SurveyWish) -> None:
    if wish.day and not is_day(wish.day):
        raise InputError(text("follow.no_day", day=literal(wish.day)), text("follow.no_day_hint"))
    known = [one.key for one in rules.wordings]
    for asked, choices in ((wish.wording, known), (wish.numbers, list(NUMBERS))):
        if asked and asked not in choices:
            raise InputError(
                text("community.not_known", key=literal(asked)),
                text("domain.known_keys", keys=literal(", ".join(choices))),
            )


def _columns(table: RowTable, rules: SurveyRules, wish: SurveyWish) -> dict[str, str]:
    small = {name.casefold(): name for name in reversed(table.columns)}
    found = {}
    for key, usual in rules.columns.items():
        name = wish.columns.get(key, "")
        if name and name.casefold() not in small:
            shown = ", ".join(table.columns)[:400]
            raise InputError(
                text("community.no_column", name=literal(name)),
                text("community.columns_are", names=literal(shown)),
            )
        chosen = (
            [name.casefold()] if name else wish.is_guessing * [one for one in usual if one in small]
        )
        if chosen:
            found[key] = small[chosen[0]]
    if not set(found) & set(Hour):
        shown = ", ".join(table.columns)[:400]
        raise InputError(
            text("community.no_hours"), text("community.columns_are", names=literal(shown))
        )
    return found


def _refuse_personal(columns: Mapping[str, str], personal: tuple[PersonalColumn, ...]) -> None:
    used = [one.column for one in personal if one.column in columns.values()]
    if used:
        raise InputError(
            text("community.personal_column", name=literal(used[0])),
            text("community.personal_column_hint"),
        )


def _groups(table: RowTable, column: str, rules: SurveyRules) -> tuple[str, ...]:
    if not column:
        return ()
    groups = table.column(column)
    names = {name for name in groups if name}
    if len(names) > rules.most_groups or any(len(name) > _LONGEST_GROUP for name in names):
        raise InputError(
            text("community.too_many_groups", name=literal(column), most=rules.most_groups),
            text("community.too_many_groups_hint"),
        )
    return groups


def _answers(
    table: RowTable, column: str, rules: SurveyRules, numbers: str
) -> tuple[list[Answer | None], int]:
    ordered = LEVELS if numbers == NUMBERS[0] else tuple(reversed(LEVELS))
    coded = {str(at): level for at, level in enumerate(ordered, 1)}
    found: list[Answer | None] = []
    unread = 0
    for cell in table.column(column):
        words = cell.casefold().rstrip(".")
        if words in coded and not numbers:
            raise InputError(text("community.numbers"), text("community.numbers_hint"), column)
        answer = coded.get(words) or rules.answers.get(words)
        unread += bool(words) and answer is None
        found.append(answer)
    return found, unread


def _labelled(stamp: Stamp) -> Stamp:
    """Sums of what people feel are for those who work on the square until somebody says else."""
    return stamp if stamp.marking is not None else replace(stamp, marking=Tlp.AMBER.value)
