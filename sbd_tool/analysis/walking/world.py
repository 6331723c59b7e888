"""Ways of wheelchairs and cargo bikes between the ways in, in one world: for the indicators."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
from shapely.geometry import LineString, Point, Polygon

from sbd_tool.analysis.cells import crowd_cells
from sbd_tool.analysis.obstacles import OBSTACLE_FACTS, OBSTACLE_ROLES
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.analysis.walking.ends import arrival_end, coming_from, places_on, standing_places
from sbd_tool.analysis.walking.find import WALK_NUMBERS
from sbd_tool.analysis.walking.paths import Ground, ground_of
from sbd_tool.analysis.walking.pieces import Thing, pieces_of
from sbd_tool.analysis.walking.solve import parts_of, shortest_ways
from sbd_tool.analysis.walking.standing import barriers_of, lasting, things_for
from sbd_tool.analysis.walking.users import USERS, user_of
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.domain.walk_results import WalkUser, WaysIn

_ROLLING: Final = ("wheelchair", "cargo_bike")
_MOST_WAYS: Final = 24
_CELLS: Final = 36
_NEAR_M: Final = 10.0
_SHUT: Final = 3.0  # ratio of a pair with no way left between them
_MOST_NAMED: Final = 12
_BESIDE_M: Final = 0.05


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> WaysIn:
    """Compare ways with and without walls and barriers, and see who gets in at all.

    Doubts are resolved as the world says. A way in leads to the square where it is linked to at
    least half of up to 36 places spread over it, covered ones included: a further thing never
    links more. Ways in whose place no building leaves room at get no verdict.
    """
    arrivals: Arrivals = results["arrivals"]
    ways = arrivals.ways[:_MOST_WAYS]
    if not ways:
        return WaysIn(detour=None, objects=(), reached=dict.fromkeys(_ROLLING, ()))
    ground = site.zone.buffer(rubric.value("walk_margin_m"), quad_segs=2)
    stands = barriers_of(site, ground, rubric, site.world.attributes)
    progress.advance(0.2)
    bare = lasting(stands)
    widest = max(user_of(key, rubric).clear_m for key in USERS)
    reach = rubric.value("walk_end_m")
    ends = [arrival_end(way) for way in ways]
    around = coming_from(ends, site.zone, rubric)
    spots = standing_places(ends, around, ground, bare, reach, widest)
    places = _coordinates([spot or end.at for spot, end in zip(spots, ends, strict=True)])
    cells = crowd_cells(site, _CELLS)[:_CELLS]
    reached: dict[str, tuple[bool | None, ...]] = {}
    detour: float | None = None
    objects: tuple[str, ...] = ()
    for key in _ROLLING:
        user = user_of(key, rubric)
        things = things_for(stands, user, site.world.attributes)
        before, after = _on(ground, bare, user), _on(ground, things, user)
        seen = (_linked(before, places, cells, reach), _linked(after, places, cells, reach))
        reached[key] = tuple(
            is_now if is_bare else None for is_bare, is_now in zip(*seen, strict=True)
        ) + (None,) * (len(arrivals.ways) - len(ways))
        if key == _ROLLING[0]:
            detour, objects = _detour(before, after, places, things[len(bare) :], reach)
    return WaysIn(detour=detour, objects=objects, reached=reached)


def _coordinates(spots: Sequence[Point]) -> np.ndarray:
    return np.array([(spot.x, spot.y) for spot in spots])


def _on(ground: Polygon, things: Sequence[Thing], user: WalkUser) -> Ground:
    return ground_of(pieces_of(ground, things), user.clear_m)


def _linked(ground: Ground, places: np.ndarray, cells: np.ndarray, reach_m: float) -> list[bool]:
    """Whether each place lies in one part of the ground with at least half of the cells."""
    moved, _ = places_on(ground, places, reach_m)
    part = parts_of(ground, np.concatenate((moved, cells)))
    own, spread = part[: len(places)], part[len(places) :]
    return [bool(number >= 0 and 2 * int((spread == number).sum()) >= len(cells)) for number in own]


def _detour(
    before: Ground,
    after: Ground,
    places: np.ndarray,
    things: Sequence[Thing],
    reach_m: float,
) -> tuple[float | None, tuple[str, ...]]:
    """Mean ratio of the ways with and without what stands there, and what stands on the latter."""
    pairs = list(combinations(range(len(places)), 2))
    away = {pair: float(np.hypot(*(places[pair[0]] - places[pair[1]]))) for pair in pairs}
    free = shortest_ways(before, places, [pair for pair in pairs if away[pair] > _NEAR_M])
    if not free:
        return None, ()
    moved, legs = places_on(after, places, reach_m)
    found = shortest_ways(after, moved, list(free))
    ratios, named = [], []
    for pair, way in free.items():
        now = found.get(pair)
        length = None if now is None else now.length_m + legs[pair[0]] + legs[pair[1]]
        ratio = _SHUT if length is None else min(_SHUT, max(1.0, length / way.length_m))
        ratios.append(ratio)
        if length is None or length > way.length_m + _BESIDE_M:
            line = LineString(way.line)
            named += [one.id for one in things if line.distance(one.shape) <= one.radius_m + 0.5]
    return float(np.mean(ratios)), tuple(dict.fromkeys(named))[:_MOST_NAMED]


SPEC: Final = AnalysisSpec(
    key="walking",
    title=text("walking.analysis"),
    version=1,
    reads=(*OBSTACLE_ROLES, Role.BUILDING, Role.CROWD_AREA),
    reads_facts=OBSTACLE_FACTS,
    reads_numbers=WALK_NUMBERS,
    needs_results=("arrivals",),
    run=run,
    is_slow=True,
    sources=("DIN18040-3", "LTN120", "CENTR17621"),
)
