"""Say why a ledger stands where it does: its waterfall, and the objects its points rest on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.app.evaluation import Evaluation, evaluate
from sbd_tool.app.pipeline import assess, standard_method
from sbd_tool.app.proposing import Bench
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import Element, Leaning
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment, IndicatorState
from sbd_tool.domain.text import text
from sbd_tool.domain.waterfall import PointShares, Waterfall
from sbd_tool.scoring.explain import object_shares
from sbd_tool.scoring.object_groups import Player, groups_of
from sbd_tool.scoring.spec import IndicatorSpec
from sbd_tool.scoring.waterfall import waterfall

_ASSESSED: Final = 0.4  # share of the progress bar until the assessment stands
_CLASS_TAGS: Final = ("amenity", "shop", "highway", "barrier", "natural", "leisure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Both ledgers taken apart.

    Attributes:
        assessment: What is explained, with suggestions: the edits that would change it most.
        waterfalls: Openness, then protection.
        shares: Points by objects of the indicators they were asked for; a link of a chain has
            those of its whole chain.
    """

    assessment: Assessment
    waterfalls: tuple[Waterfall, Waterfall]
    shares: dict[str, PointShares]


def waterfalls_of(assessment: Assessment, rules: Rules) -> tuple[Waterfall, Waterfall]:
    """Both waterfalls of an assessment."""
    card = assessment.scorecard
    openness, protection = (waterfall(rules.rubric, card.ledger(key)) for key in LedgerKey)
    return openness, protection


