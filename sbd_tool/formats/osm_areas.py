"""Which closed ways of OpenStreetMap are areas: the format does not say, mappers' habits do."""

from collections.abc import Mapping
from typing import Final

_AREA_KEYS: Final = frozenset(
    {
        "building", "building:part", "landuse", "amenity", "leisure", "natural", "place", "tourism",
        "shop", "office", "historic", "area:highway", "area", "indoor", "room", "water",
        "landcover", "man_made", "military", "parking", "public_transport", "craft",
        "emergency", "boundary", "aeroway",
    }
)  # fmt: skip
_LINE_VALUES: Final = {
    "natural": frozenset({"coastline", "cliff", "tree_row", "ridge", "arete", "valley"}),
    "man_made": frozenset({"pipeline", "embankment", "cutline", "breakwater", "groyne", "pier"}),
    "leisure": frozenset({"track", "slipway"}),
    "historic": frozenset({"citywalls"}),
    "aeroway": frozenset({"runway", "taxiway"}),
    "public_transport": frozenset({"platform"}),
    "indoor": frozenset({"wall"}),
}
_AREA_VALUES: Final = {"waterway": frozenset({"riverbank", "dock"}), "power": frozenset({"plant"})}


def is_area(tags: Mapping[str, str]) -> bool:
    """Whether a closed way is meant as an area, after the usual reading of its tags.

    A closed highway or barrier is a line unless it says ``area=yes``.
    """
    said = tags.get("area")
    if said in {"yes", "no"}:
        return said == "yes"
    if any(tags.get(key) in values for key, values in _AREA_VALUES.items()):
        return True
    if ("highway" in tags or "barrier" in tags or "railway" in tags) and not (
        {"building", "building:part", "place", "amenity", "landuse"} & tags.keys()
    ):
        return False
    return any(
        key in _AREA_KEYS and value not in _LINE_VALUES.get(key, ()) and value != "no"
        for key, value in tags.items()
    )
