"""`sbd compare`: options side by side, as lines or as JSON."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.option_comparison import (
    OptionCard,
    OptionComparison,
    PairInState,
    compare_options,
)
from sbd_tool.app.option_words import change_words, cost_words, difference_words, ledger_words
from sbd_tool.app.side_by_side import Comparison
from sbd_tool.app.thing_names import names_of
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, say_lines, say_no_speeds
from sbd_tool.domain.object_changes import ObjectChange
from sbd_tool.domain.place_names import option_name, state_name
from sbd_tool.domain.plain_values import plain
from sbd_tool.domain.prices import Cost
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import LedgerScore
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

DONE = 0
NameOf = Any


def compare(arguments: Namespace, words: Words) -> int:
    """Run the command; returns the exit code.

    Raises:
        InputError: There is no such option or state.
    """
    project = api.open_project(Path(arguments.project)).project
    rules = api.load_rules(project)
    options = [one.strip() for one in arguments.options.split(",") if one.strip()]
    options = options or [one.key for one in project.options]
    states = [arguments.time_state] if arguments.time_state else []
    with Telling(words, text("options.comparing")) as progress:
        depth = {"with_slow": arguments.wait, "with_speeds": arguments.speeds}
        found = compare_options(project, rules, options, states, **depth, progress=progress)
    say_no_speeds(arguments, words)
    if arguments.json:
        print(dump(_json(found, project, words)))
    else:
        name = names_of(project, rules)
        say_lines(_lines(found, project, name, words))
    return DONE


def _lines(found: OptionComparison, project: Project, name: NameOf, words: Words) -> Iterable[str]:
    options = {one.key: option_name(project, one.key) for one in project.options}
    states = {one.key: state_name(project, one.key) for one in project.time_states}
    for card in found.cards.values():
        yield words(text("options.card", option=options[card.option], cost=cost_words(card.cost)))
        for state, ledgers in card.states.items():
            told = {key.value: ledger_words(ledgers[key]) for key in LedgerKey}
            yield "  " + words(text("states.card", state=states[state], **told))
    first = options[next(iter(found.cards))]
    for option, by_state in found.pairs.items():
        for state, pair in by_state.items():
            yield words(
                text(
                    "options.pair",
                    option=options[option],
                    first=first,
                    state=states[state],
                )
            )
            yield from _pair_lines(pair, name, words)
    yield words(text("options.cost_note"))


def _pair_lines(pair: PairInState, name: NameOf, words: Words) -> Iterable[str]:
    for key, difference in pair.ledgers.items():
        yield "  " + words(difference_words(key, difference))
    if not pair.changes:
        yield "  " + words(text("options.no_object"))
    for change in pair.changes:
        yield "  " + words(change_words(change, name))


def _json(found: OptionComparison, project: Project, words: Words) -> dict[str, Any]:
    names = {one.key: one for one in project.options}
    first = next(iter(found.cards))
    return {
        "schema_version": OUTPUT_VERSION,
        "crs": project.crs,
        "first": first,
        "options": [
            {"name": names[key].name, "parent": names[key].parent, **_card_json(card)}
            for key, card in found.cards.items()
        ],
        "pairs": [
            {
                "from": first,
                "to": option,
                "time_state": state,
                "changes": [_change_json(change) for change in pair.changes],
                **{key.value: _move_json(key, pair.ledgers[key], words) for key in LedgerKey},
            }
            for option, by_state in found.pairs.items()
            for state, pair in by_state.items()
        ],
        "cost_unit": "1 = 1 m of fixed rated bollards",
        "cost_basis": found.prices.basis,
        "cost_confidence": found.prices.confidence,
    }


def _card_json(card: OptionCard) -> dict[str, Any]:
    return {
        "key": card.option,
        "cost": _cost_json(card.cost),
        "worst": {key.value: state for key, state in card.worst.items()},
        "states": [
            {"time_state": state, **{key.value: _ledger_json(own[key]) for key in LedgerKey}}
            for state, own in card.states.items()
        ],
    }


def _ledger_json(ledger: LedgerScore) -> dict[str, Any]:
    return {
        "score": ledger.score if ledger.fit_to_print else None,
        "low": ledger.low,
        "high": ledger.high,
        "coverage": ledger.coverage,
        "fit_to_print": ledger.fit_to_print,
    }


def _cost_json(cost: Cost) -> dict[str, Any]:
    return {"low": cost.low, "high": cost.high, "unpriced": cost.unpriced}


def _move_json(key: LedgerKey, found: Comparison, words: Words) -> dict[str, Any]:
    return {
        "delta": found.move.delta,
        "low_delta": found.move.low_delta,
        "high_delta": found.move.high_delta,
        "is_clear": found.is_clear,
        "words": words(difference_words(key, found)),
    }


def _change_json(change: ObjectChange) -> dict[str, Any]:
    shape = change.geometry
    middle = None if shape is None or shape.is_empty else shape.centroid
    return {
        "id": change.object_id,
        "change": change.change.value,
        "object": "measure" if change.is_measure else "feature",
        "what": change.what,
        "moved": change.is_moved,
        "place": None if middle is None else [middle.x, middle.y],
        "values": {
            name: {"before": plain(old), "after": plain(new)}
            for name, (old, new) in change.values.items()
        },
        "fields": list(change.fields),
    }
