"""Time how soon the chip of the brief answers an edit, in the window itself.

    python benchmarks/brief.py SAMPLE|PROJECT.sbd.gpkg... [--runs 5] [--json]

The window runs off the screen with seven conditions in the brief: gaps, both ledgers, ways in,
routes, what must stay, the fire engine. Each edit is placed at a new spot, and taken back before
the next one: posts would pile up to hundreds, and each run take longer than the one before. Wall
milliseconds from the command to the chip that speaks of it (``chip_ms``; conditions that wait for
a slow analysis say "being checked"), and to the last judgement (``all_ms``); ``work_ms`` is the
processor time of all threads until the chip, which other programs do not lengthen. Target: chip
1,000 ms.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSettings
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.app.clock import SystemClock
from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.conditions.writing import write_condition
from sbd_tool.app.samples import samples
from sbd_tool.app.settings import Settings
from sbd_tool.domain.conditions import Verdict
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.bootstrap import Program, make_application

TARGET_MS: Final = 1000.0
LONGEST_S: Final = 180.0
BRIEF: Final = (
    ("no_gap_above", {"limit": 1.2}),
    ("openness_at_least", {"least": 40.0}),
    ("protection_at_least", {"least": 20.0}),
    ("ways_wide", {"least": 0.9}),
    ("no_route_longer", {"most": 60.0}),
    ("cost_at_most", {"most": 100000.0}),
    ("vehicle_reaches_square", {"vehicle": "fire", "least": 1.0}),
)
ARRAY: Final = "array of 40 "
EDITS: Final = (
    ("point", "seating-edge"),
    ("point", "public-toilets"),
    ("edge", "bollards-rated-fixed"),
    ("edge", ARRAY + "bollards-rated-fixed"),
)


class Bench:
    """A window off the screen."""

    def __init__(self, folder: Path) -> None:
        os.environ["SBD_CONFIG_DIR"] = str(folder / "config")
        os.environ["SBD_STATE_DIR"] = str(folder / "state")
        self.application = make_application()
        kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.program = Program(self.application, Settings(), SystemClock(), kept)
        self.program.window.resize(1440, 900)
        self.program.window.show()
        self.program.warm_up()

    @property
    def watch(self) -> Any:
        return self.program.window.brief

    def wait(self, until: Callable[[], bool]) -> float:
        """Let the window live until something is so; milliseconds that took."""
        begun = time.perf_counter()
        while not until():
            if time.perf_counter() - begun > LONGEST_S:
                raise SystemExit("waited too long")
            self.application.processEvents()
            time.sleep(0.001)
        return 1000 * (time.perf_counter() - begun)

    def open(self, what: str) -> None:
        path = Path(what)
        bench, window = self.program.bench, self.program.window
        if path.exists():
            window.flows.open_paths([path])
        else:
            window.flows.open_sample(next(one for one in samples() if one.key == what))
        self.wait(lambda: bench.project is not None)
        self.settle()
        rubric = window.desk.rules.rubric
        for number, (kind, blanks) in enumerate(BRIEF):
            key = f"benchmark-{number}"
            bench.do(write_condition(bench.project, kind, blanks, key, rubric, bench.by()))
        self.settle()

    def settle(self) -> None:
        bench = self.program.bench
        self.wait(
            lambda: (
                bench.is_assessment_whole
                and self.watch.is_fresh
                and not self.program.runner.is_busy
            )
        )

    def edit(self, kind: str, place: BaseGeometry) -> dict[str, float]:
        """Place a measure; how soon the chip and how soon all judgements speak of it."""
        desk = self.program.window.desk
        measures = tuple(
            Measure(stamp=desk.new_stamp(), kind=kind.removeprefix(ARRAY), geometry=shape)
            for shape in (spread(place) if kind.startswith(ARRAY) else [place])
        )
        begun, spent = time.perf_counter(), time.process_time()
        desk.do(AddMeasures(measures=measures, by=desk.by()))
        self.wait(lambda: self.watch.is_current)
        chip = 1000 * (time.perf_counter() - begun)
        work = 1000 * (time.process_time() - spent)
        found = self.watch.found
        pending = len(found.pending)
        named = any(one.objects for one in found.settled if one.verdict is Verdict.NOT_MET)
        self.wait(lambda: self.watch.is_fresh and self.program.bench.is_assessment_whole)
        whole = 1000 * (time.perf_counter() - begun)
        self.program.bench.undo()
        self.settle()
        return {"chip": chip, "work": work, "all": whole, "pending": pending, "named": float(named)}

    def close(self) -> None:
        self.program.bench.close()
        self.program.window.close()
        self.program.shutdown()


def places(zone: Any, sort: str, runs: int) -> Iterator[BaseGeometry]:
    middle, length = zone.representative_point(), zone.exterior.length
    for run in range(runs):
        if sort == "point":
            yield translate(middle, 0.31 * run, 0.17 * run)
        else:
            start = (0.03 + 0.07 * run) * length
            yield substring(zone.exterior, start, start + min(40.0, length / 4))


def spread(line: BaseGeometry) -> list[BaseGeometry]:
    """Forty single bollards along a line."""
    return [line.interpolate(number / 39, normalized=True) for number in range(40)]


def timed(what: str, runs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        try:
            bench.open(what)
            project = bench.program.bench.project
            found = project.feature(project.square) if project is not None else None
            zone = found[1].geometry
            edits = {}
            for sort, kind in EDITS:
                rows = []
                for place in places(zone, sort, runs):
                    rows.append(bench.edit(kind, place))
                    print(
                        kind,
                        {key: round(value) for key, value in rows[-1].items()},
                        file=sys.stderr,
                    )
                edits[kind] = _told(rows)
        finally:
            bench.close()
    return {"plan": Path(what).name, "area_m2": round(zone.area), "edits": edits}


def _told(rows: list[dict[str, float]]) -> dict[str, Any]:
    chip = statistics.median(row["chip"] for row in rows)
    return {
        "chip_ms": round(chip),
        "most_chip_ms": round(max(row["chip"] for row in rows)),
        "work_ms": round(statistics.median(row["work"] for row in rows)),
        "all_ms": round(statistics.median(row["all"] for row in rows)),
        "pending": round(max(row["pending"] for row in rows)),
        "names_an_object": all(row["named"] for row in rows),
        "meets_target": chip <= TARGET_MS,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = [timed(plan, arguments.runs) for plan in arguments.plans]
    if arguments.json:
        print(json.dumps({"target_ms": TARGET_MS, "plans": found}, indent=1))
        return
    for plan in found:
        for kind, row in plan["edits"].items():
            print(plan["plan"], kind, row)


if __name__ == "__main__":
    main()
