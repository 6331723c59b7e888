"""The map canvas beside QGIS on the same files of a generated city.

    python benchmarks/canvas.py [--runs 7] [--folder DIR] [--json]

Medians of alternating runs, ours then QGIS, on frames of 1600 by 1000 pixels; QGIS is run by the
system's Python where `python3-qgis` is installed, otherwise only our own figures appear. Ours are
the product's own classes: plan layers drawn by `cartography.plan`, frames by `FramePainter`, the
window by `MapSurface`. Absolute milliseconds hold for one machine only; trust the ratios.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.canvas_cases import Bench, verdicts
from benchmarks.canvas_city import city
from benchmarks.canvas_files import Yardstick


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = city(folder)
        yardstick = Yardstick.started()
        try:
            bench = Bench(files, yardstick, arguments.runs)
            cases = bench.all_cases()
        finally:
            yardstick.stop()
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "qgis": yardstick.version,
        "runs": arguments.runs,
        "cases": cases,
        "missed": verdicts(cases),
    }
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        print(f"{report['machine']}, QGIS {yardstick.version or 'not installed'}")
        for name, case in cases.items():
            print(f"{name:>34}  " + "  ".join(f"{key} {value}" for key, value in case.items()))
        print("missed:", ", ".join(report["missed"]) or "nothing")
    return 1 if report["missed"] else 0


if __name__ == "__main__":
    sys.exit(main())
