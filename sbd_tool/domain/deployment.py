"""The deployment sheet: who puts what where, when and from which store, state by state."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue, MeasureKind
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.standing import as_it_stands, holds, option_line

WHO, STORE, WHEN, OPEN = "placed_by", "placed_from", "placed_when", "is_open"
_NAMED: Final = (Role.CARRIAGEWAY, Role.FOOTWAY, Role.BUILDING, Role.PEDESTRIAN_AREA)


class Deed(StrEnum):
    """What somebody has to do for a state to stand as drawn."""

    PLACE = "place"
    TAKE_AWAY = "take_away"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One line of the sheet.

    Attributes:
        time_state: Key of the state.
        measure: Id of the measure.
        kind: Key of its kind.
        name: Name a person gave it, or "".
        deed: What is to be done, coming from the ordinary state.
        x_m, y_m: Where: the middle of it, metres in the project CRS; None for the whole site.
        near: Name of the nearest street or building, or "".
        who, store, when: As the measure says, or "": not said is told, never filled in.
    """

    time_state: str
    measure: str
    kind: str
    name: str
    deed: Deed
    x_m: float | None
    y_m: float | None
    near: str
    who: str
    store: str
    when: str

    @property
    def missing(self) -> tuple[str, ...]:
        """What nobody has said yet: "who", "store", "when"."""
        said = {"who": self.who, "store": self.store, "when": self.when}
        return tuple(name for name, words in said.items() if not words)


@dataclass(frozen=True, slots=True)
class _Stand:
    is_there: bool
    is_open: bool
    measure: Measure


def is_operable(kind: MeasureKind) -> bool:
    """Whether a kind can be opened and closed."""
    return kind.parameter(OPEN) is not None


def is_deployed(kind: MeasureKind, measure: Measure) -> bool:
    """Whether somebody has to bring or work it: mobile, temporary or operable."""
    is_mobile = kind.parameter(WHO) is not None and kind.permanence == "temporary"
    return is_mobile or is_operable(kind) or measure.state is MeasureState.TEMPORARY


def deployments(project: Project, catalogue: Catalogue, option: str) -> tuple[Deployment, ...]:
    """The sheet of one option: each state in the project's order, measures in theirs.

    The ordinary state starts from an empty square: what is mobile has to be placed. Every other
    state starts from the ordinary one.

    Args:
        project: With its overrides.
        catalogue: Kinds: which are mobile, which can be opened.
        option: Design option.
    """
    near = _Names(project)
    states = [state.key for state in project.time_states]
    ordinary = _stands(project, catalogue, option, states[0])
    found: list[Deployment] = []
    for state in states:
        now = ordinary if state == states[0] else _stands(project, catalogue, option, state)
        for name, stand in now.items():
            kind = catalogue.measures[stand.measure.kind]
            before = _before(kind, stand) if state == states[0] else ordinary[name]
            deed = _deed(before, stand)
            if deed is not None:
                found.append(_line(state, stand.measure, deed, near))
    return tuple(found)


def _stands(
    project: Project, catalogue: Catalogue, option: str, time_state: str
) -> dict[str, _Stand]:
    seen, line = as_it_stands(project, option, time_state), option_line(project, option)
    found: dict[str, _Stand] = {}
    for measure in seen.measures.values():
        if measure.kind not in catalogue.measures:
            continue
        kind = catalogue.measures[measure.kind]
        if is_deployed(kind, measure) and measure.stamp.option in line:
            is_gone = measure.state is MeasureState.TO_REMOVE
            spec = kind.parameter(OPEN)
            is_open = measure.parameters.get(OPEN, None if spec is None else spec.value)
            there = holds(measure.stamp, line, time_state) and not is_gone
            found[measure.id] = _Stand(there, is_open is True, measure)
    return found


def _before(kind: MeasureKind, stand: _Stand) -> _Stand:
    """What is there before anybody does anything: nothing mobile, and what opens is closed."""
    is_fixed = kind.permanence != "temporary" and stand.measure.state is not MeasureState.TEMPORARY
    return _Stand(is_fixed and stand.is_there, is_open=False, measure=stand.measure)


def _deed(before: _Stand, now: _Stand) -> Deed | None:
    if before.is_there != now.is_there:
        return Deed.PLACE if now.is_there else Deed.TAKE_AWAY
    if now.is_there and before.is_open != now.is_open:
        return Deed.OPEN if now.is_open else Deed.CLOSE
    return None


def _line(state: str, measure: Measure, deed: Deed, near: "_Names") -> Deployment:
    middle = None if measure.geometry is None else measure.geometry.centroid
    return Deployment(
        time_state=state,
        measure=measure.id,
        kind=measure.kind,
        name=measure.name,
        deed=deed,
        x_m=None if middle is None else float(middle.x),
        y_m=None if middle is None else float(middle.y),
        near="" if measure.geometry is None else near.of(measure.geometry),
        who=_said(measure, WHO),
        store=_said(measure, STORE),
        when=_said(measure, WHEN),
    )


def _said(measure: Measure, key: str) -> str:
    value = measure.parameters.get(key)
    return str(value).strip() if value is not None else ""


class _Names:
    """Named streets and buildings, looked up when the first place is asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: tuple[list[str], shapely.STRtree] | None = None

    def of(self, shape: BaseGeometry) -> str:
        if self._found is None:
            pairs = list(self._pairs())
            drawn = np.array([geometry for _, geometry in pairs], dtype=object)
            self._found = ([name for name, _ in pairs], shapely.STRtree(drawn))
        names, tree = self._found
        nearest = tree.nearest(shape) if names else None
        return "" if nearest is None else names[int(nearest)]

    def _pairs(self) -> Iterable[tuple[str, BaseGeometry]]:
        for layer in self._project.layers:
            if layer.role in _NAMED:
                for row in layer:
                    name = row.attributes.get("name")
                    if isinstance(name, str) and name.strip() and row.geometry is not None:
                        yield name.strip(), row.geometry
