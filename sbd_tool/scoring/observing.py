"""How far a value may be believed: class knowledge, evidence, unseen objects, answers."""

import math
from collections.abc import Iterable
from typing import Final

import shapely

from sbd_tool.analysis.attributes import number
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import ClassStatus, EffectiveSite, Fact
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.walk_results import WaysIn
from sbd_tool.scoring.spec import Observed

_ORDER: Final = (
    Evidence.SURVEYED,
    Evidence.SEEN,
    Evidence.PLAN,
    Evidence.ASSUMED,
    Evidence.NONE,
)


def weakest(*evidence: Evidence) -> Evidence:
    """The weakest of several kinds of evidence; plan when there is none to compare.

    Examples:
        >>> weakest(Evidence.SEEN, Evidence.ASSUMED)
        <Evidence.ASSUMED: 'assumed'>
    """
    return max(evidence, key=_ORDER.index, default=Evidence.PLAN)


def status_of(site: EffectiveSite, role: Role) -> ClassStatus:
    """What the existing state knows of a class; unknown when nobody said."""
    known = site.knowledge.get(role)
    return known.status if known is not None else ClassStatus.UNKNOWN


def is_unknown(site: EffectiveSite, *roles: Role) -> bool:
    """Whether one of these classes is not known in the existing state."""
    return any(status_of(site, role) is ClassStatus.UNKNOWN for role in roles)


def trust(site: EffectiveSite, *roles: Role) -> Evidence:
    """Weakest evidence of what these classes say: drawn things, or a silence believed."""
    found = []
    for role in roles:
        status = status_of(site, role)
        if status is ClassStatus.ANSWERED:
            found.append(Evidence.SEEN)
        elif status in {ClassStatus.THIN, ClassStatus.ABSENT}:
            found.append(Evidence.ASSUMED)
        elif status is ClassStatus.UNKNOWN:
            found.append(Evidence.NONE)
        else:
            found.append(_drawn(site, role))
    return weakest(*found)


def _drawn(site: EffectiveSite, role: Role) -> Evidence:
    existing = [element.evidence for element in site.of(role)]
    return weakest(*existing) if existing else Evidence.PLAN


def unseen(site: EffectiveSite, role: Role) -> float:
    """Objects beyond the drawn ones in this world; infinite where nothing bounds them."""
    return float(site.unseen.get(role, 0.0))


def unseen_wall_m(site: EffectiveSite, rubric: Rubric) -> float:
    """Metres of wall and fence that may stand there undrawn in this world, never negative."""
    return max(0.0, unseen(site, Role.WALL)) * rubric.value("unseen_wall_m")


def not_known(key: str) -> NotAssessed:
    """Not assessed because a class of objects is not known."""
    return NotAssessed(reason=text("indicator.class_unknown", what=text(f"indicator.class_{key}")))


def waits_for(what: str) -> NotAssessed:
    """Not assessed until an analysis exists."""
    return NotAssessed(reason=text("indicator.waits", what=text(f"indicator.waits_{what}")))


def speeds_not_asked() -> NotAssessed:
    """Not assessed because nobody asked for approach speeds in this run."""
    return NotAssessed(reason=text("indicator.speeds_not_asked"))


def answered(site: EffectiveSite, key: str) -> Fact | None:
    """A person's number for an indicator, or None when nobody gave one."""
    fact = site.facts.get(key)
    if fact is None or isinstance(fact.value, (bool, str)) or not math.isfinite(fact.value):
        return None
    return fact


def by_answer(site: EffectiveSite, key: str) -> Observed | None:
    """The value a person gave for an indicator, or None."""
    fact = answered(site, key)
    if fact is None:
        return None
    return Observed(value=float(fact.value), evidence=fact.evidence)


def planned_people(site: EffectiveSite, people: float) -> float:
    """People there when placed density caps hold: over its part of the square a cap is a ceiling.

    Args:
        site: Caps are elements of the kind "density-cap".
        people: People there without any cap, spread evenly.

    Returns:
        Never more than without caps.
    """
    area = float(site.zone.area)
    density = people / area
    for element in site.of(Role.CONTEXT, Role.CROWD_AREA):
        cap = number(element, "density_plan_p_per_m2") if element.kind == "density-cap" else None
        if cap is not None and 0 <= cap < density:
            covered = float(shapely.intersection(element.geometry, site.zone).area)
            people -= covered * (density - cap)
    return max(0.0, people)


def judged(site: EffectiveSite, key: str) -> Observed | NotAssessed:
    """A value only a person can give."""
    given = by_answer(site, key)
    return given if given is not None else NotAssessed(reason=text("indicator.ask_a_person"))


def unbounded(value: float) -> bool:
    """Whether a value is no number that could be shown."""
    return not math.isfinite(value)


def first_objects(objects: Iterable[str], most: int = 12) -> tuple[str, ...]:
    """The first ids, each once."""
    return tuple(dict.fromkeys(objects))[:most]


def shown(note: Text | None, *, when: bool) -> Text | None:
    """A note where it applies."""
    return note if when else None


def reached_by(rolling: WaysIn | NotAssessed, user: str, count: int) -> tuple[bool, ...]:
    """Whether each way in leads a user to most of the square.

    Where nobody looked yet, or buildings alone leave no room, it is taken to.
    """
    if isinstance(rolling, NotAssessed) or len(rolling.reached[user]) != count:
        return (True,) * count
    return tuple(is_led is not False for is_led in rolling.reached[user])
