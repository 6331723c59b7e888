"""Places seen in a drawing and on the ground, and the plane transformation between the two."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Coordinates = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """A place seen in the drawing whose place on the ground is known.

    Attributes:
        key: Name to show, unique among the points of a fit ("1", "church tower").
        x: In the drawing's own units, or pixel columns (0 is the left edge of the first pixel).
        y: In the drawing's own units, or pixel rows (0 is the upper edge of the first pixel).
        easting_m: In the project's CRS.
        northing_m: In the project's CRS.
        is_used: False keeps the point in the list and out of the fit.
    """

    key: str
    x: float
    y: float
    easting_m: float
    northing_m: float
    is_used: bool = True


@dataclass(frozen=True, slots=True)
class Transform:
    """Plane affine in the order of `RawPicture.transform`.

    A point (x, y) goes to easting = a*x + b*y + c and northing = d*x + e*y + f.
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def moved(self, xy: Coordinates) -> Coordinates:
        """Points, one per row, on the ground."""
        matrix = np.array([[self.a, self.d], [self.b, self.e]])
        at: Coordinates = np.asarray(xy, dtype=np.float64) @ matrix + np.array([self.c, self.f])
        return at

    @property
    def determinant(self) -> float:
        """Square metres per square unit; negative when the drawing is mirrored."""
        return self.a * self.e - self.b * self.d

    @property
    def scale_x(self) -> float:
        """Metres per unit along the drawing's x axis."""
        return math.hypot(self.a, self.d)

    @property
    def scale_y(self) -> float:
        """Metres per unit along the drawing's y axis."""
        return math.hypot(self.b, self.e)

    @property
    def rotation_deg(self) -> float:
        """Turn of the drawing's x axis against east, counter-clockwise, degrees."""
        return math.degrees(math.atan2(self.d, self.a))

    def inverse(self) -> "Transform":
        """From the ground back to the drawing.

        Raises:
            ZeroDivisionError: The transformation flattens the plane.
        """
        det = self.determinant
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Transform(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def after(self, first: "Transform") -> "Transform":
        """The transformation that does ``first`` and then this."""
        return Transform(
            self.a * first.a + self.b * first.d,
            self.a * first.b + self.b * first.e,
            self.a * first.c + self.b * first.f + self.c,
            self.d * first.a + self.e * first.d,
            self.d * first.b + self.e * first.e,
            self.d * first.c + self.e * first.f + self.f,
        )

    def as_tuple(self) -> tuple[float, float, float, float, float, float]:
        """The six numbers in the order of `RawPicture.transform`."""
        return (self.a, self.b, self.c, self.d, self.e, self.f)


IDENTITY: Final = Transform(1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
