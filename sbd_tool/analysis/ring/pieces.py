"""What may be part of a ring, taken apart into points and straight segments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.chains import Pieces


@dataclass(frozen=True, slots=True)
class Part:
    """One obstacle: its shape, its row's gap, its radius, its drawing doubt."""

    id: str
    shape: BaseGeometry
    radius_m: float
    own_gap_m: float
    doubt_m: float
    is_building: bool
    rating: str


def taken_apart(parts: Sequence[Part]) -> Pieces:
    """Points and straight segments of parts; ``owner`` is the index of the part."""
    shapes: list[BaseGeometry] = []
    owner: list[int] = []
    for index, part in enumerate(parts):
        is_point = part.shape.geom_type == "Point"
        is_point = is_point and not part.shape.is_empty
        # A copy: what others have prepared for their searches is many times slower in pairs.
        pieces = (
            [Point(shapely.get_coordinates(part.shape)[0])]
            if is_point
            else list(segments_of(part.shape))
        )
        shapes += pieces
        owner += [index] * len(pieces)
    own = np.array(owner, dtype=np.int64)
    return Pieces(
        shapes=np.array(shapes, dtype=object),
        radius=np.array([part.radius_m for part in parts])[own] if len(own) else np.empty(0),
        own_gap=np.array([part.own_gap_m for part in parts])[own] if len(own) else np.empty(0),
        doubt=np.array([part.doubt_m for part in parts])[own] if len(own) else np.empty(0),
        owner=own,
    )


def longest_line(shape: BaseGeometry) -> LineString:
    """The longest line of a row."""
    parts = [part for part in shapely.get_parts(shape) if part.length > 0]
    longest: LineString = max(parts, key=lambda part: part.length)
    return longest


def segments_of(shape: BaseGeometry) -> npt.NDArray[np.object_]:
    """Points as they are, lines as two-point segments."""
    found: list[npt.NDArray[np.object_]] = []
    for part in shapely.get_parts(shape):
        points = shapely.get_coordinates(part)
        if len(points) == 1:
            found.append(np.array([part], dtype=object))
        elif len(points) > 1:
            found.append(
                np.asarray(shapely.linestrings(np.stack((points[:-1], points[1:]), axis=1)))
            )
    return np.concatenate(found) if found else np.empty(0, dtype=object)
