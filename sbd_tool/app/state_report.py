"""States of the square for a report: every one assessed as deeply as the one that is shown."""

from sbd_tool.app.depth import depth_of
from sbd_tool.app.option_words import ledger_words
from sbd_tool.app.rules import Rules
from sbd_tool.app.side_by_side import (
    Ledgers,
    all_places,
    evaluate_places,
    ledgers_of,
    worst_places,
)
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.place_names import state_and_time, state_name
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text, text
from sbd_tool.report.state_rows import StateRow, StatesSection


def states_section(
    project: Project, assessment: Assessment | None, rules: Rules, edition: Edition
) -> StatesSection:
    """Both ledgers per state of the option shown, the worst named; for the police edition only.

    Args:
        project: The whole project.
        assessment: What the report is of; its depth (with or without slow analyses) is that of all.
        rules: Catalogue and rubric.
        edition: Wider editions hold none: which hour is weakest is for the narrowest circle.
    """
    if assessment is None or edition is not Edition.POLICE or not project.time_states[1:]:
        return StatesSection()
    card = assessment.scorecard
    shown = Place(card.option, card.time_state)
    others = [place for place in all_places(project, [card.option]) if place != shown]
    found = evaluate_places(project, rules, others, **depth_of(assessment))
    ledgers = {
        place: ledgers_of(assessment if place == shown else found[place])
        for place in all_places(project, [card.option])
    }
    return StatesSection(
        rows=tuple(_row(project, place, ledgers[place], shown) for place in ledgers),
        worst=_worst(project, rules, ledgers),
    )


def _row(project: Project, place: Place, ledgers: Ledgers, shown: Place) -> StateRow:
    state = next(one for one in project.time_states if one.key == place.time_state)
    return StateRow(
        state=state_and_time(state),
        openness=ledger_words(ledgers[LedgerKey.OPENNESS]),
        protection=ledger_words(ledgers[LedgerKey.PROTECTION]),
        is_shown=place == shown,
    )


def _worst(project: Project, rules: Rules, ledgers: dict[Place, Ledgers]) -> tuple[Text, ...]:
    worst = worst_places(ledgers, rules.rubric)
    return tuple(
        text(f"people.states_even_{key.value}")
        if place is None
        else text(f"people.states_worst_{key.value}", state=state_name(project, place.time_state))
        for key, place in worst.items()
    )
