"""The forms of question the tool can ask: key, words, unit, accepted answers, what they settle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.analysis.answers import CONFIRMED, COUNT, SEEN_NONE
from sbd_tool.analysis.practices import GROUP_PREFIX, NONE_WORD, ONE_PREFIX, practice_kinds
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text, text
from sbd_tool.scoring.readings import SURVEYED
from sbd_tool.scoring.spec import IndicatorSpec

DESK: Final = "desk"
SITE: Final = "site"
OCCUPANCY: Final = "occupancy"
GAP: Final = "gap:"
RATING: Final = "rating:"

JUDGED: Final = ("O10", "O14", "O17", "O18", "O21", "O22", "P13", "P18")
"""Indicators that a person answers directly."""

COUNTED_ROLES: Final = (Role.SEAT, Role.TREE, Role.CAMERA, Role.LAMP, Role.ENTRANCE)
ABSENCE_ROLES: Final = (Role.WALL, Role.BARRIER, Role.STEPS)
CONFIRMED_ROLES: Final = (Role.WALL, Role.BARRIER, Role.GATE)

_AT_DESK: Final = frozenset({"O12", "O14", "O18", "O21", "O02", "P05", "O24"})
_MOST_COUNTED: Final = 100_000.0
_MOST_PERSONS: Final = 1_000_000.0
_WIDEST_GAP_M: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One question before its worth is known.

    Attributes:
        key: Key of the answer.
        ask: The question.
        indicators: Indicators an answer settles.
        unit: Unit of a number.
        choices: Accepted words with shown names; empty when a number is asked.
        minimum, maximum: Accepted numbers.
        where: "desk" or "site".
        is_list: Whether several choices may be joined by commas.
    """

    key: str
    ask: Text
    indicators: tuple[str, ...]
    unit: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    where: str = DESK
    is_list: bool = False


def yes_no() -> tuple[tuple[str, Text], ...]:
    """The choices of a yes/no question."""
    return ("yes", text("question.yes")), ("no", text("question.no"))


def forms(rubric: Rubric, catalogue: Catalogue, specs: Iterable[IndicatorSpec]) -> tuple[Form, ...]:
    """Every question of an edition that concerns no single object.

    Args:
        rubric: Indicators with units and accepted ranges.
        catalogue: Practices.
        specs: Say which classes an indicator depends on.
    """
    by_role = _by_role(specs)
    found = [*_judged(rubric), *_classes(by_role), *_practices(rubric, catalogue)]
    occupied = tuple(spec.key for spec in specs if OCCUPANCY in spec.reads_facts)
    found.append(
        Form(
            key=OCCUPANCY,
            ask=text("question.occupancy"),
            indicators=occupied or ("P12",),
            unit="persons",
            minimum=0.0,
            maximum=_MOST_PERSONS,
        )
    )
    return (*found, *_surveys(rubric))


def _by_role(specs: Iterable[IndicatorSpec]) -> Mapping[Role, tuple[str, ...]]:
    found: dict[Role, list[str]] = {}
    for spec in specs:
        for role in dict.fromkeys((*spec.helped_by, *spec.hurt_by)):
            found.setdefault(role, []).append(spec.key)
    return {role: tuple(keys) for role, keys in found.items()}


def _judged(rubric: Rubric) -> Iterator[Form]:
    for key in JUDGED:
        if key in rubric.indicators:
            rule = rubric.indicators[key]
            yield Form(
                key=key,
                ask=rule.question,
                indicators=(key,),
                unit=rule.unit,
                minimum=rule.minimum,
                maximum=rule.maximum,
                where=DESK if key in _AT_DESK else SITE,
            )


def _classes(by_role: Mapping[Role, Sequence[str]]) -> Iterator[Form]:
    for role in COUNTED_ROLES:
        if role in by_role:
            yield Form(
                key=COUNT + role.value,
                ask=text(f"question.count_{role.value}"),
                indicators=tuple(by_role[role]),
                minimum=0.0,
                maximum=_MOST_COUNTED,
                where=DESK if role in (Role.SEAT, Role.TREE) else SITE,
            )
    for prefix, roles in ((SEEN_NONE, ABSENCE_ROLES), (CONFIRMED, CONFIRMED_ROLES)):
        for role in roles:
            if role in by_role:
                yield Form(
                    key=prefix + role.value,
                    ask=text(f"question.{prefix[:-1]}_{role.value}"),
                    indicators=tuple(by_role[role]),
                    choices=yes_no(),
                )


def _practices(rubric: Rubric, catalogue: Catalogue) -> Iterator[Form]:
    for rule in rubric.indicators:
        kinds = practice_kinds(catalogue, rule.key)
        if kinds:
            yield Form(
                key=GROUP_PREFIX + rule.key,
                ask=text(f"question.practices_{rule.key.lower()}"),
                indicators=(rule.key,),
                choices=(
                    (NONE_WORD, text("question.none_of_these")),
                    *((kind.key, kind.name) for kind in kinds),
                ),
                is_list=True,
            )


def _surveys(rubric: Rubric) -> Iterator[Form]:
    for rule in rubric.indicators:
        if rule.key not in JUDGED and rule.weight:
            yield Form(
                key=SURVEYED + rule.key,
                ask=text("question.surveyed", question=rule.question),
                indicators=(rule.key,),
                unit=rule.unit,
                minimum=rule.minimum,
                maximum=rule.maximum,
                where=DESK if rule.key in _AT_DESK else SITE,
            )


def object_form(key: str, name: Text) -> Form | None:
    """The question about the gap or the rating of one barrier, or None for another key."""
    if key.startswith(GAP):
        return Form(
            key=key,
            ask=text("question.gap", object=name),
            indicators=("P01", "P02"),
            unit="m",
            minimum=0.0,
            maximum=_WIDEST_GAP_M,
            where=SITE,
        )
    if key.startswith(ONE_PREFIX):
        return Form(
            key=key,
            ask=text("question.practice", name=name),
            indicators=(),
            choices=yes_no(),
        )
    if key.startswith(RATING):
        return Form(
            key=key, ask=text("question.rating", object=name), indicators=("P03",), where=DESK
        )
    return None
