"""Pure analyses of the effective site; each in a module of its own, none knows another.

``ANALYSES`` is made on first use, so that a window opens without loading geometry libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sbd_tool.analysis.spec import AnalysisSpec
    from sbd_tool.domain.registry import Registry

    ANALYSES: Registry[AnalysisSpec]

TOPICS: Final = (
    "fronts",
    "arrivals",
    "crossability",
    "widths",
    "detour",
    "walking.world",
    "lawful_traffic",
    "approaches",
    "gaps",
    "edge_speeds",
    "egress",
    "emergency",
    "swept.world",
    "seating",
    "canopy",
    "amenities",
    "doors",
    "control",
    "overtness",
    "terraces",
    "open_hours",
    "view_ground",
    "open_view",
    "overlooked",
    "seen_by_eyes",
    "hidden_pockets",
    "dead_ends",
    "exit_sight",
    "camera_cover",
    "privacy",
    "light",
)


def __getattr__(name: str) -> Any:
    """Load the analyses when ``ANALYSES`` is first asked for."""
    if name != "ANALYSES":
        raise AttributeError(name)
    from sbd_tool.domain.registry import Registry

    modules = (import_module(f"{__name__}.{topic}") for topic in TOPICS)
    registry = Registry("analysis", tuple(module.SPEC for module in modules))
    globals()[name] = registry
    return registry