def explain_both(
    project: Project,
    rules: Rules,
    *,
    shared: tuple[str, ...] = (),
    option: str = "base",
    time_state: str = "ordinary",
    with_slow: bool = False,
    with_speeds: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> Explanation:
    """Take both ledgers apart and share the points of some indicators among objects.

    Args:
        project: What is explained.
        rules: Catalogue and rubric.
        shared: Keys of indicators whose points are shared, or ("all",).
        option: Design option.
        time_state: State in time.
        with_slow: Also run slow analyses.
        with_speeds: Also work out approach speeds; points are shared without them, since each
            group of objects taken away would take minutes.
        cache: Results kept.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        InputError: There is no such option, state or indicator, or points are to be shared with
            speeds.
        SquareMissingError: No square is picked.
    """
    if with_speeds and shared:
        raise InputError(text("speeds.no_shares"), text("speeds.no_shares.hint"))
    keys, kept = _asked(rules, shared), cache or ResultCache()
    found: dict[str, PointShares] = {}
    assessment = assess(
        project,
        rules,
        option=option,
        time_state=time_state,
        with_slow=with_slow,
        with_speeds=with_speeds,
        cache=kept,
        progress=Span(progress, 0.0, _ASSESSED if keys else 1.0),
    )
    bench = (
        _bench(project, rules, (option, time_state), kept, with_slow=with_slow) if keys else None
    )
    rest = Span(progress, _ASSESSED, 1.0)
    for number, key in enumerate(keys):
        part = Span(rest, number / len(keys), (number + 1) / len(keys))
        if bench is not None and key not in found:
            split = _shares(bench, key, part)
            found |= dict.fromkeys([one for one in split.covers if one in keys], split)
    return Explanation(
        assessment=assessment, waterfalls=waterfalls_of(assessment, rules), shares=found
    )


def _asked(rules: Rules, shared: tuple[str, ...]) -> tuple[str, ...]:
    known = [rule.key for rule in rules.rubric.indicators]
    if "all" in shared:
        return tuple(known)
    for key in shared:
        if key not in known:
            raise InputError(
                text("waterfall.no_indicator", key=key[:80]),
                text("domain.known_keys", keys=", ".join(known)),
                key,
            )
    return tuple(dict.fromkeys(shared))


def explain(
    project: Project,
    rules: Rules,
    indicator: str,
    *,
    option: str = "base",
    time_state: str = "ordinary",
    with_slow: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> PointShares:
    """Split the points of one indicator among the objects it rests on.

    The site is evaluated with and without each group, so an answer may take seconds: it is asked
    for on demand, never as part of an assessment.

    Args:
        project: What was assessed.
        rules: Catalogue and rubric.
        indicator: Key of the indicator.
        option: Design option.
        time_state: State in time.
        with_slow: Also run slow analyses.
        cache: Results kept.
        progress: May raise ``Cancelled`` between evaluations.

    Returns:
        Shares in ledger points; for a link of a chain those of the whole chain. With ``rest``
        (what stays when all these objects are gone) they sum to the points earned; a share that
        lowers them stands under ``lost``. Nothing is shared of what is not assessed.

    Raises:
        InputError: There is no such indicator.
    """
    _asked(rules, (indicator,))
    place = (option, time_state)
    bench = _bench(project, rules, place, cache or ResultCache(), with_slow=with_slow)
    return _shares(bench, indicator, progress)


def _bench(
    project: Project, rules: Rules, place: tuple[str, str], cache: ResultCache, *, with_slow: bool
) -> Bench:
    method = standard_method(with_slow=with_slow)
    before = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        method,
        option=place[0],
        time_state=place[1],
        cache=cache,
    )
    return Bench(project=project, rules=rules, method=method, before=before, cache=cache)


def _shares(bench: Bench, indicator: str, progress: Progress) -> PointShares:
    rubric = bench.rules.rubric
    rule = rubric.indicators[indicator]
    ledger = bench.before.ledgers[rule.ledger]
    covers = rubric.chains.get(rule.chain, (indicator,))
    if ledger.indicators[indicator].state is not IndicatorState.ASSESSED or not ledger.coverage:
        return PointShares(shares=(), rest=0.0, is_exact=True, covers=covers)
    factor = sum(ledger.indicators[link].weight for link in covers) / ledger.coverage
    most = int(rubric.value("shapley_groups_most"))
    groups = groups_of(_players(bench, covers), rubric.value("group_cluster_m"), most)
    everyone = frozenset(one for group in groups for one in group)
    done = 0

    def worth(there: frozenset[str]) -> float:
        nonlocal done
        done += 1
        progress.advance(min(1.0, done / 2 ** len(groups)), rule.name)
        return _points(bench, covers, everyone - there)

    return object_shares(groups, worth, factor, rubric, covers)


def _players(bench: Bench, covers: tuple[str, ...]) -> tuple[Player, ...]:
    """What an indicator rests on first, then whatever else helps or hurts it on the square."""
    before, rubric = bench.before, bench.rules.rubric
    specs = [spec for spec in bench.method.indicators if spec.key in covers]
    named = [
        one
        for key in covers
        for one in before.stated[key].reading.objects
        if one != bench.project.square
    ]
    found = {one.id: _player(one) for one in _near(before, specs, rubric.value("near_zone_m"))}
    there = {element.id: element for element in _elements(before)}
    first = [_player(there[one]) for one in dict.fromkeys(named) if one in there]
    return (*first, *found.values(), *_placeless(bench, covers))


def _elements(before: Evaluation) -> Iterator[Element]:
    for by_leaning in before.site.elements.values():
        yield from by_leaning[Leaning.LIKELY]


def _near(before: Evaluation, specs: list[IndicatorSpec], near_m: float) -> Iterator[Element]:
    roles = {role for spec in specs for role in (*spec.helped_by, *spec.hurt_by)}
    zone = before.likely.zone.buffer(near_m)
    for element in _elements(before):
        if element.role in roles and zone.intersects(element.geometry):
            yield element


def _player(element: Element) -> Player:
    tag = next((str(element.attributes[key]) for key in _CLASS_TAGS if _has(element, key)), "")
    return Player(
        id=element.id,
        cls=element.kind or f"{element.role.value}/{tag}",
        geometry=element.geometry,
        is_run=element.is_measure and "Line" in element.geometry.geom_type,
    )


def _has(element: Element, key: str) -> bool:
    return bool(element.attributes.get(key))


def _placeless(bench: Bench, covers: tuple[str, ...]) -> Iterator[Player]:
    """Practices and other measures for the whole square that may move these indicators."""
    kinds = bench.rules.catalogue.measures
    for measure in bench.project.measures.values():
        if measure.geometry is None and not measure.plan_feature and measure.kind in kinds:
            door = kinds[measure.kind].door
            if not {*door.openness, *door.protection}.isdisjoint(covers):
                yield Player(id=measure.id, cls=measure.kind, geometry=None)


def _points(bench: Bench, covers: tuple[str, ...], without: frozenset[str]) -> float:
    rule = bench.rules.rubric.indicators[covers[0]]
    kept = {
        key: one
        for key, one in bench.project.measures.items()
        if key not in without or one.geometry is not None or one.plan_feature
    }
    after = evaluate(
        replace(bench.project, measures=kept),
        bench.rules.catalogue,
        bench.rules.rubric,
        bench.method,
        option=bench.before.site.option,
        time_state=bench.before.site.time_state,
        cache=bench.cache,
        known=bench.before,
        touched=frozenset(covers),
        without=without,
    )
    ledger = after.ledgers[rule.ledger]
    if rule.chain:
        return ledger.chains[rule.chain][1] or 0.0
    return ledger.indicators[covers[0]].likely or 0.0
