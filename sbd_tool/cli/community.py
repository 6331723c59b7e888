"""`sbd survey`: answers on the feeling of safety, taken in as sums and told."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sbd_tool.app.clock import RandomIds, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.community.survey_words import (
    mean_of,
    read_lines,
    share_of,
    survey_lines,
    survey_title,
)
from sbd_tool.app.community.surveys import (
    SurveyRead,
    SurveyWish,
    drop_survey,
    keep_survey,
    read_survey,
    survey_rules,
)
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.heard import published
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import remark, say, say_lines
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.survey import Survey, Told, surveys
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE = 0
LABEL = Tlp.AMBER


def survey(arguments: Namespace, words: Words) -> int:
    """Take in, remove or list surveys."""
    read = _change(arguments)
    if read is not None and not arguments.json:
        for line in read_lines(read):
            remark(words(line))
    found = surveys(open_project(Path(arguments.project)).project.records)
    shown = (read.survey,) if read is not None and arguments.is_trial else found
    if arguments.json:
        print(dump(_json(arguments, shown, read, words)))
    elif not shown:
        remark(words(text("community.no_surveys")))
    else:
        say(words(literal(LABEL.value)))
        for one in shown:
            number = "" if one not in found else f"{found.index(one) + 1}. "
            say(f"{number}{words(survey_title(one))}")
            say_lines("    " + words(line) for line in survey_lines(one))
    return DONE


def _change(arguments: Namespace) -> SurveyRead | None:
    path = Path(arguments.project)
    if arguments.drop:
        change_and_save(
            path,
            lambda session, around: drop_survey(session.project, arguments.drop, around.by()),
            author=arguments.by,
        )
    for made in published(arguments):
        change_and_save(path, made, author=arguments.by)
    if not arguments.file:
        return None
    around = Surroundings(clock=SystemClock(), ids=RandomIds(), author=arguments.by)
    read = read_survey(Path(arguments.file), _wish(arguments), around.stamp(Evidence.SEEN))
    if not arguments.is_trial:

        def make(session: Session, around: Surroundings) -> Command:
            del session
            return keep_survey(read, around.by())

        change_and_save(path, make, author=arguments.by)
    return read


def _wish(arguments: Namespace) -> SurveyWish:
    columns = {
        "day": arguments.day_column,
        "night": arguments.night_column,
        "group": arguments.group_column,
    }
    return SurveyWish(
        columns={key: name for key, name in columns.items() if name},
        numbers=arguments.numbers,
        wording=arguments.wording,
        name=arguments.name,
        day=arguments.day,
    )


def _json(
    arguments: Namespace, found: tuple[Survey, ...], read: SurveyRead | None, words: Words
) -> dict[str, Any]:
    rules = survey_rules()
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "marking": LABEL.value,
        "least_answers": rules.least_answers,
        "interval": rules.interval,
        "read": None
        if read is None
        else {
            "rows": read.survey.rows,
            "columns": dict(read.columns),
            "left_out": [{"column": one.column, "why": one.why.value} for one in read.personal],
            "unread": {hour.value: count for hour, count in read.unread.items()},
        },
        "surveys": [
            {
                "id": one.stamp.id,
                "name": one.name,
                "day": one.day or None,
                "wording": one.wording or None,
                "whole": {hour.value: _told(told) for hour, told in one.whole.items()},
                "grouped_by": one.grouped_by or None,
                "groups": {
                    name: {hour.value: _told(told) for hour, told in hours.items()}
                    for name, hours in one.groups.items()
                },
                "groups_held_back": {hour.value: count for hour, count in one.hidden.items()},
                "lines": [words(line) for line in survey_lines(one)],
            }
            for one in found
        ],
    }


def _told(told: Told) -> dict[str, Any]:
    rules = survey_rules()
    share, mean = share_of(told, rules), mean_of(told, rules)
    if share is None:
        return {"count": told.count, "too_few": True}
    return {
        "count": told.count,
        "too_few": False,
        "levels": {key.value: count for key, count in told.levels.items()},
        "beside": {key.value: count for key, count in told.beside.items()},
        "share_safe": dict(zip(("value", "low", "high"), share, strict=True)),
        "mean": None if mean is None else dict(zip(("value", "low", "high"), mean, strict=True)),
    }
