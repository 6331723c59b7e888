"""Named views of the map that a project keeps."""

import math
from dataclasses import dataclass
from typing import Final

LONGEST_NAME: Final = 200
MOST: Final = 500
LEAST_SCALE: Final = 1.0
MOST_SCALE: Final = 10_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """Where the map stood when somebody wanted to come back.

    Attributes:
        id: Unique in the project.
        name: What it is called.
        x_m, y_m: Middle of the map, project CRS.
        scale: Scale denominator.
        rotation_deg: By how much the map is turned clockwise.

    Raises:
        ValueError: A number is none, or out of bounds.
    """

    id: str
    name: str
    x_m: float
    y_m: float
    scale: float
    rotation_deg: float = 0.0

    def __post_init__(self) -> None:
        numbers = (self.x_m, self.y_m, self.scale, self.rotation_deg)
        if not all(math.isfinite(number) for number in numbers):
            raise ValueError("a view has no place")
        if not LEAST_SCALE <= self.scale <= MOST_SCALE or len(self.name) > LONGEST_NAME:
            raise ValueError("a view is out of bounds")
