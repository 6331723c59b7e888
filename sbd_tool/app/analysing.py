"""One analysis asked for by name: values at points of a grid or at given points.

A new subject is one entry in ``SUBJECTS`` and a function in a module of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from sbd_tool.app.rules import Rules
from sbd_tool.domain.field_result import FieldResult, GridWish
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import Text, text

Run = Callable[[Project, Rules, GridWish, Progress], FieldResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What can be asked for.

    Attributes:
        key: Stable name on the command line.
        title: Shown name.
        run: (project, rules, wish, progress) -> values; raises ``SbdError`` where it cannot.
    """

    key: str
    title: Text
    run: Run


def _later(module: str, name: str) -> Run:
    """A function that is loaded when it is first called: geometry and numerics are heavy."""

    def run(project: Project, rules: Rules, wish: GridWish, progress: Progress) -> FieldResult:
        found = cast("Run", getattr(import_module(f"sbd_tool.app.{module}"), name))
        return found(project, rules, wish, progress)

    return run


SUBJECTS: Final[Registry[Subject]] = Registry(
    "subject",
    (
        Subject(
            key="visibility",
            title=text("sight.subject_visibility"),
            run=_later("sight_subjects", "visibility"),
        ),
        Subject(
            key="surveillance",
            title=text("sight.subject_surveillance"),
            run=_later("sight_subjects", "surveillance"),
        ),
        Subject(
            key="cameras",
            title=text("sight.subject_cameras"),
            run=_later("sight_subjects", "cameras"),
        ),
        Subject(
            key="light",
            title=text("light.subject"),
            run=_later("light_subject", "light"),
        ),
    ),
)
