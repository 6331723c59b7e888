"""Who walks and rolls, from the numbers of the rubric and the national profile in use."""

from typing import Final

from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.walk_results import WalkUser

USERS: Final = ("wheelchair", "pram", "cane", "cargo_bike")
_ON_FOOT: Final = frozenset({"cane"})

USER_NUMBERS: Final = (
    *(f"passage_{user}_m" for user in USERS),
    "flush_kerb_m",
    "step_free_slope_percent",
)


def user_of(key: str, rubric: Rubric) -> WalkUser:
    """The user of that key: clear width, highest step, steepest slope."""
    is_on_foot = key in _ON_FOOT
    return WalkUser(
        key=key,
        clear_m=rubric.value(f"passage_{key}_m"),
        max_step_m=None if is_on_foot else rubric.value("flush_kerb_m"),
        max_slope_percent=None if is_on_foot else rubric.value("step_free_slope_percent"),
    )
