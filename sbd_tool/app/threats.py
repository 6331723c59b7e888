"""The threat view of a design: what stands against each ticked threat, zone by zone."""

from collections.abc import Iterable, Mapping

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.effective_site import StandingSite, in_world, standing
from sbd_tool.analysis.practices import GROUP_PREFIX, ONE_PREFIX
from sbd_tool.analysis.ring.find import zones_of
from sbd_tool.analysis.site_survey import sound
from sbd_tool.analysis.standing_measures import Placed, standing_measures
from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.project import SetRules
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import check_place, standard_method
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.catalogue import Catalogue, MeasureKind
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite, Fact
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment, LedgerScore
from sbd_tool.domain.standing import as_it_stands, option_line
from sbd_tool.domain.text import text
from sbd_tool.domain.threats import ThreatRules, ThreatView, ZoneThreats
from sbd_tool.formats.threat_file import read_threat_rules
from sbd_tool.scoring.threat_view import InPlace, threat_cells

_EVALUATED = 0.9  # share of the progress bar until the ledgers stand
_RING = "ring"


def threat_rules() -> ThreatRules:
    """Columns, limits and steps as shipped."""
    return read_threat_rules()


def tick_threats(
    project: Project,
    catalogue: Catalogue,
    *,
    tick: Iterable[str] = (),
    untick: Iterable[str] = (),
    by: By = NOBODY,
) -> SetRules:
    """The command that ticks and unticks threats; the rest stays as it is.

    Raises:
        InputError: The catalogue has no such threat.
    """
    known = [threat.key for threat in catalogue.threats]
    chosen, gone = list(tick), set(untick)
    for key in (*chosen, *gone):
        if key not in known:
            raise InputError(
                text("threats.no_threat", key=key[:80]),
                text("domain.known_keys", keys=", ".join(known)),
                key,
            )
    wanted = {*project.rules.threats, *chosen} - gone
    return SetRules(threats=tuple(key for key in known if key in wanted), by=by)


def threat_view(
    project: Project,
    rules: Rules,
    *,
    option: str = "base",
    time_state: str = "ordinary",
    with_slow: bool = False,
    with_speeds: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> ThreatView:
    """Say what stands against each ticked threat in each zone.

    Zones are the crowd areas drawn, else the square. Indicators speak for the whole square.
    Nothing is said of persons, and nothing is predicted.

    Args:
        project: Plan, measures, ticked threats.
        rules: Catalogue and rubric.
        option: Design option.
        time_state: State in time.
        with_slow: Also run slow analyses.
        with_speeds: Also work out approach speeds.
        cache: Results kept.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        InputError: There is no such option or state.
        SquareMissingError: No square is picked.
    """
    check_place(project, option, time_state)
    cache = cache or ResultCache()
    found = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        standard_method(with_slow=with_slow, with_speeds=with_speeds),
        option=option,
        time_state=time_state,
        cache=cache,
        progress=Span(progress, 0.0, _EVALUATED),
    )
    view = _view(project, rules, (option, time_state), (found.site, found.likely), found.ledgers)
    progress.advance(1.0)
    return view


def threat_view_of(project: Project, rules: Rules, assessment: Assessment) -> ThreatView:
    """The same from an assessment that is there: its ledgers are read, nothing is analysed again.

    Args:
        project: The whole project the assessment is of.
        rules: Catalogue and rubric.
        assessment: Its option and state are taken.
    """
    card = assessment.scorecard
    place = (card.option, card.time_state)
    stands = as_it_stands(project, *place)
    plan = ResultCache().survey(stands.layers, stands.square, rules.rubric)
    site = standing(stands, rules.catalogue, rules.rubric, plan, place)
    sites = (site, in_world(site, LIKELY_WORLD))
    return _view(project, rules, place, sites, {key: card.ledger(key) for key in LedgerKey})


def _view(
    project: Project,
    rules: Rules,
    place: tuple[str, str],
    sites: tuple[StandingSite, EffectiveSite],
    ledgers: Mapping[LedgerKey, LedgerScore],
) -> ThreatView:
    option, time_state = place
    likely = sites[1]
    ticked = tuple(t.key for t in rules.catalogue.threats if t.key in project.rules.threats)
    lines = {k: one for key in LedgerKey for k, one in ledgers[key].indicators.items()}
    stands = as_it_stands(project, option, time_state)
    _, placed = standing_measures(stands, rules.catalogue, option_line(stands, option), time_state)
    view = threat_rules()
    near_m = rules.rubric.value("near_zone_m")
    zones = tuple(
        ZoneThreats(
            zone=zone.objects[0] if zone.objects else stands.square,
            cells=threat_cells(
                ticked,
                _in_place(sites, placed, rules.catalogue, zone.area, near_m),
                lines,
                rules.catalogue,
                rubric=rules.rubric,
                rules=view,
            ),
        )
        for zone in zones_of(likely)
    )
    chains = ledgers[LedgerKey.PROTECTION].chains
    return ThreatView(ticked=ticked, zones=zones, ring=chains.get(_RING, (0.0, None, 100.0)))


def _in_place(
    sites: tuple[StandingSite, EffectiveSite],
    placed: Iterable[Placed],
    catalogue: Catalogue,
    zone: Polygon,
    near_m: float,
) -> InPlace:
    reach: dict[str, float] = dict(sites[1].practices)
    objects: dict[str, list[str]] = {}
    for measure, kind, parameters in placed:
        share = _share(measure.geometry, parameters, zone, near_m)
        if share > 0:
            reach[kind.key] = max(share, reach.get(kind.key, 0.0))
            objects.setdefault(kind.key, []).append(measure.id)
    return InPlace(
        reach=reach,
        objects={key: tuple(ids) for key, ids in objects.items()},
        asked=_asked(catalogue.measures, sites[0].facts),
    )


def _share(
    geometry: BaseGeometry | None,
    parameters: Mapping[str, object],
    zone: Polygon,
    near_m: float,
) -> float:
    """Share of the zone a measure reaches; what has no reach serves the zone it stands in or by."""
    if geometry is None:
        return 1.0
    area, reach_m = sound(geometry), parameters.get("reach_m")
    if isinstance(reach_m, (int, float)) and not isinstance(reach_m, bool) and reach_m > 0:
        area = shapely.buffer(area, float(reach_m))
    if area.area > 0:
        return min(1.0, float(area.intersection(zone).area / zone.area))
    return 1.0 if zone.distance(area) <= near_m else 0.0


def _asked(kinds: Iterable[MeasureKind], facts: Mapping[str, Fact]) -> frozenset[str]:
    return frozenset(
        kind.key
        for kind in kinds
        if ONE_PREFIX + kind.key in facts
        or any(GROUP_PREFIX + key in facts for key in (*kind.door.openness, *kind.door.protection))
    )
