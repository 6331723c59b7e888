"""Options side by side: objects, both ledgers in every state, and cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sbd_tool.app.pipeline import check_place
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.app.side_by_side import Comparison, Ledgers, compared, evaluate_places, worst_places
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.object_changes import ObjectChange, changes_between, standing_in
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.prices import Cost, PriceList
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.scoring.costs import cost_of_all


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCard:
    """One option with its ledgers in every state asked for.

    Attributes:
        option: Key.
        cost: What is still to be paid, of everything that stands in any state.
        states: State -> both ledgers.
        worst: Ledger -> key of the worst state, or None where none is worse.
    """

    option: str
    cost: Cost
    states: Mapping[str, Ledgers]
    worst: Mapping[LedgerKey, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairInState:
    """How one option differs from the first in one state.

    Attributes:
        changes: Objects added, removed, changed.
        ledgers: Ledger -> difference on what is assessed in both.
    """

    changes: tuple[ObjectChange, ...]
    ledgers: Mapping[LedgerKey, Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionComparison:
    """Options against the first of them.

    Attributes:
        cards: By option, in the order asked for.
        pairs: Option (all but the first) -> state -> difference from the first.
        prices: The price list: where its figures come from.
    """

    cards: Mapping[str, OptionCard]
    pairs: Mapping[str, Mapping[str, PairInState]]
    prices: PriceList


def compare_options(
    project: Project,
    rules: Rules,
    options: Sequence[str],
    states: Sequence[str] = (),
    *,
    with_slow: bool = False,
    with_speeds: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> OptionComparison:
    """Put options side by side; the first is what the others are compared with.

    Args:
        project: With its overrides.
        rules: Catalogue and rubric.
        options: Keys; doubles count once.
        states: Keys of states; all of the project when empty.
        with_slow: Also run slow analyses.
        with_speeds: Also work out approach speeds, in every option and state.
        cache: Results kept between calls.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
        InputError: There is no such option or state.
    """
    wanted = tuple(dict.fromkeys(options))
    times = tuple(dict.fromkeys(states)) or tuple(one.key for one in project.time_states)
    places = [Place(option, state) for option in wanted for state in times]
    for place in places:
        check_place(project, place.option, place.time_state)
    depth = {"with_slow": with_slow, "with_speeds": with_speeds}
    found = evaluate_places(project, rules, places, **depth, cache=cache, progress=progress)
    ledgers: dict[Place, Ledgers] = {place: one.ledgers for place, one in found.items()}
    prices = load_prices()
    first = wanted[0]
    return OptionComparison(
        cards={one: _card(project, one, times, ledgers, prices, rules.rubric) for one in wanted},
        pairs={
            one: {
                state: pair_in_state(
                    project, rules.rubric, Place(first, state), Place(one, state), ledgers
                )
                for state in times
            }
            for one in wanted[1:]
        },
        prices=prices,
    )


def pair_in_state(
    project: Project,
    rubric: Rubric,
    before: Place,
    after: Place,
    ledgers: Mapping[Place, Ledgers],
) -> PairInState:
    """How one place differs from another whose ledgers are known too."""
    return PairInState(
        changes=changes_between(project, before, after),
        ledgers={
            key: compared(rubric, ledgers[before][key], ledgers[after][key]) for key in LedgerKey
        },
    )


def option_cost(project: Project, option: str, prices: PriceList) -> Cost:
    """What an option costs: everything that stands in any of its states, once."""
    found: dict[str, Measure] = {}
    for state in project.time_states:
        for name, row in standing_in(project, Place(option, state.key)).items():
            found.setdefault(name, row)
    return cost_of_all(found.values(), prices)


def _card(  # noqa: PLR0917 - one call
    project: Project,
    option: str,
    states: Sequence[str],
    ledgers: Mapping[Place, Ledgers],
    prices: PriceList,
    rubric: Rubric,
) -> OptionCard:
    own = {Place(option, state): ledgers[Place(option, state)] for state in states}
    worst = worst_places(own, rubric)
    return OptionCard(
        option=option,
        cost=option_cost(project, option, prices),
        states={place.time_state: card for place, card in own.items()},
        worst={key: None if at is None else at.time_state for key, at in worst.items()},
    )
