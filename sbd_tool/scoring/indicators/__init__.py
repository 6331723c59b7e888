"""One module per indicator of the rubric: how its value is read in one evidence world.

``INDICATORS`` is made on first use, so that a window opens without loading geometry libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sbd_tool.domain.registry import Registry
    from sbd_tool.scoring.spec import IndicatorSpec

    INDICATORS: Registry[IndicatorSpec]

KEYS: Final = (
    *(f"o{number:02}" for number in range(1, 25)),
    *(f"p{number:02}" for number in range(1, 19)),
)


def __getattr__(name: str) -> Any:
    """Load the indicators when ``INDICATORS`` is first asked for."""
    if name != "INDICATORS":
        raise AttributeError(name)
    from sbd_tool.domain.registry import Registry

    modules = (import_module(f"{__name__}.{key}") for key in KEYS)
    registry = Registry("indicator", tuple(module.SPEC for module in modules))
    globals()[name] = registry
    return registry
