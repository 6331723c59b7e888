"""How the inner loops are compiled."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Machine code of a function, kept between starts; it lets other threads run while it works.

    Division by zero gives infinity as in numpy: the loops keep divisors from zero themselves.
    """
    return cast("Kernel", njit(cache=True, nogil=True, error_model="numpy")(function))
