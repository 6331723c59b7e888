"""Compile a numeric function on first use and keep the machine code between starts."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Machine code of a function, kept beside the package or in the user's own cache folder.

    Compiled code lets other threads run, so that a window stays alive while it works.
    """
    return cast("Kernel", njit(cache=True, nogil=True)(function))
