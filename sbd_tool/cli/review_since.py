"""`sbd review P --since-last` and `--seen`: what changed since somebody's last look."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sbd_tool.app.pipeline import assess
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.listing import moment_said, who
from sbd_tool.app.review.looking import Changed, SinceLook, keep_look, since_look
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.rules import load_rules
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.review_writing import capacity_of
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words


def tell_since(arguments: Namespace, words: Words) -> None:
    """Tell what changed, with both ledgers then and now."""
    opened = open_project(Path(arguments.project))
    project, rules = opened.project, load_rules(opened.project)
    capacity = capacity_of(arguments, project)
    found = since_look(project, opened.log, rules, capacity, arguments.by)
    if found is None:
        if arguments.json:
            print(dump({"schema_version": OUTPUT_VERSION, "last_look": None, "changes": []}))
        else:
            remark(words(text("review.no_look")))
        return
    with Telling(words) as progress:
        del progress
        scores = [_scores(one, arguments) for one in (found.before, project)]
    if arguments.json:
        print(dump(_json(found, scores, words)))
    else:
        say(words(literal(Tlp.AMBER_STRICT.value)))
        say_lines(_lines(found, scores, words))


def keep_seen(arguments: Namespace, words: Words) -> None:
    """Remember the look."""
    change_and_save(
        Path(arguments.project),
        lambda session, around: keep_look(
            session.project,
            session.log,
            capacity_of(arguments, session.project),
            arguments.by,
            around.by(),
        ),
        author=arguments.by,
    )
    if not arguments.json:
        remark(words(text("review.look_kept")))


def _scores(project: Project, arguments: Namespace) -> dict[str, tuple[int, int]]:
    card = assess(
        project,
        load_rules(project),
        option=arguments.option,
        time_state=arguments.time_state,
    ).scorecard
    ledgers = {"openness": card.openness, "protection": card.protection}
    return {key: (round(one.low), round(one.high)) for key, one in ledgers.items()}


def _lines(
    found: SinceLook, scores: list[dict[str, tuple[int, int]]], words: Words
) -> Iterator[str]:
    yield words(text("review.since", when=moment_said(found.when, words)))
    if not found.changes:
        yield words(text("review.nothing_new"))
    for one in found.changes:
        difference = one.difference
        what = words(text(f"exchange.kind_{difference.kind.value}"))
        why = f" \u00b7 {words(one.why)}" if one.why is not None else ""
        by = f" \u00b7 {words(who(one.author))}" if one.author else ""
        when = moment_said(one.when, words)
        yield f"{what:<9} {words(difference.sort)}: {words(difference.name)}{by} {when}{why}"
    before, after = scores
    for key, ends in after.items():
        low, high = before[key]
        yield words(
            text(f"review.ledger_{key}", low=low, high=high, now_low=ends[0], now_high=ends[1])
        )


def _json(
    found: SinceLook, scores: list[dict[str, tuple[int, int]]], words: Words
) -> dict[str, Any]:
    before, after = scores
    return {
        "schema_version": OUTPUT_VERSION,
        "marking": Tlp.AMBER_STRICT.value,
        "last_look": found.when,
        "changes": [_change(one, words) for one in found.changes],
        "ranges": {key: {"then": list(before[key]), "now": list(after[key])} for key in after},
    }


def _change(one: Changed, words: Words) -> dict[str, Any]:
    difference = one.difference
    return {
        "kind": difference.kind.value,
        "table": difference.table,
        "id": difference.id,
        "name": words(difference.name),
        "fields": list(difference.fields),
        "author": one.author,
        "changed": one.when,
        "why": None if one.why is None else words(one.why),
    }
