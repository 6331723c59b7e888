"""Compile a function of plain numbers and arrays to machine code, kept on disk between runs."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

_Kernel = TypeVar("_Kernel", bound=Callable[..., object])


def compiled(function: _Kernel) -> _Kernel:
    """Compile with exact arithmetic and without the interpreter's lock.

    Same input gives the same bits: no fast mathematics that could reorder sums.
    """
    return cast("_Kernel", numba.njit(cache=True, nogil=True)(function))
