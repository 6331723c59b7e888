"""Isovists and lines of sight against brute force in rationals, degenerate cases included."""

import functools
import math
from fractions import Fraction

import numpy as np
import pytest
import shapely
from shapely.affinity import rotate, translate
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.analysis.sight.field import SightField

FRAME = box(0, 0, 100, 100)


def scene(kind: str) -> list:
    rng = np.random.default_rng({"random": 1, "touch": 2, "sliver": 3, "far": 4, "lines": 5}[kind])
    if kind == "touch":
        row = [box(10 + 10 * k, 30, 20 + 10 * k, 40 if k % 2 else 38) for k in range(6)]
        stairs = [box(20 + 12 * k, 60 + 6 * k, 32 + 12 * k, 66 + 6 * k) for k in range(4)]
        return row + stairs
    if kind == "sliver":
        return [
            rotate(box(x, y, x + length, y + 0.002), angle)
            for x, y, length, angle in rng.uniform((5, 5, 3, 0), (90, 90, 20, 180), (12, 4))
        ]
    if kind == "lines":
        ends = rng.uniform(2, 98, (10, 3, 2)).round(3)
        return [LineString(points) for points in ends]
    boxes = [
        rotate(box(x, y, x + w, y + h), angle)
        for x, y, w, h, angle in rng.uniform((2, 2, 1, 1, 0), (90, 90, 9, 9, 90), (14, 5))
    ]
    boxes.append(Polygon(box(40, 40, 60, 60).exterior, [box(44, 44, 56, 56).exterior.coords]))
    return boxes


def faces_of(field: SightField) -> np.ndarray:
    face = np.flatnonzero(field.mesh.across.ravel() < 0)
    a = field.mesh.points[field.mesh.corners.ravel()[face]]
    b = field.mesh.points[np.roll(field.mesh.corners, -1, axis=1).ravel()[face]]
    return np.column_stack((a, b)).astype(int)


