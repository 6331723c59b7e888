"""Options somebody made, put on the chart of best sets."""

from dataclasses import replace

from sbd_tool.app.best_sets.true_model import standing_of
from sbd_tool.app.design_measures import measures_in
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.proposing import Bench
from sbd_tool.domain.best_sets import BestSets, HandMade
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.prices import PriceList
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.scoring.best_sets.front import dominates
from sbd_tool.scoring.costs import cost_of_all


def standing_measures(project: Project, option: str) -> tuple[Measure, ...]:
    """Measures that hold in some state of an option."""
    return measures_in(project, option, [state.key for state in project.time_states])


def with_hand_made(
    found: BestSets, bench: Bench, prices: PriceList, progress: Progress
) -> BestSets:
    """Every option of the project on the same chart; those that some set beats are marked."""
    made = []
    options = bench.project.options
    for number, option in enumerate(options):
        state = evaluate(
            bench.project,
            bench.rules.catalogue,
            bench.rules.rubric,
            bench.method,
            option=option.key,
            time_state=found.time_state,
            cache=bench.cache,
        )
        cost = cost_of_all(standing_measures(bench.project, option.key), prices)
        openness, protection = (standing_of(state.ledgers[key]) for key in LedgerKey)
        own = (openness.mid, protection.mid, -cost.mid)
        made.append(
            HandMade(
                option=option.key,
                name=option.name,
                openness=openness,
                protection=protection,
                cost=cost,
                is_dominated=any(dominates(one.figures, own) for one in found.sets),
            )
        )
        progress.advance((number + 1) / len(options))
    return replace(found, hand_made=tuple(made))
