"""What lies above or below the square is set apart: it shares its coordinates, not its ground."""

import re
from collections.abc import Mapping
from typing import Final

from sbd_tool.domain.layers import AttributeValue, Level
from sbd_tool.domain.roles import Role

_NUMBERS: Final = re.compile(r"-?\d+(?:\.\d+)?")
_NO: Final = frozenset({"no", "false", "0", "none", ""})
_WAYS: Final = frozenset(
    {
        Role.CARRIAGEWAY, Role.FOOTWAY, Role.CYCLEWAY, Role.PEDESTRIAN_AREA, Role.STEPS, Role.RAIL,
        Role.PARKING, Role.TRANSIT_STOP,
    }
)  # fmt: skip
# Things that are known to stand on the ground whatever their layer number says.
_GROUNDED: Final = frozenset({Role.SITE_BOUNDARY, Role.VEHICLE_ENTRY, Role.SHELTER, Role.TREE})


def level_of(attributes: Mapping[str, AttributeValue], role: Role | None) -> Level:
    """Decide from tags where a feature lies.

    Underground: a tunnel, ``location=underground``, an underground car park, ``level`` or
    ``layer`` below zero. Indoor: ``indoor=*`` or a ``level`` above the ground. Bridge: a bridge, or
    a way on a ``layer`` above zero. A passage through a building (``tunnel=building_passage``) and
    an arcade (``covered=yes``) are ground: people arrive through them.
    """
    if role in _GROUNDED:
        return Level.GROUND
    for test in (_underground, _indoor, _bridge):
        found = test(attributes, role)
        if found is not None:
            return found
    return Level.GROUND


def _said(attributes: Mapping[str, AttributeValue], key: str) -> str:
    value = attributes.get(key)
    return "" if value is None else str(value).strip().casefold()


def _numbers(written: str) -> list[float]:
    return [float(number) for number in _NUMBERS.findall(written[:40].replace("--", "-"))]


def _floors(attributes: Mapping[str, AttributeValue]) -> list[float]:
    written = _said(attributes, "level")
    span = re.fullmatch(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)", written)
    if span:
        low, high = sorted((float(span[1]), float(span[2])))
        return [low, 0.0, high] if low <= 0 <= high else [low, high]
    return _numbers(written)


def _underground(attributes: Mapping[str, AttributeValue], role: Role | None) -> Level | None:
    tunnel = _said(attributes, "tunnel")
    floors = _floors(attributes)
    layers = _numbers(_said(attributes, "layer"))
    deep = (
        tunnel not in _NO | {"building_passage", "covered"},
        _said(attributes, "location") in {"underground", "subway"},
        role is Role.PARKING and _said(attributes, "parking") == "underground",
        bool(floors) and max(floors) < 0,
        not floors and bool(layers) and max(layers) < 0 and tunnel != "building_passage",
    )
    return Level.UNDERGROUND if any(deep) else None


def _indoor(attributes: Mapping[str, AttributeValue], role: Role | None) -> Level | None:
    floors = _floors(attributes)
    inside = (
        _said(attributes, "indoor") not in _NO,
        role is not Role.BUILDING and bool(floors) and min(floors) >= 1,
        _said(attributes, "highway") == "corridor",
        role is Role.CAMERA and _said(attributes, "surveillance") == "indoor",
        role is Role.PARKING and _said(attributes, "parking") in {"multi-storey", "rooftop"},
    )
    return Level.INDOOR if any(inside) else None


def _bridge(attributes: Mapping[str, AttributeValue], role: Role | None) -> Level | None:
    layers = _numbers(_said(attributes, "layer"))
    raised = _said(attributes, "bridge") not in _NO
    raised |= role in _WAYS and bool(layers) and min(layers) > 0
    return Level.BRIDGE if raised and role in _WAYS else None
