"""Names of places, streets and buildings, as candidates for labels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Label
from sbd_tool.cartography.kept_layers import Same, is_drawn
from sbd_tool.cartography.layer_looks import label_words, look_of
from sbd_tool.cartography.ragged import split_kinds
from sbd_tool.cartography.styles import RoleStyle
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.layers import Feature, Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

Candidates = tuple[Label, ...]
_LONGEST: Final = 44
_MOST_BEND_M: Final = 2.0
_UPRIGHT_DEG: Final = 90.0
_PRIORITY: Final = {
    Role.PEDESTRIAN_AREA: 600,
    Role.CARRIAGEWAY: 500,
    Role.WATER: 450,
    Role.TRANSIT_STOP: 400,
    Role.BUILDING: 300,
    Role.VEGETATION: 250,
    Role.AMENITY: 200,
}


@dataclass(frozen=True, slots=True)
class Lettering:
    """What the names of one map have in common."""

    design: Design
    theme: Theme
    scale: float
    turned_deg: float = 0.0

    def length_m(self, words: str, size_mm: float) -> float:
        """Length of a text on the ground at this scale."""
        return self.design.width_em(words) * self.metres(size_mm)

    def metres(self, size_mm: float) -> float:
        """Millimetres of the page on the ground."""
        return size_mm * self.scale / 1000

    def label(self, words: str, at: Point, size_mm: float, priority: int) -> Label:
        """A level label in the map's ordinary letter."""
        return Label(
            x_m=float(at.x),
            y_m=float(at.y),
            words=words,
            size_mm=size_mm,
            colour=self.theme.colour("map.label"),
            halo=self.theme.colour("map.halo"),
            weight=500,
            priority=priority,
        )


def place_names(
    project: Project,
    lettering: Lettering,
    hidden: frozenset[str],
    extent: tuple[float, float, float, float] | None = None,
) -> tuple[Candidates, ...]:
    """Label candidates of everything with a name that is large enough to carry it."""
    names: dict[str, Candidates] = {}
    frame = None if extent is None else shapely.box(*extent)
    for layer in project.layers:
        style = look_of(layer)
        if style is None or not style.name_mm or not is_drawn(layer, hidden):
            continue
        if lettering.scale > style.names_to:
            continue
        is_labelled = layer.style is not None and bool(layer.style.label)
        for words, row in named_rows(Same(layer)):
            feature = Feature(layer.ids[row], layer.geometry[row], layer.attributes[row])
            if feature.id == project.square:
                continue
            geometry = _within(feature.geometry, frame)
            found = () if geometry is None else _candidates(words, geometry, layer, lettering)
            known = names.get(words)
            if is_labelled:
                names[feature.id] = found
            elif found and (known is None or known[0].priority < found[0].priority):
                names[words] = found
    return tuple(found for found in names.values() if found)


@lru_cache(maxsize=64)
def named_rows(same: Same) -> tuple[tuple[str, int], ...]:
    """Names of a layer's features with their rows; kept while the layer itself is the same."""
    layer = same.layer
    found = ((_words_of(layer, row, feature), row) for row, feature in enumerate(layer))
    return tuple((words, row) for words, row in found if words)


def _words_of(layer: Layer, row: int, feature: Feature) -> str:
    own = label_words(layer, row)
    return name_of(feature) if own is None else own


def _within(geometry: BaseGeometry, frame: Polygon | None) -> BaseGeometry | None:
    if geometry.is_empty:
        return None
    if frame is None:
        return geometry
    if not geometry.intersects(frame):
        return None
    if frame.contains(geometry):
        return geometry
    return shapely.intersection(shapely.make_valid(geometry), frame)


def square_name(project: Project, lettering: Lettering) -> tuple[Candidates, ...]:
    """The square's own name, in the largest letters of the map."""
    found = project.feature(project.square) if project.square else None
    words = "" if found is None else name_of(found[1])
    if found is None or not words:
        return ()
    geometry = found[1].geometry
    first = replace(
        lettering.label(words, _inside(geometry), lettering.design.label_mm * 1.45, 950),
        weight=600,
        colour=lettering.theme.colour("ink"),
    )
    west, south, east, north = geometry.bounds
    spots = [
        Point(west + (east - west) * across, south + (north - south) * up)
        for up in (0.5, 0.35, 0.65, 0.2, 0.8)
        for across in (0.5, 0.35, 0.65)
    ]
    others = [replace(first, x_m=at.x, y_m=at.y) for at in spots if geometry.contains(at)]
    return ((first, *others),)


