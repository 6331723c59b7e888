"""Round scales and round scale bars."""

import math
from dataclasses import dataclass
from typing import Final

PRESETS: Final = (100, 200, 250, 500, 750, 1000, 1250, 1500, 2000, 2500, 5000, 10000)
"""Scale denominators offered; every one is a scale a drawing office knows."""

_STEPS: Final = (1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A scale bar.

    Attributes:
        length_m: Length on the ground.
        length_mm: Length on the page.
        ticks_m: Where its fields end, from 0 to ``length_m``.
    """

    length_m: float
    length_mm: float
    ticks_m: tuple[float, ...]


def scale_bar(scale: float, most_mm: float) -> ScaleBar:
    """The longest bar of round length that is at most ``most_mm`` long.

    Args:
        scale: Scale denominator, above zero.
        most_mm: Room on the page.

    Examples:
        >>> scale_bar(500, 60)
        ScaleBar(length_m=20.0, length_mm=40.0, ticks_m=(0.0, 5.0, 10.0, 20.0))
    """
    room_m = most_mm * scale / 1000
    power = 10.0 ** math.floor(math.log10(room_m))
    length = max(step * power for step in _STEPS if step * power <= room_m * (1 + 1e-9))
    fields = (0.2, 0.4, 1.0) if round(length / power) == 5 else (0.25, 0.5, 1.0)  # noqa: PLR2004
    if round(length / power) == 1:
        fields = (0.2, 0.5, 1.0)
    return ScaleBar(
        length_m=length,
        length_mm=length * 1000 / scale,
        ticks_m=(0.0, *(round(length * part, 6) for part in fields)),
    )


def fitting_scale(width_m: float, height_m: float, width_mm: float, height_mm: float) -> int:
    """The largest preset scale at which an extent fits a frame; beyond the presets, rounded up.

    Examples:
        >>> fitting_scale(120, 80, 280, 250)
        500
    """
    needed = max(width_m * 1000 / width_mm, height_m * 1000 / height_mm)
    for preset in PRESETS:
        if preset >= needed:
            return preset
    return math.ceil(needed / 5000) * 5000
