"""Ask what narrows the ranges most."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import shapely

from sbd_tool.analysis.answers import CONFIRMED
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import LedgerScore, Question, Reading
from sbd_tool.domain.text import text
from sbd_tool.scoring.ledger import node_points, nodes
from sbd_tool.scoring.question_forms import GAP, OCCUPANCY, RATING, Form, forms, object_form
from sbd_tool.scoring.readings import SURVEYED
from sbd_tool.scoring.spec import IndicatorSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What trying an answer showed: points of range removed, and indicators it narrowed.

    Attributes:
        narrows: Points of range removed by ledger.
        settles: Indicators it narrowed.
        removes: Points of range removed by node (indicator or chain).
    """

    narrows: Mapping[LedgerKey, float]
    settles: tuple[str, ...]
    removes: Mapping[str, float] = field(default_factory=dict)


Tried = Callable[[str], "Trial | None"]

_LEAST_NARROWED_POINTS: Final = 0.5
_LEAST_CONFIRMED_POINTS: Final = 2.0  # what at most less hangs on is not tried


def questions_for(
    rubric: Rubric,
    catalogue: Catalogue,
    specs: Sequence[IndicatorSpec],
    site: EffectiveSite,
    ledgers: Mapping[LedgerKey, LedgerScore],
    *,
    tried: Tried | None = None,
) -> dict[LedgerKey, tuple[Question, ...]]:
    """The questions open on a site, best first per ledger.

    A question is worth the points of range its answer removes at the least: for a plain indicator
    that is weight times width whatever is found; for a chain the smaller of what remains when the
    link turns out bad or good. A class question counts for all indicators that need the class.
    Measuring an indicator oneself is only asked where nothing easier settles it.

    Args:
        rubric: Worth of values.
        catalogue: Practices.
        specs: Which indicators need which classes.
        site: Answers given so far and what is known.
        ledgers: Both ledgers as they stand.
        tried: Points a question was found to remove by trying an answer, for those that
            `hypothesis` has an answer for; None where trying is not possible.

    Returns:
        Per ledger the questions that narrow it.
    """
    open_forms = [form for form in forms(rubric, catalogue, specs) if _is_open(form, site, rubric)]
    open_forms += _object_forms(ledgers[LedgerKey.PROTECTION], site)
    priced = [(form, _worth(rubric, ledgers, form, tried)) for form in open_forms]
    worth = [
        (form, narrows)
        for form, narrows in priced
        if max(narrows.values()) >= _LEAST_NARROWED_POINTS
    ]
    easier = {key for form, _ in worth if not _is_survey(form) for key in _settled_by(form, tried)}
    asked = [
        _question(form, narrows, ledgers, _removes(rubric, ledgers, form, tried))
        for form, narrows in worth
        if not (_is_survey(form) and form.indicators[0] in easier)
    ]
    return {
        key: tuple(
            sorted(
                (one for one in asked if one.narrows[key] >= _LEAST_NARROWED_POINTS),
                key=lambda one: (-round(one.narrows[key], 6), one.key),
            )
        )
        for key in ledgers
    }


def hypothesis(form_key: str, site: EffectiveSite, rubric: Rubric) -> float | bool | None:
    """An answer to try a question with, or None where its worth follows from arithmetic alone.

    Args:
        form_key: Key of the question.
        site: The likely world; says how many of a class are drawn or expected.
        rubric: Likely occupancy.
    """
    prefix, _, word = form_key.partition(":")
    if form_key == OCCUPANCY:
        return rubric.value("occupancy_likely_p_per_m2") * float(site.zone.area)
    if prefix in ("seen_none", "confirmed"):
        return True
    if prefix == "count":
        entry = site.knowledge.get(Role(word))
        return None if entry is None else float(max(entry.here, round(entry.expected)))
    return None


def _worth(
    rubric: Rubric, ledgers: Mapping[LedgerKey, LedgerScore], form: Form, tried: Tried | None
) -> dict[LedgerKey, float]:
    if form.key.startswith(CONFIRMED):
        most = {
            key: _narrowed(rubric, ledger, _bounded(form, ledger))
            for key, ledger in ledgers.items()
        }
        if max(most.values()) < _LEAST_CONFIRMED_POINTS:
            return dict.fromkeys(ledgers, 0.0)
    found = None if tried is None else tried(form.key)
    if found is not None:
        return dict(found.narrows)
    return {key: _narrowed(rubric, ledger, form) for key, ledger in ledgers.items()}