def directions(faces: np.ndarray, x: int, y: int) -> list[tuple[int, int]]:
    found = set()
    for px, py in faces.reshape(-1, 2):
        dx, dy = int(px) - x, int(py) - y
        if dx or dy:
            part = math.gcd(dx, dy)
            found.add((dx // part, dy // part))

    def half(v) -> int:
        return 0 if v[1] > 0 or (v[1] == 0 and v[0] > 0) else 1

    def compare(a, b) -> int:
        if half(a) != half(b):
            return half(a) - half(b)
        cross = a[0] * b[1] - a[1] * b[0]
        return -1 if cross > 0 else int(cross < 0)

    return sorted(found, key=functools.cmp_to_key(compare))


def exact_area_m2(field: SightField, x: int, y: int) -> float:
    """Between two neighbouring directions to corners one face is nearest: add its triangle."""
    faces, total = faces_of(field), Fraction(0)
    local = [(int(a) - x, int(b) - y, int(c) - x, int(d) - y) for a, b, c, d in faces]
    ways = directions(faces, x, y)
    for one, two in zip(ways, [*ways[1:], ways[0]], strict=True):
        cross = one[0] * two[1] - one[1] * two[0]
        middle = (one[0] + two[0], one[1] + two[1])
        size = math.hypot(*middle)
        if cross <= 0 or not size:
            continue
        near = Point(x + middle[0] / size / 50, y + middle[1] / size / 50)
        if not field.free.contains(near):
            continue
        best = None
        for ax, ay, bx, by in local:
            ex, ey = bx - ax, by - ay
            den = middle[0] * ey - middle[1] * ex
            if den == 0:
                continue
            along = Fraction(ax * ey - ay * ex, den)
            share = Fraction(ax * middle[1] - ay * middle[0], den)
            if along > 0 and 0 <= share <= 1 and (best is None or along < best[0]):
                best = (along, ax, ay, ex, ey)
        assert best is not None
        _, ax, ay, ex, ey = best
        first = Fraction(ax * ey - ay * ex, one[0] * ey - one[1] * ex)
        second = Fraction(ax * ey - ay * ex, two[0] * ey - two[1] * ex)
        total += first * second * cross / 2
    return float(total) / 1e6


def eyes_of(field: SightField, kind: str) -> list[tuple[str, int, int]]:
    rng = np.random.default_rng(9)
    spots = rng.integers(100, 99_900, (40, 2))
    inside = shapely.contains_xy(field.free, spots[:, 0], spots[:, 1])
    eyes = [("inside", int(x), int(y)) for x, y in spots[inside][:6]]
    corners = field.mesh.points[rng.integers(0, len(field.mesh.points), 5)]
    eyes += [("corner", int(x), int(y)) for x, y in corners]
    for a, b, c, d in faces_of(field)[rng.permutation(len(faces_of(field)))[:30]]:
        if (a + c) % 2 == 0 and (b + d) % 2 == 0:
            eyes.append(("face", int(a + c) // 2, int(b + d) // 2))
    if kind != "sliver":
        for triangle in field.mesh.corners[rng.integers(0, len(field.mesh.corners), 6)]:
            x, y = field.mesh.points[triangle[:2]].sum(axis=0)
            if x % 2 == 0 and y % 2 == 0:
                eyes.append(("diagonal", int(x) // 2, int(y) // 2))
    return eyes


@pytest.mark.parametrize("kind", ["random", "touch", "sliver", "far", "lines"])
def test_an_isovist_has_the_area_of_brute_force_in_rationals(kind: str) -> None:
    shift = (452_123.4567, 5_411_987.6543) if kind == "far" else (0.0, 0.0)
    shapes = [translate(shape, *shift) for shape in scene(kind)]
    field = SightField(shapes, translate(FRAME, *shift))
    seen_kinds = set()
    for label, x, y in eyes_of(field, kind):
        eye = field.origin + np.array([x, y]) / 1000
        found = field.isovist(eye)
        want = exact_area_m2(field, x, y)
        assert (found.area_m2 if found else 0.0) == pytest.approx(want, rel=1e-9, abs=1e-9), label
        if found is not None:
            assert found.polygon.area == pytest.approx(want, rel=1e-6, abs=1e-6), label
        seen_kinds.add(label)
    assert {"inside", "corner"} <= seen_kinds


def test_a_box_on_a_plain_is_worked_by_hand() -> None:
    field = SightField([box(40, 40, 60, 60)], FRAME, ["block"])
    found = field.isovist((20, 50))
    assert found is not None
    # Behind the block lies a trapezium from x = 40 to x = 100: half widths 10 and 40.
    assert found.area_m2 == pytest.approx(100 * 100 - (20 + 80) / 2 * 60, abs=1e-9)
    assert found.hidden_by == ("block",)
    assert found.occlusivity_m == pytest.approx(2 * math.hypot(60, 30), abs=1e-9)
    assert found.longest_view_m == pytest.approx(math.hypot(80, 50), abs=0.01)
    assert field.isovist((50, 50)) is None


def test_reach_and_field_of_view_cut_a_sector() -> None:
    field = SightField([], FRAME)
    disc = field.isovist((50, 50), 10)
    east = field.isovist((50, 50), 10, 90, 60)
    wide = field.isovist((50, 50), 10, 0, 300)
    assert disc.area_m2 == pytest.approx(math.pi * 100, rel=1e-12)
    assert east.area_m2 == pytest.approx(math.pi * 100 / 6, rel=1e-12)
    assert wide.area_m2 == pytest.approx(math.pi * 100 * 5 / 6, rel=1e-12)
    assert east.polygon.centroid.x > 55
    assert east.polygon.centroid.y == pytest.approx(50)
    assert east.perimeter_m == pytest.approx(20 + 10 * math.pi / 3)
    assert disc.occlusivity_m == 0
    assert disc.drift_m == pytest.approx(0, abs=1e-3)


def test_a_line_of_sight_may_touch_a_corner_or_run_along_a_face_but_not_squeeze_through() -> None:
    touching = [box(40, 50, 50, 60), box(50, 40, 60, 50)]
    field = SightField(touching, FRAME)
    assert field.sees([(30, 50)], [(40, 50)])[0, 0]
    assert field.sees([(30, 60)], [(90, 60)])[0, 0]  # along the top
    assert field.sees([(40, 30)], [(40, 90)])[0, 0]  # along the side
    assert not field.sees([(45, 45)], [(55, 55)])[0, 0]  # through the corner where both touch
    assert not field.sees([(30, 50)], [(90, 50)])[0, 0]  # along a face, then along the other side
    assert not field.sees([(90, 50)], [(30, 50)])[0, 0]


def test_a_gap_of_one_millimetre_lets_sight_through_and_none_does_not() -> None:
    def wall(gap: float) -> SightField:
        return SightField([box(0, 49, 50 - gap / 2, 51), box(50 + gap / 2, 49, 100, 51)], FRAME)

    assert wall(0.002).sees([(50, 10)], [(50, 90)])[0, 0]
    assert not wall(0.0).sees([(50, 10)], [(50, 90)])[0, 0]


@pytest.mark.parametrize("kind", ["random", "touch", "lines"])
def test_lines_of_sight_agree_with_the_free_ground_and_from_both_ends(kind: str) -> None:
    field = SightField(scene(kind), FRAME)
    rng = np.random.default_rng(3)
    spots = rng.integers(0, 100_000, (900, 2)) / 1000
    spots = spots[shapely.contains_xy(field.free, spots[:, 0] * 1000, spots[:, 1] * 1000)][:150]
    corners = field.mesh.points[:40] / 1000
    all_spots = np.concatenate((spots, corners))
    seen = field.sees(all_spots, all_spots)
    assert (seen == seen.T).all()
    shapely.prepare(field.free)
    lines = shapely.linestrings(
        np.stack((np.repeat(spots, 150, axis=0), np.tile(spots, (150, 1))), axis=1) * 1000
    )
    covered = shapely.covers(field.free, lines).reshape(150, 150)
    own = np.eye(150, dtype=bool)
    assert (seen[:150, :150] == covered)[~own].all()


def test_what_an_isovist_holds_is_what_is_seen() -> None:
    field = SightField(scene("random"), FRAME)
    rng = np.random.default_rng(4)
    spots = rng.integers(0, 100_000, (400, 2)) / 1000
    spots = spots[shapely.contains_xy(field.free, spots[:, 0] * 1000, spots[:, 1] * 1000)]
    for eye in ((5.0, 5.0), (30.0, 70.0), (66.0, 20.0)):
        for reach in (15.0, math.inf):
            found = field.isovist(eye, reach)
            if found is None:
                continue
            seen = field.sees([eye], spots, reach)[0]
            clear = np.abs(shapely.distance(found.polygon.exterior, shapely.points(spots))) > 0.05
            inside = shapely.contains_xy(found.polygon, spots[:, 0], spots[:, 1])
            assert (seen == inside)[clear].all()
