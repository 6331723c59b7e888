"""Time the road of a planner as whole processes: import, assess, exports of one square.

    python benchmarks/road.py PLAN [--runs 5] [--json]

Medians of wall and processor seconds and the largest memory; the first run of a fresh cache is
reported on its own as "cold".
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPORTS = ("pdf", "html", "gpkg", "geojson", "xlsx", "png", "svg")


def timed(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode())
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall_s": wall, "processor_s": processor, "peak_mb": after.ru_maxrss / 1024}


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    report: dict[str, object] = {"plan": arguments.plan.name, "runs": arguments.runs}
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, SBD_CACHE_DIR=f"{folder}/cache", SBD_STATE_DIR=f"{folder}/s")
        sbd = [sys.executable, "main.py"]
        project = f"{folder}/square.sbd.gpkg"

        def bring() -> list[str]:
            Path(project).unlink(missing_ok=True)
            return [*sbd, "import", str(arguments.plan.resolve()), "-o", project]

        report["import_cold"] = timed(bring(), environment)
        report["import"] = medians([timed(bring(), environment) for _ in range(arguments.runs)])
        assess = [*sbd, "assess", project, "--json"]
        report["assess"] = medians([timed(assess, environment) for _ in range(arguments.runs)])
        for suffix in EXPORTS:
            export = [*sbd, "export", project, f"{folder}/out.{suffix}", "--edition", "police"]
            report[f"export_{suffix}"] = medians([timed(export, environment) for _ in range(3)])
    print(json.dumps(report, indent=2) if arguments.json else _table(report))


def _table(report: dict[str, object]) -> str:
    rows = [f"{report['plan']}, medians of {report['runs']} runs"]
    for key, value in report.items():
        if isinstance(value, dict):
            rows.append(f"{key:<16} {value['wall_s']:7.2f} s  {value['peak_mb']:7.0f} MB")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
