"""What a stretch of edge needs, and whether what stands there is rated for it."""

from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.approach.motion import run_up_of
from sbd_tool.analysis.cells import crowd_area
from sbd_tool.analysis.obstacles import OBSTACLE_FACTS, OBSTACLE_NUMBERS, Obstacle, obstacles_of
from sbd_tool.analysis.perimeter import Perimeter, perimeter_of, shadows
from sbd_tool.domain.approach_results import KMH, ClassSpeed, EdgeSpeed, StandRating
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.ratings import Rating, parse_rating
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.vehicles import (
    RATING_LETTERS,
    VehicleProfile,
    next_test_speed_kmh,
    vehicle_profiles,
)

RATING_NUMBERS: Final = (
    *OBSTACLE_NUMBERS,
    "barrier_reach_m",
    "approach_design_kg",
    "approach_top_mps",
)
RATING_FACTS: Final = OBSTACLE_FACTS
_MASS_SLACK: Final = 0.999
_MOST_RATIO: Final = 20.0  # the rubric's own end; a standing vehicle needs nothing


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the edge before it is rated: key, approach, metres along the edge, geometry."""

    key: str
    approach: str
    start: float
    end: float
    line: LineString


@dataclass(frozen=True, slots=True)
class _Standing:
    """A barrier at the edge: its rating, and how far behind the edge it stands."""

    id: str
    rating: Rating | None
    depth_m: float
    stretches: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Judge:
    profiles: tuple[VehicleProfile, ...]
    design_kg: float
    top_mps: float

    def judged(self, speeds: tuple[ClassSpeed, ...]) -> list[tuple[VehicleProfile, ClassSpeed]]:
        """Classes ratings are judged against: up to the design vehicle."""
        by_key = {entry.vehicle: entry for entry in speeds}
        return [
            (profile, by_key[profile.key])
            for profile in self.profiles
            if profile.key in by_key and profile.mass_kg <= self.design_kg
        ]

    def energy_kj(self, profile: VehicleProfile, speed_mps: float, depth_m: float) -> float:
        """Energy at a barrier that stands behind the edge: the run goes on to it."""
        run_up = run_up_of(profile, self.top_mps)
        return profile.energy_kj(run_up.speed_after(depth_m, speed_mps))


def rate_edges(
    site: EffectiveSite,
    rubric: Rubric,
    stretches: list[Stretch],
    speeds: list[tuple[ClassSpeed, ...]],
) -> tuple[EdgeSpeed, ...]:
    """Join speeds with what stands at the edge.

    Args:
        site: Barriers and crowd area.
        rubric: Numbers of ``RATING_NUMBERS`` and the vehicle classes.
        stretches: In order along the edge.
        speeds: Classes that get to each stretch.
    """
    edge = perimeter_of(site.zone)
    standing = _standing(site, rubric, edge)
    crowd = crowd_area(site)
    judge = _Judge(
        vehicle_profiles(rubric),
        rubric.value("approach_design_kg"),
        rubric.value("approach_top_mps"),
    )
    found = []
    for stretch, classes in zip(stretches, speeds, strict=True):
        here = [thing for thing in standing if _is_at(thing, stretch, edge.length_m)]
        judged = judge.judged(classes)
        heavy = max(judged, key=lambda pair: pair[1].energy_kj, default=None)
        high = _ratio(judge, here, [(p, s.normal_mps) for p, s in judged])
        low = _ratio(judge, here, [(p, min(s.low_mps, s.normal_mps)) for p, s in judged])
        found.append(
            EdgeSpeed(
                key=stretch.key,
                approach=stretch.approach,
                start=stretch.start,
                end=stretch.end,
                line=stretch.line,
                classes=classes,
                vehicle=heavy[0].key if heavy else "",
                required=_required(*heavy) if heavy else "",
                barriers=tuple(thing.id for thing in here),
                rating_ratio=high,
                best_ratio=low,
                stands=tuple(_stand(judge, thing, judged) for thing in here),
                is_adequate=_is_adequate(judge, here, judged),
                standoff_m=float(stretch.line.distance(crowd)),
            )
        )
    return tuple(found)


def _required(profile: VehicleProfile, speed: ClassSpeed) -> str:
    step = next_test_speed_kmh(speed.high_mps * KMH)
    letters = RATING_LETTERS.get(profile.key, "")
    name = f"[{letters}]" if letters else ""
    return "" if step is None else f"V/{profile.mass_kg:.0f}{name}/{step:.0f}/90"


def _standing(site: EffectiveSite, rubric: Rubric, edge: Perimeter) -> list[_Standing]:
    things = [
        thing
        for thing in obstacles_of(site, rubric, wide=True)
        if thing.form.stops_vehicles and not thing.is_open_to_vehicles
    ]
    reach = rubric.value("barrier_reach_m")
    cast: dict[int, list[tuple[float, float]]] = {}
    for index, start, end in shadows(edge, [thing.geometry for thing in things], reach, reach):
        half = things[index].unit_m / 2
        cast.setdefault(index, []).append((start - half, end + half))
    strip = site.zone.exterior.buffer(reach, quad_segs=8)
    found: dict[str, _Standing] = {}
    for index, parts in cast.items():
        thing = things[index]
        near = thing.geometry.intersection(strip)
        depth = min(reach, _depth_m(near, site))
        known = found.get(thing.id)
        found[thing.id] = _Standing(
            thing.id,
            _weaker(thing, known),
            max(depth, known.depth_m if known else 0.0),
            (*parts, *(known.stretches if known else ())),
        )
    return list(found.values())


def _weaker(thing: Obstacle, known: _Standing | None) -> Rating | None:
    rating = parse_rating(thing.rating)
    return rating if known is None or known.rating is not None else None


def _depth_m(shape: BaseGeometry, site: EffectiveSite) -> float:
    inside = shapely.intersection(shape, site.zone)
    if inside.is_empty:
        return 0.0
    points = shapely.points(shapely.get_coordinates(inside))
    return float(shapely.distance(points, site.zone.exterior).max())


def _is_at(thing: _Standing, stretch: Stretch, length_m: float) -> bool:
    parts = [(stretch.start, stretch.end)]
    if stretch.end <= stretch.start:
        parts = [(stretch.start, length_m), (0.0, stretch.end)]
    return any(low < end and high > start for low, high in thing.stretches for start, end in parts)


def _ratio(
    judge: _Judge, here: list[_Standing], judged: list[tuple[VehicleProfile, float]]
) -> float | None:
    """Least rated over needed energy; a rating for a lighter class counts nothing."""
    if not here:
        return None
    least = _MOST_RATIO
    for thing in here:
        for profile, speed in judged:
            if thing.rating is None or thing.rating.mass_kg < _MASS_SLACK * profile.mass_kg:
                return 0.0
            needed = judge.energy_kj(profile, speed, thing.depth_m)
            if needed > 0:
                least = min(least, thing.rating.energy_kj / needed)
    return least


def _stand(
    judge: _Judge, thing: _Standing, judged: list[tuple[VehicleProfile, ClassSpeed]]
) -> StandRating:
    high = _ratio(judge, [thing], [(profile, speed.high_mps) for profile, speed in judged])
    low = _ratio(judge, [thing], [(profile, speed.low_mps) for profile, speed in judged])
    return StandRating(thing.id, thing.rating is not None, high or 0.0, low or 0.0)


def _is_adequate(
    judge: _Judge, here: list[_Standing], judged: list[tuple[VehicleProfile, ClassSpeed]]
) -> bool:
    """Whether class and full energy are covered; where nothing gets there nothing is needed."""
    if not judged:
        return True
    ratio = _ratio(judge, here, [(profile, speed.high_mps) for profile, speed in judged])
    return ratio is not None and ratio >= 1.0
