"""Build the effective site: plan x option x time state x evidence world.

What each world holds (docs/method/scoring.md, section 1): what was seen, surveyed or is proposed in
the option is there in every world; what is only drawn is there in the likely world and where its
class leans to MANY, and for counted classes the doubt is a number; what is assumed is there only
where its class leans to MANY. The base map is never in doubt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import shapely

from sbd_tool.analysis.answers import (
    CONFIRMED,
    answered_elements,
    answered_knowledge,
    facts_of,
    named_roles,
)
from sbd_tool.analysis.knowledge import COUNTED, KINDS
from sbd_tool.analysis.practices import Practices, practices_in
from sbd_tool.analysis.same import Same
from sbd_tool.analysis.site_survey import SiteSurvey, survey
from sbd_tool.analysis.standing_measures import (
    cleared,
    measure_elements,
    plan_elements,
    square_parameters,
    standing_measures,
)
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.effective import (
    ClassKnowledge,
    ClassStatus,
    EffectiveSite,
    Element,
    Fact,
    Leaning,
    World,
)
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.measures import ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.standing import as_it_stands, option_line

_KEPT_ROLES: Final = 120


@dataclass(frozen=True, kw_only=True, eq=False)
class StandingSite:
    """What all worlds of one option and time state share; `in_world` resolves its doubts.

    Attributes:
        plan: What the plan alone says.
        elements: What stands, by role and by how doubts about the role are resolved.
        knowledge: Class knowledge with answers.
        facts: Answers by key.
        practices: Practices by ``World.attributes``.
        square_tags: Attributes of the square's feature, and parameters of site-wide measures: what
            is placed for the whole square speaks for the square ("open_hours_per_week").
        doubtful: Role -> drawn objects of counted classes near the zone that may be missing.
        few_share: Share of the drawn objects of a counted class that is surely there.
        option, time_state: Where the site stands.
    """

    plan: SiteSurvey
    elements: Mapping[Role, Mapping[Leaning, tuple[Element, ...]]]
    knowledge: Mapping[Role, ClassKnowledge]
    facts: Mapping[str, Fact]
    practices: Mapping[Leaning, Practices]
    square_tags: Mapping[str, ParameterValue]
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
    stands = as_it_stands(project, option, time_state)
    plan = survey(stands.layers, stands.square, rubric)
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
        plan: `site_survey.survey` of the plan as it stands there.
        place: Option and time state.
    """
    option, time_state = place
    project = as_it_stands(project, option, time_state)
    options = option_line(project, option)
    facts = facts_of(project, options, time_state)
    gone, placed = standing_measures(project, catalogue, options, time_state)
    drawn = [*plan_elements(plan, gone, placed), *measure_elements(plan, placed)]
    confirmed = named_roles(facts, CONFIRMED)
    kept = cleared(drawn, placed, plan.zone)
    sure = answered_elements(kept, confirmed, facts)
    return StandingSite(
        plan=plan,
        elements={role: _by_leaning(Same(found)) for role, found in _by_role(sure).items()},
        knowledge=answered_knowledge(plan.knowledge, facts),
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
        square_tags={**plan.square_tags, **square_parameters(placed)},
        doubtful=_doubtful(plan, sure, rubric),
        few_share=rubric.value("count_low_share"),
        option=option,
        time_state=time_state,
    )


def leaving_out(site: StandingSite, ids: frozenset[str]) -> StandingSite:
    """The site without these objects; what is known of their classes stays."""
    if not ids:
        return site
    elements = {
        role: {
            leaning: tuple(element for element in found if element.id not in ids)
            for leaning, found in by_leaning.items()
        }
        for role, by_leaning in site.elements.items()
    }
    return replace(site, elements=elements)


def in_world(site: StandingSite, world: World) -> EffectiveSite:
    """Resolve the doubts of a site as the world says."""
    practices = site.practices[world.attributes]
    there = {role: found[world.leaning(role)] for role, found in site.elements.items()}
    return EffectiveSite(
        zone=site.plan.zone,
        elements={role: found for role, found in there.items() if found},
        unseen=_unseen(site, world),
        knowledge=site.knowledge,
        facts=site.facts,
        practices=practices.reach,
        practice_strengths=practices.strengths,
        practices_asked=practices.asked,
        square_tags=site.square_tags,
        option=site.option,
        time_state=site.time_state,
        world=world,
        surroundings=site.plan.surroundings,
    )


@lru_cache(maxsize=_KEPT_ROLES)
def _by_leaning(found: Same) -> Mapping[Leaning, tuple[Element, ...]]:
    """Elements of a role in each leaning: the very same tuples as long as no element changed."""
    elements: tuple[Element, ...] = found.things
    if not any(element.is_in_doubt for element in elements):
        return dict.fromkeys(Leaning, elements)
    return {
        leaning: tuple(element for element in elements if _is_there(element, leaning))
        for leaning in Leaning
    }


def _is_there(element: Element, leaning: Leaning) -> bool:
    if not element.is_in_doubt:
        return True
    if element.evidence in (Evidence.ASSUMED, Evidence.NONE):
        return leaning is Leaning.MANY
    return element.role in COUNTED or leaning is not Leaning.FEW


def _by_role(elements: Iterable[Element]) -> dict[Role, tuple[Element, ...]]:
    found: dict[Role, list[Element]] = {}
    for element in elements:
        found.setdefault(element.role, []).append(element)
    return {role: tuple(found[role]) for role in Role if role in found}


def _doubtful(plan: SiteSurvey, elements: Iterable[Element], rubric: Rubric) -> dict[Role, int]:
    counted = [
        element
        for element in elements
        if element.role in COUNTED and element.is_in_doubt and element.evidence is Evidence.PLAN
    ]
    near = plan.zone.buffer(rubric.value("near_zone_m"))
    shapely.prepare(near)
    hits = shapely.intersects(near, as_geometry_array([one.geometry for one in counted]))
    doubtful: dict[Role, int] = {}
    for element, hit in zip(counted, hits, strict=True):
        if hit:
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
