"""Lighting classes: which one a field of light reaches. The figures are numbers of the rubric."""

from collections.abc import Iterable
from typing import Final

from sbd_tool.domain.light_results import UNCLASSED, LightClass
from sbd_tool.domain.rubric import Rubric

_P: Final = range(1, 7)  # P7 asks for nothing
_SC: Final = range(1, 10)
_PARTS: Final = ("mean_lx", "min_lx", "vertical_lx", "semicylindrical_lx")
CLASS_NUMBERS: Final = (
    *(f"light_p{step}_{part}" for step in _P for part in _PARTS),
    *(f"light_sc{step}_min_lx" for step in _SC),
    "light_mean_most",
)


def p_classes(rubric: Rubric) -> tuple[LightClass, ...]:
    """P classes from the brightest, as EN 13201-2 has them (basis b; check your edition)."""
    return tuple(
        LightClass(
            name=f"P{step}",
            mean_lx=rubric.value(f"light_p{step}_mean_lx"),
            minimum_lx=rubric.value(f"light_p{step}_min_lx"),
            vertical_lx=rubric.value(f"light_p{step}_vertical_lx"),
            semicylindrical_lx=rubric.value(f"light_p{step}_semicylindrical_lx"),
        )
        for step in _P
    )


def mean_limit(rubric: Rubric) -> float:
    """How many times the mean of its class light may reach before it is called uneven."""
    return rubric.value("light_mean_most")


def p_class(
    classes: Iterable[LightClass],
    mean_lx: float,
    lowest_lx: float,
    faces: tuple[float, float] | None = None,
) -> str:
    """The best class reached.

    Args:
        classes: From the brightest.
        mean_lx: Maintained mean, lux.
        lowest_lx: Least value.
        faces: Least vertical and semi-cylindrical values where faces must be seen too.

    Returns:
        Its name, or "" when none is reached.
    """
    for one in classes:
        is_lit = mean_lx >= one.mean_lx and lowest_lx >= one.minimum_lx
        if is_lit and (
            faces is None or (faces[0] >= one.vertical_lx and faces[1] >= one.semicylindrical_lx)
        ):
            return one.name
    return UNCLASSED


def sc_class(rubric: Rubric, lowest_lx: float) -> str:
    """The best SC class a least semi-cylindrical illuminance reaches, or ""."""
    for step in _SC:
        if lowest_lx >= rubric.value(f"light_sc{step}_min_lx"):
            return f"SC{step}"
    return UNCLASSED
