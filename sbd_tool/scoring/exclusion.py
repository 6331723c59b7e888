"""Does a design take from people what they need of a square? Each need before and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.fairness import Change, FairnessRules, NeedChange, NeedRule
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.place_results import Amenities, Canopy, Control, Seating
from sbd_tool.domain.printed import printed_value
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.text import Quantity, Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The square in one state: its likely world, results and readings.

    Attributes:
        site: The likely world.
        results: By analysis key.
        readings: By indicator key.
    """

    site: EffectiveSite
    results: Mapping[str, Any]
    readings: Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class _Found:
    """A value with what it comes from; ``is_known`` is false when only what is drawn counts."""

    value: float | None
    objects: tuple[str, ...] = ()
    is_known: bool = True


def exclusion(before: Standing, after: Standing, rules: FairnessRules) -> tuple[NeedChange, ...]:
    """Hold every need before and after against each other.

    Args:
        before: The square as it is today.
        after: The square as designed.
        rules: Needs, in order.

    Returns:
        One entry per need. What is not known stays unknown; of counted things at least what is
        drawn is compared, and said to be just that.
    """
    return tuple(_changed(rule, before, after) for rule in rules.needs)


def _changed(rule: NeedRule, before: Standing, after: Standing) -> NeedChange:
    read = _READERS[rule.key]
    was, now = read(before), read(after)
    return NeedChange(
        rule=rule,
        before=was.value,
        after=now.value,
        is_known=was.is_known and now.is_known,
        change=_change(rule, was.value, now.value),
        objects=now.objects if rule.key == "hostile" else (was.objects or now.objects),
    )


def _change(rule: NeedRule, was: float | None, now: float | None) -> Change:
    if was is None or now is None:
        return Change.UNKNOWN
    gain = now - was if rule.is_up else was - now
    if abs(gain) < rule.least_change:
        return Change.SAME
    return Change.BETTER if gain > 0 else Change.WORSE


def _seats(one: Standing) -> _Found:
    found = one.results.get("seating")
    if not isinstance(found, Seating):
        return _Found(None)
    per_100 = 100.0 * found.metres / float(one.site.zone.area)
    return _Found(per_100, found.objects, one.readings["O09"].likely is not None)


def _shade(one: Standing) -> _Found:
    found = one.results.get("canopy")
    if not isinstance(found, Canopy):
        return _Found(None)
    share = 100.0 * found.covered_m2 / float(one.site.zone.area)
    return _Found(share, found.objects, one.readings["O11"].likely is not None)


def _places(kind: str) -> Callable[[Standing], _Found]:
    def read(one: Standing) -> _Found:
        found = one.results.get("amenities")
        if not isinstance(found, Amenities):
            return _Found(None)
        ids = dict(found.kinds).get(kind, ())
        return _Found(float(len(ids)), ids, one.readings["O12"].likely is not None)

    return read


def _level_ways(one: Standing) -> _Found:
    found = one.results.get("arrivals")
    if not isinstance(found, Arrivals) or not found.ways:
        return _Found(None)
    free = sum(way.is_step_free for way in found.ways)
    ways = tuple(one for way in found.ways if not way.is_step_free for one in way.ways)
    known = all(way.is_slope_known for way in found.ways)
    return _Found(100.0 * free / len(found.ways), ways, known)


def _hostile(one: Standing) -> _Found:
    found = one.results.get("control")
    if not isinstance(found, Control):
        return _Found(None)
    known = one.readings["O17"].likely is not None
    return _Found(float(len(found.hostile)), found.hostile, known)


def _reading(key: str) -> Callable[[Standing], _Found]:
    def read(one: Standing) -> _Found:
        reading = one.readings[key]
        return _Found(reading.likely, reading.objects, reading.likely is not None)

    return read


_READERS: Final[Mapping[str, Callable[[Standing], _Found]]] = {
    "seats": _seats,
    "shade": _shade,
    "toilets": _places("toilets"),
    "water": _places("water"),
    "level_ways": _level_ways,
    "clear_width": _reading("O04"),
    "free_area": _reading("O18"),
    "hours": _reading("O14"),
    "hostile": _hostile,
}


def exclusion_findings(
    changes: tuple[NeedChange, ...], rules: FairnessRules
) -> tuple[Finding, ...]:
    """A named finding for each need that gets worse, and for hostile devices whoever put them."""
    found = [_lost(one, rules) for one in changes if one.change is Change.WORSE]
    found += [
        _there(one, rules)
        for one in changes
        if one.rule.key == "hostile" and one.after and one.change is not Change.WORSE
    ]
    return tuple(found)


def _lost(one: NeedChange, rules: FairnessRules) -> Finding:
    return Finding(
        key=f"fairness.{one.rule.key}",
        severity=Severity.DANGER if one.rule.key == "hostile" else Severity.WARNING,
        sentence=text(
            "fairness.lost",
            need=one.rule.name,
            before=need_value(one.rule, one.before),
            after=need_value(one.rule, one.after),
            people=people(one.rule, rules),
        ),
        remedy=text(f"fairness.remedy.{one.rule.key}"),
        objects=one.objects[:12],
        ledgers=("openness",),
    )


def _there(one: NeedChange, rules: FairnessRules) -> Finding:
    return Finding(
        key="fairness.hostile",
        severity=Severity.WARNING,
        sentence=text(
            "fairness.hostile_there", count=round(one.after or 0), people=people(one.rule, rules)
        ),
        remedy=text("fairness.remedy.hostile"),
        objects=one.objects[:12],
        ledgers=("openness",),
    )


def need_value(rule: NeedRule, value: float | None) -> Text | Quantity:
    """A value of a need in words."""
    if value is None:
        return text("fairness.not_known")
    if rule.unit in ("places", "devices"):
        return text(f"fairness.count_{rule.unit}", count=round(value))
    if rule.unit == "m/100 m²":  # one bench of many shows in the second digit
        size, metres = Quantity(100, "m²"), Quantity(value, "m", 2)
        return text("domain.value_per", number=metres, size=size)
    return printed_value(value, rule.unit, is_gap=rule.unit == "m")


def people(rule: NeedRule, rules: FairnessRules) -> Text:
    """The groups a need touches, as one list."""
    told = rules.groups[rule.groups[0]]
    for key in rule.groups[1:]:
        told = text("fairness.and", first=told, second=rules.groups[key])
    return told
