"""What counts in a ring: buildings, what is rated, what is founded; never loose furniture.

Three answers for each class of vehicle: it holds, it may hold (a barrier of which nobody has said
rating or foundation), it does not count. Missing facts are said and widen the verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.obstacles import OBSTACLE_ROLES, Obstacle, answered, obstacles_of
from sbd_tool.analysis.ring.pieces import Part
from sbd_tool.analysis.same import KeptOf
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.ratings import parse_rating
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

VEHICLES: Final = ("small", "car", "van", "truck_7t", "truck_18t")
"""Classes by rising width; a ring for a class counts only what stops that class."""

_FOUNDED: Final = frozenset({"pinned", "shallow", "deep"})
# Furniture holds only when tested or founded (our judgement, basis c, after NPSA-PRDG).
_FURNITURE: Final = ("planter", "flowerpot", "bench", "cycle_rack", "column", "tree", "hedge")
_FURNITURE_KINDS: Final = ("planting", "cycle_barrier", "turnstile")
_MASSES: Final = ("steps", "ditch", "water", "basin", "retaining", "city_wall")
_ARC: Final = 64
_MOST_BUILT: Final = 20_000
_HEIGHTS: Final = ("height_m", "height", "height_min_m", "step_total_height_min_m")


class Hold(IntEnum):
    """Whether a thing stops a class of vehicle."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """One obstacle that may be part of a ring.

    Attributes:
        part: Shape, radius, gap inside its own row, drawing doubt.
        holds: Class of vehicle -> whether it stops it.
        unknown: What nobody has said of it: "rating", "height", "gap".
    """

    part: Part
    holds: Mapping[str, Hold]
    unknown: tuple[str, ...]


_BUILT: Final = KeptOf[tuple[Standing, ...]](_MOST_BUILT)


def standing_near(site: EffectiveSite, region: BaseGeometry, rubric: Rubric) -> list[Standing]:
    """Everything within a region that may be part of a ring.

    Args:
        site: Reads buildings and the obstacle roles; drawing doubt is kept apart, not added.
        region: Area searched, metres.
        rubric: Numbers of the obstacles, heights and masses.
    """
    obstacles = obstacles_of(site, rubric, wide=True)
    openings = [
        thing.geometry.buffer(thing.unit_m / 2, quad_segs=_ARC)
        for thing in obstacles
        if thing.is_open_to_vehicles
    ]
    cut = shapely.union_all(openings) if openings else None
    near = shapely.intersects(
        region, np.array([thing.geometry for thing in obstacles], dtype=object)
    )
    drawn = {element.id: answered(site, element) for element in site.of(*OBSTACLE_ROLES)}
    accuracy = rubric.value("drawing_accuracy_m")
    found = []
    for thing, is_near in zip(obstacles, near, strict=True):
        if not is_near or thing.is_open_to_vehicles or not thing.form.stops_vehicles:
            continue
        shape = _shape(thing, cut)
        if not shape.is_empty:
            doubt = accuracy if thing.is_in_doubt else 0.0
            found.append(_standing(thing, drawn[thing.id], shape, doubt, rubric))
    return found + _buildings(site, region)


def _shape(thing: Obstacle, cut: BaseGeometry | None) -> BaseGeometry:
    shape = thing.geometry
    if shape.geom_type == "Polygon":
        shape = shape.boundary
    if cut is not None and not thing.is_point:
        shape = shape.difference(cut)
    return shape


def _standing(
    thing: Obstacle, element: Element, shape: BaseGeometry, doubt_m: float, rubric: Rubric
) -> Standing:
    told = f"{word(element, 'bollard')} {word(element, 'barrier')} {element.kind.replace('-', '_')}"
    part = Part(
        thing.id,
        shape,
        thing.radius_m,
        thing.gap_m,
        doubt_m,
        is_building=False,
        rating=thing.rating,
    )
    holds = _holds(element, told, rubric)
    return Standing(part, holds, _unknown(thing, element, holds))


def _holds(element: Element, told: str, rubric: Rubric) -> Mapping[str, Hold]:
    """Whether a thing stops each class; a test or an explicit word goes before all else."""
    said = word(element, "stops_class")
    if said in VEHICLES:
        last = VEHICLES.index(said)
        return {key: Hold.YES if at <= last else Hold.NO for at, key in enumerate(VEHICLES)}
    rating = parse_rating(element.attributes.get("rating"))
    rating = rating or parse_rating(element.attributes.get("crash_rating"))
    if rating is not None:
        return {
            key: Hold.YES if rating.mass_kg >= _mass_kg(key, rubric) else Hold.NO
            for key in VEHICLES
        }
    return dict.fromkeys(VEHICLES, _unrated(element, told, rubric))


def _unrated(element: Element, told: str, rubric: Rubric) -> Hold:
    height = number(element, *_HEIGHTS)
    if height is not None and height < rubric.value("barrier_height_m"):
        return Hold.NO
    is_mass = element.role is Role.WATER or any(part in told for part in _MASSES)
    if is_mass or word(element, "foundation") in _FOUNDED:
        return Hold.UNKNOWN if height is None else Hold.YES
    # What is proposed against vehicles is specified later; what stands there unrated is furniture.
    is_standing = element.state not in (MeasureState.PROPOSED, MeasureState.TEMPORARY)
    is_furniture = any(part in told for part in (*_FURNITURE, *_FURNITURE_KINDS))
    return Hold.NO if is_furniture and is_standing else Hold.UNKNOWN


def _mass_kg(vehicle: str, rubric: Rubric) -> float:
    return 0.0 if vehicle == VEHICLES[0] else rubric.value(f"vehicle_mass_{vehicle}_kg")


def _unknown(thing: Obstacle, element: Element, holds: Mapping[str, Hold]) -> tuple[str, ...]:
    missing = []
    if Hold.UNKNOWN in holds.values() and not thing.rating:
        missing.append("rating")
        if number(element, *_HEIGHTS) is None:
            missing.append("height")
    stated = number(element, "clear_gap_m", "clear_gap_max_m", "passage_width_m", "gap_m")
    if "Line" in thing.geometry.geom_type and not thing.is_solid and stated is None:
        missing.append("gap")
    return tuple(missing)


def _buildings(site: EffectiveSite, region: BaseGeometry) -> list[Standing]:
    near = [one for one in site.of(Role.BUILDING) if shapely.intersects(region, one.geometry)]
    found: list[Standing] = []
    for element in near:
        built = _BUILT.get((element,))
        found += _BUILT.put(_built(element), (element,)) if built is None else built
    return found


def _built(element: Element) -> tuple[Standing, ...]:
    """The outline of a building as what holds every class; nothing where it has no area."""
    sound = shapely.get_parts(shapely.make_valid(shapely.force_2d(element.geometry)))
    areas = [part.boundary for part in sound if part.geom_type == "Polygon"]
    if not areas:
        return ()
    outline = shapely.union_all(areas)
    part = Part(element.id, outline, 0.0, 0.0, 0.0, is_building=True, rating="")
    return (Standing(part, dict.fromkeys(VEHICLES, Hold.YES), ()),)
