"""How a value is said: whole words for its unit, and no more digits than a plan can bear."""

from typing import Final

from sbd_tool.domain.rubric import IndicatorRule
from sbd_tool.domain.text import Quantity, Text, literal, text

_DENSITIES: Final = {
    "/100 m": ("", Quantity(100, "m")),
    "/1000 m²": ("", Quantity(1000, "m²")),
    "m/100 m²": ("m", Quantity(100, "m²")),
}
"""So much of a thing (with the unit it is measured in) per so much of the square."""

_COUNTED: Final = ("kinds", "layers")
_WORDED: Final = {
    "level": "level",
    "percentile": "percentile",
    "ratio": "ratio",
    "persons/m²": "persons",
}
_NEAR_M, _FINE_M, _COARSE_FROM = 0.5, 10.0, 10.0


CLEAR_WIDTHS: Final = ("O04", "P02")
"""Indicators whose lengths are clear widths, held against limits given in centimetres."""


def value_of(rule: IndicatorRule, value: float) -> Quantity | Text:
    """A value of an indicator as it is said."""
    return printed_value(value, rule.unit, is_gap=rule.key in CLEAR_WIDTHS)


def printed_value(value: float, unit: str, *, is_gap: bool = False) -> Quantity | Text:
    """Word a value of an indicator.

    Lengths under half a metre are said as such, because a plan is no truer than that; a clear gap
    is told to the centimetre, because its limits are.

    Args:
        value: In ``unit``.
        unit: Unit of the rubric ("m", "%", "/100 m", "ratio", …).
        is_gap: A clear width that is held against limits given in centimetres.

    Examples:
        >>> printed_value(18.37, "m")
        Quantity(value=18.37, unit='m', decimals=0)
    """
    if unit == "m":
        return _length(value, is_gap=is_gap)
    if unit in _COUNTED:
        return text(f"domain.value_{unit}", count=round(value))
    is_fine = unit == "ratio" or ("/" in unit and unit != "km/h")
    decimals = 1 if is_fine and abs(value) < _COARSE_FROM else 0
    if unit in _DENSITIES:
        of, size = _DENSITIES[unit]
        return text("domain.value_per", number=Quantity(value, of, decimals), size=size)
    if unit in _WORDED:
        return text(f"domain.value_{_WORDED[unit]}", number=Quantity(value, "", decimals))
    return Quantity(value, "" if unit == "points" else unit, decimals)


def _length(value: float, *, is_gap: bool) -> Quantity | Text:
    if is_gap:
        return Quantity(value, "m", 2 if abs(value) < _FINE_M else 0)
    if value < _NEAR_M:
        return text("domain.value_under", size=Quantity(_NEAR_M, "m", 1))
    return Quantity(value, "m", 1 if value < _FINE_M else 0)


def unit_words(unit: str) -> Text:
    """The unit beside a field in which a person enters a value.

    Examples:
        >>> unit_words("km/h") == literal("km/h")
        True
    """
    if unit in _DENSITIES:
        of, size = _DENSITIES[unit]
        return text("domain.unit_m_per" if of else "domain.unit_per", size=size)
    if unit in _COUNTED or unit in _WORDED:
        return text(f"domain.unit_{_WORDED.get(unit, unit)}")
    return literal(unit)
