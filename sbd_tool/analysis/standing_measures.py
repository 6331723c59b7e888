"""Measures on the effective site: which stand in an option and state, and as what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.same import KeptOf
from sbd_tool.analysis.site_survey import SiteSurvey, is_doubtful, sound
from sbd_tool.domain.catalogue import Catalogue, Door, MeasureKind
from sbd_tool.domain.effective import Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import Measure, MeasureState, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.standing import is_standing

Placed = tuple[Measure, MeasureKind, Mapping[str, ParameterValue]]
"""A measure that stands, its kind, and its parameters with the catalogue's defaults."""

_MADE: Final = KeptOf[tuple[Element, ...]](50_000)  # the very same elements as long as it stands


def standing_measures(
    project: Project, catalogue: Catalogue, options: tuple[str, ...], time_state: str
) -> tuple[frozenset[str], list[Placed]]:
    """Plan features that leave the site, and measures that stand on it."""
    gone: set[str] = set()
    placed: list[Placed] = []
    for measure in project.measures.values():
        if not is_standing(measure, options, time_state):
            if measure.plan_feature:
                gone.add(measure.plan_feature)
        elif measure.kind in catalogue.measures:
            kind = catalogue.measures[measure.kind]
            placed.append((measure, kind, _resolved(kind, measure)))
    return frozenset(gone), placed


def _resolved(kind: MeasureKind, measure: Measure) -> dict[str, ParameterValue]:
    defaults: dict[str, ParameterValue] = {spec.key: spec.value for spec in kind.parameters}
    return {**defaults, **measure.parameters}


def plan_elements(
    plan: SiteSurvey, gone: frozenset[str], placed: Iterable[Placed]
) -> Iterator[Element]:
    """Features of the plan, without those that a measure stands for."""
    taken = gone | {
        measure.plan_feature
        for measure, kind, _ in placed
        if measure.plan_feature and kind.acts_as and measure.geometry is not None
    }
    for found in plan.elements.values():
        for element in found:
            if element.id not in taken:
                yield element


def measure_elements(plan: SiteSurvey, placed: Iterable[Placed]) -> Iterator[Element]:
    """One element per role a measure plays; one of a plan feature keeps the feature's role."""
    drawn = {element.id: element for found in plan.elements.values() for element in found}
    for measure, kind, parameters in placed:
        feature = drawn.get(measure.plan_feature)
        things = (measure, kind, feature)
        made = _MADE.get(things)
        if made is None:
            made = _MADE.put(_made(measure, kind, parameters, feature), things)
        yield from made


def _made(
    measure: Measure,
    kind: MeasureKind,
    parameters: Mapping[str, ParameterValue],
    feature: Element | None,
) -> tuple[Element, ...]:
    geometry = Point() if measure.geometry is None else sound(measure.geometry)
    if geometry.is_empty or not kind.acts_as:
        return ()
    roles = list(kind.acts_as)
    if feature is not None and feature.role not in roles:
        roles.append(feature.role)
    attributes = _attributes(feature, parameters, measure)
    evidence = _evidence(measure)
    return tuple(
        Element(
            id=measure.id,
            role=role,
            geometry=geometry,
            attributes=attributes,
            evidence=evidence,
            is_measure=True,
            kind=kind.key,
            state=measure.state,
            is_in_doubt=is_doubtful(role, evidence),
        )
        for role in roles
    )


def _attributes(
    feature: Element | None, parameters: Mapping[str, ParameterValue], measure: Measure
) -> Mapping[str, ParameterValue]:
    if feature is None:
        return parameters
    own = {key: value for key, value in feature.attributes.items() if value is not None}
    return {**parameters, **own, **measure.parameters}


def _evidence(measure: Measure) -> Evidence:
    """What is proposed is not in doubt: the range is about today, not about what gets built."""
    if measure.state in (MeasureState.PROPOSED, MeasureState.TEMPORARY):
        return Evidence.SURVEYED
    return measure.stamp.evidence


def square_parameters(placed: Iterable[Placed]) -> dict[str, ParameterValue]:
    """Parameters of measures for the whole site that change the site itself; later ones win."""
    return {
        key: value
        for measure, kind, parameters in placed
        if measure.geometry is None and kind.door.door is Door.SITE
        for key, value in parameters.items()
        if value is not None
    }


def cleared(elements: list[Element], placed: Iterable[Placed], zone: Polygon) -> list[Element]:
    """Take away what measures clear: carriageways under a pedestrian zone."""
    for measure, kind, _ in placed:
        if kind.removes:
            region = zone if measure.geometry is None else sound(measure.geometry)
            elements = [part for one in elements for part in _parted(one, kind, region)]
    return elements


def _parted(element: Element, kind: MeasureKind, region: BaseGeometry) -> list[Element]:
    """What is left of an element; a road cleared for people on foot stays a way of the town."""
    if element.role not in kind.removes or element.is_measure:
        return [element]
    if not shapely.intersects(element.geometry, region):
        return [element]
    if region.area == 0 or element.geometry.geom_type == "Point":
        return []
    rest = shapely.difference(element.geometry, region)
    left = [] if rest.is_empty else [replace(element, geometry=rest)]
    if element.role is Role.CARRIAGEWAY and Role.PEDESTRIAN_AREA in kind.acts_as:
        inside = shapely.intersection(element.geometry, region)
        if not inside.is_empty and "Line" in inside.geom_type:
            left.append(replace(element, role=Role.FOOTWAY, geometry=inside))
    return left
