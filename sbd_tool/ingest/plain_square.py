"""The square a plan makes plain by itself: marked, bounded, cut out around, or in the middle."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Level
from sbd_tool.domain.role_rules import AREA, LINE, POINT, RoleRules
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal, text
from sbd_tool.ingest import crs as crs_choice
from sbd_tool.ingest.split import PlacedFeature
from sbd_tool.ingest.square_candidates import (
    SquareChoice,
    ambiguous,
    candidates,
    from_outline,
    label_of,
)
from sbd_tool.ingest.tags import IS_TARGET

Window = tuple[float, float, float, float]
_YES: Final = frozenset({"1", "1.0", "true", "yes"})
_PLACED_SQUARE: Final = 3.0  # place=square says so itself: it counts for more than its size
_CLOSE_M: Final = 10.0


def plain_square(
    features: Sequence[PlacedFeature], crs: str, rules: RoleRules, window: Window | None
) -> SquareChoice:
    """Find the square without a word from anybody.

    In this order: marked by ``is_target``; the site boundary; the square the map was cut out
    around; the one in the middle of the map.

    Raises:
        SquareMissingError: Several could be meant; the hint lists them.
    """
    ground = [f for f in features if f.level is Level.GROUND]
    targets = [f for f in ground if str(f.attributes.get(IS_TARGET, "")).casefold() in _YES]
    targets = [f for f in targets if f.shape == AREA]
    if targets:
        return SquareChoice(feature=max(targets, key=lambda f: f.geometry.area))
    bounds = [f for f in ground if f.role is Role.SITE_BOUNDARY]
    areas = sorted(
        (f for f in bounds if f.shape == AREA), key=lambda f: f.geometry.area, reverse=True
    )
    if areas:
        return _dominant(areas, rules)
    outlined = from_outline([f for f in bounds if f.shape == LINE], rules)
    if outlined is not None:
        return outlined
    return _cut_out(ground, crs, rules, window) or _most_central(ground, rules)


def _dominant(areas: Sequence[PlacedFeature], rules: RoleRules) -> SquareChoice:
    first = areas[0]
    rivals = [f for f in areas[1:] if not first.geometry.covers(f.geometry)]
    if rivals and first.geometry.area < rules.limit("square_dominance") * rivals[0].geometry.area:
        raise ambiguous(areas, rules)
    return SquareChoice(feature=first)


def _cut_out(
    ground: Sequence[PlacedFeature], crs: str, rules: RoleRules, window: Window | None
) -> SquareChoice | None:
    """The square a map was cut out around: the middle of its extent is the window's middle."""
    if window is None or crs_choice.is_local(crs):
        return None
    west, south, east, north = window
    x, y = crs_choice.between("EPSG:4326", crs).transform(
        (west + east) / 2, (south + north) / 2, errcheck=False
    )
    middle = Point(x, y)
    fitting = [
        feature
        for feature in candidates(ground, rules)
        if shapely.box(*feature.geometry.bounds).centroid.distance(middle)
        <= rules.limit("window_middle_m")
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda f: (f.attributes.get("place") == "square", f.geometry.area))
    return SquareChoice(feature=best, findings=(_by_window(best),))


def _most_central(ground: Sequence[PlacedFeature], rules: RoleRules) -> SquareChoice:
    """The named square in the middle of the map, as whoever cut the map out meant it."""
    areas = candidates(ground, rules)
    if not areas:
        return SquareChoice(feature=None, findings=(_unpicked(),))
    is_cutout = _longest_side_m(ground) <= rules.limit("cutout_max_m")
    if len(areas) == 1:
        return SquareChoice(feature=areas[0], findings=(_only(areas[0], is_open=not is_cutout),))
    if not is_cutout:
        raise ambiguous(areas, rules)
    marked = [area for area in areas if area.attributes.get("place") == "square"]
    if len(marked) == 1:
        return SquareChoice(feature=marked[0], findings=(_guessed(marked[0], len(areas) - 1),))
    middle = _middle(ground)
    scored = sorted(areas, key=lambda f: -_weight(f, middle))
    best, second = scored[0], scored[1]
    if _weight(best, middle) < rules.limit("square_dominance") * _weight(second, middle):
        raise ambiguous(scored, rules)
    return SquareChoice(feature=best, findings=(_guessed(best, len(scored) - 1),))


def _extent(features: Sequence[PlacedFeature]) -> tuple[float, float, float, float]:
    """Extent of point objects: they are cut sharply where lines stick out."""
    points = [f.geometry for f in features if f.shape == POINT]
    kept = np.array(points or [f.geometry for f in features], dtype=object)
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(kept))
    return west, south, east, north


def _middle(features: Sequence[PlacedFeature]) -> Point:
    west, south, east, north = _extent(features)
    return Point((west + east) / 2, (south + north) / 2)


def _longest_side_m(features: Sequence[PlacedFeature]) -> float:
    west, south, east, north = _extent(features)
    return max(east - west, north - south)


def _weight(feature: PlacedFeature, middle: Point) -> float:
    """How much a square at this distance from the middle is meant: area over distance squared."""
    away_m = feature.geometry.distance(middle) + _CLOSE_M
    placed = _PLACED_SQUARE if feature.attributes.get("place") == "square" else 1.0
    size_m: float = math.sqrt(feature.geometry.area)
    return placed * size_m / float(away_m) ** 2


def _only(feature: PlacedFeature, *, is_open: bool) -> Finding:
    return Finding(
        key="ingest.square_only",
        severity=Severity.WARNING if is_open else Severity.INFO,
        sentence=text("ingest.square_only", square=literal(label_of(feature))),
        remedy=text("ingest.square_guessed_remedy"),
        objects=(feature.id,),
        layer=feature.raw.name,
        is_open=is_open,
    )


def _guessed(feature: PlacedFeature, rivals: int) -> Finding:
    return Finding(
        key="ingest.square_guessed",
        severity=Severity.WARNING,
        sentence=text("ingest.square_guessed", square=literal(label_of(feature)), count=rivals),
        remedy=text("ingest.square_guessed_remedy"),
        objects=(feature.id,),
        layer=feature.raw.name,
        is_open=True,
    )


def _by_window(feature: PlacedFeature) -> Finding:
    return Finding(
        key="ingest.square_by_window",
        severity=Severity.INFO,
        sentence=text("ingest.square_by_window", square=literal(label_of(feature))),
        remedy=text("ingest.square_guessed_remedy"),
        objects=(feature.id,),
        layer=feature.raw.name,
    )


def _unpicked() -> Finding:
    return Finding(
        key="ingest.square_unpicked",
        severity=Severity.WARNING,
        sentence=text("ingest.square_unpicked"),
        remedy=text("ingest.square_unpicked_remedy"),
        is_open=True,
    )
