"""Three fictional squares, each with the question it puts to a planner."""

import random

import shapely
from shapely.geometry import LineString, Point, Polygon, box

from sample_sites.scene import Scene, courtyard_house, doors_along, ellipse, town_around


def seafront_promenade() -> Scene:
    """A long promenade between boulevard and sea, edged by a cable."""
    scene = Scene("Seafront Promenade", seed=11, turn_deg=9.0)
    rng = random.Random(11)  # noqa: S311 - a drawing, not a secret
    zone = box(-115, -14, 115, 14)
    scene.add(
        zone,
        place="square",
        highway="pedestrian",
        area="yes",
        name="Seafront Promenade",
        surface="paving_stones",
    )
    scene.add(box(-330, -210, 330, -15.5), natural="water", name="Bay")
    scene.add(
        LineString([(-115, -14.2), (115, -14.2)]), barrier="wall", height="0.6", name="Sea wall"
    )
    for x in (-60, 0, 60):
        scene.add(LineString([(x, -15), (x, -20)]), highway="steps", width="4.0")
    _boulevard(scene)
    for west, east in ((-112, -74), (-70, -26), (-22, 22), (26, 70), (74, 112)):
        scene.add(
            LineString([(west, 13.6), (east, 13.6)]),
            barrier="cable_barrier",
            height="0.75",
            material="steel",
        )
    scene.row((-112, 9), (112, 9), 12.0, natural="tree", diameter_crown="5.0")
    scene.row((-110, -9.5), (110, -9.5), 11.0, amenity="bench", backrest="yes", seats="4")
    scene.row((-112, 5.5), (112, 5.5), 24.0, highway="street_lamp")
    for x, kind in ((-84, "kiosk"), (34, "kiosk")):
        scene.add(box(x - 2.5, -3, x + 2.5, 2), building="kiosk", building__levels="1")
        scene.add(Point(x, 2), entrance="yes", shop=kind)
    scene.add(Point(-14, 3), amenity="drinking_water")
    scene.add(Point(-38, 4), amenity="toilets", wheelchair="yes")
    scene.add(Point(88, 5), amenity="bicycle_parking", capacity="24")
    scene.add(Point(-100, 3), tourism="information", information="map")
    scene.add(box(46, -6, 66, 4), leisure="playground")
    for x in (-72, 72):
        scene.add(
            Point(x, 11.5), man_made="surveillance", surveillance="public", camera__type="dome"
        )
    _town_behind(scene, rng)
    return scene


def _boulevard(scene: Scene) -> None:
    scene.add(
        LineString([(-270, 25), (270, 25)]),
        highway="primary",
        width="14",
        lanes="4",
        maxspeed="50",
        name="Harbour Boulevard",
    )
    scene.add(
        LineString([(-270, 36), (270, 36)]), highway="footway", footway="sidewalk", width="4.0"
    )
    scene.add(LineString([(-270, 16), (270, 16)]), highway="cycleway", width="2.5")
    scene.add(box(-110, 32.5, -30, 34.8), amenity="parking", parking="street_side")
    for x in (-72, -24, 24, 72):
        scene.add(
            LineString([(x, 6), (x, 36)]),
            highway="footway",
            footway="crossing",
            width="4.0",
            kerb="lowered",
        )
    for end in (-1, 1):
        scene.add(
            LineString([(end * 100, 0), (end * 190, 4)]),
            highway="footway",
            width="6.0",
            kerb="flush",
        )
    scene.add(Point(-50, 33.8), highway="bus_stop", public_transport="platform", shelter="yes")


def _town_behind(scene: Scene, rng: random.Random) -> None:
    for column in range(-4, 5):
        x = column * 62.0
        courtyard_house(
            scene,
            box(x - 25, 42, x + 25, 88),
            13.0,
            rng.randint(4, 6),
            "Grand Hotel" if column == 0 else "",
        )
        doors_along(scene, rng, (x - 24, 42), (x + 24, 42), 9.0, 0.55)
        scene.row((x - 24, 39.5), (x + 24, 39.5), 24.0, highway="street_lamp")
        courtyard_house(scene, box(x - 25, 100, x + 25, 150), 13.0, rng.randint(3, 5))
        doors_along(scene, rng, (x - 24, 150), (x + 24, 150), 14.0, 0.3)
        scene.row((x - 24, 94), (x + 24, 94), 12.0, natural="tree")
        scene.add(
            LineString([(x + 31, 32), (x + 31, 240)]), highway="residential", width="7", lanes="2"
        )
        if column % 2:
            scene.add(Point(x, 40.2), amenity="bench")
    scene.add(LineString([(-270, 94), (270, 94)]), highway="residential", width="7", lanes="2")


