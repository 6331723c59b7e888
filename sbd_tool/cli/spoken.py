"""How the command line speaks: results on stdout, everything about them on stderr."""

import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from sbd_tool.app.problems import Problem
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.words import Words

_UNSPOKEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Signs that steer a terminal, break a line, turn reading direction or are no characters."""
_LONGEST_LINE: Final = 8_000

SIGNS = {Severity.DANGER: "!!", Severity.WARNING: "! ", Severity.INFO: "- "}


def plain_line(words: str) -> str:
    r"""One line a terminal can only show: what files and people wrote steers nothing.

    Examples:
        >>> plain_line("a\x1b[31mb\nc") == "a\ufffd[31mb\ufffdc"
        True
    """
    kept = _UNSPOKEN.sub("\ufffd", words)
    return kept if len(kept) <= _LONGEST_LINE else kept[:_LONGEST_LINE] + "\u2026"


def say(words: str) -> None:
    """One line of the result, on stdout."""
    print(plain_line(words))


def say_lines(lines: Iterable[str]) -> None:
    """Several lines of the result."""
    for line in lines:
        say(line)


def remark(words: str) -> None:
    """One line about the result, on stderr."""
    print(plain_line(words), file=sys.stderr)


def say_problem(problem: Problem, words: Words) -> None:
    """One sentence and a hint; details of our own faults only, and those on request."""
    remark(words(problem.title))
    if hint := words(problem.hint):
        remark(hint)


def say_findings(findings: Sequence[Finding], words: Words) -> None:
    """Findings, the gravest first, each with its remedy."""
    order = list(Severity)
    for finding in sorted(findings, key=lambda found: order.index(found.severity)):
        remark(f"{SIGNS[finding.severity]} {words(finding.sentence)}")
        if finding.remedy is not None:
            remark(f"   {words(finding.remedy)}")


def say_withheld(withheld: Sequence[Text], words: Words) -> None:
    """Name what an edition leaves out."""
    for sentence in withheld:
        remark(f"- {words(sentence)}")


def say_no_speeds(arguments: Namespace, words: Words) -> None:
    """Say that approach speeds are not part of what is told, and how to ask for them."""
    if not arguments.speeds:
        remark(words(text("speeds.not_asked")))


def say_log(path: str | None, logged: tuple[Tlp, int] | None, words: Words) -> None:
    """Where the redaction log is, and for whom."""
    if path and logged is not None:
        label, count = logged
        said = text("labels.log_written", file=path, label=label.value, count=count)
        remark(words(said))


class _Bar:
    def __init__(self, bars: Bars, task: TaskID, words: Words) -> None:
        self._bars, self._task, self._words = bars, task, words

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Move the bar."""
        if note is None:
            self._bars.update(self._task, completed=fraction)
        else:
            told = plain_line(self._words(note))
            self._bars.update(self._task, completed=fraction, description=told)


class Telling(AbstractContextManager[Progress]):
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self, words: Words, title: Text | None = None) -> None:
        self._words = words
        self._title = title or text("cli.working")
        self._bars: Bars | None = None

    def __enter__(self) -> Progress:
        if not sys.stderr.isatty():
            return SILENT
        columns = (TextColumn("{task.description}", markup=False), BarColumn())
        self._bars = Bars(*columns, console=Console(stderr=True), transient=True)
        self._bars.start()
        task = self._bars.add_task(plain_line(self._words(self._title)), total=1.0)
        return _Bar(self._bars, task, self._words)

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()


def quiet() -> AbstractContextManager[Progress]:
    """No progress at all."""
    return nullcontext(SILENT)
