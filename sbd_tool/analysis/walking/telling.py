"""One way in words of the domain: verdict, range, narrowest place, what pinches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString

from sbd_tool.analysis.walking.pinch import Passages, pinch_of
from sbd_tool.analysis.walking.solve import Way
from sbd_tool.analysis.walking.standing import Sort, Stand, is_in_way
from sbd_tool.domain.effective import Leaning
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.walk_results import Pinch, PinchReason, Walk, WalkEnd, WalkUser

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found for one user.

    Attributes:
        user: Who.
        ways: Ways by how doubts are resolved.
        level: Pairs that are linked without a step, by how doubts are resolved.
        bare: Ways past buildings and water alone.
        thin: Ways of somebody thin who walks over steps.
        passages: Clear widths.
        stands: What stands there, in the likely reading.
    """

    user: WalkUser
    ways: Mapping[Leaning, Mapping[Pair, Way]]
    level: Mapping[Leaning, Iterable[Pair]]
    bare: Mapping[Pair, Way]
    thin: Mapping[Pair, Way]
    passages: Passages
    stands: Sequence[Stand]


def told(found: Found, ends: Sequence[WalkEnd], pair: Pair) -> Walk:
    """The way between two ends."""
    start, end = ends[pair[0]], ends[pair[1]]
    at_ends = _worst(start.wheels, end.wheels)
    on_way = _verdict(found.ways, pair)
    own = at_ends if found.user.is_on_wheels else Verdict.PASSES
    verdict = _worst(on_way, own)
    is_shut = verdict is Verdict.BLOCKED
    likely, low, high = (
        None if is_shut else found.ways[leaning].get(pair)
        for leaning in (Leaning.LIKELY, Leaning.MANY, Leaning.FEW)
    )
    bare = found.bare.get(pair)
    line = None if likely is None else LineString(likely.line)
    return Walk(
        start=start.key,
        end=end.key,
        verdict=verdict,
        length_m=_length(likely),
        low_m=_length(low),
        high_m=_length(high) if at_ends is not Verdict.BLOCKED else None,
        straight_m=start.place.distance(end.place),
        bare_m=_length(bare),
        line=line,
        min_clear_m=None if line is None else _narrowest(found, line),
        pinch=_pinch(found, (start, end), pair, own),
        step_free=_worst(_verdict(found.level, pair), at_ends),
        unknown=_unknown(found, (start, end), on_way),
    )


def _length(way: Way | None) -> float | None:
    return None if way is None else way.length_m


def _worst(*verdicts: Verdict) -> Verdict:
    for verdict in (Verdict.BLOCKED, Verdict.UNSURE):
        if verdict in verdicts:
            return verdict
    return Verdict.PASSES


def _verdict(ways: Mapping[Leaning, Iterable[Pair]], pair: Pair) -> Verdict:
    """For sure, in some reading, or in none."""
    is_linked = [pair in ways[leaning] for leaning in Leaning]
    if pair in ways[Leaning.FEW] and pair in ways[Leaning.LIKELY]:
        return Verdict.PASSES
    return Verdict.UNSURE if any(is_linked) else Verdict.BLOCKED


def _narrowest(found: Found, line: LineString) -> float | None:
    """Narrowest clear width along a way; rows it does not get through are not on it."""
    return found.passages.narrowest(line)


def _pinch(
    found: Found, ends: tuple[WalkEnd, WalkEnd], pair: Pair, at_ends: Verdict
) -> Pinch | None:
    if at_ends is Verdict.BLOCKED:
        end = next(one for one in ends if one.wheels is Verdict.BLOCKED)
        name = end.objects[0] if end.objects else ""
        return Pinch(
            reason=end.reason or PinchReason.STEPS,
            id=name,
            other="",
            clear_width_m=None,
            at=end.at,
        )
    thin, bare = found.thin.get(pair), found.bare.get(pair)
    direct = thin or bare
    if direct is None:
        return _no_room(found, ends, pair)
    in_way = [one for one in found.stands if is_in_way(one, found.user, Leaning.LIKELY)]
    pinch = pinch_of(
        LineString(direct.line), found.user, found.passages, in_way, is_thin=thin is not None
    )
    is_blocked = pair not in found.ways[Leaning.LIKELY]
    return pinch or (_no_room(found, ends, pair) if is_blocked else None)


def _no_room(found: Found, ends: tuple[WalkEnd, WalkEnd], pair: Pair) -> Pinch | None:
    """The lasting or other thing nearest to the end where there is no room to stand."""
    del pair
    nearest = [
        (stand.thing.shape.distance(end.place) - stand.thing.radius_m, stand, end)
        for stand in found.stands
        if stand.sort in (Sort.LASTING, Sort.OBJECT)
        for end in ends
    ]
    if not nearest:
        return None
    away, stand, end = min(nearest, key=lambda one: one[0])
    if away > found.user.clear_m / 2:
        return None
    at = shapely.shortest_line(end.place, stand.thing.shape)
    return Pinch(reason=PinchReason.ROOM, id=stand.thing.id, other="", clear_width_m=None, at=at)


def _unknown(found: Found, ends: tuple[WalkEnd, WalkEnd], on_way: Verdict) -> tuple[str, ...]:
    said = [key for end in ends for key in end.unknown] if found.user.is_on_wheels else []
    if on_way is Verdict.UNSURE:
        names = {Sort.ROW: "gap", Sort.KERB: "kerb"}
        said += [
            names[stand.sort]
            for stand in found.stands
            if stand.sort in names and not stand.is_known
        ]
        said += ["drawing"] if "gap" not in said and "kerb" not in said else []
    return tuple(dict.fromkeys(said))
