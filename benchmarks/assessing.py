"""Time whole assessments: what an export works out before it draws.

    python benchmarks/assessing.py P.sbd.gpkg|PLAN… [--runs 3] [--json]

For each project (or plan, brought in as `sbd assess` does) the slow analyses are run once without
suggestions and once with them, in turn, each with an empty memory of results; medians of processor
seconds and their ratio. The first run of all compiles and is not counted.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sbd_tool.analysis.swept import drive, passing, world  # noqa: E402
from sbd_tool.app.importing import import_plans  # noqa: E402
from sbd_tool.app.pipeline import assess  # noqa: E402
from sbd_tool.app.projects import open_project  # noqa: E402
from sbd_tool.app.rules import load_rules  # noqa: E402
from sbd_tool.domain.project import Project  # noqa: E402


def project_of(path: Path) -> Project:
    """A project file opened, or a plan brought in."""
    if path.name.endswith(".sbd.gpkg"):
        return open_project(path).project
    return import_plans([path]).project


def forget() -> None:
    """Begin with nothing remembered of rides and verdicts."""
    world._served.cache_clear()  # noqa: SLF001 - a benchmark begins like a new process
    passing._VERDICTS.forget()  # noqa: SLF001
    drive._DRIVES.forget()  # noqa: SLF001


def spent_s(project: Project, *, with_suggestions: bool) -> float:
    """Processor seconds of one assessment."""
    rules = load_rules(project)
    forget()
    start = time.process_time()
    assess(project, rules, with_slow=True, with_suggestions=with_suggestions)
    return time.process_time() - start


def measured(path: Path, runs: int) -> dict[str, float | str]:
    """Medians of both, seconds, and their ratio."""
    project = project_of(path)
    spent_s(project, with_suggestions=False)
    pairs = [
        (spent_s(project, with_suggestions=False), spent_s(project, with_suggestions=True))
        for _ in range(runs)
    ]
    plain, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "plan": path.name,
        "scores_s": round(plain, 2),
        "with_suggestions_s": round(whole, 2),
        "ratio": round(whole / plain, 2),
    }


def main() -> None:
    """Print a row for each plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [measured(path, given.runs) for path in given.plans]
    if given.json:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        print("  ".join(str(value) for value in row.values()))


if __name__ == "__main__":
    main()
