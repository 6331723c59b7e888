"""Time what can be seen: isovists, all-pairs visibility, mean depth, natural surveillance.

    python benchmarks/visibility.py [--runs 5] [--json]

Three plans are drawn by the script from fixed seeds: an open square in the middle of blocks on a
pitch, some with courtyards, and furniture. Medians of CPU seconds of one thread after warm-up, in
one process; a shared machine still moves them by tens of per cent, so ratios to a plain peer timed
in the same run (rays to every corner against every face, numpy) stand beside them, and to
``pyvispoly`` where it is installed. ``targets`` says what each figure is held against.
"""

import argparse
import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
import shapely.affinity

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.graph import _depths, _patch_order, _rows
from sbd_tool.app.warming import warm_up
from sbd_tool.domain.progress import SILENT

# extent m, half the square m, pitch m, buildings, furniture, edges without the frame aimed at
PLANS: Final = {
    "small": (160.0, 48.0, 24.0, 20, 10, 182),
    "medium": (520.0, 70.0, 30.0, 200, 60, 1726),
    "large": (1500.0, 90.0, 34.0, 1600, 400, 13402),
}
TARGETS: Final = {
    "all_pairs_s": "22,635 points, 1,730 edges: 0.6 s with area and connectivity",
    "mean_depth_s": "0.1 s at 5,332 points, 20 s at 22,635",
    "isovist_s": "0.0002 s at 13,406 edges, growing at most 5 times from 186",
    "observers_s": "0.1 s for 2,000 observers of 22,635 cells within 50 m",
}


