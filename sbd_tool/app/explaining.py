"""Say which objects an indicator's points rest on; asked for one indicator at a time."""

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.evaluation import Evaluation, evaluate
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.proposing import Bench
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import Leaning
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import IndicatorScore, IndicatorState
from sbd_tool.scoring.explain import Shares, groups_of, object_shares


def explain(
    project: Project,
    rules: Rules,
    indicator: str,
    *,
    option: str = "base",
    time_state: str = "ordinary",
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> Shares:
    """Split the points of one indicator among the objects it rests on.

    The site is evaluated with and without each group, so an answer may take seconds: it is asked
    for on demand, never as part of an assessment.

    Args:
        project: What was assessed.
        rules: Catalogue and rubric.
        indicator: Key of the indicator.
        option: Design option.
        time_state: State in time.
        cache: Results kept.
        progress: May raise ``Cancelled`` between evaluations.

    Returns:
        Shares in ledger points; for a link of a chain those of the whole chain. With ``rest``
        (what stays when all these objects are gone) they sum to the points the indicator earns;
        a share that lowers it stands under ``lost``.

    Raises:
        InputError: There is no such indicator.
    """
    rule = rules.rubric.indicators[indicator]
    method, kept = standard_method(), cache or ResultCache()
    before = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        method,
        option=option,
        time_state=time_state,
        cache=kept,
    )
    bench = Bench(project=project, rules=rules, method=method, before=before, cache=kept)
    line = before.ledgers[rule.ledger].indicators[indicator]
    everyone = frozenset(line.reading.objects)

    def worth(there: frozenset[str]) -> float:
        progress.advance(0.0, rule.name)
        return _points(bench, indicator, everyone - there)

    ledger = before.ledgers[rule.ledger]
    links = rules.rubric.chains.get(rule.chain, (indicator,))
    weight = sum(ledger.indicators[link].weight for link in links)
    is_assessed = line.state is IndicatorState.ASSESSED
    factor = weight / ledger.coverage if is_assessed and ledger.coverage else 0.0
    cluster_m = rules.rubric.value("group_cluster_m")
    groups = groups_of(_places(before, line), cluster_m)
    return object_shares(groups, worth, factor, rules.rubric)


def _places(before: Evaluation, line: IndicatorScore) -> list[tuple[str, BaseGeometry]]:
    wanted = set(line.reading.objects)
    found: dict[str, BaseGeometry] = {}
    for by_leaning in before.site.elements.values():
        for element in by_leaning[Leaning.LIKELY]:
            if element.id in wanted:
                found.setdefault(element.id, element.geometry)
    return [(one, found[one]) for one in line.reading.objects if one in found]


def _points(bench: Bench, indicator: str, without: frozenset[str]) -> float:
    rule = bench.rules.rubric.indicators[indicator]
    after = evaluate(
        bench.project,
        bench.rules.catalogue,
        bench.rules.rubric,
        bench.method,
        option=bench.before.site.option,
        time_state=bench.before.site.time_state,
        cache=bench.cache,
        known=bench.before,
        touched=frozenset(bench.rules.rubric.chains.get(rule.chain, (indicator,))),
        without=without,
    )
    ledger = after.ledgers[rule.ledger]
    if rule.chain:
        return ledger.chains[rule.chain][1] or 0.0
    return ledger.indicators[indicator].likely or 0.0
