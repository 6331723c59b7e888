"""Values of parameters as a file or a person gives them, checked against the catalogue."""

import math
from typing import Final

from sbd_tool.domain.catalogue import ParameterSpec
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.measures import ParameterValue
from sbd_tool.domain.text import literal, text

LONGEST_WORDS: Final = 2_000


def checked_parameter(spec: ParameterSpec, value: ParameterValue) -> ParameterValue:
    """The value of a parameter, if the catalogue accepts it.

    Raises:
        InputError: It is out of range, not one of the choices, or not a number where one is due.
    """
    is_number = spec.minimum is not None or spec.maximum is not None
    number = _as_number(value) if is_number or isinstance(spec.value, float) else None
    if is_number:
        low = -math.inf if spec.minimum is None else spec.minimum
        high = math.inf if spec.maximum is None else spec.maximum
        if number is None or not low <= number <= high:
            raise InputError(
                text("tag.out_of_range", parameter=spec.key, value=literal(str(value)[:80])),
                text("tag.range", low=str(spec.minimum), high=str(spec.maximum), unit=spec.unit),
                spec.key,
            )
        return number
    if spec.choices and str(value) not in spec.choices:
        raise InputError(
            text("tag.not_a_choice", parameter=spec.key, value=literal(str(value)[:80])),
            text("tag.choices", choices=", ".join(spec.choices)),
            spec.key,
        )
    return value[:LONGEST_WORDS] if isinstance(value, str) else value


def _as_number(value: ParameterValue) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