def market_square() -> Scene:
    """A market square: mobile barriers at its street mouths, 1.20 m passages between them."""
    scene = Scene("Market Square", seed=23, turn_deg=-6.0)
    rng = random.Random(23)  # noqa: S311 - a drawing, not a secret
    zone = box(-36, -27, 36, 27)
    scene.add(
        zone, place="square", highway="pedestrian", area="yes", name="Market Square", surface="sett"
    )
    _houses_of_the_market(scene, rng)
    scene.add(
        LineString([(-120, -35), (120, -35)]),
        highway="secondary",
        width="8",
        lanes="2",
        maxspeed="30",
        name="Mill Street",
    )
    scene.add(
        LineString([(-120, -29.5), (120, -29.5)]),
        highway="footway",
        footway="sidewalk",
        width="2.5",
    )
    scene.add(
        LineString([(0, 26), (0, 120)]),
        highway="living_street",
        width="6",
        lanes="1",
        name="Church Lane",
    )
    for x in (-18, 18):
        scene.add(LineString([(x, -20), (x, -30)]), highway="footway", width="3.0", kerb="lowered")
    scene.add(LineString([(-36, 10), (-95, 10)]), highway="footway", width="3.0", kerb="flush")
    scene.add(LineString([(36, 10), (95, 10)]), highway="footway", width="3.0", kerb="flush")
    for x in range(-34, 36, 2):
        if not (-21 < x < -15 or 15 < x < 21):
            scene.add(
                Point(x, -26.4), barrier="bollard", material="steel", height="0.9", diameter="0.2"
            )
    scene.add(
        Point(0, 3).buffer(4.0, quad_segs=12),
        natural="water",
        amenity="fountain",
        name="Mill Fountain",
    )
    scene.row((-26, 18), (26, 18), 8.0, natural="tree", diameter_crown="6.0")
    for x in (-22, -11, 11, 22):
        scene.add(LineString([(x - 1.2, 14.6), (x + 1.2, 14.6)]), amenity="bench", backrest="yes")
    for x in (-8, 8):
        scene.add(LineString([(x - 1.0, -4), (x + 1.0, -4)]), amenity="bench", backrest="no")
    for x, y in ((-32, -22), (32, -22), (-32, 22), (32, 22), (0, -20)):
        scene.add(Point(x, y), highway="street_lamp")
    scene.add(Point(-30, 23), amenity="toilets", wheelchair="yes")
    scene.add(Point(28, -20), amenity="bicycle_parking", capacity="16")
    scene.add(Point(-4, -14), amenity="drinking_water")
    scene.add(Point(5, -22), tourism="information", information="board")
    scene.add(
        Point(33, 24), man_made="surveillance", surveillance="public", camera__direction="225"
    )
    scene.add(box(-34, -8, -28, 6), leisure="outdoor_seating", name="Café terrace")
    town_around(scene, box(-64, -52, 64, 52))
    return scene


def _houses_of_the_market(scene: Scene, rng: random.Random) -> None:
    for west, east in ((-50, -4), (4, 50)):
        courtyard_house(scene, box(west, 28.5, east, 46), 13.0, 4)
        doors_along(scene, rng, (west + 2, 28.5), (east - 2, 28.5), 6.5, 0.7)
    for side in (-1, 1):
        for south, north in ((-27, 6), (14, 28)):
            ends = sorted((side * 37.5, side * 54))
            courtyard_house(
                scene,
                box(ends[0], south, ends[1], north),
                13.0,
                4,
                "Town Hall" if (side, north) == (1, 6) else "",
            )
            doors_along(scene, rng, (side * 37.5, south + 1), (side * 37.5, north - 1), 7.0, 0.6)
    for west, east in ((-58, -6), (2, 58)):
        courtyard_house(scene, box(west, -60, east, -42), 13.0, 3)
        doors_along(scene, rng, (west + 2, -42), (east - 2, -42), 9.0, 0.4)


