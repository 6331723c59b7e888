"""Ways between all entrances and destinations of a square, for each user."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from shapely.geometry import LineString, Polygon

from sbd_tool.analysis.obstacles import OBSTACLE_NUMBERS
from sbd_tool.analysis.walking.desire import desire_lines
from sbd_tool.analysis.walking.ends import ends_of, places_on
from sbd_tool.analysis.walking.paths import ground_of
from sbd_tool.analysis.walking.pieces import Thing, pieces_of
from sbd_tool.analysis.walking.pinch import Passages, passages_of
from sbd_tool.analysis.walking.solve import Way, shortest_ways
from sbd_tool.analysis.walking.standing import (
    Sort,
    Stand,
    lasting,
    stands_of,
    things_for,
)
from sbd_tool.analysis.walking.telling import Found, told
from sbd_tool.analysis.walking.users import USER_NUMBERS, USERS, user_of
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.walk_results import UserWalks, WalkEnd, Walks, WalkUser

WALK_NUMBERS: Final = (
    *OBSTACLE_NUMBERS,
    *USER_NUMBERS,
    "drawing_accuracy_m",
    "seat_half_depth_m",
    "trunk_radius_m",
    "lamp_radius_m",
    "walk_steps_width_m",
    "walk_margin_m",
    "walk_end_m",
    "walk_join_m",
    "walk_cluster_m",
    "walk_band_m",
    "walk_width_m",
)
_THIN_M: Final = 0.05
_NEAR_M: Final = 5.0  # ends nearer than this are no pair
_LEANINGS: Final = (Leaning.LIKELY, Leaning.FEW, Leaning.MANY)

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Square:
    """What all users share.

    Attributes:
        ground: Where people walk.
        stands: What stands there, by how doubts are resolved.
        ends: Entrances, then destinations.
        places: (n, 2) where one stands at each.
        pairs: Pairs of ends that ways are looked for between.
        thin: Ways of somebody thin who walks over steps.
        reach_m: How far a covered end may be moved.
        has_desire: Whether desire lines are drawn.
    """

    ground: Polygon
    stands: Mapping[Leaning, Sequence[Stand]]
    ends: Sequence[WalkEnd]
    places: np.ndarray
    pairs: Sequence[Pair]
    thin: Mapping[Pair, Way]
    reach_m: float
    has_desire: bool = True

    def ways(
        self, things: Sequence[Thing], clear_m: float, pairs: Iterable[Pair] | None = None
    ) -> dict[Pair, Way]:
        """Shortest ways past some things; the move of a covered end is part of the length."""
        ground = ground_of(pieces_of(self.ground, things), clear_m)
        places, legs = places_on(ground, self.places, self.reach_m)
        wanted = self.pairs if pairs is None else pairs
        found = shortest_ways(ground, places, wanted)
        return {
            (one, other): replace(way, length_m=way.length_m + legs[one] + legs[other])
            for (one, other), way in found.items()
        }


def walks_of(
    site: EffectiveSite,
    arrivals: Arrivals,
    rubric: Rubric,
    progress: Progress,
    users: Sequence[str] = USERS,
    *,
    with_desire: bool = True,
) -> Walks:
    """Find the shortest way of each user between all arriving ways, and to all destinations.

    Args:
        site: Reads ``STANDING_ROLES``, entrances, stops and amenities.
        arrivals: Ways of the town that meet the edge.
        rubric: ``WALK_NUMBERS``.
        progress: Told after each user; may raise ``Cancelled``.
        users: Keys of ``USERS``.
        with_desire: Whether desire lines are drawn too; they take as long as the ways.

    Returns:
        Ways. Lengths are exact, widths too: a gap of the clear width less a micrometre lets
        through. What nobody has said (steps, slopes, gaps of rows, heights of kerbs) makes a
        verdict unsure and never a way.
    """
    seen = [user_of(key, rubric) for key in users]
    square, left_out = _square(site, arrivals, rubric)
    square = replace(square, has_desire=with_desire)
    progress.advance(0.1)
    found = {}
    for number, user in enumerate(seen):
        part = Span(progress, 0.1 + 0.9 * number / len(seen), 0.1 + 0.9 * (number + 1) / len(seen))
        found[user.key] = _user(square, user, rubric, part)
    return Walks(
        ends={end.key: end for end in square.ends},
        users=found,
        notes=_notes(square, left_out),
    )


def _square(site: EffectiveSite, arrivals: Arrivals, rubric: Rubric) -> tuple[Square, int]:
    ground = site.zone.buffer(rubric.value("walk_margin_m"), quad_segs=2)
    stands = {leaning: stands_of(site, ground, rubric, leaning) for leaning in _LEANINGS}
    likely = stands[Leaning.LIKELY]
    widest = max(user_of(key, rubric).clear_m for key in USERS)
    ends = ends_of(site, arrivals, ground, lasting(likely), rubric, widest)
    places = np.array([(end.place.x, end.place.y) for end in ends.ends]).reshape(-1, 2)
    pairs = _pairs(ends.ends)
    square = Square(ground, stands, ends.ends, places, pairs, {}, rubric.value("walk_end_m"))
    thin = square.ways(things_for(likely, None, Leaning.LIKELY), _THIN_M) if pairs else {}
    return replace(square, thin=thin), ends.left_out


def _pairs(ends: Sequence[WalkEnd]) -> list[Pair]:
    """Arriving ways with each other, and each with all destinations."""
    return [
        (one, other)
        for one, start in enumerate(ends)
        if start.key.startswith("E")
        for other in range(one + 1, len(ends))
        if start.place.distance(ends[other].place) >= _NEAR_M
    ]


def _user(square: Square, user: WalkUser, rubric: Rubric, progress: Progress) -> UserWalks:
    if not square.pairs:
        return UserWalks(user=user, walks=())
    ways = _by_leaning(square, user)
    progress.advance(0.5)
    level = _level(square, user, ways, rubric)
    likely = square.stands[Leaning.LIKELY]
    bare = square.ways(lasting(likely), user.clear_m)
    progress.advance(0.8)
    found = Found(
        user=user,
        ways=ways,
        level=level,
        bare=bare,
        thin=square.thin,
        passages=_passages(square, rubric),
        stands=likely,
    )
    walks = tuple(told(found, square.ends, pair) for pair in square.pairs)
    lines = [LineString(way.line) for way in bare.values()] if square.has_desire else []
    standing = [one.thing for one in likely if one.sort is not Sort.LASTING]
    return UserWalks(
        user=user,
        walks=walks,
        desire=desire_lines(lines, standing, rubric.value("walk_band_m")),
    )


def _by_leaning(square: Square, user: WalkUser) -> dict[Leaning, dict[Pair, Way]]:
    """Ways by how doubts are resolved; equal things are looked at once."""
    known: dict[tuple[tuple[str, int, float], ...], dict[Pair, Way]] = {}
    found = {}
    for leaning in _LEANINGS:
        things = things_for(square.stands[leaning], user, leaning)
        key = tuple((one.id, hash(one.shape.wkb), one.doubt_m) for one in things)
        if key not in known:
            known[key] = square.ways(things, user.clear_m)
        found[leaning] = known[key]
    return found


def _level(
    square: Square,
    user: WalkUser,
    ways: Mapping[Leaning, Mapping[Pair, Way]],
    rubric: Rubric,
) -> Mapping[Leaning, Iterable[Pair]]:
    """Pairs that are linked without a step, by how doubts are resolved."""
    has_steps = any(
        stand.sort in (Sort.STEPS, Sort.KERB) for stand in square.stands[Leaning.LIKELY]
    )
    if user.is_on_wheels or not has_steps:
        return ways
    stepless = replace(user, max_step_m=rubric.value("flush_kerb_m"))
    return _by_leaning(square, stepless)


def _passages(square: Square, rubric: Rubric) -> Passages:
    """Clear widths between what stands there, and inside the rows."""
    likely = square.stands[Leaning.LIKELY]
    things = [stand.thing for stand in likely if stand.sort in (Sort.LASTING, Sort.OBJECT)]
    rows = [stand for stand in likely if stand.sort is Sort.ROW]
    pieces = pieces_of(square.ground, things)
    return passages_of(pieces, things, rows, rubric.value("walk_width_m"))


def _notes(square: Square, left_out: int) -> tuple[Text, ...]:
    notes = []
    if not any(end.key.startswith("E") for end in square.ends):
        notes.append(text("walking.note_no_arrivals"))
    if not any(end.key.startswith("D") for end in square.ends):
        notes.append(text("walking.note_no_destinations"))
    if left_out:
        notes.append(text("walking.note_left_out", count=left_out))
    if any("step" in end.unknown for end in square.ends):
        notes.append(text("walking.note_steps_unknown"))
    if any("slope" in end.unknown for end in square.ends):
        notes.append(text("walking.note_slope_unknown"))
    if any(not stand.is_known for stand in square.stands[Leaning.LIKELY]):
        notes.append(text("walking.note_gaps_unknown"))
    return tuple(notes)
