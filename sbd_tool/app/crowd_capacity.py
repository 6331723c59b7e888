"""How many people a square holds: room at named densities, and how many the ways out carry."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sbd_tool.analysis.egress import free_area_m2
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.exit_results import Clearing, ClearingCase
from sbd_tool.domain.rubric import Rubric, RuleNumber
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.scoring.observing import planned_people

DENSITIES: Final = ("comfort", "busy", "event", "full")
"""Density profiles, from loose to tight: numbers ``density_*_p_per_m2`` of the rubric."""

FLOWS: Final = ("measured", "germany", "green_guide", "older_uk")
"""Flow profiles, from slow to fast: numbers ``flow_*_p_per_m_min`` of the rubric."""


class CrowdTold:
    """Flows and capacities of a list, as content and as lines."""

    def __init__(self, site: EffectiveSite, case: ClearingCase, rubric: Rubric) -> None:
        by_flow, rooms = flows(case, rubric), capacities(site, case, rubric)
        self.content: Mapping[str, Any] = {"flows": by_flow, "capacities": rooms}
        self.lines = (*flow_lines(by_flow), *capacity_lines(rooms))


def flows(case: ClearingCase, rubric: Rubric) -> list[dict[str, Any]]:
    """Clearing times of the people there under every flow profile, with source and basis.

    Only the rate differs; widths and people are those of the project's own rules.
    """
    found = []
    for key in FLOWS:
        number = rubric.numbers[f"flow_{key}_p_per_m_min"]
        found.append(
            {
                "flow": key,
                "rate_p_per_m_min": number.value,
                **_source(number),
                "worst": _times(case.worst, number.value),
                "likely": _times(case.likely, number.value),
                "best": _times(case.best, number.value),
            }
        )
    return found


def _times(one: Clearing, rate: float) -> dict[str, Any]:
    return {
        "clearing_min": _minutes(one.people, one.width_m * rate),
        "clearing_without_widest_min": _minutes(one.people, one.lost_width_m * rate),
    }


def _minutes(people: float, rate: float) -> float | None:
    if people <= 0:
        return 0.0
    return people / rate if rate > 0 else None


def capacities(site: EffectiveSite, case: ClearingCase, rubric: Rubric) -> list[dict[str, Any]]:
    """Room at each density and how many are out in time under each flow profile.

    Room is the square less buildings, water and areas nobody walks through, times the density;
    placed density caps lower it. The capacity is the smaller of room and of those who are out in
    time, with all ways out (the largest part discounted) and with the widest one lost.
    """
    area = free_area_m2(site, rubric)
    found = []
    for key in DENSITIES:
        number = rubric.numbers[f"density_{key}_p_per_m2"]
        room = min(planned_people(site, number.value * float(site.zone.area)), number.value * area)
        found.append(
            {
                "density": key,
                "density_p_per_m2": number.value,
                **_source(number),
                "free_area_m2": area,
                "room": room,
                "own": _capacity(room, case, case.rate_p_per_m_min),
                "flows": {
                    flow: _capacity(room, case, rubric.value(f"flow_{flow}_p_per_m_min"))
                    for flow in FLOWS
                },
            }
        )
    return found


def _source(number: RuleNumber) -> dict[str, Any]:
    return {"source": number.source or None, "basis": number.basis.value}


def _capacity(room: float, case: ClearingCase, rate: float) -> dict[str, Any]:
    per_m = rate * case.time_min
    out, lost = case.likely.width_m * per_m, case.likely.lost_width_m * per_m
    return {
        "out_in_time": out,
        "capacity": min(room, out),
        "capacity_without_widest": min(room, lost),
        "decided_by": "exits" if out < room else "room",
        "clearing_min": _minutes(room, case.likely.width_m * rate),
    }


def capacity_lines(rows: Sequence[Mapping[str, Any]]) -> list[Text]:
    """One line for each density, under the rules of the project."""
    return [
        text(
            f"crowd.capacity_{row['own']['decided_by']}",
            what=text(f"crowd.density_{row['density']}"),
            density=Quantity(row["density_p_per_m2"], "/m²", 2),
            room=_whole(row["room"]),
            capacity=_whole(row["own"]["capacity"]),
            lost=_whole(row["own"]["capacity_without_widest"]),
        )
        for row in rows
    ]


def flow_lines(rows: Sequence[Mapping[str, Any]]) -> list[Text]:
    """One line for each flow profile, in the worst world."""
    return [
        text(
            "crowd.flow",
            what=text(f"crowd.flow_{row['flow']}"),
            rate=Quantity(row["rate_p_per_m_min"], "/(m·min)", 1),
            time=_time(row["worst"]["clearing_min"]),
            lost=_time(row["worst"]["clearing_without_widest_min"]),
        )
        for row in rows
    ]


def _whole(people: float) -> Quantity:
    return Quantity(float(int(people)), "", 0)


def _time(minutes: float | None) -> Text:
    if minutes is None:
        return text("access.never")
    return text("access.minutes", time=Quantity(minutes, "min", 1))
