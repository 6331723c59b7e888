"""Shapes made quick to ask, each thread its own.

A prepared shape is asked by one thread at a time: GEOS writes into it while it answers, and two
threads that ask the same one end the program. What is remembered, the square above all, is shared
between the assessment and jobs beside it. So a shape that came from elsewhere is never prepared in
place; a copy is.
"""

from typing import TypeVar, cast

import shapely
from shapely.geometry.base import BaseGeometry

_Shape = TypeVar("_Shape", bound=BaseGeometry)


def prepared(shape: _Shape) -> _Shape:
    """A copy that lies the same to the last bit, prepared; the shape itself stays as it was."""
    made = cast(_Shape, shapely.from_wkb(shapely.to_wkb(shape)))
    shapely.prepare(made)
    return made