def _bounded(form: Form, ledger: LedgerScore) -> Form:
    """The form without indicators that nothing bounds: no drawn thing can settle those."""
    kept = [
        key
        for key in form.indicators
        if key in ledger.indicators and _has_bound(ledger.indicators[key].reading)
    ]
    return replace(form, indicators=tuple(kept))


def _has_bound(reading: Reading) -> bool:
    return any(value is not None for value in (reading.worst, reading.likely, reading.best))


def _settled_by(form: Form, tried: Tried | None) -> tuple[str, ...]:
    found = None if tried is None else tried(form.key)
    return form.indicators if found is None else found.settles


def _is_survey(form: Form) -> bool:
    return form.key.startswith(SURVEYED)


def _is_open(form: Form, site: EffectiveSite, rubric: Rubric) -> bool:
    if form.key in site.facts:
        return False
    prefix, _, word = form.key.partition(":")
    if prefix == "confirmed":
        return _is_doubted_near(site, Role(word), rubric)
    return all(SURVEYED + key not in site.facts for key in form.indicators[:1])


def _is_doubted_near(site: EffectiveSite, role: Role, rubric: Rubric) -> bool:
    """Whether something of the class is only drawn, where a person on the square would see it."""
    near = site.zone.buffer(rubric.value("near_zone_m"))
    doubted = [element.geometry for element in site.elements.get(role, ()) if element.is_in_doubt]
    return bool(doubted) and bool(shapely.intersects(near, as_geometry_array(doubted)).any())


def _object_forms(protection: LedgerScore, site: EffectiveSite) -> list[Form]:
    """Gap and rating of the barrier that decides the worst approach."""
    found: list[Form] = []
    barriers = {element.id for element in site.of(Role.BARRIER, Role.GATE)}
    for key, prefix in (("P02", GAP), ("P03", RATING)):
        line = protection.indicators.get(key)
        for one in () if line is None else line.reading.objects:
            if one in barriers and prefix + one not in site.facts:
                form = object_form(prefix + one, text("question.this_barrier"))
                if form is not None:
                    found.append(form)
                break
    return found


def _removes(
    rubric: Rubric, ledgers: Mapping[LedgerKey, LedgerScore], form: Form, tried: Tried | None
) -> dict[str, float]:
    """Points of range that an answer removes at the least, by node of both ledgers."""
    found = None if tried is None else tried(form.key)
    if found is not None:
        return dict(found.removes)
    return {
        node: points
        for ledger in ledgers.values()
        for node, points in _narrowed_nodes(rubric, ledger, form).items()
    }


def _narrowed(rubric: Rubric, ledger: LedgerScore, form: Form) -> float:
    """Points of range that an answer removes at the least."""
    return sum(_narrowed_nodes(rubric, ledger, form).values())


def _narrowed_nodes(rubric: Rubric, ledger: LedgerScore, form: Form) -> dict[str, float]:
    lines = ledger.indicators
    touched = [key for key in form.indicators if key in lines]
    if not touched:
        return {}
    readings = {key: line.reading for key, line in lines.items()}
    ends = [
        {**readings, **{key: _settled(lines[key].reading, rubric, key, end) for key in touched}}
        for end in ("low", "high")
    ]
    removed: dict[str, float] = {}
    for node in nodes(rubric, ledger.ledger):
        if any(rule.key in touched for rule in node.members):
            before = node_points(node, readings).width
            after = max(node_points(node, end).width for end in ends)
            if before > after:
                removed[node.key] = before - after
    return removed


def _settled(reading: Reading, rubric: Rubric, key: str, end: str) -> Reading:
    """The reading if the answer were the worst or the best that is still possible."""
    rule = rubric.indicators[key]
    bad, good = (rule.breaks[0][0], rule.breaks[-1][0])
    if not rule.is_up:
        bad, good = good, bad
    value = reading.worst if end == "low" else reading.best
    value = (bad if end == "low" else good) if value is None else value
    return Reading(worst=value, likely=value, best=value, evidence=reading.evidence)


def _question(
    form: Form,
    narrows: Mapping[LedgerKey, float],
    ledgers: Mapping[LedgerKey, LedgerScore],
    removes: Mapping[str, float],
) -> Question:
    objects = [
        one
        for ledger in ledgers.values()
        for key in form.indicators
        if key in ledger.indicators
        for one in ledger.indicators[key].reading.objects
    ]
    return Question(
        key=form.key,
        ask=form.ask,
        unit=form.unit,
        choices=form.choices,
        is_list=form.is_list,
        minimum=form.minimum,
        maximum=form.maximum,
        narrows=dict(narrows),
        where=form.where,
        indicators=form.indicators,
        objects=tuple(dict.fromkeys(objects)),
        removes=dict(removes),
    )
