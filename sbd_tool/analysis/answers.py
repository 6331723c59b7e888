"""Answers on the effective site: facts by key, and what they settle about classes and objects."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sbd_tool.analysis.practices import is_yes
from sbd_tool.analysis.same import KeptOf
from sbd_tool.domain.effective import ClassKnowledge, ClassStatus, Element, Fact
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.standing import holds, strength

SEEN_NONE: Final = "seen_none:"
COUNT: Final = "count:"
CONFIRMED: Final = "confirmed:"
TOLD: Final[Mapping[str, str]] = {"gap:": "clear_gap_m", "rating:": "rating"}
"""Prefix of an answer about one object -> the attribute it fills."""

_SEEN: Final = KeptOf[Element](50_000)  # the very same element as long as the answer holds


def facts_of(project: Project, options: tuple[str, ...], time_state: str) -> dict[str, Fact]:
    """Answers by question key.

    Of several to one question the most precise counts: that of the option before that of what it
    builds on, that of the state before that of all states; among equals the later one.
    """
    found = [row for row in project.answers.values() if holds(row.stamp, options, time_state)]
    found.sort(key=lambda row: strength(row.stamp, options))
    return {
        answer.key: Fact(value=answer.value, evidence=answer.stamp.evidence, answer_id=answer.id)
        for answer in found
    }


def named_roles(facts: Mapping[str, Fact], prefix: str) -> frozenset[str]:
    """Roles for which a question of that prefix was answered with yes."""
    return frozenset(
        key.removeprefix(prefix)
        for key, fact in facts.items()
        if key.startswith(prefix) and is_yes(fact.value)
    )


def answered_elements(
    elements: list[Element], confirmed: frozenset[str], facts: Mapping[str, Fact]
) -> list[Element]:
    """Elements with what people said about their class and about single ones."""
    if confirmed:
        elements = [_confirm(element, confirmed) for element in elements]
    if any(key.startswith(tuple(TOLD)) for key in facts):
        elements = [_told(element, facts) for element in elements]
    return elements


def _confirm(element: Element, confirmed: frozenset[str]) -> Element:
    """The element without doubt where a person saw that its class stands as drawn."""
    is_drawn = element.is_in_doubt and element.evidence is Evidence.PLAN
    if not is_drawn or element.role.value not in confirmed:
        return element
    seen = _SEEN.get((element,))
    if seen is None:
        seen = _SEEN.put(replace(element, evidence=Evidence.SEEN, is_in_doubt=False), (element,))
    return seen


def _told(element: Element, facts: Mapping[str, Fact]) -> Element:
    """The element with the gap or rating that a person gave for it."""
    given: dict[str, ParameterValue] = {}
    for prefix, name in TOLD.items():
        fact = facts.get(prefix + element.id)
        if fact is not None:
            given[name] = fact.value
    return replace(element, attributes={**element.attributes, **given}) if given else element


def answered_knowledge(
    known: Mapping[Role, ClassKnowledge], facts: Mapping[str, Fact]
) -> dict[Role, ClassKnowledge]:
    """Class knowledge of the plan with what people answered on it."""
    answered = dict(known)
    none_more = named_roles(facts, SEEN_NONE)
    confirmed = named_roles(facts, CONFIRMED)
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
