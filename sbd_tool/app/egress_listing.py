"""Ways out for the crowd as a list: every exit, every national profile, the worst case named."""

from collections.abc import Callable, Sequence
from typing import Any

from sbd_tool.app.crowd_capacity import CrowdTold
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.app.ways_out import (
    OWN,
    Look,
    Looks,
    clearing_case,
    exits_of,
    rings_of,
    rubrics_by_profile,
    walks_of,
)
from sbd_tool.domain.effective import LIKELY_WORLD
from sbd_tool.domain.exit_results import Clearing, ClearingCase, RingWidth, WayOut
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.place_names import name_of_state
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.scoring.crowd import OCCUPANCIES, clearing_min, people_there
from sbd_tool.scoring.observing import is_unknown, planned_people


def list_egress(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """Every way out with width and flow, clearing times by profile and state, the worst named.

    Where buildings are not known nothing is told: an empty map would look open on all sides.
    """
    looks, rubric = Looks(project, rules, wish.option), rules.rubric
    look = looks.at(wish.time_state, LIKELY_WORLD, rubric)
    if is_unknown(look.site, Role.BUILDING):
        return ListResult(
            content={"assessed": False, "exits": [], "profiles": []},
            lines=(text("access.egress_not_assessed"),),
            notes=(text("access.note_no_building"),),
        )
    cases = _cases(looks, project, rules, wish, progress)
    own = cases[0]
    states = [
        clearing_case(looks, OWN, rubric, state.key)
        for state in project.time_states
        if state.key != wish.time_state
    ]
    exits, rings = exits_of(look, rubric), rings_of(look, rubric)
    walks = walks_of(look, rubric)
    worst = max((*cases, *states), key=_slowness)
    crowd = CrowdTold(look.site, own, rubric)
    content = {
        "assessed": True,
        "area_m2": float(look.site.zone.area),
        "exits": [_exit(one) for one in exits],
        "widest_exit": _widest(exits),
        "rings": [_ring(one) for one in rings],
        "narrowest_ring_m": _narrowest(rings).away_m,
        "distance_m": walks[0],
        "distance_without_widest_m": walks[1],
        "own": _case(own),
        "profiles": [_case(one) for one in cases[1:]],
        "states": [_case(one) for one in (own, *states)],
        "densities": _densities(look, own, rubric),
        **crowd.content,
        "worst": _case(worst),
    }
    return ListResult(
        content=content,
        lines=(
            *_lines(project, rules, (exits, rings, walks), (*cases, *states), worst),
            *crowd.lines,
        ),
        notes=tuple(_notes(look, rubric, exits)),
    )


def _cases(
    looks: Looks, project: Project, rules: Rules, wish: ListWish, progress: Progress
) -> list[ClearingCase]:
    rubrics = rubrics_by_profile(project, rules)
    found = []
    for number, (key, rubric) in enumerate(rubrics.items(), 1):
        found.append(clearing_case(looks, key, rubric, wish.time_state))
        progress.advance(number / len(rubrics), text("access.list_egress"))
    return found


def _slowness(case: ClearingCase) -> tuple[float, ...]:
    """Minutes with the widest way out lost, then with all: in the worst world, then the likely."""
    times = (
        case.worst.lost_minutes,
        case.worst.minutes,
        case.likely.lost_minutes,
        case.likely.minutes,
    )
    return tuple(float("inf") if minutes is None else minutes for minutes in times)


def _narrowest(rings: Sequence[RingWidth]) -> RingWidth:
    return min(rings, key=lambda ring: ring.counted_m)


def _widest(exits: Sequence[WayOut]) -> int | None:
    order = range(len(exits))
    return max(order, key=lambda number: exits[number].width_m) if exits else None


def _exit(one: WayOut) -> dict[str, Any]:
    middle = one.line.interpolate(0.5, normalized=True)
    return {
        "midpoint": [middle.x, middle.y],
        "line": [list(at) for at in one.line.coords],
        "open_m": one.open_m,
        "width_m": one.width_m,
        "persons_per_min": one.persons_per_min,
        "narrowed_by": [
            {"object": row.object, "length_m": row.length_m, "share": row.share}
            for row in one.narrowed
        ],
        "ends_at": list(one.beside),
    }


def _ring(ring: RingWidth) -> dict[str, Any]:
    return {
        "away_m": ring.away_m,
        "width_m": ring.width_m,
        "counted_m": ring.counted_m,
        "largest_part_m": ring.largest_m,
    }


def _case(case: ClearingCase) -> dict[str, Any]:
    return {
        "profile": case.profile or None,
        "time_state": case.time_state,
        "rate_p_per_m_min": case.rate_p_per_m_min,
        "time_min": case.time_min,
        "carried_in_time": case.is_carried,
        "worst": _clearing(case.worst),
        "likely": _clearing(case.likely),
        "best": _clearing(case.best),
    }


def _clearing(one: Clearing) -> dict[str, Any]:
    return {
        "people": one.people,
        "width_m": one.width_m,
        "persons_out": one.persons_out,
        "clearing_min": one.minutes,
        "width_without_widest_m": one.lost_width_m,
        "clearing_without_widest_min": one.lost_minutes,
    }


def _densities(look: Look, own: ClearingCase, rubric: Rubric) -> list[dict[str, Any]]:
    """People and times at the densities of the rubric; placed density caps hold."""
    found = []
    for key in OCCUPANCIES:
        density = rubric.value(key)
        people = planned_people(look.site, density * float(look.site.zone.area))
        found.append(
            {
                "density_p_per_m2": density,
                "people": people,
                "clearing_min": clearing_min(people, own.likely.width_m, rubric),
                "clearing_without_widest_min": clearing_min(
                    people, own.likely.lost_width_m, rubric
                ),
            }
        )
    return found


def _notes(look: Look, rubric: Rubric, exits: Sequence[WayOut]) -> list[Text]:
    notes = [text("access.note_rings"), text("access.note_clearing")]
    if people_there(look.site, rubric)[1] is None:
        notes.append(text("access.note_people_assumed"))
    if is_unknown(look.site, Role.WALL):
        notes.append(text("access.note_walls_unknown"))
    if len(exits) == 1:
        notes.append(text("access.note_one_exit"))
    return notes


Seen = tuple[tuple[WayOut, ...], tuple[RingWidth, ...], tuple[float | None, float | None]]


def _lines(
    project: Project, rules: Rules, seen: Seen, cases: Sequence[ClearingCase], worst: ClearingCase
) -> list[Text]:
    exits, rings, walks = seen
    name = names_of(project, rules)
    states = {state.key: name_of_state(state) for state in project.time_states}
    ring = _narrowest(rings)
    lines = [text("access.exits", count=len(exits))]
    lines += [_exit_line(number, one, name) for number, one in enumerate(exits, 1)]
    lines.append(
        text(
            "access.narrowest",
            away=Quantity(ring.away_m, "m"),
            width=Quantity(ring.width_m, "m", 1),
            counted=Quantity(ring.counted_m, "m", 1),
        )
    )
    lines.append(text("access.walk", near=_walk(walks[0]), lost=_walk(walks[1])))
    other = [one for one in cases[1:] if not _is_alike(one, cases[0])]
    lines += [_case_line("access.case", one, states) for one in (cases[0], *other)]
    if len(other) < len(cases) - 1:
        lines.append(text("access.same_cases", count=len(cases) - 1 - len(other)))
    return [*lines, _case_line("access.worst_case", worst, states)]


def _is_alike(one: ClearingCase, other: ClearingCase) -> bool:
    return (one.worst, one.likely, one.time_min) == (other.worst, other.likely, other.time_min)


def _walk(metres: float | None) -> Text:
    if metres is None:
        return text("access.no_way_out")
    return text("access.metres", away=Quantity(metres, "m"))


def _exit_line(number: int, one: WayOut, name: Callable[[str], Text]) -> Text:
    told: dict[str, int | Quantity] = {
        "number": number,
        "width": Quantity(one.width_m, "m", 1),
        "open": Quantity(one.open_m, "m", 1),
        "flow": Quantity(one.persons_per_min, "", 0),
    }
    if one.narrowed:
        return text("access.exit_narrowed", what=name(one.narrowed[0].object), **told)
    return text("access.exit", **told)


def _case_line(key: str, case: ClearingCase, states: dict[str, Text]) -> Text:
    profile = text(f"rubric.profile.{case.profile}") if case.profile else text("access.own_rules")
    return text(
        key,
        profile=profile,
        state=states.get(case.time_state, literal(case.time_state)),
        people=Quantity(case.worst.people, "", 0),
        likely=_minutes(case.likely.minutes),
        worst=_minutes(case.worst.minutes),
        lost=_minutes(case.worst.lost_minutes),
        limit=Quantity(case.time_min, "min", 0),
    )


def _minutes(minutes: float | None) -> Text:
    if minutes is None:
        return text("access.never")
    return text("access.minutes", time=Quantity(minutes, "min", 1))
