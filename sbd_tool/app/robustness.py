"""How firm the order of a project's options is, said in words that may be read aloud."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sbd_tool.app.comparing import OptionReadings, option_readings
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import ORDINARY_STATE
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.robustness import (
    LedgerRobustness,
    PairShare,
    Robustness,
    Sampling,
    Swings,
    TippedBy,
    TippingWeight,
    TornadoBar,
)
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.formats.rules import read_weight_rules
from sbd_tool.scoring.robustness.judge import robustness, standard_sampling

FEWEST_DRAWS: Final = 100
MOST_DRAWS: Final = 200_000
GREATEST_SEED: Final = 2**63 - 1
_ASSESSED: Final = 0.8
_HALF: Final = 0.5


def sampling_of(rubric: Rubric, *, seed: int = 1, draws: int | None = None) -> Sampling:
    """Sampling by the numbers of the rubric.

    Raises:
        InputError: So many draws or such a seed are not accepted.
    """
    wanted = int(rubric.value("robust_draws")) if draws is None else draws
    if not FEWEST_DRAWS <= wanted <= MOST_DRAWS:
        raise InputError(
            text("robustness.draws", count=wanted),
            text("robustness.draws.hint", least=FEWEST_DRAWS, most=MOST_DRAWS),
            str(wanted),
        )
    if not 0 <= seed <= GREATEST_SEED:
        raise InputError(text("robustness.seed"), text("robustness.seed.hint"), str(seed))
    return standard_sampling(rubric, seed=seed, draws=wanted)


def judge_options(
    project: Project,
    rules: Rules,
    *,
    options: Sequence[str] = (),
    time_state: str = ORDINARY_STATE,
    seed: int = 1,
    draws: int | None = None,
    with_slow: bool = False,
    with_speeds: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> Robustness:
    """Assess options and judge how firm their order is.

    Args:
        project: What is assessed.
        rules: Catalogue and rubric with the weights in use.
        options: Keys; all options of the project when empty.
        time_state: State in time.
        seed: Fixes all draws.
        draws: Number of draws; the rubric's when None.
        with_slow: Also run the slow analyses.
        with_speeds: Also work out approach speeds, in every option.
        cache: Results kept between calls.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
        InputError: There is no such option or state, or draws or seed are not accepted.
    """
    sampling = sampling_of(rules.rubric, seed=seed, draws=draws)
    readings = option_readings(
        project,
        rules,
        options=options,
        time_state=time_state,
        with_slow=with_slow,
        with_speeds=with_speeds,
        cache=cache,
        progress=Span(progress, 0.0, _ASSESSED),
    )
    found = judge_readings(rules.rubric, readings, sampling)
    progress.advance(1.0)
    return found


def judge_readings(rubric: Rubric, readings: OptionReadings, sampling: Sampling) -> Robustness:
    """Judge options whose readings are known."""
    return robustness(rubric, readings, read_weight_rules().bounds, sampling)


# --- words --------------------------------------------------------------------------------


def firm_share(rubric: Rubric) -> float:
    """Share of draws from which an order is called firm."""
    return rubric.value("robust_firm_percent") / 100.0


def pair_sentence(project: Project, rubric: Rubric, ledger: LedgerKey, pair: PairShare) -> Text:
    """How often one option is ahead, in words: firm, leaning or open.

    Args:
        project: Names of options.
        rubric: Share from which an order is firm.
        ledger: Which ledger.
        pair: The share; the option that is ahead more often is named first.
    """
    ahead, behind, share = pair.first, pair.second, pair.share
    if pair.tied == 1.0:
        return text(
            f"robustness.pair_same_{ledger.value}",
            better=option_name(project, ahead),
            worse=option_name(project, behind),
        )
    if share < _HALF:
        ahead, behind, share = behind, ahead, 1.0 - share
    firm = "firm" if share >= firm_share(rubric) else "leaning"
    key = "even" if share <= _HALF + 0.1 else firm
    return text(
        f"robustness.pair_{key}_{ledger.value}",
        better=option_name(project, ahead),
        worse=option_name(project, behind),
        share=Quantity(_hundredths(share)),
    )


def _hundredths(share: float) -> float:
    """Draws of 100; never 100 or 0 unless it is all or none of them."""
    if share in (0.0, 1.0):
        return 100.0 * share
    return min(max(round(100.0 * share), 1), 99)


def both_sentence(project: Project, pair: PairShare) -> Text:
    """How often the first option is ahead in both ledgers at once."""
    return text(
        "robustness.both",
        better=option_name(project, pair.first),
        worse=option_name(project, pair.second),
        share=Quantity(_hundredths(pair.share)),
    )


def tipping_sentence(project: Project, rubric: Rubric, tip: TippingWeight) -> Text:
    """At which weight of a family or of the ring an order turns."""
    way = "over" if tip.tips_at > tip.now else "under"
    what = rubric.families[tip.key].name if tip.of is TippedBy.FAMILY else text("robustness.ring")
    return text(
        f"robustness.tips_{way}",
        better=option_name(project, tip.better),
        worse=option_name(project, tip.worse),
        what=what,
        now=Quantity(100.0 * tip.now, "%", 1),
        at=Quantity(100.0 * tip.tips_at, "%", 1),
    )


def bar_name(rubric: Rubric, bar: TornadoBar) -> Text:
    """Name of what a bar swings."""
    named = rubric.families if bar.swings is Swings.WEIGHT else rubric.indicators
    return text(f"robustness.bar_{bar.swings.value}", name=named[bar.key].name)


def sentences(
    project: Project, rubric: Rubric, found: Robustness, *, tips: int = 3
) -> Mapping[LedgerKey, tuple[Text, ...]]:
    """What is worth saying of each ledger: pairs, then the nearest tipping weights."""
    return {
        ledger: tuple(_ledger_sentences(project, rubric, result, tips))
        for ledger, result in found.ledgers.items()
    }


def _ledger_sentences(
    project: Project, rubric: Rubric, result: LedgerRobustness, tips: int
) -> Iterator[Text]:
    order = [one.option for one in result.options]
    for pair in result.pairs:
        if order.index(pair.first) < order.index(pair.second):
            yield pair_sentence(project, rubric, result.ledger, pair)
    for tip in result.tipping[:tips]:
        yield tipping_sentence(project, rubric, tip)
