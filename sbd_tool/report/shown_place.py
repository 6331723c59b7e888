"""What of a project an edition shows: one option in one state, with everything resolved."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sbd_tool.domain.evidence import BASE_OPTION, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import as_it_stands, holds, option_line

Row = TypeVar("Row")


def shown_project(project: Project, option: str, time_state: str) -> Project:
    """The project as it stands in the option and state an edition shows.

    What comes from options in between counts as the shown option's: an edition knows no others.
    """
    stands = as_it_stands(project, option, time_state)
    between = frozenset(option_line(project, option)) - {option, BASE_OPTION}
    if not between:
        return stands
    return replace(
        stands,
        measures={key: _as_of(row, between, option) for key, row in stands.measures.items()},
        annotations={key: _as_of(row, between, option) for key, row in stands.annotations.items()},
        layers=tuple(_as_of(row, between, option) for row in stands.layers),
    )


def _as_of(row: Row, between: frozenset[str], option: str) -> Row:
    one: Any = row
    if one.stamp.option not in between:
        return row
    made: Row = replace(one, stamp=replace(one.stamp, option=option))
    return made


@dataclass(frozen=True, slots=True)
class Shown:
    """An option, with those it builds on, and a state."""

    options: tuple[str, ...]
    time_state: str

    def holds(self, stamp: Stamp) -> bool:
        """Whether a row holds in the option and state an edition shows."""
        return holds(stamp, self.options, self.time_state)
