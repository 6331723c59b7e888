"""What can be asked for by name: an analysis whose module is loaded when it is first run."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from sbd_tool.app.rules import Rules
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text

Wish = TypeVar("Wish")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[Wish, Found]):
    """What can be asked for.

    Attributes:
        key: Stable name on the command line.
        title: Shown name.
        run: (project, rules, wish, progress) -> what is found; raises ``SbdError`` where it cannot.
    """

    key: str
    title: Text
    run: Callable[[Project, Rules, Wish, Progress], Found]


def later(module: str, name: str) -> Callable[[Project, Rules, Any, Progress], Any]:
    """A function of ``sbd_tool.app``, loaded when it is first called: numerics are heavy."""

    def run(project: Project, rules: Rules, wish: Any, progress: Progress) -> Any:
        return getattr(import_module(f"sbd_tool.app.{module}"), name)(
            project, rules, wish, progress
        )

    return run
