"""Clear gaps: the largest disc that gets from outside to the square through each approach."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.chains import (
    Links,
    Pieces,
    by_width,
    chosen,
    closing_link,
    linked,
    odd_links,
)
from sbd_tool.analysis.gap_pieces import Part, parts_near, sealed, segments_of, taken_apart
from sbd_tool.analysis.obstacles import OBSTACLE_FACTS, OBSTACLE_NUMBERS, OBSTACLE_ROLES
from sbd_tool.analysis.perimeter import Perimeter, merged, perimeter_of, shadows, shared, total_m
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Approach, Approaches, ApproachGap, ClearGaps, Stretches
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

# Gaps equal to the limit up to this are closed: two ways of rounding must not differ.
TOLERANCE_M: Final = 1e-6
_BACK_M: Final = 1.5  # ends of approaches lie under half a vehicle and a bit from a corner
_FRONT_M: Final = 2.6  # a front this near forms the edge: nothing passes between it and the seal
_MIDDLES: Final = 4  # places that have to be out of reach
_CLEAR_M: Final = 0.3  # a place nearer to an obstacle than this is no place to stand
_ROUND_M: Final = 1e-6
# Far end of the ray: a direction that is not along a usual street grid.
_RAY: Final = np.array([0.7432, 0.6690]) * 1e5


@dataclass(frozen=True, slots=True)
class _Field:
    """What all approaches share."""

    edge: Perimeter
    parts: list[Part]
    pieces: Pieces
    base: Links
    middles: list[npt.NDArray[np.float64]]
    solid: BaseGeometry
    search_m: float
    limit_m: float
    reach_m: float


def run(
    site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress
) -> ClearGaps | NotAssessed:
    """Find the largest clear gap of each approach.

    The rest of the edge is sealed; then the least width is sought at which the obstacles within
    ``barrier_reach_m`` of the edge form a closed chain round each of a few places well inside. Up
    to ``gap_search_m`` the figure is exact at any rotation (bollards are points with a radius, not
    polygons); wider gaps are told as at least that. A row drawn as a line counts with its stated
    clear gap between elements that stand inside both ends of the line. A disc is necessary for a
    vehicle, not sufficient, so gaps are rather told too wide than too narrow.
    """
    approaches: Approaches | NotAssessed = results["approaches"]
    if isinstance(approaches, NotAssessed):
        return approaches
    if not approaches.approaches:
        return ClearGaps(gaps=(), exposed_m=0.0)
    field = _field(site, rubric)
    found = []
    for number, approach in enumerate(approaches.approaches):
        progress.advance(number / len(approaches.approaches))
        found.append(_gap(field, approach))
    ordered = sorted(found, key=lambda gap: (-gap.gap_m, gap.approach))
    return ClearGaps(gaps=tuple(ordered), exposed_m=approaches.exposed_m)


def _field(site: EffectiveSite, rubric: Rubric) -> _Field:
    edge = perimeter_of(site.zone)
    parts = parts_near(site, edge, rubric)
    pieces = taken_apart(parts)
    search = rubric.value("gap_search_m")
    solid = shapely.union_all([part.shape for part in parts if part.is_building])
    return _Field(
        edge=edge,
        parts=parts,
        pieces=pieces,
        base=linked(pieces, search),
        middles=_middles(site, edge, pieces, rubric.value("barrier_reach_m")),
        solid=solid,
        search_m=search,
        limit_m=rubric.value("gap_limit_m"),
        reach_m=rubric.value("barrier_reach_m"),
    )


def _middles(
    site: EffectiveSite, edge: Perimeter, pieces: Pieces, reach_m: float
) -> list[npt.NDArray[np.float64]]:
    """Cells well inside the square that have to be out of reach, far from each other.

    Several, because a ring round a monument encloses one place and not the square; well inside,
    because a line of bollards may stand a few metres inside the edge.
    """
    cells = crowd_cells(site, 300)
    spots = np.asarray(shapely.points(cells))
    deep = np.asarray(shapely.distance(spots, edge.ring))
    free = np.full(len(cells), np.inf)
    if len(pieces.shapes):
        pairs, near = shapely.STRtree(pieces.shapes).query_nearest(
            spots, return_distance=True, all_matches=False
        )
        free[pairs[0]] = near
    inner = deep >= min(reach_m, float(deep.max()) / 2) - _ROUND_M
    room = np.where(inner & (free > _CLEAR_M), np.minimum(deep, free), -1.0)
    chosen_cells = [int(np.argmax(np.round(room, 6)))]
    away = np.full(len(cells), np.inf)
    for _ in range(_MIDDLES - 1):
        away = np.minimum(away, np.hypot(*(cells - cells[chosen_cells[-1]]).T))
        score = np.round(np.where(room > 0, away, -1.0), 6)
        if score.max() <= _CLEAR_M:
            break
        chosen_cells.append(int(np.argmax(score)))
    return [cells[index] for index in chosen_cells]


def _closing(field: _Field, links: Links, pieces: Pieces) -> int | None:
    """Link that closes the way to the middle that is easiest to reach, or None if one is open."""
    worst = -1
    for middle in field.middles:
        ray = np.stack((middle, middle + _RAY))
        at = closing_link(links, odd_links(links, pieces, ray), len(pieces.shapes))
        if at is None:
            return None
        worst = max(worst, at)
    return worst


def _gap(field: _Field, approach: Approach) -> ApproachGap:
    links, pieces = _with_seal(field, approach)
    at = _closing(field, links, pieces)
    stands = _standing(field, approach)
    closed = _closed_m(field, approach, stands)
    barriers = tuple(dict.fromkeys(field.parts[k].id for k in stands))
    is_open = any(not field.parts[k].rating for k in stands)
    if at is None:
        return ApproachGap(
            approach=approach.key,
            length_m=approach.length_m,
            gap_m=max(field.search_m, _widest_m(field, approach, stands)),
            at=approach.line,
            objects=barriers[:2],
            barriers=barriers,
            closed_m=min(closed, approach.length_m),
            is_rating_open=is_open,
        )
    width = float(links.width[at])
    sides = [int(pieces.owner[links.first[at]]), int(pieces.owner[links.second[at]])]
    is_closed = width <= field.limit_m + TOLERANCE_M
    return ApproachGap(
        approach=approach.key,
        length_m=approach.length_m,
        gap_m=width,
        at=links.lines[at],
        objects=tuple(dict.fromkeys(field.parts[k].id for k in sides if k >= 0)),
        barriers=barriers,
        closed_m=approach.length_m if is_closed else min(closed, approach.length_m),
        is_rating_open=is_open,
    )


def _with_seal(field: _Field, approach: Approach) -> tuple[Links, Pieces]:
    """Links of the obstacles and of the rest of the edge, sorted by width."""
    seal = segments_of(sealed(field.edge, approach, field.solid, _BACK_M))
    if not len(seal):
        return field.base, field.pieces
    base, count = field.pieces, len(field.pieces.shapes)
    zeros = np.zeros(len(seal))
    pieces = Pieces(
        shapes=np.concatenate((base.shapes, seal)),
        radius=np.concatenate((base.radius, zeros)),
        own_gap=np.concatenate((base.own_gap, zeros)),
        doubt=np.concatenate((base.doubt, zeros)),
        owner=np.concatenate((base.owner, np.full(len(seal), -1))),
    )
    links = linked(pieces, field.search_m)
    touches_seal = (links.first >= count) | (links.second >= count)
    links = chosen(links, touches_seal)
    is_building = np.array([part.is_building for part in field.parts] + [False])
    built = is_building[pieces.owner[links.first]] | is_building[pieces.owner[links.second]]
    width = np.where(built & (links.width <= _FRONT_M), 0.0, links.width)
    both = Links(
        np.concatenate((field.base.first, links.first)),
        np.concatenate((field.base.second, links.second)),
        np.concatenate((field.base.width, width)),
        np.concatenate((field.base.lines, links.lines)),
    )
    return by_width(both), pieces


def _standing(field: _Field, approach: Approach) -> list[int]:
    """Indices of the barriers, walls and gates that stand at an approach."""
    strip = approach.line.buffer(field.reach_m, cap_style="flat")
    shapes = np.array([part.shape for part in field.parts], dtype=object)
    if not len(shapes):
        return []
    hit = shapely.intersects(strip, shapes)
    return [int(k) for k in np.nonzero(hit)[0] if not field.parts[k].is_building]


def _within(field: _Field, approach: Approach) -> Stretches:
    if approach.end > approach.start:
        return ((approach.start, approach.end),)
    return ((0.0, approach.end), (approach.start, field.edge.length_m))


def _closed_m(field: _Field, approach: Approach, stands: list[int]) -> float:
    """Length of the approach in the shadow of closed rows and of links up to the limit."""
    if not stands:
        return 0.0
    limit = field.limit_m + TOLERANCE_M
    shapes = [field.parts[k].shape for k in stands if field.parts[k].own_gap_m <= limit]
    is_here = np.zeros(len(field.parts), dtype=bool)
    is_here[stands] = True
    owner = field.pieces.owner
    close = is_here[owner[field.base.first]] | is_here[owner[field.base.second]]
    close &= (field.base.width <= limit) & (shapely.length(field.base.lines) > 0)
    shapes += list(field.base.lines[close])
    cast = shadows(field.edge, shapes, field.reach_m, field.reach_m)
    return total_m(shared(merged(shadow[1:] for shadow in cast), _within(field, approach)))


def _widest_m(field: _Field, approach: Approach, stands: list[int]) -> float:
    """Longest stretch of the approach with nothing standing at it."""
    cast = shadows(
        field.edge,
        [field.parts[k].shape for k in stands if field.parts[k].own_gap_m <= field.limit_m],
        field.reach_m,
        field.reach_m,
    )
    length = field.edge.length_m
    taken = sorted(((start - approach.start) % length, end - start) for _, start, end in cast)
    at, widest = 0.0, 0.0
    for start, wide in taken:
        if start <= approach.length_m:
            widest = max(widest, start - at)
            at = max(at, start + wide)
    return max(widest, approach.length_m - at)


SPEC: Final = AnalysisSpec(
    key="gaps",
    title=text("analysis.gaps"),
    version=1,
    reads=(*OBSTACLE_ROLES, Role.BUILDING, Role.CROWD_AREA),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=(
        *OBSTACLE_NUMBERS,
        "barrier_reach_m",
        "gap_search_m",
        "drawing_accuracy_m",
    ),
    needs_results=("approaches",),
    run=run,
    sources=("TAL0111",),
)
