"""How fine the lines of the lattice are, how far they are relaxed, and which a site gets."""

import math
from dataclasses import dataclass, replace
from typing import Final

_LEAST_NEED_M: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class LatticeSetting:
    """How fine a lattice is, and how far it is relaxed.

    Attributes:
        name: "standard", "coarse" or "preview" for the high end, "low" for the low one.
        turns: Headings.
        along_m, lateral_m: Spacing of stations and lines.
        radius_ratio: Ratio of neighbouring radii.
        quantum_m: Unit of a label.
        sample_m: Spacing of collision samples.
        is_upper: Whether start and end may lie between stations.
        relax_m: Clearance given back.
        grip_factor: Factor on the lateral limit.
        spare: How many radii beyond the bend limit are tried.
    """

    name: str
    turns: int = 96
    along_m: float = 3.75
    lateral_m: float = 0.6
    radius_ratio: float = 1.2
    quantum_m: float = 0.25
    sample_m: float = 0.5
    is_upper: bool = False
    relax_m: float = 0.0
    grip_factor: float = 1.0
    spare: int = 2

    @property
    def per_m2(self) -> float:
        """Stations on a square metre of free ground."""
        return self.turns / (self.along_m * self.lateral_m)

    def need_m(self, width_m: float) -> float:
        """Clearance the middle of a vehicle of that width needs.

        The low end leaves room so that no point obstacle hides between two samples.
        """
        if self.is_upper:
            return max(_LEAST_NEED_M, width_m / 2 - self.relax_m)
        return math.hypot(width_m / 2, self.sample_m / 2)


STANDARD_HIGH: Final = LatticeSetting(name="standard", is_upper=True, relax_m=0.52, grip_factor=1.3)
COARSE_HIGH: Final = replace(
    STANDARD_HIGH, name="coarse", along_m=4.0, lateral_m=1.0, relax_m=0.8, grip_factor=1.35
)
PREVIEW_HIGH: Final = replace(
    STANDARD_HIGH,
    name="preview",
    turns=64,
    along_m=6.0,
    lateral_m=1.75,
    quantum_m=0.5,
    relax_m=1.3,
    grip_factor=1.85,
)
STANDARD_LOW: Final = LatticeSetting(
    name="low",
    turns=64,
    along_m=1.5,
    lateral_m=0.15,
    radius_ratio=1.03,
    sample_m=0.25,
    spare=6,
)
"""Scored beside the others; for a site the straight run is the low end."""


def setting_for(rim: tuple[float, float, float, float], stations: int) -> LatticeSetting | None:
    """The finest lines for a box within a budget; None where even the coarsest are too many.

    The box alone decides, not what stands in it: else another obstacle could change the lines.

    Args:
        rim: Box of the lattice.
        stations: Most stations in the box, free or not; the others may have three times as many.
    """
    area = (rim[2] - rim[0]) * (rim[3] - rim[1])
    for setting, share in ((STANDARD_HIGH, 1), (COARSE_HIGH, 3), (PREVIEW_HIGH, 3)):
        if area * setting.per_m2 <= stations * share:
            return setting
    return None
