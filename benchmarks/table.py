"""The attribute table: opening, ordering, scrolling and editing many rows.

    python benchmarks/table.py [--runs 7] [--rows 100000] [--json]

Medians, in milliseconds. Rows are features of one generated layer with eight attributes; editing
goes the whole way: command, history, journal in memory, the table shown anew. Nothing is assessed.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shapely import points

TARGET_500_MS = 500.0
FRAME_MS = 16.0


def a_project(rows: int) -> Any:
    from sbd_tool.domain.evidence import Stamp
    from sbd_tool.domain.layers import Layer
    from sbd_tool.domain.project import Project
    from sbd_tool.domain.roles import Role

    rng = np.random.default_rng(7)
    heights, kinds = rng.uniform(2, 40, rows).round(2).tolist(), rng.integers(0, 9, rows).tolist()
    attributes = tuple(
        {
            "name": f"Tree {row}",
            "height": heights[row],
            "kind": f"kind {kinds[row]}",
            "lanes": kinds[row],
            "is_protected": kinds[row] % 2 == 0,
            "surveyor": "A. Planner",
            "street": f"Street {row % 211}",
            "remark": "" if row % 5 else "to be looked at",
        }
        for row in range(rows)
    )
    layer = Layer(
        stamp=Stamp(id="trees"),
        name="Trees",
        role=Role.TREE,
        ids=tuple(f"t{row}" for row in range(rows)),
        geometry=points(rng.uniform(0, 3000, (rows, 2))),
        attributes=attributes,
    )
    return Project(id=f"bench-{rows}", title="Bench", crs="EPSG:25832", layers=(layer,))


class Opened:
    """A table panel on a project, as the window has it."""

    def __init__(self, app: QApplication, rows: int) -> None:
        from sbd_tool.app.clock import FixedClock
        from sbd_tool.app.design import load_design
        from sbd_tool.app.workbench import Workbench
        from sbd_tool.gui.desk import Desk
        from sbd_tool.gui.job_runner import QtJobRunner
        from sbd_tool.gui.look import make_look
        from sbd_tool.gui.panels.table.panel import TablePanel

        self.app, clock = app, FixedClock()
        self.runner = QtJobRunner()
        self.bench = Workbench(self.runner, clock=clock)
        self.desk = Desk(make_look(load_design()), self.bench, self.runner, clock)
        self.bench.new(a_project(rows))
        self.panel = TablePanel(self.desk)
        self.panel.resize(1200, 700)
        self.panel.show()
        self.settle(lambda: self.panel.model.grid.source == "measures")

    def settle(self, is_done: Callable[[], bool], limit_s: float = 60.0) -> None:
        end = time.perf_counter() + limit_s
        while not is_done() and time.perf_counter() < end:
            self.app.processEvents()

    def close(self) -> None:
        self.panel.close()
        self.desk.leave()
        self.bench.close()
        self.runner.shutdown()


def timed(do: Callable[[], None]) -> float:
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000


def medians(opened: Opened, rows: int, runs: int) -> dict[str, float]:
    from sbd_tool.app.table_edits import setting

    desk, panel, model = opened.desk, opened.panel, opened.panel.model

    def show() -> None:
        panel.show_source("measures")
        panel.show_source("trees")
        opened.settle(lambda: model.rowCount() == rows)

    def order() -> None:
        before = model.order[0]
        panel.view.horizontalHeader().sectionClicked.emit(1)
        opened.settle(lambda: model.order[0] != before or panel.wish.sort == "")

    def find() -> None:
        panel.bar.wanted.setText("height > 20 and kind = 'kind 3'")
        panel.bar.wanted.returnPressed.emit()
        opened.settle(lambda: model.rowCount() < rows)
        panel.bar.wanted.setText("")
        panel.bar.wanted.returnPressed.emit()
        opened.settle(lambda: model.rowCount() == rows)

    picture = QImage(1200, 700, QImage.Format.Format_ARGB32_Premultiplied)
    places = iter(range(10_000_000))

    def scroll() -> None:
        bar = panel.view.verticalScrollBar()
        bar.setValue((next(places) * 7919) % max(1, bar.maximum()))
        panel.view.viewport().render(picture)

    column = next(one for one in model.grid.columns if one.key == "height")
    heights = iter(range(50, 10_000))

    def edit() -> None:
        height = float(next(heights))
        chosen = model.grid.ids[:500]
        made = setting(
            desk.project, desk.rules.catalogue, model.grid, chosen, column=column, value=height
        )
        desk.do(made.command)
        opened.settle(lambda: model.grid.rows[499]["height"] == height)

    cases = {"open": show, "sort": order, "filter and back": find, "scroll": scroll}
    cases["edit 500 rows"] = edit
    show()
    return {
        name: round(statistics.median(timed(do) for _ in range(runs)), 1)
        for name, do in cases.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SBD_STATE_DIR"] = os.environ["SBD_CONFIG_DIR"] = folder
        from sbd_tool.gui.bootstrap import make_application

        app = make_application()
        report = {}
        for rows in (500, arguments.rows):
            opened = Opened(app, rows)
            opened.panel.show_source("trees")
            opened.settle(lambda of=opened, n=rows: of.panel.model.rowCount() == n)
            report[f"{rows} rows"] = medians(opened, rows, arguments.runs)
            opened.close()
    missed = [
        f"{name}: {case}"
        for name, cases in report.items()
        for case, most in (("edit 500 rows", TARGET_500_MS), ("scroll", FRAME_MS))
        if cases[case] > most and (case == "scroll" or name == "500 rows")
    ]
    if arguments.json:
        print(json.dumps({"milliseconds": report, "missed": missed}, indent=2))
    else:
        for name, cases in report.items():
            print(f"{name:>14}  " + "  ".join(f"{case} {ms} ms" for case, ms in cases.items()))
        print("missed:", ", ".join(missed) or "nothing")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
