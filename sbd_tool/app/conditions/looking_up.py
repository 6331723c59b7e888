"""What a blank names has to be there: objects, states, vehicles, indicators of this project."""

from collections.abc import Mapping

from sbd_tool.app.conditions.spec import Blank, ConditionKind, refused_number
from sbd_tool.app.designs import objects_named
from sbd_tool.domain.access_results import Service
from sbd_tool.domain.conditions import ANY_STATE, BlankValue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import literal, text

_WHOLE_PERCENT = 100.0


def found_in(
    project: Project, kind: ConditionKind, blanks: Mapping[str, BlankValue], rubric: Rubric
) -> dict[str, BlankValue]:
    """Blanks with what they name looked up: an object given by its name gets its id.

    Args:
        project: What is looked in.
        kind: Whose blanks they are.
        blanks: Accepted by the kind itself.
        rubric: Knows indicators and their units.

    Raises:
        InputError: Something named is not there, a name stands for several objects, or a number
            is beyond what the indicator can be.
    """
    found = dict(blanks)
    for blank in kind.blanks:
        said = blanks[blank.key]
        if blank.fills == "object":
            found[blank.key] = _object(project, str(said))
        elif blank.fills == "state":
            _check_state(project, str(said))
        elif blank.fills == "vehicle":
            _check_vehicle(str(said))
        elif blank.fills == "number" and "indicator" in blanks:
            _check_value(rubric, str(blanks["indicator"]), blank, float(said))
    return found


def _object(project: Project, said: str) -> str:
    try:
        named = objects_named(project, (said,))
    except InputError:
        raise InputError(
            text("conditions.no_object", object=literal(said[:60])),
            text("conditions.no_object.hint"),
            said,
        ) from None
    if len(named) > 1:
        raise InputError(
            text("conditions.many_objects", object=literal(said[:60]), count=len(named)),
            text("conditions.many_objects.hint"),
            said,
        )
    return named[0]


def _check_state(project: Project, said: str) -> None:
    known = [state.key for state in project.time_states]
    if said not in (ANY_STATE, *known):
        raise InputError(
            text("conditions.no_state", state=literal(said[:60])),
            text("domain.known_keys", keys=", ".join([ANY_STATE, *known])),
            said,
        )


def _check_vehicle(said: str) -> None:
    if said not in set(Service):
        raise InputError(
            text("conditions.no_vehicle", vehicle=said[:40]),
            text("domain.known_keys", keys=", ".join(Service)),
            said,
        )


def _check_value(rubric: Rubric, indicator: str, blank: Blank, value: float) -> None:
    """No indicator is below 0, and no share is above 100 %."""
    rule = rubric.indicators[indicator]
    most = _WHOLE_PERCENT if rule.unit == "%" else rule.maximum
    if most is not None and value > most:
        raise refused_number(blank, value, most=most)
