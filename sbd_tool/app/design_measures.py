"""Measures of a design: those of an option and of the options it builds on, as they stand."""

from collections.abc import Iterable

from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import as_it_stands, holds, option_line


def measures_in(project: Project, option: str, states: Iterable[str]) -> tuple[Measure, ...]:
    """Measures that hold in an option in one of these states; each once, in order of creation.

    Args:
        project: The project with its overrides.
        option: Design option.
        states: States of time.
    """
    line = option_line(project, option)
    found: dict[str, Measure] = {}
    for state in states:
        for measure in as_it_stands(project, option, state).measures.values():
            if holds(measure.stamp, line, state):
                found.setdefault(measure.id, measure)
    return tuple(found.values())
