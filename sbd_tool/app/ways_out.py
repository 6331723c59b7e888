"""Ways out of a project's square: one by one, and clearing times by profile, world and state."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.analysis import ANALYSES
from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.egress import discounted, ring_widths, walk_out_m, ways_out
from sbd_tool.analysis.perimeter import line_of, perimeter_of
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import EffectiveSite, World
from sbd_tool.domain.exit_results import Clearing, ClearingCase, Narrowing, RingWidth, WayOut
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.project import Project
from sbd_tool.domain.results import Crossability
from sbd_tool.domain.rubric import Rubric
from sbd_tool.formats.rules import profile_keys, read_rubric
from sbd_tool.scoring.crowd import (
    clearing_min,
    people_there,
    persons_out,
    persons_per_min,
    width_out_m,
)
from sbd_tool.scoring.indicators import INDICATORS
from sbd_tool.scoring.worlds import worlds_of

OWN: Final = ""  # the project's own rules
_TOUCH_M: Final = 0.01
_GEOMETRY: Final = tuple(
    key for name in ("fronts", "crossability", "egress") for key in ANALYSES[name].reads_numbers
)


@dataclass(frozen=True)
class Look:
    """The site in one state and world, with its edge and the rings round it."""

    site: EffectiveSite
    crossing: Crossability
    rings: tuple[tuple[float, tuple[float, ...]], ...]

    @property
    def widest_m(self) -> float:
        """Width of the widest way out of the edge."""
        return max(self.rings[0][1], default=0.0)


class Looks:
    """Looks at one project, each made once; profiles that change no geometry share them."""

    def __init__(self, project: Project, rules: Rules, option: str) -> None:
        self._project, self._rules, self._option = project, rules, option
        self._known: dict[tuple[object, ...], Look] = {}
        self._sites: dict[tuple[str, World], EffectiveSite] = {}

    def at(self, time_state: str, world: World, rubric: Rubric) -> Look:
        """The look in a state and world with the numbers of a rubric."""
        numbers = tuple(rubric.value(key) for key in _GEOMETRY)
        key = (time_state, world, numbers)
        if key not in self._known:
            self._known[key] = _look(self._site(time_state, world), rubric)
        return self._known[key]

    def _site(self, time_state: str, world: World) -> EffectiveSite:
        if (time_state, world) not in self._sites:
            catalogue, rubric = self._rules.catalogue, self._rules.rubric
            self._sites[time_state, world] = build(
                self._project, catalogue, rubric, self._option, time_state, world
            )
        return self._sites[time_state, world]


def _look(site: EffectiveSite, rubric: Rubric) -> Look:
    fronts = ANALYSES["fronts"].run(site, {}, rubric, SILENT)
    crossing = ANALYSES["crossability"].run(site, {"fronts": fronts}, rubric, SILENT)
    rings = ring_widths(site, crossing, rubric)
    return Look(site, crossing, tuple((away, tuple(widths)) for away, widths in rings))


def rubrics_by_profile(project: Project, rules: Rules) -> Mapping[str, Rubric]:
    """The project's own rules first, then every shipped profile under the project's changes.

    Raises:
        RuleFileError: The project's changes break a rule.
    """
    changes = project.rules.rubric_overrides
    return {OWN: rules.rubric, **{key: read_rubric(changes, key) for key in profile_keys()}}


def clearing_case(looks: Looks, profile: str, rubric: Rubric, time_state: str) -> ClearingCase:
    """Clearing times of one profile and state in the worlds of P12."""
    worlds = worlds_of(INDICATORS["P12"])
    worst, likely, best = (
        _clearing(looks.at(time_state, world, rubric), rubric) for world in worlds.each()
    )
    return ClearingCase(
        profile=profile,
        time_state=time_state,
        rate_p_per_m_min=rubric.value("egress_rate_p_per_m_min"),
        time_min=rubric.value("egress_time_min"),
        worst=worst,
        likely=likely,
        best=best,
    )


def _clearing(look: Look, rubric: Rubric) -> Clearing:
    site, share = look.site, rubric.value("largest_exit_share_max")
    counted = [(away, discounted(widths, share)) for away, widths in look.rings]
    left = sum(look.rings[0][1]) - look.widest_m
    width = width_out_m(site, counted, rubric)
    lost = width_out_m(site, [(0.0, left), *counted[1:]], rubric)
    people, _ = people_there(site, rubric)
    return Clearing(
        people=people,
        width_m=width,
        persons_out=persons_out(width, rubric),
        minutes=clearing_min(people, width, rubric),
        lost_width_m=lost,
        lost_minutes=clearing_min(people, lost, rubric),
    )


def rings_of(look: Look, rubric: Rubric) -> tuple[RingWidth, ...]:
    """Widths of the rings, the edge first."""
    share = rubric.value("largest_exit_share_max")
    return tuple(
        RingWidth(
            away_m=away,
            width_m=float(sum(widths)),
            counted_m=discounted(widths, share),
            largest_m=max(widths, default=0.0),
        )
        for away, widths in look.rings
    )


def exits_of(look: Look, rubric: Rubric) -> tuple[WayOut, ...]:
    """Every way out along the edge, counter-clockwise from its first corner."""
    edge, crossing = perimeter_of(look.site.zone), look.crossing
    return tuple(
        WayOut(
            line=line_of(edge, start, end),
            open_m=end - start,
            width_m=width,
            persons_per_min=persons_per_min(width, rubric),
            narrowed=tuple(_narrowed(crossing, start, end)),
            beside=tuple(_beside(crossing, start, end)),
        )
        for start, end, width in ways_out(crossing)
    )


def _narrowed(crossing: Crossability, start: float, end: float) -> list[Narrowing]:
    found: dict[tuple[str, float], float] = {}
    for stop in crossing.blockages:
        for turn in (0.0, crossing.length_m):
            shared = min(end, stop.end + turn) - max(start, stop.start + turn)
            if stop.share > 0 and shared > 0:
                key = (stop.object, stop.share)
                found[key] = found.get(key, 0.0) + shared
    made = [
        Narrowing(object=name, length_m=length, share=share)
        for (name, share), length in found.items()
    ]
    return sorted(made, key=lambda one: (-one.length_m, one.object))


def _beside(crossing: Crossability, start: float, end: float) -> list[str]:
    """What blocks the edge where a way out begins and ends, also over the first corner."""
    length = crossing.length_m
    touching = [
        stop.object
        for stop in crossing.blockages
        if stop.share <= 0
        and (_is_same(stop.end, start, length) or _is_same(stop.start, end, length))
    ]
    return list(dict.fromkeys(touching))


def _is_same(one: float, other: float, length_m: float) -> bool:
    away = abs(one - other) % length_m
    return min(away, length_m - away) <= _TOUCH_M


def walks_of(look: Look, rubric: Rubric) -> tuple[float | None, float | None]:
    """95th percentile of the walk to a way out, and the same with the widest way out lost; metres.

    None where over 5 % of the places have no way out.
    """
    crossing = look.crossing
    walk = walk_out_m(look.site, crossing, rubric)
    ways = ways_out(crossing)
    if len(ways) <= 1:
        return walk, None
    low, high, _ = max(ways, key=lambda way: way[2])
    over = high - crossing.length_m
    left = tuple(
        (start, end)
        for start, end in crossing.crossable
        if not (low <= start and end <= high) and not end <= over
    )
    return walk, walk_out_m(look.site, replace(crossing, crossable=left), rubric)
