"""Lawful traffic: how near lawful vehicles come to the crowd and to the edge."""

from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.perimeter import perimeter_of
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.analysis.streets import STREET_NUMBERS, Ground, grounds
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import LawfulTraffic
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> LawfulTraffic | NotAssessed:
    """Measure from the cells of the crowd area to the nearest road or parking ground.

    Barriers do not count here: a bollard moves no lawful vehicle. Without any road within the
    surroundings the distance to the limit of the surroundings is a lower bound and is used.
    Guessed widths are the main error; they widen the range, never the value.
    """
    del results, progress
    edge = perimeter_of(site.zone)
    roads = grounds(site, rubric, (Role.CARRIAGEWAY,))
    stands = grounds(site, rubric, (Role.PARKING,))
    cells = np.asarray(shapely.points(crowd_cells(site, rubric.value("crowd_cells"))))
    if not roads and not stands:
        if site.surroundings is None:
            return NotAssessed(reason=text("analysis.no_roads_drawn"))
        away = shapely.distance(cells, site.surroundings.exterior)
        return _result(float(np.median(away)), edge.length_m, edge.length_m, [], site)
    away = _nearest([*roads, *stands], cells)
    free = edge.length_m
    near = rubric.value("traffic_edge_m")
    beside = [road.area for road in roads if road.area.dwithin(site.zone, near)]
    if beside:
        free = float(edge.ring.difference(shapely.union_all(beside).buffer(near)).length)
    return _result(float(np.median(away)), free, edge.length_m, [*roads, *stands], site)


def _nearest(found: list[Ground], cells: np.ndarray) -> np.ndarray:
    tree = shapely.STRtree([ground.area for ground in found])
    pairs, away = tree.query_nearest(cells, return_distance=True, all_matches=False)
    distance = np.empty(len(cells))
    distance[pairs[0]] = away
    return distance


def _result(
    median_m: float, free_m: float, length_m: float, found: list[Ground], site: EffectiveSite
) -> LawfulTraffic:
    ordered = sorted(found, key=lambda ground: (ground.area.distance(site.zone), ground.id))[:12]
    return LawfulTraffic(
        median_m=median_m,
        free_edge_m=free_m,
        length_m=length_m,
        roads=tuple(dict.fromkeys(ground.id for ground in ordered)),
        is_width_guessed=any(ground.is_guessed for ground in ordered),
    )


SPEC: Final = AnalysisSpec(
    key="lawful_traffic",
    title=text("analysis.lawful_traffic"),
    version=1,
    reads=(Role.CARRIAGEWAY, Role.PARKING, Role.BUILDING, Role.WATER, Role.CROWD_AREA),
    reads_numbers=(*STREET_NUMBERS, "traffic_edge_m", "crowd_cells"),
    run=run,
    sources=("NCTC", "GEHL"),
)
