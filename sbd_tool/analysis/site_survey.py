"""The part of the effective site that no edit changes: plan features and what they make known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LinearRing, LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from sbd_tool.analysis.knowledge import describe_classes
from sbd_tool.analysis.same import KeptOf
from sbd_tool.domain.effective import ClassKnowledge, Element
from sbd_tool.domain.errors import SquareMissingError
from sbd_tool.domain.layers import Layer, Level
from sbd_tool.domain.measures import ParameterValue
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

BASE_MAP: Final = frozenset(
    {
        Role.SITE_BOUNDARY,
        Role.BUILDING,
        Role.CARRIAGEWAY,
        Role.FOOTWAY,
        Role.PEDESTRIAN_AREA,
        Role.CYCLEWAY,
        Role.RAIL,
        Role.WATER,
        Role.CROWD_AREA,
        Role.CONTEXT,
        Role.ELEVATION,
        Role.EMERGENCY_ROUTE,
        Role.NO_DIG,
        Role.INCIDENT,
    }
)
"""The base map: drawn by people whose trade it is, and not in doubt in any world."""

_RING_CORNERS: Final = 4
_MOST_KEPT: Final = 4
_COLLECTION: Final = 7  # shapely type id of a geometry collection


@dataclass(frozen=True, kw_only=True, eq=False)
class SiteSurvey:
    """What the plan alone says: cached per plan, shared by all options, states and worlds.

    Attributes:
        zone: The square, metres; exterior counter-clockwise.
        square_tags: Attributes of the square's own feature.
        surroundings: Rectangle within which the plan is drawn.
        elements: Plan features on the ground, by role, in plan order.
        roles: Feature id -> its role.
        knowledge: Role -> what the existing plan knows of the class.
    """

    zone: Polygon
    square_tags: Mapping[str, ParameterValue]
    surroundings: Polygon
    elements: Mapping[Role, tuple[Element, ...]]
    roles: Mapping[str, Role]
    knowledge: Mapping[Role, ClassKnowledge]


_KEPT: Final = KeptOf[SiteSurvey](_MOST_KEPT)


def survey(layers: Sequence[Layer], square: str, rubric: Rubric) -> SiteSurvey:
    """Read the plan once.

    Args:
        layers: Plan layers in the project's metric CRS.
        square: Id of the feature that is the square.
        rubric: Holds the numbers of the density rule.

    Returns:
        The survey.

    Raises:
        SquareMissingError: No square is picked, or it is not an area.

    The last few are kept: who asks again for the very same layers gets the very same elements.
    """
    things = (layers, rubric.numbers)
    known = _KEPT.get(things, square)
    return known or _KEPT.put(_surveyed(layers, square, rubric), things, square)


def _surveyed(layers: Sequence[Layer], square: str, rubric: Rubric) -> SiteSurvey:
    zone, tags = _square(layers, square)
    elements: dict[Role, list[Element]] = {}
    for layer in layers:
        if layer.level is Level.GROUND and layer.role not in (None, Role.UNDERLAY):
            for element in _elements(layer):
                if element.id != square:
                    elements.setdefault(element.role, []).append(element)
    surroundings = _extent(elements, zone)
    frozen = {role: tuple(found) for role, found in elements.items()}
    return SiteSurvey(
        zone=zone,
        square_tags=tags,
        surroundings=surroundings,
        elements=frozen,
        roles={element.id: role for role, found in frozen.items() for element in found},
        knowledge=describe_classes(zone, surroundings, frozen, rubric),
    )


def _square(layers: Sequence[Layer], square: str) -> tuple[Polygon, Mapping[str, ParameterValue]]:
    for layer in layers:
        if square and square in layer.ids:
            row = layer.ids.index(square)
            zone = _as_polygon(layer.geometry[row])
            if zone is not None and zone.area > 0:
                return orient(zone), layer.attributes[row]
    raise SquareMissingError(text("scoring.no_square"), text("scoring.no_square_hint"), square)


def _as_polygon(geometry: BaseGeometry | None) -> Polygon | None:
    if geometry is None:
        return None
    flat = sound(geometry)
    if isinstance(flat, MultiPolygon):
        return max(flat.geoms, key=lambda part: part.area)
    if isinstance(flat, Polygon):
        return flat
    is_ring = isinstance(flat, (LineString, LinearRing)) and flat.is_closed
    if is_ring and len(flat.coords) >= _RING_CORNERS:
        return Polygon(flat.coords)
    return None


def sound(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry in the plane, valid, and of one dimension: that of its largest parts.

    Import repairs plans; this guards against what is drawn by hand.
    """
    flat = shapely.force_2d(geometry)
    if not flat.is_valid:
        flat = shapely.make_valid(flat)
    if flat.geom_type != "GeometryCollection":
        return flat
    parts = [part for part in shapely.get_parts(flat) if not part.is_empty]
    most = max((shapely.get_dimensions(part) for part in parts), default=-1)
    kept = [part for part in parts if shapely.get_dimensions(part) == most]
    return shapely.union_all(kept)


def _elements(layer: Layer) -> list[Element]:
    role = layer.role
    if role is None:
        return []
    accuracy = {} if layer.accuracy_m is None else {"accuracy_m": layer.accuracy_m}
    drawn = ~(shapely.is_missing(layer.geometry) | shapely.is_empty(layer.geometry))
    plain = shapely.force_2d(layer.geometry)
    kinds = shapely.get_type_id(plain)
    unsound = drawn & (~shapely.is_valid(plain) | (kinds == _COLLECTION))
    plain[unsound] = [sound(geometry) for geometry in plain[unsound]]
    drawn &= ~shapely.is_empty(plain)
    return [
        Element(
            id=feature_id,
            role=role,
            geometry=geometry,
            attributes={**accuracy, **attributes} if accuracy else attributes,
            evidence=layer.stamp.evidence,
            is_in_doubt=is_doubtful(role, layer.stamp.evidence),
        )
        for feature_id, geometry, attributes, is_drawn in zip(
            layer.ids, plain, layer.attributes, drawn, strict=True
        )
        if is_drawn
    ]


def is_doubtful(role: Role, evidence: str) -> bool:
    """Whether an object known like that may be absent; the base map never is."""
    return evidence in ("plan", "assumed", "none") and role not in BASE_MAP


def _extent(elements: Mapping[Role, Sequence[Element]], zone: Polygon) -> Polygon:
    geometries = [element.geometry for found in elements.values() for element in found]
    bounds = shapely.total_bounds(np.array([zone, *geometries], dtype=object))
    west, south, east, north = (float(edge) for edge in bounds)
    return box(west, south, east, north)
