"""What of a feature's or a measure's attributes a wider circle gets: what is known to be harmless.

A plan may carry anything in its attributes, so nothing passes that is not on the list, and of
listed ones only numbers and the plain lower-case words that tags are made of.
"""

import re
from collections.abc import Mapping
from typing import Final

from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.measures import Measure, ParameterValue
from sbd_tool.domain.roles import Role

_TAGS: Final = frozenset(
    {
        "highway", "width", "width_m", "est_width", "lanes", "building", "height", "height_m",
        "building:levels", "levels", "surface", "natural", "leisure", "landuse", "amenity", "shop",
        "railway", "waterway", "public_transport", "place", "area", "diameter_crown",
        "crown_diameter_m", "backrest", "step_count", "role",
    }
)  # fmt: skip
"""What a map needs to be drawn and read."""

_NAMED_ROLES: Final = frozenset(
    {
        Role.SITE_BOUNDARY, Role.BUILDING, Role.CARRIAGEWAY, Role.FOOTWAY, Role.PEDESTRIAN_AREA,
        Role.CYCLEWAY, Role.PARKING, Role.RAIL, Role.WATER, Role.VEGETATION, Role.TRANSIT_STOP,
        Role.AMENITY, Role.TERRACE, Role.SHELTER,
    }
)  # fmt: skip
"""Places with names on every town map; a name on a wall or a lamp is a surveyor's remark."""

DEPLOYMENT: Final = frozenset({"placed_by", "placed_from", "placed_when"})
"""Who places a barrier, from which store and when: for those who do it, nobody else."""

_LONGEST_NAME: Final = 80
_TAG_WORDS: Final = re.compile(r"[a-z0-9_;:.,+ -]{1,40}")


def open_attributes(
    row: Mapping[str, AttributeValue], role: Role | None
) -> dict[str, AttributeValue]:
    """Attributes of a plan feature that any circle may read."""
    found = {key: value for key, value in row.items() if key in _TAGS and _is_harmless(value)}
    name = row.get("name")
    if role in _NAMED_ROLES and isinstance(name, str) and name.strip():
        found["name"] = name[:_LONGEST_NAME]
    return found


def open_parameters(measure: Measure, kind: MeasureKind | None) -> dict[str, ParameterValue]:
    """Parameters the catalogue knows for the kind, except what an object withstands."""
    found: dict[str, ParameterValue] = {}
    for key, value in measure.parameters.items():
        spec = None if kind is None else kind.parameter(key)
        if spec is None or "rating" in key.lower() or key in DEPLOYMENT:
            continue
        if _is_harmless(value) or value == spec.value or value in spec.choices:
            found[key] = value
    return found


def _is_harmless(value: AttributeValue) -> bool:
    return not isinstance(value, str) or _TAG_WORDS.fullmatch(value) is not None
