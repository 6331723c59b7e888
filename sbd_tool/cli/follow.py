"""`sbd follow` and `sbd portfolio`: what became of advice, in a project and in a folder."""

from argparse import Namespace
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sbd_tool.app.clock import SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.follow_through import telling
from sbd_tool.app.follow_through.listing import FollowThrough, Road, follow_through
from sbd_tool.app.follow_through.portfolio import Portfolio, PortfolioRow, Tally, read_portfolio
from sbd_tool.app.follow_through.saving import save_portfolio
from sbd_tool.app.follow_through.writing import Visit, inspect, keep_scores, look_at_built
from sbd_tool.app.pipeline import assess, check_place
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.follow_through import Built, Moment, ScoreMoment, Upkeep
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.threads import is_day
from sbd_tool.domain.words import Words

DONE = 0
_Choice = TypeVar("_Choice", bound=StrEnum)


def follow(arguments: Namespace, words: Words) -> int:
    """Keep what was said, then tell every road."""
    today = _day(arguments)
    if any((arguments.built, arguments.plan, arguments.inspected, arguments.scores)):
        _write(arguments, today, words)
    project = open_project(Path(arguments.project)).project
    rules, found = load_rules(project), follow_through(project)
    if arguments.json:
        print(dump(_project_json(found, project, rules, arguments, today, words)))
    elif not found.roads:
        remark(words(text("follow.none")))
    else:
        say(words(literal(telling.LABEL.value)))
        say_lines(_lines(found, project, rules, today, words))
    return DONE


def portfolio(arguments: Namespace, words: Words) -> int:
    """Read a folder; tell it, or write it as a page or a table."""
    today = _day(arguments)
    with Telling(words, text("follow.reading")) as progress:
        found = read_portfolio(Path(arguments.folder), today, progress)
    rules = load_rules()
    if arguments.output:
        page = telling.portfolio_page(found, rules, words.language, words)
        path = save_portfolio(page, Path(arguments.output))
        label = literal(telling.LABEL.value)
        remark(words(text("follow.written", path=literal(str(path)), label=label)))
    if arguments.json:
        print(dump(_folder_json(found, rules, words)))
    elif not arguments.output:
        say(words(literal(telling.LABEL.value)))
        say_lines(_folder_lines(found, rules, words))
    return DONE


def _write(arguments: Namespace, day: str, words: Words) -> None:
    def visit(measure: str) -> Visit:
        return Visit(measure=measure, day=day, words=arguments.words)

    def make(session: Session, around: Surroundings) -> Command:
        project, stamp = session.project, around.stamp(Evidence.SEEN)
        check_place(project, arguments.option, arguments.time_state)
        if arguments.built:
            row, found = _pair(arguments.built, Built)
            return look_at_built(project, visit(row), found, stamp, around.by())
        if arguments.scores:
            with Telling(words, text("follow.do_scores")) as progress:
                assessment = assess(
                    project,
                    load_rules(project),
                    option=arguments.option,
                    time_state=arguments.time_state,
                    with_slow=arguments.wait,
                    with_suggestions=False,
                    progress=progress,
                )
            moment = Moment(arguments.scores)
            return keep_scores(assessment, moment, day, stamp, around.by())
        if arguments.inspected:
            row, upkeep = _pair(arguments.inspected, Upkeep)
            return inspect(project, visit(row), upkeep, stamp, around.by())
        return inspect(project, visit(arguments.plan), None, stamp, around.by())

    change_and_save(Path(arguments.project), make, author=arguments.by)


def _pair(asked: str, choices: type[_Choice]) -> tuple[str, _Choice]:
    row, _, value = asked.rpartition("=")
    if not row.strip() or value not in set(choices):
        key = "follow.no_pair" if not row.strip() else "follow.no_finding"
        known = ", ".join(choices)
        raise InputError(
            text(key, said=literal(asked if not row.strip() else value)),
            text("follow.pair_hint", known=literal(known)),
        )
    return row, choices(value)


def _day(arguments: Namespace) -> str:
    day = arguments.day or SystemClock().now().date().isoformat()
    if not is_day(day):
        raise InputError(text("follow.no_day", day=literal(day)), text("follow.no_day_hint"))
    return str(day)


