"""Time what can be seen: mesh, isovists, lines of sight, the visibility graph.

    python benchmarks/visibility.py [--runs 5] [--large] [--json]

Plans are drawn by the script from fixed seeds. Medians of wall seconds after warm-up in one
process; peers (plain rays of numpy and shapely, ``pysovist`` and ``pyvispoly`` where they are
installed) are timed in the same run and given as ratios. A shared machine moves seconds by tens of
per cent: quote the ratios.
"""

import argparse
import importlib.util
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
import shapely.affinity

from sbd_tool.analysis.sight.field import SightField, warm_up
from sbd_tool.analysis.sight.graph import visibility_graph

PLANS = {"small": (20, 160.0), "medium": (230, 520.0), "five_thousand": (900, 1000.0)}


def plan(count: int, extent_m: float) -> tuple[list[Any], Any]:
    """So many buildings, one in four with a courtyard, and furniture."""
    rng = np.random.default_rng(7)
    shapes = []
    for number in range(count):
        x, y = rng.uniform(0, extent_m, 2)
        wide, high = rng.uniform(5, 30, 2)
        shape = shapely.box(x, y, x + wide, y + high)
        if number % 4 == 0 and min(wide, high) > 12:  # noqa: PLR2004 - room for a courtyard
            shape = shape.difference(shape.buffer(-4, join_style="mitre"))
        shapes.append(shapely.affinity.rotate(shape, float(rng.choice([0, 0, 15, 40]))))
    return shapes, shapely.box(0, 0, extent_m, extent_m)


def median_s(task: Callable[[], object], runs: int) -> float:
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def places(field: SightField, extent_m: float, count: int) -> np.ndarray:
    rng = np.random.default_rng(11)
    points = rng.uniform(0, extent_m, (4 * count, 2))
    local = (points - field.origin) * 1000.0
    return points[shapely.contains_xy(field.free, local[:, 0], local[:, 1])][:count]


def rays_s(field: SightField, eye: np.ndarray) -> float:
    """Plain peer: rays to every corner and beside it against every face, all at once."""
    face = np.flatnonzero(field.mesh.across.ravel() < 0)
    a = field.mesh.points[field.mesh.corners.ravel()[face]]
    b = field.mesh.points[np.roll(field.mesh.corners, -1, axis=1).ravel()[face]]
    start = time.perf_counter()
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
    return time.perf_counter() - start


def peers(field: SightField, eyes: np.ndarray) -> dict[str, float]:
    """Seconds for one isovist by peers that run here."""
    found = {"numpy_rays_s": statistics.median(rays_s(field, e * 1000.0) for e in eyes[:3])}
    if importlib.util.find_spec("pyvispoly") is not None:
        found["pyvispoly_s"] = vispoly_s(field, eyes[:5])
    return found


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
        start = time.perf_counter()
        look.compute_visibility_polygon(cgal.Point(float(eye[0]), float(eye[1])))
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def measured(name: str, runs: int) -> dict[str, Any]:
    count, extent = PLANS[name]
    shapes, frame = plan(count, extent)
    field = SightField(shapes, frame)
    eyes = places(field, extent, 300)
    field.isovist(eyes[0])
    told: dict[str, Any] = {
        "edges": int((field.mesh.across < 0).sum()),
        "build_s": median_s(lambda: SightField(shapes, frame), min(3, runs)),
        "batch_isovist_s": median_s(lambda: field.areas_m2(eyes), runs) / len(eyes),
    }
    for label, reach in (("", np.inf), ("_50m", 50.0)):
        spent = [median_s(lambda e=e, r=reach: field.isovist(e, r), 1) for e in eyes]
        told[f"live_isovist{label}_s"] = statistics.median(spent)
    told["peers"] = peers(field, eyes)
    told["ratios_live"] = {k: v / told["live_isovist_s"] for k, v in told["peers"].items()}
    told["ratios_batch"] = {k: v / told["batch_isovist_s"] for k, v in told["peers"].items()}
    return told


def graph_of(name: str, step_m: float, runs: int, *, with_depth: bool) -> dict[str, Any]:
    count, extent = PLANS[name]
    shapes, frame = plan(count, extent)
    field = SightField(shapes, frame)
    x, y = np.meshgrid(np.arange(step_m / 2, extent, step_m), np.arange(step_m / 2, extent, step_m))
    points = np.column_stack((x.ravel(), y.ravel()))
    local = (points - field.origin) * 1000.0
    points = points[shapely.contains_xy(field.free, local[:, 0], local[:, 1])]
    from sbd_tool.analysis.sight.graph import _depths, _patch_order, _rows
    from sbd_tool.domain.progress import SILENT

    points = points[_patch_order(points)]
    told: dict[str, Any] = {"points": len(points), "edges": int((field.mesh.across < 0).sum())}
    told["rows_and_connectivity_s"] = median_s(lambda: _rows(field, points, np.inf, SILENT), runs)
    told["areas_s"] = median_s(lambda: field.areas_m2(points), runs)
    observers = points[:: max(1, len(points) // 2000)][:2000]
    told["observers_50m_s"] = median_s(lambda: field.sees(observers, points, 50.0), runs)
    if with_depth:
        rows, _ = _rows(field, points, np.inf, SILENT)
        told["mean_depth_s"] = median_s(lambda: _depths(rows, SILENT), 1)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="mean depth of 20,000 points too")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    start = time.perf_counter()
    warm_up()
    report: dict[str, Any] = {"cores": os.cpu_count(), "warm_up_s": time.perf_counter() - start}
    small = SightField([shapely.box(4, 4, 5, 5)], shapely.box(0, 0, 10, 10))
    visibility_graph(small, [[1.0, 1.0], [9.0, 9.0], [1.0, 9.0]], 8.0)
    report["isovists"] = {name: measured(name, arguments.runs) for name in PLANS}
    report["graphs"] = {
        "small_2m": graph_of("small", 2.0, arguments.runs, with_depth=True),
        "medium_3m": graph_of("medium", 3.0, min(3, arguments.runs), with_depth=arguments.large),
    }
    print(json.dumps(report, indent=None if arguments.json else 1))


if __name__ == "__main__":
    main()
