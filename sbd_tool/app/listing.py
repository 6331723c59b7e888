"""One analysis asked for by name that lists things: gaps of rings, stretches of a closure.

A new list is one entry in ``LISTS`` and a function in a module of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from sbd_tool.app.pipeline import check_place
from sbd_tool.app.rules import Rules
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import Text, text

Run = Callable[[Project, Rules, ListWish, Progress], ListResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What can be asked for.

    Attributes:
        key: Stable name on the command line.
        title: Shown name.
        run: (project, rules, wish, progress) -> list; raises ``SbdError`` where it cannot.
    """

    key: str
    title: Text
    run: Run


def _later(module: str, name: str) -> Run:
    """A function that is loaded when it is first called: geometry and numerics are heavy."""

    def run(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
        found = cast("Run", getattr(import_module(f"sbd_tool.app.{module}"), name))
        return found(project, rules, wish, progress)

    return run


def _either(alone: Run, compared: Run) -> Run:
    """One list, or the one that compares two designs where the wish names a second."""

    def run(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
        return (compared if wish.compares else alone)(project, rules, wish, progress)

    return run


LISTS: Final[Registry[Listing]] = Registry(
    "list",
    (
        Listing(
            key="gaps", title=text("closure.list_gaps"), run=_later("ring_listing", "list_gaps")
        ),
        Listing(
            key="approach",
            title=text("approach.title"),
            run=_later("approach_listing", "list_approach"),
        ),
        Listing(
            key="closure",
            title=text("closure.list_closure"),
            run=_later("closure_listing", "list_closure"),
        ),
        Listing(
            key="egress",
            title=text("access.list_egress"),
            run=_later("egress_listing", "list_egress"),
        ),
        Listing(
            key="access",
            title=text("access.list_access"),
            run=_later("access_listing", "list_access"),
        ),
        Listing(
            key="signs",
            title=text("waterfall.list_signs"),
            run=_later("sign_check", "list_signs"),
        ),
        Listing(
            key="deployment",
            title=text("states.list_deployment"),
            run=_later("deployment_listing", "list_deployment"),
        ),
        Listing(
            key="walking",
            title=text("walking.list_walking"),
            run=_either(
                _later("walking_listing", "list_walking"),
                _later("walk_comparison", "list_walking_against"),
            ),
        ),
    ),
)


def listed(
    key: str, project: Project, rules: Rules, wish: ListWish, progress: Progress = SILENT
) -> ListResult:
    """Ask for a list by name.

    Args:
        key: Key of ``LISTS``.
        project: What is looked at.
        rules: Catalogue and rubric.
        wish: Option, state and what a proposal is for.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        InputError: There is no such option or state, or the wish cannot be met.
        SquareMissingError: No square is picked.
    """
    check_place(project, wish.option, wish.time_state)
    return LISTS[key].run(project, rules, wish, progress)
