"""Time a report of thirty pages: from the opened project to the finished, attacked PDF.

    python benchmarks/report.py [PLAN] [--pages 30] [--runs 5] [--json]

The plan is brought in (by default a sample square is built), and measures of different kinds, each
with a name and a remark of its own, are set until the police report has the pages asked for. Each
run is a whole process: `sbd export P out.pdf --edition police --maps`, with its own assessment.
"inside" is the export alone, within this process, after the assessment, as the window runs it.
"""

import argparse
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pypdf
from shapely.geometry import Point

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sbd_tool.app.clock import FixedClock  # noqa: E402
from sbd_tool.app.exporting import export  # noqa: E402
from sbd_tool.app.importing import import_plans  # noqa: E402
from sbd_tool.app.language import load_words  # noqa: E402
from sbd_tool.app.pipeline import assess  # noqa: E402
from sbd_tool.app.projects import save_project  # noqa: E402
from sbd_tool.app.rules import load_rules  # noqa: E402
from sbd_tool.app.samples import build_sample, sample  # noqa: E402
from sbd_tool.domain.catalogue import GeometryKind  # noqa: E402
from sbd_tool.domain.evidence import Evidence, Stamp  # noqa: E402
from sbd_tool.domain.marking import Edition  # noqa: E402
from sbd_tool.domain.measures import Measure  # noqa: E402
from sbd_tool.domain.project import Project  # noqa: E402

STEP = 80


def furnished(project: Project, count: int) -> Project:
    """The project with so many different measures on its square."""
    kinds = [k for k in load_rules(project).catalogue.measures if k.geometry is GeometryKind.POINT]
    found = project.feature(project.square)
    if found is None:
        raise SystemExit("no square is picked in this plan")
    west, south, east, north = found[1].geometry.bounds
    made = {}
    for turn in range(count):
        kind = kinds[turn % len(kinds)]
        x = west + (east - west) * ((turn * 0.618) % 1)
        y = south + (north - south) * ((turn * 0.382) % 1)
        stamp = Stamp(id=f"00000000-0000-4000-8000-{turn:012d}", evidence=Evidence.PLAN)
        note = f"Remark {turn}: agreed on site, to be looked at again after the first winter."
        made[stamp.id] = Measure(
            stamp=stamp, kind=kind.key, geometry=Point(x, y), name=f"Place {turn}", note=note
        )
    return replace(project, measures={**project.measures, **made})


def pages_of(raw: bytes) -> int:
    """Pages of a PDF."""
    return len(pypdf.PdfReader(io.BytesIO(raw)).pages)


def inside(project: Project, folder: Path, runs: int) -> tuple[int, list[tuple[float, float]]]:
    """Pages, and wall seconds of exports alone, of an assessment that is there."""
    rules = load_rules(project)
    known = assess(project, rules, with_slow=True)
    target, walls = folder / "inside.pdf", []
    for _ in range(runs):
        start, spent = time.perf_counter(), time.process_time()
        export(
            project, known, rules, target, edition=Edition.POLICE, words=load_words("en"),
            clock=FixedClock(),
        )  # fmt: skip
        walls.append((time.perf_counter() - start, time.process_time() - spent))
    return pages_of(target.read_bytes()), walls


def whole(project: Project, folder: Path, runs: int) -> tuple[int, list[tuple[float, float]]]:
    """Pages, and wall seconds of whole processes with maps of analyses."""
    path, target, walls = folder / "square.sbd.gpkg", folder / "out.pdf", []
    save_project(project, path)
    environment = dict(os.environ, SBD_CACHE_DIR=f"{folder}/cache", SBD_STATE_DIR=f"{folder}/state")
    line = [sys.executable, "main.py", "export", str(path), str(target)]
    for _ in range(runs + 1):
        start, spent = time.perf_counter(), children()
        subprocess.run(
            [*line, "--edition", "police", "--maps"], cwd=ROOT, env=environment, check=True,
            capture_output=True,
        )  # fmt: skip
        walls.append((time.perf_counter() - start, children() - spent))
    return pages_of(target.read_bytes()), walls[1:]  # the first cuts the fonts


def children() -> float:
    """Processor seconds of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def medians(pages: int, runs: list[tuple[float, float]]) -> dict[str, float]:
    """Pages, and medians of wall and processor seconds."""
    wall, processor = (round(statistics.median(column), 2) for column in zip(*runs, strict=True))
    return {"pages": pages, "wall_s": wall, "processor_s": processor}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.plan is None:
        base = build_sample(sample("market-square"), clock=FixedClock())
    else:
        base = import_plans([given.plan]).project
    with tempfile.TemporaryDirectory() as name:
        folder, count = Path(name), 0
        project = base
        while inside(project, folder, 1)[0] < given.pages:
            count += STEP
            project = furnished(base, count)
        found = {
            "inside": medians(*inside(project, folder, given.runs)),
            "process": medians(*whole(project, folder, given.runs)),
        }
    told = {
        "plan": given.plan.name if given.plan else "market-square",
        "measures": len(project.measures),
        "runs": given.runs,
        **found,
    }
    print(json.dumps(told, indent=2) if given.json else told)


if __name__ == "__main__":
    main()
