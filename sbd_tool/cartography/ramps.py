"""Colour ramps in equal steps to the eye: the design system's ramps walked through OKLab.

Source of the colour space: B. Ottosson, "A perceptual color space for image processing" (2020).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

STEPS: Final = 256
Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]

_TO_LMS: Final = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB: Final = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(colours: Sequence[str] | Bytes) -> Floats:
    """Lightness, green-red and blue-yellow of colours, shape (n, 3); lightness runs from 0 to 1.

    Args:
        colours: "#rrggbb" each, or bytes of shape (n, 3).
    """
    rgb = colours if isinstance(colours, np.ndarray) else _bytes(colours)
    share = rgb / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB
    lab: Floats = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def _rgb(lab: Floats) -> Bytes:
    linear = (lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T
    linear = np.clip(linear, 0.0, 1.0)
    share = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)  # noqa: PLR2004 - sRGB
    return np.round(np.clip(share, 0.0, 1.0) * 255).astype(np.uint8)


def _bytes(colours: Sequence[str]) -> Bytes:
    return np.array(
        [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours], dtype=np.uint8
    )


@lru_cache(maxsize=32)
def even_ramp(colours: tuple[str, ...], steps: int = STEPS) -> Bytes:
    """A ramp through all colours, in steps that look equally large; shape (steps, 3).

    Args:
        colours: "#rrggbb" from low to high.
        steps: Number of colours wanted.
    """
    lab = oklab(colours)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(lab, axis=0), axis=1))])
    wanted = np.linspace(0.0, along[-1], steps)
    ramp = _rgb(np.column_stack([np.interp(wanted, along, lab[:, part]) for part in range(3)]))
    ramp.setflags(write=False)
    return ramp


def hex_colour(rgb: Bytes) -> str:
    """Three bytes as "#rrggbb"."""
    return "#" + "".join(f"{int(value):02x}" for value in rgb)
