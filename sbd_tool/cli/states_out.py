"""Every state of an option with both ledgers, and the worst of each ledger by name."""

from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import Any

from sbd_tool.app.option_words import ledger_words
from sbd_tool.app.rules import Rules
from sbd_tool.app.side_by_side import all_places, assess_places, ledgers_of, worst_places
from sbd_tool.cli.json_out import OUTPUT_VERSION, assessment_json, dump
from sbd_tool.cli.spoken import say_lines
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.place_names import state_name
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Param, text
from sbd_tool.domain.words import Words

Cards = Mapping[Place, Assessment]


def tell_states(
    project: Project, rules: Rules, arguments: Namespace, words: Words, progress: Progress
) -> None:
    """Assess every state of the option and print all of them, as lines or as JSON."""
    places = all_places(project, [arguments.option])
    depth = {"with_slow": arguments.wait, "with_speeds": arguments.speeds}
    cards = assess_places(project, rules, places, **depth, progress=progress)
    worst = worst_places({place: ledgers_of(card) for place, card in cards.items()}, rules.rubric)
    if arguments.json:
        print(dump(_json(project, rules, arguments, words, cards, worst)))
    else:
        say_lines(_lines(project, words, cards, worst))


def _json(  # noqa: PLR0917 - one call
    project: Project,
    rules: Rules,
    arguments: Namespace,
    words: Words,
    cards: Cards,
    worst: Mapping[LedgerKey, Place | None],
) -> dict[str, Any]:
    names = {state.key: state for state in project.time_states}
    return {
        "schema_version": OUTPUT_VERSION,
        "option": arguments.option,
        "worst": {
            key.value: None if place is None else place.time_state for key, place in worst.items()
        },
        "states": [
            {
                "name": names[place.time_state].name,
                "when": names[place.time_state].when,
                **assessment_json(card, rules.rubric, words, card.findings),
            }
            for place, card in cards.items()
        ],
    }


def _lines(
    project: Project, words: Words, cards: Cards, worst: Mapping[LedgerKey, Place | None]
) -> Iterable[str]:
    for place, card in cards.items():
        told: dict[str, Param] = {
            key.value: ledger_words(card.scorecard.ledger(key)) for key in LedgerKey
        }
        yield words(text("states.card", state=state_name(project, place.time_state), **told))
    for key, found in worst.items():
        if found is None:
            yield words(text(f"states.worst_none_{key.value}"))
        else:
            state = state_name(project, found.time_state)
            yield words(text(f"states.worst_{key.value}", state=state))
