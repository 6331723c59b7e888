"""Geometries brought from one coordinate system to another."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

G = TypeVar("G", bound=BaseGeometry)


def reprojected(geometry: G, transformer: Transformer, places: int | None = None) -> G:
    """A geometry in the transformer's target system.

    Args:
        geometry: In the source system, x before y (the transformer must be ``always_xy``).
        transformer: From source to target.
        places: Decimal places kept, or None for all.

    Examples:
        >>> up = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
        >>> reprojected(shapely.Point(9.0, 48.0), up, 0).wkt
        'POINT (500000 5316300)'
    """

    def move(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        moved = np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
        return moved if places is None else np.round(moved, places)

    return shapely.transform(geometry, move)
