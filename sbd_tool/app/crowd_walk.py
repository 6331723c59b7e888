"""People walking out of a square, simulated by an engine in an interpreter of its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.walking.standing import stands_of, things_for
from sbd_tool.app.crowd_capacity import DENSITIES
from sbd_tool.app.pipeline import check_place
from sbd_tool.app.rules import Rules
from sbd_tool.app.ways_out import Looks, exits_of
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite, Leaning
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.trajectories import Trajectories
from sbd_tool.formats.crowd_engine import ENGINES, run_engine, walker_numbers
from sbd_tool.formats.trajectory_file import MAX_WALKERS, trajectories_of

MOST_PEOPLE: Final = MAX_WALKERS
_FRAME_S: Final = 0.5
_LONGEST_LIMIT_S: Final = 86_400.0
_STRIP_M: Final = 1.5
_EXIT_M: Final = 0.6
_FIELD_M: Final = 8.0
_LEAST_FIELD_M: Final = 0.9  # narrower fields of an exit are left out
_THIN_M: Final = 0.05
_TRIES: Final = 40
_STRAIGHT: Final = "Straight-line walkers, without collisions or obstacles"
_JUPEDSIM: Final = re.compile(r"JuPedSim ([\w.+-]{1,40}), collision-free speed model")
"""Names that the shipped engines give themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdWish:
    """What is to be simulated.

    Attributes:
        engine: Key of the engines.
        python: Interpreter that has it; "" is this one.
        option, time_state: Design.
        people: How many; None takes the density.
        density: Density profile of the rubric.
        seed: Of places and speeds.
        limit_s: Seconds of real time after which the engine is stopped.
    """

    engine: str = "jupedsim"
    python: str = ""
    option: str = "base"
    time_state: str = "ordinary"
    people: int | None = None
    density: str = "comfort"
    seed: int = 1
    limit_s: float = 600.0


def walk_out(
    project: Project, rules: Rules, wish: CrowdWish, progress: Progress
) -> tuple[Trajectories, dict[str, Any]]:
    """Simulate everybody leaving the square by the nearest way out.

    Returns:
        Trajectories, and the scenario the engine was given.

    Raises:
        InputError: No such option, state, engine, density or limit; no way out; or the engine
            could not.
        SquareMissingError: No square is picked.
    """
    check_place(project, wish.option, wish.time_state)
    if not 0.0 < wish.limit_s <= _LONGEST_LIMIT_S:
        raise InputError(text("people.no_limit"), text("people.no_limit_hint"))
    scenario = scenario_of(project, rules, wish)
    progress.advance(0.1)
    answer = run_engine(wish.engine, scenario, wish.python, wish.limit_s, Span(progress, 0.1, 0.95))
    people = len(scenario["walkers"])
    known = {**answer, "people": people, "seed": wish.seed, "crs": project.crs}
    east, north = scenario["origin"]
    found = trajectories_of(known, wish.engine)
    return _moved(found, east, north), scenario


def scenario_of(project: Project, rules: Rules, wish: CrowdWish) -> dict[str, Any]:
    """Ground, exits and walkers as plain values; the same seed gives the same scenario.

    Raises:
        InputError: No way out, or more people than an engine is given.
    """
    if wish.engine not in ENGINES:
        raise InputError(
            text("people.no_engine", name=wish.engine),
            text("people.no_engine_hint", names=", ".join(ENGINES)),
        )
    look = Looks(project, rules, wish.option).at(wish.time_state, LIKELY_WORLD, rules.rubric)
    site, origin = look.site, np.floor(np.array(look.site.zone.bounds[:2]))
    numbers = walker_numbers()
    exits_there = exits_of(look, rules.rubric)
    lines = [one.line for one in exits_there if one.line.length >= numbers["least_exit_m"]]
    ground, exits = _ground(site, rules.rubric, lines, numbers["radius_m"])
    if ground is None or not exits:
        raise InputError(text("people.no_way_out"), text("people.no_way_out_hint"))
    count = _people(site, rules.rubric, wish)
    walkers = _walkers(ground.intersection(site.zone), exits, count, wish.seed, numbers)
    rng = np.random.default_rng(wish.seed + 1)
    speeds = rng.normal(numbers["speed_mps"], numbers["speed_spread_mps"], len(walkers))
    speeds = np.clip(speeds, numbers["slowest_mps"], None)
    rings = [ground.exterior, *ground.interiors]
    return {
        "protocol": 1,
        "origin": origin.tolist(),
        "ground": [_local(ring, origin) for ring in rings],
        "exits": [_field(one, origin) for one in exits],
        "walkers": [
            [round(x - origin[0], 3), round(y - origin[1], 3), number] for x, y, number in walkers
        ],
        "speeds": [round(float(one), 3) for one in speeds],
        "radius_m": numbers["radius_m"],
        "frame_s": _FRAME_S,
        "limit_s": numbers["limit_s"],
        "seed": wish.seed,
    }


def _local(ring: BaseGeometry, origin: np.ndarray) -> list[list[float]]:
    corners = shapely.get_coordinates(ring)[:-1] - origin
    return [[round(float(x), 3), round(float(y), 3)] for x, y in corners]


def _field(field: Polygon, origin: np.ndarray) -> list[list[float]]:
    """Corners to the millimetre, still convex: rounding alone may dent an edge."""
    rounded = Polygon(_local(field.exterior, origin)).convex_hull.simplify(0.01).convex_hull
    return _local(rounded.boundary, np.zeros(2))


