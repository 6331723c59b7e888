"""How the command line speaks: results on stdout, everything about them on stderr."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from sbd_tool.app.problems import Problem
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.words import Words

SIGNS = {Severity.DANGER: "!!", Severity.WARNING: "! ", Severity.INFO: "- "}


def say_problem(problem: Problem, words: Words) -> None:
    """One sentence and a hint; details of our own faults only, and those on request."""
    print(words(problem.title), file=sys.stderr)
    if hint := words(problem.hint):
        print(hint, file=sys.stderr)


def say_findings(findings: Sequence[Finding], words: Words) -> None:
    """Findings, the gravest first, each with its remedy."""
    order = list(Severity)
    for finding in sorted(findings, key=lambda found: order.index(found.severity)):
        print(f"{SIGNS[finding.severity]} {words(finding.sentence)}", file=sys.stderr)
        if finding.remedy is not None:
            print(f"   {words(finding.remedy)}", file=sys.stderr)


def say_withheld(withheld: Sequence[Text], words: Words) -> None:
    """Name what an edition leaves out."""
    for sentence in withheld:
        print(f"- {words(sentence)}", file=sys.stderr)


class _Bar:
    def __init__(self, bars: Bars, task: TaskID, words: Words) -> None:
        self._bars, self._task, self._words = bars, task, words

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Move the bar."""
        if note is None:
            self._bars.update(self._task, completed=fraction)
        else:
            self._bars.update(self._task, completed=fraction, description=self._words(note))


class Telling(AbstractContextManager[Progress]):
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self, words: Words, title: Text | None = None) -> None:
        self._words = words
        self._title = title or text("cli.working")
        self._bars: Bars | None = None

    def __enter__(self) -> Progress:
        if not sys.stderr.isatty():
            return SILENT
        columns = (TextColumn("{task.description}"), BarColumn())
        self._bars = Bars(*columns, console=Console(stderr=True), transient=True)
        self._bars.start()
        task = self._bars.add_task(self._words(self._title), total=1.0)
        return _Bar(self._bars, task, self._words)

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()


def quiet() -> AbstractContextManager[Progress]:
    """No progress at all."""
    return nullcontext(SILENT)