def _lines(
    found: FollowThrough, project: Project, rules: Rules, today: str, words: Words
) -> Iterator[str]:
    for number, road in enumerate(found.roads, start=1):  # measures first: theirs are 1, 2, 3
        row = f"{number}. " if road.measure else ""
        yield row + words(telling.road_name(road, project, rules))
        yield "    " + words(text("follow.line_advice", told=telling.advice_said(road)))
        if road.measure:
            yield "    " + words(text("follow.line_built", told=telling.built_said(road, words)))
            due = telling.due_said(road, today, words)
            told = telling.upkeep_said(road, words)
            yield "    " + words(text("follow.line_upkeep", told=told, due=due))
    for sentence in telling.moments_said(found, words):
        yield words(sentence)


def _folder_lines(found: Portfolio, rules: Rules, words: Words) -> Iterator[str]:
    for row in found.rows:
        yield words(_tally_line(literal(row.title), row.tally))
    yield words(_tally_line(text("follow.all", count=len(found.rows)), found.total))
    yield words(text("follow.kinds"))
    for kind, tally in found.kinds:
        yield "    " + words(
            text(
                "follow.kind_row",
                kind=telling.kind_said(kind, rules),
                adopted=tally.adopted,
                decided=tally.adopted + tally.rejected,
                built=tally.built,
                total=tally.to_build,
            )
        )
    for one in found.unread:
        yield words(text("follow.unread", path=literal(one.path), reason=one.reason))


def _tally_line(title: Text, tally: Tally) -> Text:
    return text(
        "follow.row",
        title=title,
        advised=tally.advised,
        adopted=tally.adopted,
        rejected=tally.rejected,
        undecided=tally.undecided,
        built=tally.built,
        total=tally.to_build,
        overdue=tally.overdue,
    )


def _project_json(  # noqa: PLR0917 - a road, all of it, and what words it
    found: FollowThrough,
    project: Project,
    rules: Rules,
    arguments: Namespace,
    today: str,
    words: Words,
) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "marking": telling.LABEL.value,
        "day": today,
        "roads": [
            {**_road(road, today), "name": words(telling.road_name(road, project, rules))}
            for road in found.roads
        ],
        "before": _moment(found.before),
        "after": _moment(found.after),
        "comparable": found.is_comparable(),
    }


def _road(road: Road, today: str) -> dict[str, Any]:
    decided = None if road.advice is None else road.advice.deciding
    return {
        "measure": road.measure,
        "kind": road.kind,
        "comments": [one.id for one in road.threads],
        "decision": None if road.decision is None else road.decision.value,
        "reason": "" if decided is None else decided.words,
        "built": None
        if road.built is None
        else {"found": road.built.found.value, "day": road.built.day, "words": road.built.words},
        "upkeep": None
        if road.upkeep is None
        else {"found": road.upkeep.upkeep, "day": road.upkeep.day, "words": road.upkeep.words},
        "due": road.due or None,
        "overdue": road.is_overdue(today),
    }


def _moment(moment: ScoreMoment | None) -> dict[str, Any] | None:
    if moment is None:
        return None
    return {
        "day": moment.day,
        "option": moment.option,
        "time_state": moment.time_state,
        "digest": moment.digest,
        **{
            key.value: {"low": one.low, "high": one.high, "score": one.score}
            for key, one in moment.ledgers.items()
        },
    }


def _folder_json(found: Portfolio, rules: Rules, words: Words) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "marking": telling.LABEL.value,
        "projects": [_row(row) for row in found.rows],
        "kinds": [
            {"kind": kind, "name": words(telling.kind_said(kind, rules)), **_tally(tally)}
            for kind, tally in found.kinds
        ],
        "total": _tally(found.total),
        "unread": [{"path": one.path, "reason": words(one.reason)} for one in found.unread],
    }


def _row(row: PortfolioRow) -> dict[str, Any]:
    return {
        "path": row.path,
        "title": row.title,
        "longitude": row.longitude,
        "latitude": row.latitude,
        **_tally(row.tally),
        "before": _moment(row.follow.before),
        "after": _moment(row.follow.after),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "advised": tally.advised,
        "adopted": tally.adopted,
        "rejected": tally.rejected,
        "undecided": tally.undecided,
        "acceptance": tally.acceptance(),
        "measures": tally.to_build,
        "built": tally.built,
        "differing": tally.differing,
        "not_built": tally.not_built,
        "overdue": tally.overdue,
    }