def _people(site: EffectiveSite, rubric: Rubric, wish: CrowdWish) -> int:
    if wish.people is not None:
        count = wish.people
    else:
        if wish.density not in DENSITIES:
            raise InputError(
                text("people.no_density", name=wish.density),
                text("people.no_density_hint", names=", ".join(DENSITIES)),
            )
        density = rubric.value(f"density_{wish.density}_p_per_m2")
        count = round(density * site.zone.area)
    if not 0 < count <= MAX_WALKERS:
        raise InputError(text("people.too_many", most=MAX_WALKERS), text("people.too_many_hint"))
    return count


def _ground(
    site: EffectiveSite, rubric: Rubric, lines: Sequence[BaseGeometry], radius_m: float
) -> tuple[Polygon | None, list[Polygon]]:
    """The largest piece of free ground with strips outside of the ways out, and an exit in each."""
    stands = stands_of(site, site.zone.buffer(2 * _STRIP_M), rubric, Leaning.LIKELY)
    taken = [
        one.shape.buffer(max(one.radius_m, _THIN_M), quad_segs=2)
        for one in things_for(stands, None, Leaning.LIKELY)
    ]
    strips = [line.buffer(_STRIP_M, cap_style="flat") for line in lines]
    free = shapely.union_all([site.zone, *strips]).difference(shapely.union_all(taken))
    free = free.buffer(-radius_m / 2).buffer(radius_m / 2).simplify(_THIN_M)
    parts = [one for one in shapely.get_parts(free) if one.geom_type == "Polygon"]
    if not parts:
        return None, []
    ground = max(parts, key=lambda one: float(one.intersection(site.zone).area))
    exits = [part for line in lines for part in _exits(line, site.zone, ground)]
    return ground, exits


def _exits(line: BaseGeometry, zone: Polygon, ground: Polygon) -> list[Polygon]:
    """Convex fields outside of a way out, some metres long at most, where there is ground."""
    found = []
    corners = shapely.get_coordinates(shapely.segmentize(line.simplify(_THIN_M), _FIELD_M))
    for one, other in pairwise(corners):
        along = other - one
        length = float(np.hypot(*along))
        if length < _LEAST_FIELD_M:
            continue
        out = np.array([along[1], -along[0]]) / length
        if zone.contains(shapely.Point((one + other) / 2 + out * _EXIT_M)):
            out = -out
        inner, outer = out * (_STRIP_M - _EXIT_M), out * (_STRIP_M - _THIN_M)
        field = Polygon([one + inner, other + inner, other + outer, one + outer])
        for part in shapely.get_parts(field.intersection(ground.buffer(-_THIN_M))):
            is_field = part.geom_type == "Polygon" and part.length / 2 > _LEAST_FIELD_M
            hull = part.convex_hull
            if is_field and ground.covers(hull):
                found.append(hull)
    return found


def _walkers(
    ground: BaseGeometry,
    exits: Sequence[Polygon],
    count: int,
    seed: int,
    numbers: Mapping[str, float],
) -> list[tuple[float, float, int]]:
    """Places at least a body apart, spread evenly by chance; fewer where there is no room."""
    from scipy.spatial import cKDTree

    rng = np.random.default_rng(seed)
    room = ground.buffer(-1.5 * numbers["radius_m"])
    west, south, east, north = room.bounds if not room.is_empty else (0.0, 0.0, 0.0, 0.0)
    shapely.prepare(room)
    kept = np.empty((0, 2))
    for _ in range(_TRIES):
        if len(kept) >= count or room.is_empty:
            break
        spots = rng.uniform((west, south), (east, north), (2 * count + 64, 2))
        spots = spots[shapely.contains_xy(room, spots[:, 0], spots[:, 1])]
        every = np.concatenate((kept, spots))
        near = cKDTree(every).query_pairs(numbers["apart_m"], output_type="ndarray")
        dropped = np.zeros(len(every), dtype=bool)
        for one, other in near[np.argsort(near.max(axis=1), kind="stable")] if len(near) else ():
            if not dropped[min(one, other)]:
                dropped[max(one, other)] = True
        kept = every[~dropped][:count]
    spots = np.asarray(shapely.points(kept))
    away = shapely.distance(spots[:, None], np.array(exits, dtype=object)[None, :])
    return [
        (float(x), float(y), int(np.argmin(row))) for (x, y), row in zip(kept, away, strict=True)
    ]


def _moved(found: Trajectories, east: float, north: float) -> Trajectories:
    shift = np.array([0.0, east, north])
    return replace(found, frames=tuple(frame + shift for frame in found.frames))


def crowd_lines(found: Trajectories) -> list[Text]:
    """What was seen, and what it is worth."""
    engine = engine_said(found.engine)
    lines = [text("people.crowd_engine", engine=engine, count=found.people, seed=found.seed)]
    for share in (0.5, 0.95, 1.0):
        seconds = found.out_after_s(share)
        if seconds is not None:
            percent, after = Quantity(100 * share, "%"), Quantity(seconds, "s")
            lines.append(text("people.crowd_out", share=percent, seconds=after))
    if found.left:
        lines.append(
            text("people.crowd_left", left=found.left, seconds=Quantity(found.seconds, "s"))
        )
    return [*lines, text("people.crowd_worth")]


def engine_said(name: str) -> Text:
    """What an engine calls itself, in the reader's words where it is one of ours."""
    if name == _STRAIGHT:
        return text("people.engine_straight")
    found = _JUPEDSIM.fullmatch(name)
    if found is None:
        return literal(name)
    return text("people.engine_jupedsim", version=literal(found[1]))
