"""How far it is on foot from check to check: round what stands there, where that can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.walking.ends import places_on
from sbd_tool.analysis.walking.paths import Ground, ground_of
from sbd_tool.analysis.walking.pieces import pieces_of
from sbd_tool.analysis.walking.solve import MOST_PLACES, shortest_ways
from sbd_tool.analysis.walking.standing import stands_of, things_for
from sbd_tool.analysis.walking.users import user_of
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite, Leaning
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.visits import Place
from sbd_tool.scoring.visits.walk import distance

_ON_FOOT: Final = "cane"  # the user of the walking analysis who walks steps


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one place of a visit to another.

    Attributes:
        metres: How long it is.
        way: Its places, the two ends with them.
        is_walked: It goes round what stands there; else it is a straight line.
    """

    metres: float
    way: tuple[Place, ...]
    is_walked: bool


def straight(first: Place, second: Place) -> Leg:
    """The straight line between two places."""
    return Leg(distance(first, second), (first, second), is_walked=False)


class VisitWays:
    """Ways of somebody on foot, with the width of the walking analysis, kept once found.

    Somebody stands beside what covers a place, at most as far from it as ``walk_end_m``. Where
    there is no way to be found (a yard, a place that nothing leaves room at), the leg is straight.
    Traffic is not looked at.

    Args:
        site: The likely site.
        rubric: Numbers of the walking analysis, and how far from the square checks are.
    """

    def __init__(self, site: EffectiveSite, rubric: Rubric) -> None:
        around = rubric.value("near_zone_m") + rubric.value("walk_margin_m")
        area = site.zone.buffer(around, quad_segs=2)
        stands = stands_of(site, area, rubric, Leaning.LIKELY)
        user = user_of(_ON_FOOT, rubric)
        things = things_for(stands, user, Leaning.LIKELY)
        self._ground: Ground = ground_of(pieces_of(area, things), user.clear_m)
        self._reach_m = rubric.value("walk_end_m")
        self._legs: dict[tuple[Place, Place], Leg] = {}

    def look_up(self, places: Sequence[Place]) -> None:
        """Find the ways between all of some places; of very many, those between the first."""
        places = list(places)[:MOST_PLACES]
        pairs = [
            (one, other)
            for one, other in combinations(range(len(places)), 2)
            if (places[one], places[other]) not in self._legs
        ]
        if not pairs:
            return
        moved, away = places_on(self._ground, np.array(places), self._reach_m)
        found = shortest_ways(self._ground, moved, pairs)
        for one, other in pairs:
            first, second = places[one], places[other]
            leg = straight(first, second)
            if (one, other) in found:
                line = found[one, other].line
                way = [first, *((float(x), float(y)) for x, y in line), second]
                metres = found[one, other].length_m + float(away[one] + away[other])
                kept = [way[0], *(b for a, b in pairwise(way) if a != b)]
                leg = Leg(metres, tuple(kept), is_walked=True)
            self._legs[first, second] = leg
            self._legs[second, first] = Leg(leg.metres, leg.way[::-1], leg.is_walked)

    def leg(self, first: Place, second: Place) -> Leg:
        """The way between two places; straight where none was looked up or found."""
        return self._legs.get((first, second)) or straight(first, second)

    def far(self, first: Place, second: Place) -> float:
        """Metres between two places."""
        return 0.0 if first == second else self.leg(first, second).metres


def visit_ways(project: Project, rules: Rules, option: str, time_state: str) -> VisitWays:
    """Ways on the likely site of an option and state.

    Raises:
        SquareMissingError: No square is picked.
    """
    site = build(project, rules.catalogue, rules.rubric, option, time_state, LIKELY_WORLD)
    return VisitWays(site, rules.rubric)