def name_of(feature: Feature) -> str:
    """The feature's name, one line, bounded."""
    for key in ("name", "Name", "NAME"):
        value = feature.attributes.get(key)
        if isinstance(value, str) and value.strip():
            words = " ".join(value.split())
            return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return ""


def _inside(geometry: BaseGeometry) -> Point:
    middle = geometry.centroid
    return middle if geometry.intersects(middle) else geometry.representative_point()


def _candidates(
    words: str, geometry: BaseGeometry, layer: Layer, lettering: Lettering
) -> Candidates:
    style = look_of(layer) or RoleStyle(order=0)
    priority = _PRIORITY.get(layer.role, 100) if layer.role else 100
    single = np.empty(1, dtype=object)
    single[0] = geometry
    (areas, _), (lines, _), (points, _) = split_kinds(single)
    if len(areas):
        return _on_area(words, list(areas), style.name_mm, priority, lettering)
    if len(lines):
        return _along(words, list(lines), style.name_mm, priority, lettering)
    is_labelled = layer.style is not None and bool(layer.style.label)
    if len(points) and (is_labelled or layer.role in (Role.TRANSIT_STOP, Role.AMENITY)):
        base = lettering.label(words, points[0], style.name_mm, priority)
        up = lettering.metres(style.name_mm * 1.1)
        return (replace(base, y_m=base.y_m + up), replace(base, y_m=base.y_m - up))
    return ()


def _on_area(
    words: str, areas: Sequence[Polygon], size_mm: float, priority: int, lettering: Lettering
) -> Candidates:
    largest = max(areas, key=lambda part: float(part.area))
    west, south, east, north = largest.bounds
    is_wide = east - west >= lettering.length_m(words, size_mm) * 0.9
    if not is_wide or north - south < lettering.metres(size_mm) * 1.6:
        return ()
    bonus = min(90, int(math.sqrt(largest.area)))
    return (lettering.label(words, _inside(largest), size_mm, priority + bonus),)


def _along(
    words: str, lines: Sequence[LineString], size_mm: float, priority: int, lettering: Lettering
) -> Candidates:
    """Street names lie along the straightest stretch that is long enough for them."""
    length_m = lettering.length_m(words, size_mm)
    spots: list[tuple[float, Label]] = []
    for line in lines:
        for share in (0.5, 0.3, 0.7):
            stretch = _stretch(line, line.length * share, length_m)
            if stretch is None:
                continue
            turn, bend, middle = stretch
            bonus = min(90, int(line.length / 5))
            label = replace(
                lettering.label(words, middle, size_mm, priority + bonus),
                halo=lettering.theme.colour("map.carriageway"),
                rotation_deg=-turn,
                is_along=True,
            )
            spots.append((bend + abs(share - 0.5), label))
    return tuple(label for _, label in sorted(spots, key=lambda spot: spot[0]))


def _stretch(
    line: LineString, middle_m: float, length_m: float
) -> tuple[float, float, Point] | None:
    """Turn (degrees, readable), bend (metres) and middle of a stretch, if it is nearly straight."""
    if middle_m - length_m / 2 < 0 or middle_m + length_m / 2 > line.length:
        return None
    a = line.interpolate(middle_m - length_m / 2)
    b = line.interpolate(middle_m + length_m / 2)
    chord = math.hypot(b.x - a.x, b.y - a.y)
    if chord < length_m * 0.97:
        return None
    bend = float(line.interpolate(middle_m).distance(LineString([a, b])))
    if bend > _MOST_BEND_M:
        return None
    turn = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
    if turn > _UPRIGHT_DEG:
        turn -= 180
    elif turn <= -_UPRIGHT_DEG:
        turn += 180
    return turn, bend, Point((a.x + b.x) / 2, (a.y + b.y) / 2)
