"""Time one move of the pointer while a run of bollards or planters is drawn or dragged.

    python benchmarks/runs.py [--features 5000] [--runs 5] [--json]

A move is all that happens between the event and the picture: the line gets other ends, its units
are laid out anew, every clear gap is judged against both limits, the gaps at the ends against all
that stands around, and units, marks and labels are painted over a canvas of 1600 x 1000 pixels.
Medians over the runs of the median and of the 95th percentile of 60 moves each. Milliseconds are
processor time of the one thread that works, so that other work on the machine does not count.
Target: every p95 below 50 ms.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from sbd_tool.app.design import font_faces, load_design
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.gui import fonts, paint
from sbd_tool.gui.look import make_look
from sbd_tool.gui.map.sketching.run_overlay import RunOverlay
from sbd_tool.gui.map.viewport import View

SIDE_M = 300.0
MOVES = 60
WIDTH_PX, HEIGHT_PX = 1600, 1000
TARGET_MS = 50.0
KINDS = {"bollards": "bollards-rated-fixed", "planters": "rated-planters"}
LENGTHS_M = {"20 m": 20.0, "80 m": 80.0, "250 m": 250.0}


def surroundings(count: int, seed: int) -> Layer:
    """Walls, posts and buildings over nine hectares, as a dense plan has them."""
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, SIDE_M, (count, 2))
    shapes: list[Any] = []
    for number, (x, y) in enumerate(places.tolist()):
        size = float(rng.uniform(0.3, 6))
        if number % 3 == 0:
            shapes.append(shapely.Point(x, y).buffer(0.3))
        elif number % 3 == 1:
            shapes.append(shapely.box(x, y, x + size, y + size / 2))
        else:
            shapes.append(LineString([(x, y), (x + size, y + size / 3)]))
    return Layer(
        stamp=Stamp(id="walls"),
        name="walls",
        role=Role.WALL,
        ids=tuple(f"w{row}" for row in range(count)),
        geometry=as_geometry_array(shapes),
        attributes=({},) * count,
    )


def line_at(length_m: float, move: int) -> LineString:
    """A run with a corner whose far end is being dragged."""
    x, y = 20.0, 40.0
    turn = move * 0.02
    middle = (x + length_m * 0.4, y + length_m * 0.1)
    reach = length_m * 0.6
    return LineString(
        [(x, y), middle, (middle[0] + reach * np.cos(turn), middle[1] + reach * np.sin(turn))]
    )


def timed(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def one_run(project: Project, kind: str, length_m: float) -> tuple[list[float], int]:
    look = make_look(load_design())
    line = line_at(length_m, 0)
    run = Measure(stamp=Stamp(id="run"), kind=kind, geometry=line)
    held = Project(id="p", title="", crs=project.crs, layers=project.layers, measures={"run": run})
    desk: Any = SimpleNamespace(project=held, rules=load_rules(), armed_kind=None, run_draft=None)
    overlay = RunOverlay(desk)
    view = View(
        x_m=20 + length_m / 2,
        y_m=40 + length_m / 6,
        m_per_px=max(0.02, length_m / 1200),
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
    )
    host: Any = SimpleNamespace(theme=look.theme, words=look.words, view=view, selection=())
    image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_ARGB32_Premultiplied)
    units = 0

    def move(number: int) -> None:
        nonlocal units
        p = QPainter(image)
        paint.hints(p)
        drafts = {"run": line_at(length_m, number)}
        overlay.paint(p, host, drafts)
        p.end()
        units = max(units, len(overlay.runs(host, drafts)[0].layout.centres))

    move(0)  # what stands around is gathered once, when the drag begins
    return [timed(lambda number=number: move(number)) for number in range(1, MOVES)], units


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    app = QApplication([])
    fonts.register(font_faces().values())
    project = Project(id="p", title="", crs="EPSG:3879", layers=(surroundings(asked.features, 7),))
    told: dict[str, Any] = {"features": asked.features, "runs": asked.runs, "moves": MOVES}
    for name, kind in KINDS.items():
        for length, length_m in LENGTHS_M.items():
            found = [one_run(project, kind, length_m) for _ in range(asked.runs)]
            medians = [statistics.median(times) for times, _ in found]
            tails = [float(np.quantile(times, 0.95)) for times, _ in found]
            told[f"{name} {length}"] = {
                "units": found[0][1],
                "median_ms": round(statistics.median(medians), 2),
                "p95_ms": round(statistics.median(tails), 2),
                "meets_target": statistics.median(tails) < TARGET_MS,
            }
    if asked.json:
        print(json.dumps(told, indent=1))
    else:
        for name, row in told.items():
            print(name, row)
    app.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
