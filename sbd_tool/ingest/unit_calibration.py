"""The unit of a drawing from one thing whose length is known."""

import math
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.georeference import GeoreferenceRules
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.ingest.units import UNITS_M


class Plausibility(StrEnum):
    """How well a known length agrees with a usual unit."""

    SURE = "sure"  # as well as lengths are measured
    NEAR = "near"  # likely, to be measured again
    ODD = "odd"  # no usual unit: the drawing was scaled, or the wrong thing measured


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCalibration:
    """What a known length says about the unit.

    Attributes:
        measured_unit_m: Metres per drawing unit exactly as the two lengths say.
        unit: The nearest usual unit ("mm"), as `import_plans(units=...)` takes it.
        unit_m: Metres of that unit.
        off_share: How far the measured unit is from it, as a part of it; signed.
        plausibility: Whether that can be the unit.
        sentence: The same in words.
        remedy: What to do when it is not sure, else None.
    """

    measured_unit_m: float
    unit: str
    unit_m: float
    off_share: float
    plausibility: Plausibility
    sentence: Text
    remedy: Text | None


def units_from_known_length(
    drawn_units: float, known_m: float, rules: GeoreferenceRules
) -> UnitCalibration:
    """Find the unit in which a thing of known length is drawn.

    Args:
        drawn_units: Its length in the drawing.
        known_m: Its true length in metres.
        rules: How near is near.

    Raises:
        InputError: A length is no positive number.
    """
    if (
        not (math.isfinite(drawn_units) and math.isfinite(known_m))
        or min(drawn_units, known_m) <= 0
    ):
        raise InputError(text("desk.length_refused"), text("desk.length_refused_hint"))
    measured = known_m / drawn_units
    unit = min(UNITS_M, key=lambda name: abs(math.log(measured / UNITS_M[name])))
    off = measured / UNITS_M[unit] - 1.0
    if abs(off) <= rules.limit("unit_sure_share"):
        how, sentence = Plausibility.SURE, text("desk.unit_sure", unit=unit)
    elif abs(off) <= rules.limit("unit_near_share"):
        how = Plausibility.NEAR
        sentence = text("desk.unit_near", unit=unit, percent=Quantity(100 * abs(off), "%", 1))
    else:
        how = Plausibility.ODD
        sentence = text("desk.unit_odd", unit_m=Quantity(measured, "m", 6))
    return UnitCalibration(
        measured_unit_m=measured,
        unit=unit,
        unit_m=UNITS_M[unit],
        off_share=off,
        plausibility=how,
        sentence=sentence,
        remedy=None if how is Plausibility.SURE else text(f"desk.unit_{how}_remedy"),
    )