def plan(name: str) -> tuple[list[Any], Any]:
    """Obstacles and frame of one plan; corners are added until it has the edges aimed at."""
    extent, half, pitch, buildings, furniture, edges = PLANS[name]
    rng = np.random.default_rng(17)
    middle = extent / 2
    at = np.arange(pitch / 2, extent - pitch / 2 + 1e-9, pitch)
    places = [(x, y) for x in at for y in at if max(abs(x - middle), abs(y - middle)) > half]
    places.sort(key=lambda one: max(abs(one[0] - middle), abs(one[1] - middle)))
    things = [block(rng, pitch, x, y) for x, y in places[:buildings]]
    while len(things) < buildings + furniture:
        x, y = middle + rng.uniform(-half, half, 2)
        size = rng.uniform(0.3, 2.5)
        sides = int(rng.integers(4, 9))
        turn = rng.uniform(0, 2 * np.pi) + np.arange(sides) * 2 * np.pi / sides
        thing = shapely.Polygon(np.column_stack((x + size * np.cos(turn), y + size * np.sin(turn))))
        if shapely.distance(thing, things[buildings:]).min(initial=9.0) > 0.3:  # noqa: PLR2004
            things.append(thing)
    missing = edges - sum(corners(one) for one in things)
    order = rng.permutation(buildings)
    for k in range(max(0, missing // 2)):
        things[order[k % buildings]] = notched(things[order[k % buildings]])
    return things, shapely.box(0, 0, extent, extent)


def block(rng: np.random.Generator, pitch: float, x: float, y: float) -> Any:
    wide, high = rng.uniform(0.5, 0.78, 2) * pitch
    shape = shapely.box(-wide / 2, -high / 2, wide / 2, high / 2)
    if rng.random() < 0.2:  # noqa: PLR2004 - some blocks have a courtyard
        shape = shape.difference(shapely.box(-wide / 5, -high / 5, wide / 5, high / 5))
    turned = shapely.affinity.rotate(shape, rng.normal(0, 6), origin=(0, 0))
    return shapely.affinity.translate(turned, x, y)


def notched(shape: Any) -> Any:
    """The same with a step in one corner: two edges more."""
    ring = np.asarray(shape.exterior.coords)[:-1]
    a, b, c = ring[-1], ring[0], ring[1]
    one, other = b + 0.2 * (a - b), b + 0.2 * (c - b)
    stepped = np.vstack((one, one + other - b, other, ring[1:]))
    return shapely.Polygon(np.roll(stepped, -3, axis=0), shape.interiors)


def corners(shape: Any) -> int:
    return int(shapely.get_num_coordinates(shape)) - 1 - len(shape.interiors)


def median_s(task: Callable[[], object], runs: int) -> float:
    spent = []
    for _ in range(runs):
        start = time.process_time()
        task()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def rays_s(field: SightField, eye: np.ndarray) -> float:
    """Plain peer: rays to every corner and beside it against every face, all at once."""
    face = np.flatnonzero(field.mesh.across.ravel() < 0)
    a = field.mesh.points[field.mesh.corners.ravel()[face]]
    b = field.mesh.points[np.roll(field.mesh.corners, -1, axis=1).ravel()[face]]
    start = time.process_time()
    one, other = a - eye, b - eye
    angle = np.arctan2(one[:, 1], one[:, 0])
    angle = np.sort(np.concatenate((angle - 1e-7, angle + 1e-7)))
    ray, along = np.column_stack((np.cos(angle), np.sin(angle))), other - one
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = ray[:, :1] * along[:, 1] - ray[:, 1:] * along[:, 0]
        far = (one[:, 0] * along[:, 1] - one[:, 1] * along[:, 0]) / cross
        share = (one[:, 0] * ray[:, 1:] - one[:, 1] * ray[:, :1]) / cross
    far[~((share >= 0) & (share <= 1) & (far > 0))] = np.inf
    far.min(axis=1)
    return time.process_time() - start


def vispoly_s(field: SightField, eyes: np.ndarray) -> float:
    import pyvispoly as cgal

    ground = max(shapely.get_parts(field.free), key=lambda part: part.area)
    ground = shapely.orient_polygons(ground)

    def ring(line: Any) -> Any:
        return cgal.Polygon([cgal.Point(float(x), float(y)) for x, y in line.coords[:-1]])

    whole = cgal.PolygonWithHoles(ring(ground.exterior), [ring(one) for one in ground.interiors])
    look = cgal.VisibilityPolygonCalculator(whole)
    spent = []
    for eye in np.round(eyes * 1000.0):
        start = time.process_time()
        look.compute_visibility_polygon(cgal.Point(float(eye[0]), float(eye[1])))
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def grid(field: SightField, extent_m: float, step_m: float) -> np.ndarray:
    """Points in the open, in the order in which neighbours in the list are neighbours."""
    x, y = np.meshgrid(
        np.arange(step_m / 2, extent_m, step_m), np.arange(step_m / 2, extent_m, step_m)
    )
    points = np.column_stack((x.ravel(), y.ravel()))
    free = max(shapely.get_parts(field.free), key=lambda part: part.area)
    local = (points - field.origin) * 1000.0
    points = points[shapely.contains_xy(free, local[:, 0], local[:, 1])]
    return points[_patch_order(points)]


def isovists_of(name: str, runs: int) -> dict[str, Any]:
    things, frame = plan(name)
    start = time.process_time()
    field = SightField(things, frame)
    built = time.process_time() - start
    eyes = grid(field, PLANS[name][0], PLANS[name][0] / 40)
    eyes = eyes[np.random.default_rng(3).permutation(len(eyes))[:300]]
    field.isovist(eyes[0])
    calls = 20  # one call is shorter than the clock is fine
    spent = [median_s(lambda e=e: [field.isovist(e) for _ in range(calls)], 1) for e in eyes[:100]]
    told = {
        "edges": int((field.mesh.across < 0).sum()),
        "build_s": built,
        "isovist_s": statistics.median(spent) / calls,
        "batch_isovist_s": median_s(lambda: field.areas_m2(eyes), max(runs, 5)) / len(eyes),
        "numpy_rays_s": statistics.median(rays_s(field, eye * 1000.0) for eye in eyes[:3]),
    }
    if importlib.util.find_spec("pyvispoly") is not None:
        told["pyvispoly_s"] = vispoly_s(field, eyes[:5])
    peers = {key: value for key, value in told.items() if key in {"numpy_rays_s", "pyvispoly_s"}}
    told["ratios"] = {key: value / told["isovist_s"] for key, value in peers.items()}
    return told


def graph_of(name: str, step_m: float, runs: int, depth_runs: int) -> dict[str, Any]:
    things, frame = plan(name)
    field = SightField(things, frame)
    points = grid(field, PLANS[name][0], step_m)
    observers = points[:: max(1, len(points) // 2000)][:2000]
    rows, _, _ = _rows(field, points, np.inf, SILENT)
    return {
        "points": len(points),
        "edges": int((field.mesh.across < 0).sum()),
        "all_pairs_s": median_s(lambda: _rows(field, points, np.inf, SILENT), runs),
        "mean_depth_s": median_s(lambda: _depths(rows, SILENT), depth_runs),
        "observers_s": median_s(lambda: field.sees(observers, points, 50.0), runs),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    runs = max(1, arguments.runs)
    start = time.perf_counter()
    warm_up()
    report: dict[str, Any] = {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "warm_up_s": time.perf_counter() - start,
        "isovists": {name: isovists_of(name, runs) for name in PLANS},
        "graphs": {
            "small": graph_of("small", 2.0, runs, runs),
            "medium": graph_of("medium", 2.94, runs, runs),
        },
        "targets": TARGETS,
    }
    one = report["isovists"]
    report["isovist_growth"] = one["large"]["isovist_s"] / one["small"]["isovist_s"]
    print(json.dumps(report, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
