"""Find the square that is to be assessed, as a person named it or as the plan makes it plain."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point

from sbd_tool.domain.errors import SquareMissingError
from sbd_tool.domain.layers import Level
from sbd_tool.domain.role_rules import AREA, LINE, POINT, RoleRules
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.ingest import crs as crs_choice
from sbd_tool.ingest.plain_square import Window, plain_square
from sbd_tool.ingest.split import PlacedFeature
from sbd_tool.ingest.square_candidates import (
    SQUARE_ROLES,
    SquareChoice,
    ambiguous,
    candidates,
    from_outline,
    hint_of,
    nearest,
)
from sbd_tool.ingest.tags import OSM_ID, folded

_OSM_ID: Final = re.compile(r"([nwr]|node|way|relation)?[ /]?(-?\d+)", re.IGNORECASE)
_LON_LAT: Final = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*")
_NEVER: Final = frozenset({Role.BUILDING})
_NAME_KEYS: Final = frozenset(
    {"name", "alt_name", "official_name", "loc_name", "short_name", "old_name", "int_name", "title"}
)


def find_square(
    features: Sequence[PlacedFeature],
    asked: str | None,
    crs: str,
    rules: RoleRules,
    window: Window | None = None,
) -> SquareChoice:
    """Find the square.

    Args:
        features: Everything in the plan, in the project's metres.
        asked: A name (in any case, accents left out, a part of it when that is unique), an
            OpenStreetMap id ("r123", "w123", "123"), a CAD layer, a longitude and latitude
            ("24.94,60.17"; in a local project x and y), or None to see what the plan makes plain.
        crs: The project's CRS.
        rules: Limits.
        window: West, south, east, north in degrees the map was cut to, where a file says so.

    Raises:
        SquareMissingError: Nothing fits what was asked, or several things do; the hint lists them.
    """
    if asked is None or not asked.strip():
        return plain_square(features, crs, rules, window)
    wanted = asked.strip()
    if point := _LON_LAT.fullmatch(wanted):
        return _at(features, float(point[1]), float(point[2]), crs, rules)
    if number := _OSM_ID.fullmatch(wanted):
        found = _with_number(features, (number[1] or "")[:1].casefold(), number[2])
        if found:
            return _one_of(found, wanted, features, rules)
    return _named(features, wanted, rules)


def _with_number(features: Sequence[PlacedFeature], kind: str, number: str) -> list[PlacedFeature]:
    accepted = {kind + number} if kind else {letter + number for letter in ("", "n", "w", "r")}
    accepted |= {number} if kind else set()
    return [f for f in features if str(f.attributes.get(OSM_ID, "")).replace("/", "") in accepted]


def names_of(feature: PlacedFeature) -> frozenset[str]:
    """All names of a feature, folded."""
    return frozenset(
        folded(str(value)).strip()
        for key, value in feature.attributes.items()
        if isinstance(value, str) and (folded(key) in _NAME_KEYS or key.startswith("name:"))
    )


def _named(features: Sequence[PlacedFeature], wanted: str, rules: RoleRules) -> SquareChoice:
    words = folded(wanted)
    tests: tuple[Callable[[PlacedFeature], bool], ...] = (
        lambda feature: words in names_of(feature),
        lambda feature: folded(feature.raw.name) == words,
        lambda feature: any(words in name for name in names_of(feature)),
    )
    lesser: list[PlacedFeature] = []
    labelled = _labelled(features, words)
    if labelled is not None:
        return SquareChoice(feature=labelled)
    for test in tests:
        found = [feature for feature in features if test(feature)]
        if any(_may_be_square(feature) for feature in found):
            return _one_of(found, wanted, features, rules)
        outlined = from_outline([f for f in found if f.shape == LINE], rules)
        if outlined is not None:
            return outlined
        lesser = lesser or found
    if lesser:
        return _one_of(lesser, wanted, features, rules)
    raise SquareMissingError(
        text("ingest.square_not_found", square=wanted[:80]),
        hint_of(candidates(features, rules), rules),
        wanted[:80],
    )


def _labelled(features: Sequence[PlacedFeature], words: str) -> PlacedFeature | None:
    """The smallest area of a drawing in which a text with these words stands."""
    labels = [
        f.geometry
        for f in features
        if isinstance(f.attributes.get("text"), str)
        and folded(str(f.attributes["text"])).strip() == words
    ]
    areas = [
        f
        for f in features
        if f.role in SQUARE_ROLES
        and f.shape == AREA
        and any(f.geometry.intersects(label) for label in labels)
    ]
    return min(areas, key=lambda f: f.geometry.area, default=None)


def _may_be_park(feature: PlacedFeature) -> bool:
    """Open ground that is no pedestrian area on the map: a park, or an area nobody named."""
    return feature.role is None or "leisure" in feature.attributes


def _may_be_square(feature: PlacedFeature) -> bool:
    return feature.shape == AREA and feature.role not in _NEVER


def _one_of(
    found: Sequence[PlacedFeature],
    wanted: str,
    features: Sequence[PlacedFeature],
    rules: RoleRules,
) -> SquareChoice:
    areas = [feature for feature in found if feature.shape == AREA]
    if not areas:
        raise SquareMissingError(
            text("ingest.square_only_point", square=wanted[:80])
            if all(feature.shape == POINT for feature in found)
            else text("ingest.square_no_area", square=wanted[:80]),
            hint_of(nearest(features, found[0].geometry, rules), rules),
            wanted[:80],
        )
    tier = [feature for feature in areas if feature.role in SQUARE_ROLES] or areas
    tier = [feature for feature in tier if feature.level is Level.GROUND] or tier
    tier.sort(key=lambda feature: -feature.geometry.area)
    rivals = [f for f in tier[1:] if not f.geometry.intersects(tier[0].geometry)]
    if rivals and tier[0].geometry.area < rules.limit("square_dominance") * rivals[0].geometry.area:
        raise ambiguous(tier, rules)
    return SquareChoice(feature=tier[0])


def _at(
    features: Sequence[PlacedFeature], x: float, y: float, crs: str, rules: RoleRules
) -> SquareChoice:
    if not crs_choice.is_local(crs):
        x, y = crs_choice.between("EPSG:4326", crs).transform(x, y, errcheck=False)
    if not np.isfinite([x, y]).all():
        raise SquareMissingError(
            text("ingest.square_point_outside"), text("ingest.square_point_outside_hint")
        )
    point = Point(x, y)
    areas = [f for f in features if _may_be_square(f) and f.level is Level.GROUND]
    squares = [f for f in areas if f.role in SQUARE_ROLES]
    containing = [f for f in squares if f.geometry.intersects(point)]
    if containing:
        return SquareChoice(feature=min(containing, key=lambda f: f.geometry.area))
    distances = shapely.distance(np.array([f.geometry for f in squares], dtype=object), point)
    if len(distances) and distances.min() <= rules.limit("pick_radius_m"):
        return SquareChoice(feature=squares[int(distances.argmin())])
    inside = [f for f in areas if _may_be_park(f) and f.geometry.intersects(point)]
    if inside:
        return SquareChoice(feature=min(inside, key=lambda f: f.geometry.area))
    raise SquareMissingError(
        text("ingest.square_not_here"), hint_of(nearest(features, point, rules), rules)
    )
