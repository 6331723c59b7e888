"""What is told of sets and options, in words."""

from collections.abc import Sequence
from math import inf

from sbd_tool.domain.best_sets import BestSets, HandMade, MeasureSet, Search
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.best_sets.chart import Spot


def figures(look: Look, one: MeasureSet | HandMade) -> str:
    """Both ranges and the price band."""
    return look.words_of(
        "optimise.figures",
        openness_low=Quantity(one.openness.low),
        openness_high=Quantity(one.openness.high),
        protection_low=Quantity(one.protection.low),
        protection_high=Quantity(one.protection.high),
        cost_low=Quantity(one.cost.low),
        cost_high=Quantity(one.cost.high),
    )


def cost_words(look: Look, one: MeasureSet | HandMade) -> str:
    """The price band alone."""
    low, high = Quantity(one.cost.low), Quantity(one.cost.high)
    return look.words_of("optimise.cost", low=low, high=high)


def spots_of(look: Look, found: BestSets, made: Sequence[HandMade], project: Project) -> list[Spot]:
    """Points of the chart: sets in the order of the list, then options by their present names."""
    edge = _edge([(one.openness.mid, one.protection.mid) for one in found.sets])
    spots = [
        Spot(
            openness=one.openness.mid,
            protection=one.protection.mid,
            cost=one.cost.mid,
            label=cost_words(look, one),
            fact=f"{number}: {figures(look, one)}",
            is_cheaper=(one.openness.mid, one.protection.mid) not in edge,
        )
        for number, one in enumerate(found.sets, 1)
    ]
    for one in made:
        name = look.word(option_name(project, one.option))
        beaten = "beaten" if one.is_dominated else "unbeaten"
        spots.append(
            Spot(
                openness=one.openness.mid,
                protection=one.protection.mid,
                cost=one.cost.mid,
                label=f"{name}: {cost_words(look, one)}",
                fact=f"{look.words_of(f'optimise.{beaten}', name=name)}. {figures(look, one)}",
                is_option=True,
                is_beaten=one.is_dominated,
            )
        )
    return spots


def _edge(points: Sequence[tuple[float, float]]) -> set[tuple[float, float]]:
    """Points no other beats in openness and protection, whatever the cost."""
    edge, best = set(), -inf
    for openness, protection in sorted(set(points), reverse=True):
        if protection > best:
            edge.add((openness, protection))
            best = protection
    return edge


def contents(look: Look, found: BestSets, one: MeasureSet) -> str:
    """What is in a set, a line each."""
    lines = [look.word(found.candidates[key].sentence) for key in one.candidates]
    return "\n".join(f"\u2022 {line}" for line in lines) or look.words_of("optimise.empty_set")


def error_words(look: Look, one: MeasureSet) -> str:
    """How far the surrogate was off for this set; "" where none was used."""
    if not one.predicted:
        return ""
    told = look.words_of(
        "optimise.off_by",
        openness=Quantity(abs(one.predicted[LedgerKey.OPENNESS] - one.openness.mid), "", 2),
        protection=Quantity(abs(one.predicted[LedgerKey.PROTECTION] - one.protection.mid), "", 2),
    )
    if one.is_proven:
        return told
    gap = Quantity(one.gap_points, "", 2)
    return f"{told} {look.words_of('optimise.not_proven', gap=gap)}"


def outcome(look: Look, found: BestSets) -> str:
    """How the sets were found, in a sentence."""
    count = len(found.sets)
    if found.search is Search.EXHAUSTIVE:
        return look.words_of("optimise.outcome_all", count=count, candidates=len(found.candidates))
    key = "optimise.outcome_whole" if found.is_whole else "optimise.outcome_part"
    return look.words_of(key, count=count, candidates=len(found.candidates), dropped=found.dropped)
