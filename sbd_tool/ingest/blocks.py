"""A symbol of a drawing is one object, not its strokes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import shapely

from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.role_rules import POINT
from sbd_tool.domain.roles import Role
from sbd_tool.ingest.roles import RoleGuess
from sbd_tool.ingest.split import PlacedFeature

_INSERT: Final = "INSERT"
# Roles counted as single things: the insertion point stands for the symbol.
_COUNTED: Final = frozenset(
    {
        Role.TREE, Role.SEAT, Role.LAMP, Role.CAMERA, Role.ENTRANCE, Role.SIGN, Role.AMENITY,
        Role.TRANSIT_STOP, Role.BARRIER, Role.INCIDENT,
    }
)  # fmt: skip
_LONGEST_POST_M: Final = 2.5  # a longer barrier symbol is a run, and its strokes are kept
_CROWN: Final = "diameter_crown"
_LENGTH: Final = "length_m"


def settle_blocks(features: Sequence[PlacedFeature]) -> tuple[PlacedFeature, ...]:
    """Let each block reference be told once.

    Of a counted thing (tree, bench, lamp…) the insertion point keeps the role, with the width of
    the symbol as crown or length; the strokes become context. Of everything else (walls, gates)
    the strokes keep the role and the insertion point becomes context.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for place, feature in enumerate(features):
        handle = _handle(feature)
        if handle:
            groups[handle].append(place)
    settled = list(features)
    for places in groups.values():
        points = [p for p in places if features[p].attributes.get("entity") == _INSERT]
        strokes = [p for p in places if p not in points]
        if points and strokes:
            _settle(settled, points[0], points[1:], strokes)
    return tuple(settled)


def _handle(feature: PlacedFeature) -> str:
    own = feature.attributes.get("handle") if _is_insert(feature) else None
    return str(feature.attributes.get("insert") or own or "")


def _is_insert(feature: PlacedFeature) -> bool:
    return feature.attributes.get("entity") == _INSERT and feature.shape == POINT


def _settle(
    settled: list[PlacedFeature], first: int, nested: Sequence[int], strokes: Sequence[int]
) -> None:
    point = settled[first]
    length_m = _long_side([settled[place] for place in strokes])
    is_thing = point.role in _COUNTED and not (
        point.role is Role.BARRIER and length_m > _LONGEST_POST_M
    )
    for place in (*nested, *(strokes if is_thing else (first,))):
        settled[place] = _as_context(settled[place])
    if is_thing:
        settled[first] = replace(point, attributes=_measured(point, length_m))


def _measured(point: PlacedFeature, length_m: float) -> dict[str, AttributeValue]:
    attributes = dict(point.attributes)
    if point.role is Role.TREE:
        attributes.setdefault(_CROWN, round(length_m, 2))
    if point.role is Role.SEAT:
        attributes.setdefault(_LENGTH, round(length_m, 2))
    return attributes


def _long_side(strokes: Sequence[PlacedFeature]) -> float:
    """Long side of a symbol, metres."""
    frame = shapely.minimum_rotated_rectangle(
        shapely.geometrycollections([stroke.geometry for stroke in strokes])
    )
    corners = [shapely.Point(xy) for xy in shapely.get_coordinates(frame)]
    return max(
        (float(corners[k].distance(corners[k + 1])) for k in range(min(2, len(corners) - 1))),
        default=0.0,
    )


def _as_context(feature: PlacedFeature) -> PlacedFeature:
    return replace(feature, guess=RoleGuess(Role.CONTEXT, feature.guess.origin, 1.0))
