"""First the quick assessment, then the whole one in the background; the newest change wins."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sbd_tool.app import commands as c
from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.jobs import Job, Ticket
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.app.workbench import Workbench
from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import IndicatorState
from sbd_tool.formats.project_store import FolderStore
from tests.generated_square import project

SLOW = {"O06", "O23", "P06", "P07", "P08", "P09", "P10", "P11"}
NARROWED = {"P15"}  # told as a range before: what serves it for sure, and what may


class HeldRunner:
    """Keeps jobs until a test ends them."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Job[Any], Ticket]] = []

    def start(self, job: Job[Any]) -> Ticket:
        self.jobs.append((job, Ticket()))
        return self.jobs[-1][1]

    def finish(self, number: int) -> None:
        job, ticket = self.jobs[number]
        if not ticket.is_cancelled:
            job.on_done(job.task(ticket))


def bench(tmp_path: Path, runner: HeldRunner) -> Workbench:
    return Workbench(
        runner,
        clock=FixedClock(),
        ids=CountedIds(),
        store=FolderStore(tmp_path / "state"),
        assess=lambda project, progress: f"quick {project.title}",
        complete=lambda project, progress: f"whole {project.title}",
    )


def test_the_whole_assessment_follows_the_quick_one_and_takes_its_place(tmp_path: Path) -> None:
    runner = HeldRunner()
    desk = bench(tmp_path, runner)
    desk.new(project())
    runner.finish(0)
    assert (desk.assessment, desk.is_assessment_current) == ("quick Test Square", True)
    assert not desk.is_assessment_whole
    runner.finish(1)
    assert desk.assessment == "whole Test Square"
    assert desk.is_assessment_whole
    assert len(runner.jobs) == 2


def test_a_change_stops_the_whole_assessment_and_starts_anew(tmp_path: Path) -> None:
    runner = HeldRunner()
    desk = bench(tmp_path, runner)
    desk.new(project())
    runner.finish(0)
    desk.do(c.RenameProject(title="Market"))
    stopped = runner.jobs[1][1]
    assert stopped.is_cancelled
    with pytest.raises(Cancelled):
        stopped.advance(0.5)
    assert not desk.is_assessment_current
    runner.finish(2)
    runner.finish(3)
    assert (desk.assessment, desk.is_assessment_whole) == ("whole Market", True)
    desk.undo()
    assert not desk.is_assessment_whole


def test_a_failing_whole_assessment_is_worded_and_leaves_the_quick_one(tmp_path: Path) -> None:
    runner = HeldRunner()
    desk = bench(tmp_path, runner)
    desk.new(project())
    runner.finish(0)
    runner.jobs[1][0].on_failed(RuntimeError("no"))
    assert desk.assessment == "quick Test Square"
    assert len(desk.problems) == 1


def test_only_what_is_slow_differs_and_lies_in_the_range_told_before() -> None:
    of, cache = project(lamps=6), ResultCache()
    rules = load_rules(of)
    quick, whole = (
        assess(of, rules, with_slow=slow, with_suggestions=False, cache=cache).scorecard
        for slow in (False, True)
    )
    words = load_words("en")
    for ledger in LedgerKey:
        before, after = quick.ledger(ledger), whole.ledger(ledger)
        assert before.low <= after.low + 1e-9
        assert after.high <= before.high + 1e-9
        for key, line in before.indicators.items():
            if key not in SLOW | NARROWED:
                assert line.reading == after.indicators[key].reading, key
                continue
            assert line.low <= after.indicators[key].low
            assert after.indicators[key].high <= line.high
            if key in NARROWED:
                continue
            assert line.reading.likely is None, key
            assert line.state is not IndicatorState.ASSESSED, key
            assert "--wait" in words(line.reading.note)


def test_the_whole_assessment_can_be_stopped_while_an_analysis_of_sight_runs() -> None:
    class Stops:
        told = 0

        def advance(self, share: float, what: object = None) -> None:
            self.told += 1
            if self.told == 3:
                raise Cancelled

    of = project()
    with pytest.raises(Cancelled):
        assess(of, load_rules(of), with_slow=True, progress=Stops())


def test_a_quick_assessment_loads_no_compiler() -> None:
    probe = (
        "import sys\n"
        "from tests.generated_square import project\n"
        "from sbd_tool.app.pipeline import assess\n"
        "from sbd_tool.app.rules import load_rules\n"
        "import sbd_tool.cli.commands, sbd_tool.app.analysing\n"
        "assess(project(), load_rules(None))\n"
        "print('numba' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]


def test_an_edit_is_followed_at_once_and_the_whole_assessment_comes_straight_after(
    tmp_path: Path,
) -> None:
    runner = HeldRunner()
    desk = Workbench(
        runner,
        clock=FixedClock(),
        ids=CountedIds(),
        store=FolderStore(tmp_path / "state"),
        assess=lambda project, progress: f"quick {project.title}",
        complete=lambda project, progress: f"whole {project.title}",
        follow=lambda project, progress: (f"at once {project.title}", project.title == "Sight"),
    )
    desk.new(project())
    runner.finish(0)
    runner.finish(1)
    assert (desk.assessment, desk.is_assessment_whole) == ("whole Test Square", True)
    desk.do(c.RenameProject(title="Bench"))
    assert (desk.assessment, desk.is_assessment_current) == ("whole Test Square", False)
    runner.finish(2)
    assert (desk.assessment, desk.advice) == ("at once Bench", "whole Test Square")
    assert desk.is_assessment_followed
    assert not desk.is_assessment_current
    runner.finish(3)
    assert (desk.assessment, desk.is_assessment_whole) == ("whole Bench", True)
    desk.do(c.RenameProject(title="Sight"))
    runner.finish(4)
    runner.finish(5)
    assert (desk.assessment, desk.is_assessment_current) == ("quick Sight", True)
    assert not desk.is_assessment_followed


def test_an_edit_that_cannot_be_followed_is_assessed_quickly(tmp_path: Path) -> None:
    runner = HeldRunner()
    desk = Workbench(
        runner,
        clock=FixedClock(),
        ids=CountedIds(),
        store=FolderStore(tmp_path / "state"),
        assess=lambda project, progress: f"quick {project.title}",
        follow=lambda project, progress: None,
    )
    desk.new(project())
    runner.finish(0)
    desk.do(c.RenameProject(title="Second"))
    runner.finish(1)
    assert desk.assessment == "quick Test Square"
    runner.finish(2)
    assert (desk.assessment, desk.is_assessment_current) == ("quick Second", True)
