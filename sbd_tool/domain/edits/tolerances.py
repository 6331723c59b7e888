"""The tolerances of editing, as data: each with its unit and its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tolerance:
    """One number of this room; our own choice, documented in docs/method/editing.md.

    Attributes:
        value: The number.
        unit: Unit symbol or "".
        why: What it decides, and why it is that small or large.
    """

    value: float
    unit: str
    why: str


TOLERANCES: Final[Mapping[str, Tolerance]] = {
    "same_place_m": Tolerance(1e-6, "m", "Two positions this near are one; far below a drawn line"),
    "least_length_m": Tolerance(1e-3, "m", "Shorter lines are refused; import leaves them out too"),
    "least_area_m2": Tolerance(1e-4, "m2", "Smaller areas are refused; import leaves them out too"),
    "farthest_m": Tolerance(1e9, "m", "Larger coordinates are typing errors on any metric grid"),
    "least_factor": Tolerance(1e-4, "", "Smaller scale factors make nothing that could be seen"),
    "largest_factor": Tolerance(1e4, "", "Larger scale factors leave every metric grid"),
    "mitre_limit": Tolerance(5.0, "", "A pointed corner longer than this times the offset is cut"),
    "quarter_segments": Tolerance(8.0, "", "Straight pieces of a rounded quarter of a circle"),
    "largest_offset_m": Tolerance(1e4, "m", "Larger offsets leave every square"),
    "most_copies": Tolerance(2000.0, "", "Copies made in one step, so that a slip stays undoable"),
    "most_units": Tolerance(2000.0, "", "Units of one run"),
    "parallel_sine": Tolerance(1e-9, "", "Sine of the angle below which two lines never cross"),
}

SAME_PLACE_M: Final = TOLERANCES["same_place_m"].value
LEAST_LENGTH_M: Final = TOLERANCES["least_length_m"].value
LEAST_AREA_M2: Final = TOLERANCES["least_area_m2"].value
FARTHEST_M: Final = TOLERANCES["farthest_m"].value
LEAST_FACTOR: Final = TOLERANCES["least_factor"].value
LARGEST_FACTOR: Final = TOLERANCES["largest_factor"].value
MITRE_LIMIT: Final = TOLERANCES["mitre_limit"].value
QUARTER_SEGMENTS: Final = int(TOLERANCES["quarter_segments"].value)
LARGEST_OFFSET_M: Final = TOLERANCES["largest_offset_m"].value
MOST_COPIES: Final = int(TOLERANCES["most_copies"].value)
MOST_UNITS: Final = int(TOLERANCES["most_units"].value)
PARALLEL_SINE: Final = TOLERANCES["parallel_sine"].value
