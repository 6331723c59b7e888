"""What one camera shows: direction, width of view and pixel density from its attributes."""

import math
from typing import Final

import numpy as np
from shapely.geometry import Point

from sbd_tool.analysis.attributes import number, word
from sbd_tool.domain.effective import Element
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import CameraView, Floats

CLASSES: Final = ("monitor", "detect", "observe", "recognise", "identify", "inspect")
"""Pixel-density classes, least first; their limits are rubric numbers ``camera_px_*``."""

CLASS_NUMBERS: Final = (
    *(f"camera_px_{key}" for key in CLASSES),
    "camera_class_px_per_m",
    "camera_field_deg",
    "camera_pixels",
)
_COMPASS: Final = (
    *("n", "nne", "ne", "ene", "e", "ese", "se", "sse"),
    *("s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"),
)
_WIDEST_DEG: Final = 170.0
_MOST_M: Final = 500.0


def view_of(element: Element | None, at: Point, rubric: Rubric) -> CameraView:
    """Read one camera.

    Args:
        element: The camera; None for one of the assumed kind.
        at: Where it looks from.
        rubric: Numbers of ``CLASS_NUMBERS``.

    Returns:
        Its view; a wide or round view is judged as if it were made of lenses of 90 degrees.
    """
    stated = None if element is None else number(element, "field_of_view_deg", "camera:angle_deg")
    is_stated = stated is not None and 0 < stated <= 360  # noqa: PLR2004 - a full turn
    field = stated if stated is not None and is_stated else rubric.value("camera_field_deg")
    wanted = rubric.value("camera_class_px_per_m")
    told = None
    if element is not None:
        asked = number(element, "px_per_m")
        wanted = asked if asked is not None and asked > 0 else wanted
        told = number(element, "reach_m")
    reach = _pixels(element, rubric) / (wanted * 2.0 * math.tan(math.radians(_lens(field)) / 2))
    reach = min(reach, _MOST_M, told if told is not None and told > 0 else _MOST_M)
    return CameraView(
        id=element.id if element is not None else "",
        at=at,
        direction_deg=None if element is None else direction_deg(element),
        field_deg=field,
        reach_m=reach,
        is_field_assumed=not is_stated,
    )


def direction_deg(element: Element) -> float | None:
    """Where it looks, degrees clockwise from north, from a number or a point of the compass."""
    stated = number(element, "direction_deg", "camera:direction", "direction")
    if stated is not None:
        return stated % 360.0
    said = word(element, "camera:direction", "direction")
    return _COMPASS.index(said) * 22.5 if said in _COMPASS else None


def pixels_at(element: Element, field_deg: float, away_m: Floats, rubric: Rubric) -> Floats:
    """Pixels per metre a camera shows at these distances."""
    wide = 2.0 * np.asarray(away_m) * math.tan(math.radians(_lens(field_deg)) / 2)
    return np.asarray(_pixels(element, rubric) / wide)


def class_of(density_px_per_m: float, rubric: Rubric) -> str:
    """Highest class of that pixel density; "" under the lowest.

    The limits follow EN 62676-4 as quoted in public guidance; check them against your edition.
    """
    limits = {key: rubric.value(f"camera_px_{key}") for key in CLASSES}
    reached = [key for key, limit in limits.items() if density_px_per_m >= limit - 1e-9]
    return reached[-1] if reached else ""


def _pixels(element: Element | None, rubric: Rubric) -> float:
    stated = None if element is None else number(element, "horizontal_pixels")
    return stated if stated is not None and stated > 0 else rubric.value("camera_pixels")


def _lens(field_deg: float) -> float:
    return field_deg if field_deg <= _WIDEST_DEG else 90.0
