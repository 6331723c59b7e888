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


def compiled_bare(function: _Kernel) -> _Kernel:
    """Like ``compiled``, for inner kernels that make no arrays.

    Nothing counts references to their arrays: counting took more than half of their time. Division
    by zero gives infinity instead of an error; their callers rule it out.
    """
    options = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("_Kernel", numba.njit(**options)(function))  # type: ignore[call-overload]
