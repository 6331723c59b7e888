"""What an isovist is, and how outlines and views become one."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.sight.mesh import MM, Floats, Indices

# A view is cut in cones of under half a turn.
_CONE_DEG: Final = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Isovist:
    """What is seen from one place.

    Attributes:
        polygon: The ground seen, metres; arcs in steps of two degrees. It is in two parts where the
            eye stands in the corner at which two things touch.
        area_m2: Its area, arcs exact.
        perimeter_m: Length of its outline.
        occlusivity_m: Length of the outline behind which there is more ground: sight past corners.
        drift_m: Distance from the eye to the centre of what is seen.
        longest_view_m: Longest line of sight.
        hidden_by: Ids of what ends the view, the widest angle first.
    """

    polygon: BaseGeometry
    area_m2: float
    perimeter_m: float
    occlusivity_m: float
    drift_m: float
    longest_view_m: float
    hidden_by: tuple[str, ...]


def described(
    origin: Floats,
    eye: tuple[float, float],
    ring: Floats,
    told: Any,
    hidden_by: tuple[str, ...],
) -> Isovist:
    """Put an outline from the eye, in millimetres, into words of the project: metres and ids."""
    polygon: BaseGeometry = Polygon((ring + eye) / MM + origin)
    if not polygon.is_valid:
        parts = shapely.get_parts(shapely.make_valid(polygon))
        polygon = shapely.union_all([part for part in parts if part.area > 0])
    centre = np.array(shapely.get_coordinates(polygon.centroid)[0])
    drift = float(np.hypot(*(centre - origin - np.array(eye) / MM)))
    return Isovist(
        polygon=polygon,
        area_m2=float(told[0]) / MM**2,
        perimeter_m=float(told[1]) / MM,
        occlusivity_m=float(told[2]) / MM,
        drift_m=drift,
        longest_view_m=float(told[3]) / MM,
        hidden_by=hidden_by,
    )


def in_view(
    eye: tuple[float, float], pieces: Floats, faces: Indices, view: tuple[float, float]
) -> tuple[Floats, Indices]:
    """Keep the pieces in a view: direction and width, degrees clockwise from north."""
    from sbd_tool.analysis.sight.outlines import clip_to_cone

    direction_deg, field_deg = view
    count = max(1, math.ceil(field_deg / _CONE_DEG))
    left = 90.0 - direction_deg - field_deg / 2
    angles = np.radians(left + field_deg * np.arange(count + 1) / count)
    kept, own = [], []
    for one, two in pairwise(angles):
        cone = (math.cos(one), math.sin(one), math.cos(two), math.sin(two))
        part, face = clip_to_cone(*eye, pieces, faces, cone)
        kept.append(part)
        own.append(face)
    return np.concatenate(kept), np.concatenate(own)
