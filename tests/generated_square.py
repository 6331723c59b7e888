"""A square drawn by the tests: 60 m by 60 m, houses on two sides, a street on the third."""

import uuid
from dataclasses import replace

import numpy as np
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer, RoleOrigin, as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Answer, Project
from sbd_tool.domain.roles import Role

NAMESPACE = uuid.UUID("11111111-2222-3333-4444-555555555555")
SQUARE = "square"
X0, Y0 = 500_000.0, 6_000_000.0


def moved(geometry, dx=X0, dy=Y0):
    from shapely.affinity import translate

    return translate(geometry, dx, dy)


def layer(role, geometries, attributes=None, evidence=Evidence.PLAN, ids=None):
    attributes = attributes or [{} for _ in geometries]
    name = role.value
    names = ids or [str(uuid.uuid5(NAMESPACE, f"{name}/{n}")) for n in range(len(geometries))]
    return Layer(
        stamp=Stamp(id=f"layer-{name}-{len(geometries)}", evidence=evidence),
        name=name,
        role=role,
        role_origin=RoleOrigin.GIVEN,
        role_confidence=1.0,
        ids=tuple(names),
        geometry=as_geometry_array([moved(geometry) for geometry in geometries]),
        attributes=tuple(attributes),
    )


def town(seats=6, trees=8, lamps=0, barriers=0):
    """Layers of the square and of the town around it."""
    rng = np.random.default_rng(5)
    houses = [box(-20, 61, 80, 80), box(61, -20, 80, 60), box(-120, -60, -60, 120)]
    houses += [box(x, 120, x + 30, 150) for x in range(-150, 150, 40)]
    shops = [Point(x, 62) for x in range(2, 60, 5)] + [Point(62, y) for y in range(2, 60, 8)]
    far = [(float(x), float(y)) for x, y in rng.uniform(-140, 200, (40, 2))]
    layers = [
        layer(
            Role.PEDESTRIAN_AREA,
            [box(0, 0, 60, 60)],
            [{"name": "Test Square", "place": "square", "highway": "pedestrian"}],
            ids=[SQUARE],
        ),
        layer(Role.BUILDING, houses),
        layer(
            Role.CARRIAGEWAY,
            [LineString([(-200, -14), (250, -14)]), LineString([(30, -14), (30, -200)])],
            [{"highway": "residential"}, {"highway": "residential"}],
        ),
        layer(
            Role.FOOTWAY,
            [LineString([(30, 30), (30, -14)]), LineString([(30, 30), (-60, 30)])],
            [{"highway": "footway"}, {"highway": "footway"}],
        ),
        layer(Role.AMENITY, shops, [{"shop": "books"} for _ in shops]),
        layer(Role.ENTRANCE, [Point(x, 61) for x in range(0, 60, 6)]),
        layer(Role.TREE, [Point(5 + 7 * n, 8) for n in range(trees)] + [Point(x) for x in far]),
    ]
    if seats:
        layers.append(layer(Role.SEAT, [Point(5 + 6 * n, 20) for n in range(seats)]))
    if lamps:
        layers.append(layer(Role.LAMP, [Point(5 + 6 * n, 40) for n in range(lamps)]))
    if barriers:
        line = [LineString([(0, -0.5), (60, -0.5)])]
        layers.append(layer(Role.BARRIER, line, [{"barrier": "bollard"}]))
    return tuple(layers)


def project(**wishes):
    return Project(
        id="00000000-0000-4000-8000-000000000001",
        title="Test Square",
        crs="EPSG:32632",
        square=SQUARE,
        layers=town(**wishes),
    )


def answered(of, evidence=Evidence.SEEN, **answers):
    """The project with answers; a double underscore stands for the colon of a key."""
    rows = dict(of.answers)
    for name, value in answers.items():
        key = name.replace("__", ":")
        row = f"answer-{key}"
        stamp = Stamp(id=row, evidence=evidence, author="Test")
        rows[row] = Answer(stamp=stamp, key=key, value=value)
    return replace(of, answers=rows)


def placed(of, kind, *geometries, state=MeasureState.PROPOSED, evidence=Evidence.PLAN, **more):
    """The project with measures; coordinates are those of the drawing, without its offset."""
    rows = dict(of.measures)
    for geometry in geometries:
        row = f"measure-{len(rows)}"
        where = None if geometry is None else moved(geometry)
        stamp = Stamp(id=row, evidence=evidence)
        rows[row] = Measure(stamp=stamp, kind=kind, geometry=where, state=state, **more)
    return replace(of, measures=rows)
