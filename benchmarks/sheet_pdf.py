"""A map of five thousand features as a vector PDF: the draw list beside a layout of QGIS.

    python benchmarks/sheet_pdf.py [--features 5000] [--runs 7] [--json] [--keep FOLDER]

A made-up part of a town (houses with names, streets, lawns, walls, trees, lamps, entrances,
measures) is drawn onto A3 at 1 : 1000, 400 by 277 mm, all features in the frame. QGIS opens the
project this program hands over (`.qgis.zip`, so the same colours, widths, signs and names) and
exports a layout with one map of that frame at that scale as vectors, text as text. Both draw in
turns, QGIS in a process of its own (`python3-qgis` of the system), twice: from the GeoPackage, and
from features in memory, as ours are. Timed is drawing alone: ours from the project in memory with
nothing kept from the run before (draw list, names, PDF), theirs from the open project (layout and
PDF); starting, importing and opening are not. QGIS draws no shadows of houses: "ours_plain" leaves
them out too, "ours" is the whole map. Each side runs once before it is timed. Processor
seconds count all threads.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sbd_tool.app.clock import FixedClock  # noqa: E402
from sbd_tool.app.design import font_faces, load_design  # noqa: E402
from sbd_tool.app.exporting import export  # noqa: E402
from sbd_tool.app.language import load_words  # noqa: E402
from sbd_tool.app.rules import Rules, load_rules  # noqa: E402
from sbd_tool.cartography import plan  # noqa: E402
from sbd_tool.cartography.compose import compose  # noqa: E402
from sbd_tool.cartography.drawlist import Viewport  # noqa: E402
from sbd_tool.domain.evidence import Evidence, Stamp  # noqa: E402
from sbd_tool.domain.layers import Layer  # noqa: E402
from sbd_tool.domain.marking import Edition  # noqa: E402
from sbd_tool.domain.measures import Measure, MeasureState  # noqa: E402
from sbd_tool.domain.project import Project  # noqa: E402
from sbd_tool.domain.roles import Role  # noqa: E402
from sbd_tool.report.letters import Letters  # noqa: E402
from sbd_tool.report.map_drawing import draw_map  # noqa: E402
from sbd_tool.report.pdf_document import PdfDocument  # noqa: E402

OURS: Final = ("ours", "ours_plain")
QGIS: Final = ("qgis", "qgis_memory")
SHADOWS: Final = plan.shadow_groups
SCALE: Final = 1000
WIDTH_MM, HEIGHT_MM = 400.0, 277.0
PAPER_MM: Final = (420.0, 297.0)
WEST, SOUTH = 500_000.0, 5_800_000.0
WIDTH_M, HEIGHT_M = WIDTH_MM * SCALE / 1000, HEIGHT_MM * SCALE / 1000
SHARES: Final = {
    Role.BUILDING: 0.28, Role.VEGETATION: 0.06, Role.CARRIAGEWAY: 0.04, Role.FOOTWAY: 0.06,
    Role.WALL: 0.14, Role.KERB: 0.08, Role.TREE: 0.12, Role.LAMP: 0.10, Role.ENTRANCE: 0.10,
}  # fmt: skip


def town(features: int, seed: int = 7) -> Project:
    """A project of so many features within the frame; what the shares leave are measures."""
    rng = np.random.default_rng(seed)
    counts = {role: round(features * share) for role, share in SHARES.items()}
    plots = _plots(counts[Role.BUILDING] + counts[Role.VEGETATION], rng)
    layers = [_layer(role, count, plots, rng) for role, count in counts.items()]
    square = shapely.box(WEST + 160, SOUTH + 110, WEST + 240, SOUTH + 170)
    layers.append(_rows(Role.PEDESTRIAN_AREA, [square], [{"name": "Test Square"}], ["square"]))
    rest = features - sum(len(layer) for layer in layers)
    return Project(
        id="00000000-0000-4000-8000-000000000001", title="Five thousand", crs="EPSG:25832",
        square="square", layers=tuple(layers), measures=_measures(rest, rng),
    )  # fmt: skip


def _plots(count: int, rng: np.random.Generator) -> list[Any]:
    """Ten-cornered plots side by side that do not overlap, in no order."""
    columns = int(np.ceil(np.sqrt(count * WIDTH_M / HEIGHT_M)))
    rows = int(np.ceil(count / columns))
    step = np.array([WIDTH_M / columns, HEIGHT_M / rows])
    cells = rng.permutation(columns * rows)[:count]
    centres = (np.column_stack([cells % columns, cells // columns]) + 0.5) * step + (WEST, SOUTH)
    turns = np.linspace(0, 2 * np.pi, 11)[:-1]
    reach = rng.uniform(0.6, 1.0, (count, 10, 1)) * float(step.min()) * 0.46
    corners = centres[:, None, :] + reach * np.column_stack([np.cos(turns), np.sin(turns)])
    return list(shapely.polygons(corners))


def _layer(role: Role, count: int, plots: list[Any], rng: np.random.Generator) -> Layer:
    if role in (Role.BUILDING, Role.VEGETATION):
        own = [plots.pop() for _ in range(count)]
        named = [{"name": f"H{n}"} if n % 5 == 0 else {} for n in range(count)]
        return _rows(role, own, named if role is Role.BUILDING else [{}] * count)
    low, high = (WEST + 30, SOUTH + 30), (WEST + WIDTH_M - 30, SOUTH + HEIGHT_M - 30)
    at = rng.uniform(low, high, (count, 2))
    if role in (Role.TREE, Role.LAMP, Role.ENTRANCE):
        return _rows(role, list(shapely.points(at)), [{}] * count)
    reach = 2.5 if role in (Role.CARRIAGEWAY, Role.FOOTWAY) else 1.0
    steps = rng.normal(0, 0.4, (count, 12, 2)) + rng.normal(0, reach / 2, (count, 1, 2))
    ends = [{"highway": "residential", "name": f"S{n}"} for n in range(count)]
    named = ends if role is Role.CARRIAGEWAY else [{}] * count
    return _rows(role, list(shapely.linestrings(at[:, None, :] + steps.cumsum(axis=1))), named)


def _rows(
    role: Role, shapes: list[Any], rows: list[dict[str, Any]], ids: list[str] | None = None
) -> Layer:
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    return Layer(
        stamp=Stamp(id=f"layer-{role.value}", evidence=Evidence.PLAN), name=role.value, role=role,
        ids=tuple(ids or [f"{role.value}-{n}" for n in range(len(shapes))]), geometry=geometry,
        attributes=tuple(rows),
    )  # fmt: skip


def _measures(count: int, rng: np.random.Generator) -> dict[str, Measure]:
    low, high = (WEST + 12, SOUTH + 12), (WEST + WIDTH_M - 12, SOUTH + HEIGHT_M - 12)
    states = (MeasureState.EXISTING, MeasureState.PROPOSED)
    found = {}
    known = [kind.key for kind in load_rules(None).catalogue.measures if kind.symbol]
    for number, (x, y) in enumerate(rng.uniform(low, high, (count, 2)).tolist()):
        key = f"measure-{number}"
        found[key] = Measure(
            stamp=Stamp(id=key, evidence=Evidence.SEEN), kind=known[number % len(known)],
            geometry=shapely.Point(x, y), state=states[number % 2],
        )  # fmt: skip
    return found


class Ours:
    """The project through the draw list."""

    def __init__(self, project: Project, rules: Rules) -> None:
        self._project, self._catalogue = project, rules.catalogue
        self._design, self._words = load_design(), load_words("en")
        self._theme = self._design.theme("light")
        self._view = Viewport(
            centre_x_m=WEST + WIDTH_M / 2, centre_y_m=SOUTH + HEIGHT_M / 2, scale=float(SCALE),
            width_mm=WIDTH_MM, height_mm=HEIGHT_MM,
        )  # fmt: skip

    def draw(self, *, is_plain: bool = False) -> bytes:
        """One map, as it is drawn when nothing is kept of the one before."""
        nothing: Callable[..., tuple[()]] = lambda *_: ()  # noqa: E731
        plan.shadow_groups = nothing if is_plain else SHADOWS
        layers = tuple(replace(layer) for layer in self._project.layers)
        drawing = compose(
            replace(self._project, layers=layers), self._catalogue, self._design, self._words,
            scale=SCALE, extent=(WEST, SOUTH, WEST + WIDTH_M, SOUTH + HEIGHT_M), marker_mm=4.6,
        )  # fmt: skip
        document = PdfDocument(Letters(font_faces()), "Five thousand")
        page = document.page(*PAPER_MM)
        draw_map(page, drawing, self._view, 10.0, 10.0, self._design, self._theme)
        return document.content()


class Theirs:
    """QGIS in a process of its own, asked line by line."""

    def __init__(self, project: Path) -> None:
        script = Path(__file__).with_name("sheet_pdf_qgis.py")
        self._process = subprocess.Popen(
            ["/usr/bin/python3", str(script), str(project)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        line = self._process.stdout.readline() if self._process.stdout else ""
        self.told: dict[str, Any] = json.loads(line) if line else {}

    def draw(self, target: Path, *, is_in_memory: bool) -> dict[str, float]:
        writing, reading = self._process.stdin, self._process.stdout
        if writing is None or reading is None:
            raise SystemExit("QGIS ended")
        wish = {
            "target": str(target), "memory": is_in_memory, "paper_mm": PAPER_MM, "scale": SCALE,
            "frame_mm": (10, 10, WIDTH_MM, HEIGHT_MM),
            "extent": (WEST, SOUTH, WEST + WIDTH_M, SOUTH + HEIGHT_M),
        }  # fmt: skip
        writing.write(json.dumps(wish) + "\n")
        writing.flush()
        answer: dict[str, float] = json.loads(reading.readline())
        return answer

    def stop(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(30)


def words_in(path: Path) -> int:
    """How many names of houses and streets `pdftotext` reads in one piece."""
    line = ["/usr/bin/pdftotext", str(path), "-"]
    told = subprocess.run(line, capture_output=True, text=True, check=True)
    return sum(bool(re.fullmatch(r"[HS][0-9]+", word)) for word in told.stdout.split())


def measured(features: int, runs: int, folder: Path) -> dict[str, Any]:
    """Medians of both sides, drawn in turns."""
    project = town(features)
    rules = load_rules(project)
    packed = folder / "town.qgis.zip"
    export(
        project, None, rules, packed, edition=Edition.POLICE, words=load_words("en"),
        clock=FixedClock(),
    )  # fmt: skip
    zipfile.ZipFile(packed).extractall(folder)
    ours, theirs = Ours(project, rules), Theirs(folder / "square.qgs")
    if not theirs.told:
        raise SystemExit("QGIS is not here: apt-get install python3-qgis")
    times: dict[str, list[tuple[float, float]]] = {side: [] for side in (*OURS, *QGIS)}
    paths = {side: folder / f"{side}.pdf" for side in times}
    try:
        for _ in range(runs + 1):
            for side in OURS:
                start, spent = time.perf_counter(), time.process_time()
                raw = ours.draw(is_plain=side == "ours_plain")
                took = (time.perf_counter() - start, time.process_time() - spent)
                paths[side].write_bytes(raw)
                times[side].append(took)
            for side in QGIS:
                told = theirs.draw(paths[side], is_in_memory=side == "qgis_memory")
                times[side].append((told["wall_s"], told["processor_s"]))
    finally:
        theirs.stop()
    sides = {side: _side(rows[1:], paths[side]) for side, rows in times.items()}
    pairs = [(own, side) for own in OURS for side in QGIS]
    return {
        "features": sum(len(layer) for layer in project.layers) + len(project.measures),
        "qgis": theirs.told["version"], "runs": runs, "load": round(os.getloadavg()[0], 1),
        "sides": sides,
        "ratios": {f"{own} / {side}": _ratios(sides, own, side) for own, side in pairs},
    }  # fmt: skip


def _side(rows: list[tuple[float, float]], path: Path) -> dict[str, float]:
    wall, processor = (round(statistics.median(column), 3) for column in zip(*rows, strict=True))
    size = path.stat().st_size
    return {"wall_s": wall, "processor_s": processor, "bytes": size, "names": words_in(path)}


def _ratios(sides: dict[str, dict[str, float]], ours: str, qgis: str) -> dict[str, float]:
    own, other = sides[ours], sides[qgis]
    return {key: round(own[key] / other[key], 2) for key in ("wall_s", "processor_s", "bytes")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the files")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        told = measured(given.features, given.runs, folder)
    print(json.dumps(told, indent=2) if given.json else told)


if __name__ == "__main__":
    main()
