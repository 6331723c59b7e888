"""How well a drawing or a picture lies on the ground: a fit with its residuals and accuracy."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.control_points import ControlPoint, Transform
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.role_rules import Limit


class Model(StrEnum):
    """What a fit may do to a drawing."""

    KNOWN_DISTANCE = "known_distance"  # shift and scale; 3 parameters with the shift
    HELMERT = "helmert"  # shift, turn and scale; 4 parameters
    AFFINE = "affine"  # shift, turn, two scales and a shear; 6 parameters


FEWEST_POINTS: Final[Mapping[Model, int]] = {
    Model.KNOWN_DISTANCE: 2,
    Model.HELMERT: 2,
    Model.AFFINE: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """How far a control point is missed.

    Attributes:
        key: Key of the point.
        de_m: Given minus fitted easting.
        dn_m: Given minus fitted northing.
        left_out_m: Distance by which a fit without this point misses it; None when the other
            points do not suffice for a fit. The honest figure: a point cannot pull it.
        is_outlier: The other points agree among themselves and not with this one.
        is_used: Whether it took part; of one that did not, the miss is an independent check.
    """

    key: str
    de_m: float
    dn_m: float
    left_out_m: float | None = None
    is_outlier: bool = False
    is_used: bool = True

    @property
    def length_m(self) -> float:
        """Distance between the given and the fitted place."""
        return math.hypot(self.de_m, self.dn_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A transformation with everything known about how good it is.

    Attributes:
        model: What it was allowed to do.
        transform: From the drawing to the project's metres.
        points: The control points handed in.
        residuals: One per control point, in their order.
        rms_m: Root of the mean squared residual length; 0 when nothing is left over to check with.
        left_out_rms_m: The same of the leave-one-out distances, or None.
        redundancy: Numbers measured beyond those needed; 0 means that nothing is checked.
        sigma_m: Standard deviation of one coordinate of one control point from the residuals, or
            None without redundancy.
        accuracy_m: One sigma of a coordinate of a point traced among the control points, or None
            when nobody can know it. Outside the control points it is worse.
        findings: Warnings about geometry, outliers, distortion and mirroring.
    """

    model: Model
    transform: Transform
    points: tuple[ControlPoint, ...]
    residuals: tuple[Residual, ...]
    rms_m: float
    left_out_rms_m: float | None
    redundancy: int
    sigma_m: float | None
    accuracy_m: float | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class GeoreferenceRules:
    """Numbers the checks of a fit work with, by key, each with its source."""

    limits: Mapping[str, Limit]

    def limit(self, key: str) -> float:
        """Value of the limit of that key.

        Raises:
            KeyError: The rule file lacks it; a fault of the product, found by its tests.
        """
        return self.limits[key].value
