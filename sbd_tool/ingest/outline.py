"""Close drawn lines to an area: CAD drawings give a square as its outline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import RoleOrigin
from sbd_tool.domain.role_rules import AREA
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Quantity, text
from sbd_tool.ingest.roles import RoleGuess
from sbd_tool.ingest.split import PlacedFeature, stable_id

_RING_POINTS = 3


@dataclass(frozen=True, slots=True)
class Outline:
    """An area made from lines.

    Attributes:
        polygon: The area.
        closed_gap_m: Widest gap that was closed, metres; 0 when the lines closed by themselves.
    """

    polygon: Polygon
    closed_gap_m: float

    def as_feature(self, line: PlacedFeature) -> PlacedFeature:
        """The area as a feature beside the line it was made from."""
        sure = line.guess.confidence if line.role is Role.SITE_BOUNDARY else 0.5
        return replace(
            line,
            id=stable_id(line.id, "outline"),
            geometry=self.polygon,
            shape=AREA,
            guess=RoleGuess(Role.SITE_BOUNDARY, RoleOrigin.PROPOSED, sure),
        )

    def findings(self, layer: str) -> tuple[Finding, ...]:
        """Say that the area was made, and how far the lines stood apart."""
        gap = Quantity(self.closed_gap_m, "m", 2)
        key = "ingest.outline_closed" if self.closed_gap_m else "ingest.outline_made"
        sentence = (
            text("ingest.outline_closed", layer=layer, gap=gap)
            if self.closed_gap_m
            else text("ingest.outline_made", layer=layer)
        )
        return (Finding(key=key, severity=Severity.INFO, sentence=sentence, layer=layer),)


def closed_outline(lines: Sequence[BaseGeometry], gap_m: float) -> Outline | None:
    """Join lines and close gaps up to ``gap_m``; the largest area they enclose, or None.

    Direction of error: a closed gap is straight, so a rounded corner is cut short by it.
    """
    parts = [part for line in lines for part in getattr(line, "geoms", [line])]
    merged = shapely.line_merge(shapely.union_all(parts))
    best: Outline | None = None
    for polygon in _polygons(shapely.polygonize([merged])):
        best = _larger(best, Outline(Polygon(polygon.exterior), 0.0))
    for chain in getattr(merged, "geoms", [merged]):
        if isinstance(chain, LineString) and len(chain.coords) >= _RING_POINTS:
            gap = Point(chain.coords[0]).distance(Point(chain.coords[-1]))
            if 0 < gap <= gap_m:
                best = _larger(best, Outline(Polygon(chain.coords), gap))
    return best or _bridged(parts, gap_m)


def _bridged(parts: Sequence[BaseGeometry], gap_m: float) -> Outline | None:
    """Join loose ends of several lines across gaps, the nearest ends first."""
    ends = [Point(xy) for part in parts for xy in (part.coords[0], part.coords[-1])]
    if len(ends) > _MOST_ENDS:
        return None
    bridges, widest = [], 0.0
    for number, end in enumerate(ends):
        others = [(end.distance(o), o) for k, o in enumerate(ends) if k // 2 != number // 2]
        near = min(others, default=(gap_m + 1, end), key=lambda pair: pair[0])
        if 0 < near[0] <= gap_m:
            bridges.append(LineString([end, near[1]]))
            widest = max(widest, near[0])
    if not bridges:
        return None
    found = shapely.polygonize([shapely.union_all([*parts, *bridges])])
    best: Outline | None = None
    for polygon in _polygons(found):
        best = _larger(best, Outline(Polygon(polygon.exterior), widest))
    return best


_MOST_ENDS = 400


def _polygons(collection: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(collection, "geoms", ()) if isinstance(part, Polygon)]


def _larger(first: Outline | None, second: Outline) -> Outline | None:
    if not second.polygon.is_valid or second.polygon.area == 0:
        return first
    if first is None or second.polygon.area > first.polygon.area:
        return second
    return first
