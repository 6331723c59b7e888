"""One analysis asked for by name that lists things: gaps of rings, stretches of a closure.

A new list is one entry in ``LISTS`` and a function in a module of its own.
"""

from collections.abc import Callable
from typing import Final

from sbd_tool.app.asked import Asked, later
from sbd_tool.app.pipeline import check_place
from sbd_tool.app.rules import Rules
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import text

Run = Callable[[Project, Rules, ListWish, Progress], ListResult]
Listing = Asked[ListWish, ListResult]


def _either(alone: Run, compared: Run) -> Run:
    """One list, or the one that compares two designs where the wish names a second."""

    def run(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
        return (compared if wish.compares else alone)(project, rules, wish, progress)

    return run


LISTS: Final[Registry[Listing]] = Registry(
    "list",
    (
        Asked(key="gaps", title=text("closure.list_gaps"), run=later("ring_listing", "list_gaps")),
        Asked(
            key="approach",
            title=text("approach.title"),
            run=later("approach_listing", "list_approach"),
        ),
        Asked(
            key="closure",
            title=text("closure.list_closure"),
            run=later("closure_listing", "list_closure"),
        ),
        Asked(
            key="egress",
            title=text("access.list_egress"),
            run=later("egress_listing", "list_egress"),
        ),
        Asked(
            key="access",
            title=text("access.list_access"),
            run=later("access_listing", "list_access"),
        ),
        Asked(
            key="signs",
            title=text("waterfall.list_signs"),
            run=later("sign_check", "list_signs"),
        ),
        Asked(
            key="deployment",
            title=text("states.list_deployment"),
            run=later("deployment_listing", "list_deployment"),
        ),
        Asked(
            key="walking",
            title=text("walking.list_walking"),
            run=_either(
                later("walking_listing", "list_walking"),
                later("walk_comparison", "list_walking_against"),
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
