"""The visit list of an assessment: checks with minutes and places, chosen, put in walking order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.rules import Rules
from sbd_tool.app.visit_ways import VisitWays, straight, visit_ways
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Assessment, Question
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.visits import Check, Place, Stop, Visit
from sbd_tool.report.visit_sheet import stop_title, visit_sentences
from sbd_tool.scoring.ledger import nodes
from sbd_tool.scoring.visits.choose import best_within, joint_removes
from sbd_tool.scoring.visits.walk import distance, path_length, walking_order

__all__ = [
    "checks_of",
    "is_on_site",
    "plan_visit",
    "plan_walked_visit",
    "stop_title",
    "visit_sentences",
]

LEAST_MINUTES: Final = 1.0
MOST_MINUTES: Final = 600.0

# Question key before its colon -> number of the rubric that says how long it takes.
_MINUTES: Final = {
    "seen_none": "visit_look_min",
    "confirmed": "visit_confirm_min",
    "count": "visit_count_min",
    "gap": "visit_gap_min",
    "rating": "visit_rating_min",
    "surveyed": "visit_measure_min",
}
_ON_SITE: Final = frozenset({"seen_none", "confirmed", "count", "gap", "rating"})
_STEP: Final = 0.5


def plan_visit(
    project: Project,
    rubric: Rubric,
    assessment: Assessment,
    minutes: float,
    ways: VisitWays | None = None,
) -> Visit:
    """The checks that remove most doubt in some minutes, and the walk that does them.

    The set is proven best for the minutes its checks take; the time of its walk is then taken off
    and the choice repeated until checks and walk fit together.

    Args:
        project: Places of objects.
        rubric: Minutes per check, speed of walking, weights.
        assessment: Open questions and what an answer removes.
        minutes: Time on the square, with walking between checks.
        ways: Ways between places round what stands there; without them they are straight lines.

    Raises:
        InputError: The minutes are not accepted.
    """
    _refuse_other_than_a_visit(minutes)
    checks = checks_of(project, rubric, assessment)
    speed = rubric.value("visit_walk_m_per_min")
    room, far = minutes, distance if ways is None else ways.far
    while True:
        best = best_within(checks, room)
        chosen = [check for check in checks if check.key in best.keys]
        places = list(dict.fromkeys(check.place for check in chosen))
        if ways is not None:
            ways.look_up(places)
        order, is_shortest = walking_order(places, far)
        walk = path_length(places, order, far) / speed
        taken = sum(check.minutes for check in chosen)
        if taken + walk <= minutes or not chosen:
            break
        room = min(room - _STEP, max(minutes - walk, taken - _STEP))
    return Visit(
        budget_min=minutes,
        stops=_stops([places[at] for at in order], chosen, ways),
        check_min=taken,
        walk_min=walk,
        narrows=_by_ledger(rubric, joint_removes(chosen)),
        before=_ranges(assessment),
        left=tuple(
            sorted(
                (check for check in checks if check not in chosen),
                key=lambda check: (-check.worth, check.key),
            )
        ),
        is_best_set=best.is_proven,
        is_shortest_walk=is_shortest,
    )


def plan_walked_visit(
    project: Project, rules: Rules, assessment: Assessment, minutes: float
) -> Visit:
    """The visit of `plan_visit` with ways round what stands in the assessed option and state.

    Raises:
        InputError: The minutes are not accepted.
        SquareMissingError: No square is picked.
    """
    _refuse_other_than_a_visit(minutes)
    card = assessment.scorecard
    ways = visit_ways(project, rules, card.option, card.time_state)
    return plan_visit(project, rules.rubric, assessment, minutes, ways)


def _refuse_other_than_a_visit(minutes: float) -> None:
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InputError(
            text("visit.minutes", minutes=Quantity(minutes, "min")),
            text(
                "visit.minutes.hint",
                least=Quantity(LEAST_MINUTES, "min"),
                most=Quantity(MOST_MINUTES, "min"),
            ),
            str(minutes),
        )


def checks_of(project: Project, rubric: Rubric, assessment: Assessment) -> tuple[Check, ...]:
    """Open questions that a person on the square can answer, with minutes and places."""
    card = assessment.scorecard
    asked = {
        question.key: question
        for ledger in (card.openness, card.protection)
        for question in ledger.questions
        if is_on_site(question) and question.removes
    }
    finder = _Places(project, rubric)
    return tuple(_check(rubric, finder, question) for _, question in sorted(asked.items()))


def is_on_site(question: Question) -> bool:
    """Whether looking at the square answers it; opening hours and contracts do not lie there."""
    return question.where == "site" or question.key.partition(":")[0] in _ON_SITE


def _check(rubric: Rubric, finder: "_Places", question: Question) -> Check:
    objects = finder.objects(question)
    return Check(
        key=question.key,
        ask=question.ask,
        minutes=_minutes(rubric, question, objects),
        removes=question.removes,
        narrows=_by_ledger(rubric, question.removes),
        place=finder.place(objects),
        objects=objects,
    )


def _minutes(rubric: Rubric, question: Question, objects: Sequence[str]) -> float:
    prefix = question.key.partition(":")[0]
    each = rubric.value("visit_object_min") * len(objects) if prefix == "confirmed" else 0.0
    return rubric.value(_MINUTES.get(prefix, "visit_judge_min")) + each


def _by_ledger(rubric: Rubric, removes: Mapping[str, float]) -> dict[LedgerKey, float]:
    return {
        ledger: sum(removes.get(node.key, 0.0) for node in nodes(rubric, ledger))
        for ledger in LedgerKey
    }


def _ranges(assessment: Assessment) -> dict[LedgerKey, tuple[float, float]]:
    card = assessment.scorecard
    return {key: (card.ledger(key).low, card.ledger(key).high) for key in LedgerKey}


def _stops(
    places: Sequence[Place], chosen: Iterable[Check], ways: VisitWays | None
) -> tuple[Stop, ...]:
    checks, found = list(chosen), []
    for number, place in enumerate(places):
        leg = None
        if number:
            before = places[number - 1]
            leg = straight(before, place) if ways is None else ways.leg(before, place)
        found.append(
            Stop(
                number=number + 1,
                place=place,
                walk_m=0.0 if leg is None else leg.metres,
                checks=tuple(check for check in checks if check.place == place),
                is_walked=leg is not None and leg.is_walked,
                way=() if leg is None else leg.way,
            )
        )
    return tuple(found)


class _Places:
    """Where the objects of a question lie: near the square, of the class that is asked about."""

    def __init__(self, project: Project, rubric: Rubric) -> None:
        self._project = project
        found = project.feature(project.square)
        self._zone: BaseGeometry | None = None if found is None else found[1].geometry
        near = rubric.value("near_zone_m")
        self._near = None if self._zone is None else self._zone.buffer(near)

    def objects(self, question: Question) -> tuple[str, ...]:
        """Objects to look at; none means the square as a whole."""
        prefix, _, word = question.key.partition(":")
        if prefix in ("gap", "rating"):
            return (word,)
        if prefix in ("confirmed", "count"):
            return self._of_role(Role(word))
        return ()

    def _of_role(self, role: Role) -> tuple[str, ...]:
        return tuple(
            name
            for layer in self._project.layers
            if layer.role is role
            for name, geometry in zip(layer.ids, layer.geometry, strict=True)
            if self._near is not None and self._near.intersects(geometry)
        )

    def place(self, objects: Sequence[str]) -> Place:
        """The object nearest to the middle of all of them; the middle of the square for none."""
        points = [point for point in map(self._point, objects) if point is not None]
        if not points:
            return _xy(None if self._zone is None else self._zone.representative_point())
        middle = (
            sum(x for x, _ in points) / len(points),
            sum(y for _, y in points) / len(points),
        )
        return min(points, key=lambda point: (distance(point, middle), point))

    def _point(self, name: str) -> Place | None:
        measure = self._project.measures.get(name)
        if measure is not None:
            geometry = measure.geometry
        else:
            found = self._project.feature(name)
            geometry = None if found is None else found[1].geometry
        if geometry is None or geometry.is_empty:
            return None
        if geometry.geom_type in ("LineString", "MultiLineString"):
            middle: BaseGeometry = geometry.interpolate(0.5, normalized=True)
            return _xy(middle)
        return _xy(geometry.representative_point())


def _xy(point: BaseGeometry | None) -> Place:
    if point is None or point.is_empty:
        return 0.0, 0.0
    x, y = shapely.get_coordinates(point)[0]
    return float(x), float(y)
