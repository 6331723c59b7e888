"""Files as projects, QGIS as a process, and what both are measured with."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely

from benchmarks.canvas_city import Extent
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.gui.map.viewport import View

WIDTH, HEIGHT = 1600, 1000
ROLES = (
    Role.PEDESTRIAN_AREA,
    Role.FOOTWAY,
    Role.CYCLEWAY,
    Role.WATER,
    Role.PARKING,
)
"""Five roles with inside and outline stand for QGIS's five categories."""


class Took(NamedTuple):
    """Milliseconds on the clock and of processor time, all threads together."""

    ms: float
    cpu_ms: float


@dataclass
class Yardstick:
    """QGIS in a process of its own, or nothing where it is not installed."""

    process: subprocess.Popen[str] | None = None
    version: str = ""

    @classmethod
    def started(cls) -> "Yardstick":
        script = Path(__file__).with_name("canvas_qgis.py")
        process = subprocess.Popen(
            ["/usr/bin/python3", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        line = process.stdout.readline() if process.stdout else ""
        return cls(process, json.loads(line)["version"]) if line else cls()

    def ask(self, **wish: object) -> Took | None:
        if self.process is None or self.process.stdin is None or self.process.stdout is None:
            return None
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Took(answer["ms"], answer["cpu_ms"])

    def stop(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait(30)


def view_of(extent: Extent) -> View:
    west, south, east, north = extent
    m_per_px = (east - west) / WIDTH
    return View((west + east) / 2, (south + north) / 2, m_per_px, float(WIDTH), float(HEIGHT))


def stamp(name: str) -> Stamp:
    return Stamp(id=name, evidence=Evidence.PLAN)


def layer_of(name: str, role: Role | None, geometry: np.ndarray) -> Layer:
    nothing: dict[str, str] = {}
    return Layer(
        stamp=stamp(name),
        name=name,
        role=role,
        ids=tuple(map(str, range(len(geometry)))),
        geometry=geometry,
        attributes=(nothing,) * len(geometry),
    )


def read_file(path: Path) -> Project:
    """A file as a project of one layer per class."""
    from sbd_tool.formats.gdal_settings import load_pyogrio

    load_pyogrio()
    from pyogrio.raw import read

    _, _, blobs, (classes,) = read(path, columns=["cls"])
    geometry = shapely.from_wkb(blobs)
    layers = tuple(
        layer_of(f"class-{row}", role, geometry[classes == row]) for row, role in enumerate(ROLES)
    )
    return Project(id="city", title="City", crs="EPSG:25832", layers=layers)


def resident_mb() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def timed(work: Callable[[], object]) -> float:
    return took(work).ms


def took(work: Callable[[], object]) -> Took:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return Took((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000)
