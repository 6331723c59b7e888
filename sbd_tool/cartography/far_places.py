"""Places of a town or a country on a small picture; equal scale at the middle latitude."""

import math
from collections.abc import Sequence


def spots_of(
    places: Sequence[tuple[str, float, float]], aspect: float
) -> list[tuple[float, float]]:
    """Positions on a picture, 0 to 1 to the right and 0 to 1 down, in the order given.

    Args:
        places: Name, longitude and latitude in degrees.
        aspect: Width over height of the picture.

    Returns:
        Spots that fill the picture one way and are centred the other; one place is in the middle.

    Examples:
        >>> spots_of([("a", 11.0, 48.0)], 2.0)
        [(0.5, 0.5)]
    """
    if not places:
        return []
    middle = sum(north for _, _, north in places) / len(places)
    squeeze = max(math.cos(math.radians(middle)), 0.05)  # at the poles a degree is nothing
    flat = [(east * squeeze, north) for _, east, north in places]
    west, south = min(x for x, _ in flat), min(y for _, y in flat)
    wide, tall = max(x for x, _ in flat) - west, max(y for _, y in flat) - south
    reach = max(wide, tall * aspect)
    if reach <= 0:
        return [(0.5, 0.5)] * len(flat)
    left, low = (1 - wide / reach) / 2, (1 + tall * aspect / reach) / 2
    return [(left + (x - west) / reach, low - (y - south) * aspect / reach) for x, y in flat]
