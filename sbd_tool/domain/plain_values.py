"""Values that JSON can hold."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np


def plain(value: Any) -> Any:
    """The same value in plain types: numbers that are no number or not finite become null.

    Examples:
        >>> plain({"a": np.float64("nan"), "b": (np.int64(2), "x")})
        {'a': None, 'b': [2, 'x']}
    """
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(inner) for inner in value]
    return value
