"""Build the effective site: plan x option x time state x evidence world.

What each world holds (docs/method/scoring.md, section 1): what was seen, surveyed or is proposed in
the option is there in every world; what is only drawn is there in the likely world and where its
class leans to MANY, and for counted classes the doubt is a number; what is assumed is there only
where its class leans to MANY. The base map is never in doubt.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.knowledge import COUNTED, KINDS
from sbd_tool.analysis.practices import Practices, is_yes, practices_in
from sbd_tool.analysis.site_survey import SiteSurvey, is_doubtful, survey
from sbd_tool.domain.catalogue import Catalogue, MeasureKind
from sbd_tool.domain.effective import (
    ClassKnowledge,
    ClassStatus,
    EffectiveSite,
    Element,
    Fact,
    Leaning,
    World,
)
from sbd_tool.domain.evidence import BASE_OPTION, Evidence, Stamp
from sbd_tool.domain.measures import Measure, MeasureState, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

SEEN_NONE: Final = "seen_none:"
COUNT: Final = "count:"
CONFIRMED: Final = "confirmed:"
TOLD: Final[Mapping[str, str]] = {"gap:": "clear_gap_m", "rating:": "rating"}
"""Prefix of an answer about one object -> the attribute it fills."""

_Placed = tuple[Measure, MeasureKind, Mapping[str, ParameterValue]]


@dataclass(frozen=True, kw_only=True, eq=False)
class StandingSite:
    """What all worlds of one option and time state share; `in_world` resolves its doubts.

    Attributes:
        plan: What the plan alone says.
        elements: Everything that stands or may stand, by role.
        knowledge: Class knowledge with answers.
        facts: Answers by key.
        practices: Practices by ``World.attributes``.
        doubtful: Role -> drawn objects of counted classes near the zone that may be missing.
        few_share: Share of the drawn objects of a counted class that is surely there.
        option, time_state: Where the site stands.
    """

    plan: SiteSurvey
    elements: Mapping[Role, tuple[Element, ...]]
    knowledge: Mapping[Role, ClassKnowledge]
    facts: Mapping[str, Fact]
    practices: Mapping[Leaning, Practices]
    doubtful: Mapping[Role, int]
    few_share: float
    option: str
    time_state: str

    @property
    def practices_placed(self) -> tuple[str, ...]:
        """Kinds of practices and flagged operations in place."""
        return tuple(self.practices[Leaning.LIKELY].reach)


def build(  # noqa: PLR0917 - the coordinates of a site read in this order everywhere
    project: Project,
    catalogue: Catalogue,
    rubric: Rubric,
    option: str,
    time_state: str,
    world: World,
) -> EffectiveSite:
    """Build the site that analyses read, in one world.

    Args:
        project: Plan, measures, answers.
        catalogue: Kinds of measures with roles, doors and defaults.
        rubric: Numbers of the density rule and strengths of practices.
        option: Design option; a proposed measure counts in the option that holds it.
        time_state: State in time; a temporary measure counts only in its states.
        world: Which doubts are resolved how.

    Returns:
        The effective site. Class knowledge is that of the existing plan and of answers: no edit
        changes it.

    Raises:
        SquareMissingError: No square is picked.
    """
    plan = survey(project.layers, project.square, rubric)
    return in_world(standing(project, catalogue, rubric, plan, (option, time_state)), world)


def standing(
    project: Project,
    catalogue: Catalogue,
    rubric: Rubric,
    plan: SiteSurvey,
    place: tuple[str, str],
) -> StandingSite:
    """Put measures and answers on the plan.

    Args:
        project: Measures and answers.
        catalogue: Kinds of measures.
        rubric: Numbers and strengths.
        plan: `site_survey.survey` of the project's plan.
        place: Option and time state.
    """
    option, time_state = place
    options = option_line(project, option)
    facts = _facts(project, options, time_state)
    gone, placed = _measures(project, catalogue, options, time_state)
    drawn = [*_plan_elements(plan, gone, placed), *_measure_elements(plan, placed)]
    confirmed = _named_roles(facts, CONFIRMED)
    cleared = _cleared(drawn, placed, plan.zone)
    sure = [_told(_confirm(element, confirmed), facts) for element in cleared]
    return StandingSite(
        plan=plan,
        elements=_by_role(sure),
        knowledge=_knowledge(plan.knowledge, facts),
        facts=facts,
        practices={
            leaning: practices_in(
                catalogue,
                rubric,
                [(measure, parameters) for measure, _, parameters in placed],
                facts,
                zone=plan.zone,
                leaning=leaning,
            )
            for leaning in Leaning
        },
        doubtful=_doubtful(plan, sure, rubric),
        few_share=rubric.value("count_low_share"),
        option=option,
        time_state=time_state,
    )


def in_world(site: StandingSite, world: World) -> EffectiveSite:
    """Resolve the doubts of a site as the world says."""
    practices = site.practices[world.attributes]
    there = {role: _there(found, world) for role, found in site.elements.items()}
    return EffectiveSite(
        zone=site.plan.zone,
        elements={role: found for role, found in there.items() if found},
        unseen=_unseen(site, world),
        knowledge=site.knowledge,
        facts=site.facts,
        practices=practices.reach,
        practice_strengths=practices.strengths,
        practices_asked=practices.asked,
        square_tags=site.plan.square_tags,
        option=site.option,
        time_state=site.time_state,
        world=world,
        surroundings=site.plan.surroundings,
    )


def option_line(project: Project, option: str) -> tuple[str, ...]:
    """The option and those it builds on, up to the base."""
    parents = {entry.key: entry.parent for entry in project.options}
    line: list[str] = []
    current: str | None = option
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    return (*line, BASE_OPTION) if BASE_OPTION not in line else tuple(line)


def _holds(stamp: Stamp, options: tuple[str, ...], time_state: str) -> bool:
    return stamp.option in options and (
        stamp.time_states is None or time_state in stamp.time_states
    )


def _facts(project: Project, options: tuple[str, ...], time_state: str) -> dict[str, Fact]:
    return {
        answer.key: Fact(value=answer.value, evidence=answer.stamp.evidence, answer_id=answer.id)
        for answer in project.answers.values()
        if _holds(answer.stamp, options, time_state)
    }


def _named_roles(facts: Mapping[str, Fact], prefix: str) -> frozenset[str]:
    return frozenset(
        key.removeprefix(prefix)
        for key, fact in facts.items()
        if key.startswith(prefix) and is_yes(fact.value)
    )


def _measures(
    project: Project, catalogue: Catalogue, options: tuple[str, ...], time_state: str
) -> tuple[frozenset[str], list[_Placed]]:
    """Plan features that leave the site, and measures that stand on it."""
    gone: set[str] = set()
    placed: list[_Placed] = []
    for measure in project.measures.values():
        in_time = measure.stamp.time_states is None or time_state in measure.stamp.time_states
        in_option = measure.stamp.option in options
        if not (in_time and _stands(measure.state, in_option=in_option)):
            if measure.plan_feature:
                gone.add(measure.plan_feature)
        elif measure.kind in catalogue.measures:
            kind = catalogue.measures[measure.kind]
            placed.append((measure, kind, _resolved(kind, measure)))
    return frozenset(gone), placed


def _stands(state: MeasureState, *, in_option: bool) -> bool:
    """What exists stands in every option but in that which removes it."""
    if state is MeasureState.TO_REMOVE:
        return not in_option
    return in_option or state is MeasureState.EXISTING


def _resolved(kind: MeasureKind, measure: Measure) -> dict[str, ParameterValue]:
    defaults: dict[str, ParameterValue] = {spec.key: spec.value for spec in kind.parameters}
    return {**defaults, **measure.parameters}


def _plan_elements(
    plan: SiteSurvey, gone: frozenset[str], placed: Iterable[_Placed]
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


def _measure_elements(plan: SiteSurvey, placed: Iterable[_Placed]) -> Iterator[Element]:
    drawn = {element.id: element for found in plan.elements.values() for element in found}
    for measure, kind, parameters in placed:
        if measure.geometry is None or measure.geometry.is_empty or not kind.acts_as:
            continue
        feature = drawn.get(measure.plan_feature)
        roles = list(kind.acts_as)
        if feature is not None and feature.role not in roles:
            roles.append(feature.role)
        attributes = _attributes(feature, parameters, measure)
        evidence = _evidence(measure)
        for role in roles:
            yield Element(
                id=measure.id,
                role=role,
                geometry=shapely.force_2d(measure.geometry),
                attributes=attributes,
                evidence=evidence,
                is_measure=True,
                kind=kind.key,
                state=measure.state,
                is_in_doubt=is_doubtful(role, evidence),
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


def _cleared(elements: list[Element], placed: Iterable[_Placed], zone: Polygon) -> list[Element]:
    """Take away what measures clear: carriageways under a pedestrian zone."""
    for measure, kind, _ in placed:
        if kind.removes:
            region = zone if measure.geometry is None else measure.geometry
            cleared = [_without(element, kind, region) for element in elements]
            elements = [element for element in cleared if element is not None]
    return elements


def _without(element: Element, kind: MeasureKind, region: BaseGeometry) -> Element | None:
    if element.role not in kind.removes or element.is_measure:
        return element
    if not shapely.intersects(element.geometry, region):
        return element
    if region.area == 0 or element.geometry.geom_type == "Point":
        return None
    rest = shapely.difference(element.geometry, region)
    return None if rest.is_empty else replace(element, geometry=rest)


def _confirm(element: Element, confirmed: frozenset[str]) -> Element:
    if not element.is_in_doubt or element.role.value not in confirmed:
        return element
    return replace(element, evidence=Evidence.SEEN, is_in_doubt=False)


def _told(element: Element, facts: Mapping[str, Fact]) -> Element:
    """The element with the gap or rating that a person gave for it."""
    told: dict[str, ParameterValue] = {}
    for prefix, name in TOLD.items():
        fact = facts.get(prefix + element.id)
        if fact is not None:
            told[name] = fact.value
    return replace(element, attributes={**element.attributes, **told}) if told else element


def _there(elements: tuple[Element, ...], world: World) -> tuple[Element, ...]:
    if all(_is_there(element, world) for element in elements):
        return elements
    return tuple(element for element in elements if _is_there(element, world))


def _is_there(element: Element, world: World) -> bool:
    if not element.is_in_doubt:
        return True
    leaning = world.leaning(element.role)
    if element.evidence in (Evidence.ASSUMED, Evidence.NONE):
        return leaning is Leaning.MANY
    return element.role in COUNTED or leaning is not Leaning.FEW


def _by_role(elements: Iterable[Element]) -> dict[Role, tuple[Element, ...]]:
    found: dict[Role, list[Element]] = {}
    for element in elements:
        found.setdefault(element.role, []).append(element)
    return {role: tuple(found[role]) for role in Role if role in found}


def _knowledge(
    known: Mapping[Role, ClassKnowledge], facts: Mapping[str, Fact]
) -> dict[Role, ClassKnowledge]:
    answered = dict(known)
    none_more = _named_roles(facts, SEEN_NONE)
    confirmed = _named_roles(facts, CONFIRMED)
    for role, entry in known.items():
        count = facts.get(COUNT + role.value)
        if count is not None and isinstance(count.value, (int, float)):
            exact = float(count.value)
            answered[role] = replace(
                entry, status=ClassStatus.ANSWERED, low=exact, high=exact, expected=exact
            )
        elif role.value in none_more:
            low = float(entry.here) if role.value in confirmed else entry.low
            answered[role] = replace(
                entry, status=ClassStatus.ANSWERED, low=low, high=float(entry.here)
            )
        elif role.value in confirmed:
            answered[role] = replace(entry, low=float(entry.here))
    return answered


def _doubtful(plan: SiteSurvey, elements: Iterable[Element], rubric: Rubric) -> dict[Role, int]:
    near = plan.zone.buffer(rubric.value("near_zone_m"))
    shapely.prepare(near)
    doubtful: dict[Role, int] = {}
    for element in elements:
        is_counted = element.role in COUNTED and element.evidence is Evidence.PLAN
        if is_counted and element.is_in_doubt and shapely.intersects(near, element.geometry):
            doubtful[element.role] = doubtful.get(element.role, 0) + 1
    return doubtful


def _unseen(site: StandingSite, world: World) -> dict[Role, float]:
    """Objects beyond the drawn ones in this world; negative where some drawn ones are missing."""
    numbers = {role: _unseen_of(site, role, world.leaning(role)) for role in KINDS}
    return {role: number for role, number in numbers.items() if number}


def _unseen_of(site: StandingSite, role: Role, leaning: Leaning) -> float:
    entry = site.knowledge[role]
    if entry.status is ClassStatus.ANSWERED and entry.low == entry.high:
        return entry.high - entry.here
    if leaning is Leaning.FEW:
        return -(1.0 - site.few_share) * site.doubtful.get(role, 0)
    return entry.high - entry.here if leaning is Leaning.MANY else 0.0
