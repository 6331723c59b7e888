"""Several designs and states evaluated side by side: one function, one cache, the same numbers.

Whatever compares (states, options, conditions "in any state", robustness, best sets) asks here.
Results that do not differ between two places are computed once: the cache knows them by what they
read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sbd_tool.app.evaluation import Evaluation, evaluate
from sbd_tool.app.pipeline import assess, check_place, standard_method
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Assessment, LedgerScore, Move
from sbd_tool.scoring.moves import move

Ledgers = Mapping[LedgerKey, LedgerScore]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How one ledger of a place differs from that of another, on what is assessed in both.

    Attributes:
        move: Points gained, or None where only the range may be compared, and what the range does.
        is_clear: Whether it may be called a difference: at least the rubric's points, and the
            same direction at both ends of the range.
    """

    move: Move
    is_clear: bool


def all_places(project: Project, options: Iterable[str] | None = None) -> tuple[Place, ...]:
    """Every state of these options (None: of all), option by option in the project's order."""
    keys = [one.key for one in project.options] if options is None else list(options)
    return tuple(Place(key, state.key) for key in keys for state in project.time_states)


def evaluate_places(
    project: Project,
    rules: Rules,
    places: Sequence[Place],
    *,
    with_slow: bool = False,
    with_speeds: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> dict[Place, Evaluation]:
    """Both ledgers, readings and results of each place, without words.

    Args:
        project: What is assessed, with its overrides.
        rules: Catalogue and rubric.
        places: Options in states; doubles are evaluated once.
        with_slow: Also run slow analyses (sight, light).
        with_speeds: Also work out approach speeds.
        cache: Results kept between calls; shared by all places.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
        InputError: There is no such option or state.
    """
    cache = cache or ResultCache()
    method = standard_method(with_slow=with_slow, with_speeds=with_speeds)
    wanted = tuple(dict.fromkeys(places))
    for place in wanted:
        check_place(project, place.option, place.time_state)
    return {
        place: evaluate(
            project,
            rules.catalogue,
            rules.rubric,
            method,
            option=place.option,
            time_state=place.time_state,
            cache=cache,
            progress=Span(progress, number / len(wanted), (number + 1) / len(wanted)),
        )
        for number, place in enumerate(wanted)
    }


def assess_places(
    project: Project,
    rules: Rules,
    places: Sequence[Place],
    *,
    with_slow: bool = False,
    with_speeds: bool = False,
    with_suggestions: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> dict[Place, Assessment]:
    """The same with sentences, findings, questions, and speeds where asked for."""
    cache, wanted = cache or ResultCache(), tuple(dict.fromkeys(places))
    return {
        place: assess(
            project,
            rules,
            option=place.option,
            time_state=place.time_state,
            with_slow=with_slow,
            with_speeds=with_speeds,
            with_suggestions=with_suggestions,
            cache=cache,
            progress=Span(progress, number / len(wanted), (number + 1) / len(wanted)),
        )
        for number, place in enumerate(wanted)
    }


def ledgers_of(found: Evaluation | Assessment) -> Ledgers:
    """Both ledgers of an evaluation or an assessment."""
    if isinstance(found, Evaluation):
        return found.ledgers
    card = found.scorecard
    return {key: card.ledger(key) for key in LedgerKey}


def worst_places(cards: Mapping[Place, Ledgers], rubric: Rubric) -> dict[LedgerKey, Place | None]:
    """The worst place of each ledger by name; None where none is clearly worse than the best.

    Places are never averaged. The score decides where all of them are fit to print one, else the
    low end of the range: the promise that holds for sure. Of equals the first.
    """
    found: dict[LedgerKey, Place | None] = {}
    least = rubric.value("clear_difference_points")
    for key in LedgerKey:
        lines = {place: card[key] for place, card in cards.items()}
        is_fit = all(one.fit_to_print and one.score is not None for one in lines.values())
        ranks = {place: _rank(one, is_fit=is_fit) for place, one in lines.items()}
        is_even = max(ranks.values()) - min(ranks.values()) < least
        found[key] = None if is_even else min(ranks, key=lambda place: ranks[place])
    return found


def _rank(ledger: LedgerScore, *, is_fit: bool) -> float:
    return ledger.score if is_fit and ledger.score is not None else ledger.low


def compared(rubric: Rubric, before: LedgerScore, after: LedgerScore) -> Comparison:
    """Compare one ledger of two places on common nodes.

    There is "no clear difference" under the rubric's number of points, and where the paired range
    of the difference holds 0 (docs/method/options.md).
    """
    change = move(rubric, before, after)
    ends = [change.low_delta, change.high_delta]
    if change.delta is not None:
        ends.append(change.delta)
    least = rubric.value("clear_difference_points")
    size = abs(change.delta) if change.delta is not None else min(map(abs, ends))
    one_way = all(end > 0 for end in ends) or all(end < 0 for end in ends)
    return Comparison(move=change, is_clear=one_way and size >= least)