def heritage_piazza() -> Scene:
    """A heritage piazza: no fixed barrier is accepted, and a crowd decides everything."""
    scene = Scene("Heritage Piazza", seed=37, turn_deg=14.0)
    rng = random.Random(37)  # noqa: S311 - a drawing, not a secret
    zone = box(-41, -31, 41, 31).intersection(ellipse(104, 82))
    scene.add(
        zone,
        place="square",
        highway="pedestrian",
        area="yes",
        name="Heritage Piazza",
        surface="sett",
        heritage="2",
    )
    _arcades(scene, rng, zone)
    for x, y in ((-60, 0), (60, 0), (0, 60), (0, -60)):
        scene.add(
            LineString([(x * 0.55, y * 0.42), (x, y), (x * 2.0, y * 2.0)]),
            highway="pedestrian" if x else "footway",
            width="5.0",
        )
    scene.add(
        LineString([(-75, -75), (-75, 75)]), highway="tertiary", width="7", lanes="2", maxspeed="30"
    )
    scene.add(LineString([(75, -75), (75, 75)]), highway="residential", width="6", lanes="1")
    scene.add(LineString([(-75, 75), (75, 75)]), highway="residential", width="6", lanes="1")
    scene.add(LineString([(-75, -75), (75, -75)]), highway="residential", width="6", lanes="1")
    scene.add(
        box(-2.5, -2.5, 2.5, 2.5),
        man_made="monument",
        historic="monument",
        barrier="block",
        name="Rider",
    )
    for x in (-3.5, 3.5):
        scene.add(LineString([(x, -3), (x, 3)]), amenity="bench", backrest="no", material="stone")
    for x, y in ((-28, -20), (28, -20), (-28, 20), (28, 20), (-14, 0), (14, 0)):
        scene.add(Point(x, y), highway="street_lamp")
    scene.add(box(-36, -10, -29, 8), leisure="outdoor_seating", name="Caffè terrace")
    scene.add(box(29, -8, 36, 12), leisure="outdoor_seating", name="Bar terrace")
    scene.add(Point(20, 24), tourism="information", information="map")
    scene.add(Point(-20, 24), amenity="drinking_water")
    scene.add(LineString([(-60, 3), (-60, 9)]), highway="steps", width="6")
    for x, y in ((-38, 24), (38, -24)):
        scene.add(Point(x, y), man_made="surveillance", surveillance="public")
    town_around(scene, box(-80, -80, 80, 80))
    return scene


def _arcades(scene: Scene, rng: random.Random, zone: Polygon) -> None:
    ring = box(-66, -62, 66, 62).difference(zone.buffer(0.6, join_style="mitre"))
    streets = shapely.union_all([box(-80, -3, 80, 3), box(-2.5, -80, 2.5, 80)])
    names = iter(("Palazzo Vecchio", "Royal Theatre", "", ""))
    for part in sorted(ring.difference(streets).geoms, key=lambda found: found.centroid.coords[0]):
        scene.add(
            part,
            building="yes",
            building__levels="4",
            name=next(names, "") or "Palazzo",
            heritage="2",
        )
    edge = LineString(zone.buffer(0.6, join_style="mitre").exterior.coords)
    count = int(edge.length // 7)
    for step in range(count):
        at = edge.interpolate((step + 0.5) * edge.length / count)
        if not streets.buffer(1.0).intersects(at):
            kind = rng.random()
            if kind < 0.3:
                scene.add(at, entrance="yes", amenity=rng.choice(("cafe", "restaurant", "bar")))
            elif kind < 0.55:
                scene.add(
                    at, entrance="yes", shop=rng.choice(("books", "jewelry", "clothes", "gift"))
                )
            else:
                scene.add(at, entrance="main")


SQUARES = {
    "seafront-promenade": seafront_promenade,
    "market-square": market_square,
    "heritage-piazza": heritage_piazza,
}
