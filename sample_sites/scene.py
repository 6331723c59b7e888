"""A small vocabulary to draw a fictional square: things with tags, in metres around its middle."""

import math
import random
from dataclasses import dataclass, field

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Thing:
    """One object: OpenStreetMap-like tags say what it is."""

    geometry: BaseGeometry
    tags: dict[str, str]


@dataclass(slots=True)
class Scene:
    """A square under construction; `turn_deg` turns the finished town, as towns are turned."""

    name: str
    seed: int
    turn_deg: float
    things: list[Thing] = field(default_factory=list)

    def add(self, geometry: BaseGeometry, **tags: str) -> None:
        """Add one thing; a double underscore in a tag name stands for a colon."""
        named = {key.strip("_").replace("__", ":"): value for key, value in tags.items()}
        self.things.append(Thing(geometry, named))

    def row(
        self, start: tuple[float, float], end: tuple[float, float], every_m: float, **tags: str
    ) -> None:
        """Points along a line, half a step in from both ends."""
        line = LineString([start, end])
        count = max(1, int(line.length // every_m))
        for step in range(count):
            at = (step + 0.5) * line.length / count
            self.add(line.interpolate(at), **tags)

    def finished(self) -> list[Thing]:
        """All things, turned around the middle, coordinates rounded to the millimetre."""
        return [
            Thing(
                shapely.set_precision(
                    shapely.affinity.rotate(_grown(thing.geometry), self.turn_deg, origin=(0, 0)),
                    0.001,
                ),
                thing.tags,
            )
            for thing in self.things
            if thing.geometry.distance(Point(0, 0)) < REACH_M
        ]


def _grown(geometry: BaseGeometry) -> BaseGeometry:
    """Bend streets away from the square: a town grows, it is not printed."""
    fine = shapely.segmentize(geometry, 14.0) if geometry.length > 40 else geometry
    if shapely.get_coordinates(fine)[:, 0].size and fine.hausdorff_distance(Point(0, 0)) < 70:
        return geometry

    def bend(xy: np.ndarray) -> np.ndarray:
        reach = np.clip((np.hypot(xy[:, 0], xy[:, 1]) - 70.0) / 130.0, 0.0, 1.0)
        weight = reach * reach * (3 - 2 * reach)
        return xy + np.column_stack(
            (
                14.0 * weight * np.sin(xy[:, 1] / 83.0 + 0.6),
                11.0 * weight * np.sin(xy[:, 0] / 97.0 - 0.4),
            )
        )

    return shapely.transform(fine, bend)


REACH_M = 265.0
SHOPS = ("bakery", "books", "clothes", "florist", "chemist", "greengrocer", "shoes", "optician")
EATERIES = ("cafe", "restaurant", "ice_cream", "bar")


def courtyard_house(
    scene: Scene, outline: Polygon, depth_m: float, levels: int, named: str = ""
) -> None:
    """A block of houses around a yard."""
    yard = outline.buffer(-depth_m, join_style="mitre")
    walls = outline.difference(yard) if not yard.is_empty and yard.area > 120 else outline
    tags = {"building": "yes", "building__levels": str(levels)}
    if named:
        tags["name"] = named
    scene.add(walls, **tags)


def doors_along(  # noqa: PLR0917
    scene: Scene,
    rng: random.Random,
    start: tuple[float, float],
    end: tuple[float, float],
    every_m: float,
    shop_share: float,
) -> None:
    """Doors in a front, some of them of shops and eateries."""
    line = LineString([start, end])
    count = max(1, int(line.length // every_m))
    for step in range(count):
        at = line.interpolate((step + 0.5) * line.length / count + rng.uniform(-1.2, 1.2))
        if rng.random() < shop_share:
            if rng.random() < 0.4:
                scene.add(at, entrance="yes", amenity=rng.choice(EATERIES), wheelchair="yes")
            else:
                scene.add(at, entrance="yes", shop=rng.choice(SHOPS))
        else:
            scene.add(at, entrance="main")


def town_around(
    scene: Scene,
    keep_free: Polygon,
    *,
    reach_m: float = 250.0,
    block_m: float = 58.0,
    street_m: float = 13.0,
) -> None:
    """Streets and blocks around the square, so that a neighbourhood can be compared with it."""
    rng = random.Random(scene.seed)  # noqa: S311 - a drawing, not a secret
    pitch = block_m + street_m
    count = int(reach_m // pitch) + 1
    free = keep_free.buffer(street_m * 0.75, join_style="mitre")
    for column in range(-count, count + 1):
        for line in range(-count, count + 1):
            x, y = column * pitch, line * pitch
            block = box(x - block_m / 2, y - block_m / 2, x + block_m / 2, y + block_m / 2)
            rest = block.difference(free)
            for part in getattr(rest, "geoms", [rest]):
                if isinstance(part, Polygon) and part.area > 260:
                    courtyard_house(scene, part, 13.0, rng.randint(3, 5))
            if rest.area > 2000:
                _street_life(scene, rng, x, y, block_m)
    _streets(scene, free, count, pitch, street_m)


def _street_life(scene: Scene, rng: random.Random, x: float, y: float, block_m: float) -> None:
    half = block_m / 2
    corners = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        doors_along(scene, rng, start, end, 15.0, 0.4)
    scene.row((x - half, y - half - 2.0), (x + half, y - half - 2.0), 26.0, highway="street_lamp")
    scene.row((x - half - 2.0, y - half), (x - half - 2.0, y + half), 26.0, highway="street_lamp")
    if rng.random() < 0.5:
        scene.row((x - half, y + half + 2.4), (x + half, y + half + 2.4), 11.0, natural="tree")
    if rng.random() < 0.35:
        scene.add(Point(x + half + 2.2, y), amenity="bench", backrest="yes")
    if rng.random() < 0.2:
        scene.add(Point(x + half + 1.8, y - half), man_made="surveillance", surveillance="outdoor")
    if rng.random() < 0.25:
        scene.row(
            (x - half, y + half + 1.6), (x - half + 8, y + half + 1.6), 1.6, barrier="bollard"
        )
    if rng.random() < 0.2:
        scene.add(Point(x - half - 2.0, y + half), amenity="bicycle_parking", capacity="10")


def _streets(scene: Scene, free: Polygon, count: int, pitch: float, street_m: float) -> None:
    length = (count + 0.5) * pitch
    for step in range(-count, count):
        middle = (step + 0.5) * pitch
        for ends in (((-length, middle), (length, middle)), ((middle, -length), (middle, length))):
            rest = LineString(ends).difference(free)
            for part in getattr(rest, "geoms", [rest]):
                if part.length > 5:
                    scene.add(part, highway="residential", width=f"{street_m - 6:.1f}", lanes="2")
                    for side in (1, -1):
                        walk = shapely.offset_curve(part, side * (street_m / 2 - 1.5))
                        if not walk.is_empty:
                            scene.add(walk, highway="footway", footway="sidewalk", width="2.5")


def ellipse(width_m: float, height_m: float, corners: int = 48) -> Polygon:
    """An ellipse as a polygon."""
    return Polygon(
        [
            (
                width_m / 2 * math.cos(2 * math.pi * step / corners),
                height_m / 2 * math.sin(2 * math.pi * step / corners),
            )
            for step in range(corners)
        ]
    )
