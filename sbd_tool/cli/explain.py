"""`sbd explain`: both ledgers taken apart down to objects and sources, and what moves them most."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.explaining import Explanation, explain_both
from sbd_tool.app.labelling import label_of
from sbd_tool.app.rules import Rules
from sbd_tool.cli.changes_out import change_lines
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump, number_json, removal_json, suggestion_json
from sbd_tool.cli.spoken import Telling, say, say_lines, say_no_speeds
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.waterfall import PointShares, Waterfall, WaterfallLine
from sbd_tool.domain.words import Words

DONE = 0
SHOWN_CHANGES = 8


def explain(arguments: Namespace, words: Words) -> int:
    """Run the command; returns the exit code."""
    project = api.open_project(Path(arguments.project)).project
    rules = api.load_rules(project)
    with Telling(words, text("waterfall.explaining")) as progress:
        found = explain_both(
            project,
            rules,
            shared=tuple(arguments.shares or ()),
            option=arguments.option,
            time_state=arguments.time_state,
            with_slow=arguments.wait,
            with_speeds=arguments.speeds,
            progress=progress,
        )
    say_no_speeds(arguments, words)
    marking = label_of(project, found.assessment, rules).label.value
    if arguments.json:
        print(dump({"marking": marking, **_json(found, arguments, project, rules, words)}))
        return DONE
    say(words(literal(marking)))
    for one in found.waterfalls:
        say_lines(_lines(one, rules, words))
    say_lines(_changes(found, words))
    return DONE


def _json(
    found: Explanation, arguments: Namespace, project: Project, rules: Rules, words: Words
) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "crs": project.crs,
        "option": arguments.option,
        "time_state": arguments.time_state,
        **{one.ledger.value: _waterfall(one, found, rules, words) for one in found.waterfalls},
        "changes": [suggestion_json(one, words) for one in found.assessment.suggestions],
        "removals": [removal_json(one, words) for one in found.assessment.removals],
    }


def _waterfall(one: Waterfall, found: Explanation, rules: Rules, words: Words) -> dict[str, Any]:
    return {
        "score": one.score,
        "low": one.low,
        "high": one.high,
        "fit_to_print": one.fit_to_print,
        "held": one.held,
        "earned": one.earned,
        "lost": one.lost,
        "why_not_higher": [line.key for line in one.costliest],
        "families": [
            {
                "key": family.key,
                "name": words(rules.rubric.families[family.key].name),
                "weight": family.weight,
                "earned": family.earned,
                "lost": family.lost,
                "indicators": [
                    _line(line, found.shares.get(line.key), rules, words) for line in family.lines
                ],
            }
            for family in one.families
        ],
    }


def _line(
    line: WaterfallLine, shares: PointShares | None, rules: Rules, words: Words
) -> dict[str, Any]:
    catalogue, rule = rules.catalogue, rules.rubric.indicators[line.key]
    return {
        "key": line.key,
        "name": words(rule.name),
        "chain": line.chain,
        "state": line.state.value,
        "value": number_json(line.value),
        "unit": rule.unit,
        "points": line.points,
        "weight": line.weight,
        "earned": line.earned,
        "lost": line.lost,
        "earned_from": line.earned_from,
        "lost_from": line.lost_from,
        "evidence": line.evidence.value,
        "objects": list(line.objects),
        "sources": {
            key: catalogue.sources[key].citation for key in line.sources if key in catalogue.sources
        },
        "guidance": {
            key: words(catalogue.cards[key].title) for key in line.cards if key in catalogue.cards
        },
        "shares": None if shares is None else _shares(shares),
    }


def _shares(shares: PointShares) -> dict[str, Any]:
    return {
        "covers": list(shares.covers),
        "exact": shares.is_exact,
        "rest": shares.rest,
        "groups": [
            {"objects": list(one.objects), "earned": one.earned, "lost": one.lost}
            for one in shares.shares
        ],
    }


def _lines(one: Waterfall, rules: Rules, words: Words) -> Iterable[str]:
    ledger = text(f"cli.{one.ledger.value}")
    key = "waterfall.head_score" if one.fit_to_print else "waterfall.head_range"
    yield words(
        text(
            key,
            ledger=ledger,
            score=round(one.score or 0.0),
            low=round(one.low),
            high=round(one.high),
        )
    )
    for family in one.families:
        name = rules.rubric.families[family.key].name
        yield "  " + words(_sentence("waterfall.family_line", name, family.earned, family.lost))
        for line in family.lines:
            rule = rules.rubric.indicators[line.key]
            if line.points is None:
                yield "    " + words(text("waterfall.line_open", key=line.key, name=rule.name))
            else:
                named = text("waterfall.keyed", key=line.key, name=rule.name)
                yield "    " + words(
                    _sentence("waterfall.family_line", named, line.earned, line.lost)
                )
    if one.held:
        yield "  " + words(text("waterfall.held_line", points=Quantity(one.held, "", 1)))


def _sentence(key: str, name: Text, earned: float, lost: float) -> Text:
    return text(key, name=name, earned=Quantity(earned, "", 1), lost=Quantity(lost, "", 1))


def _changes(found: Explanation, words: Words) -> Iterable[str]:
    yield from change_lines(
        "waterfall.changes", found.assessment.suggestions[:SHOWN_CHANGES], words
    )
    yield from change_lines("removals.title", found.assessment.removals, words)
