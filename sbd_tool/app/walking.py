"""Ways of people on a project's square: as designed, as it stands, and without one measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.analysis.arrivals import run as find_arrivals
from sbd_tool.analysis.effective_site import in_world, leaving_out, standing
from sbd_tool.analysis.site_survey import survey
from sbd_tool.analysis.walking.find import walks_of
from sbd_tool.analysis.walking.users import USERS
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.domain.walk_results import UserWalks, Walk, Walks

MOST_MEASURES: Final = 20
_SAME_M: Final = 0.005
_NEAR_M: Final = 6.0
_RANKS: Final = (Verdict.PASSES, Verdict.UNSURE, Verdict.BLOCKED)


@dataclass(frozen=True, slots=True)
class Change:
    """One pair of one user, before and after; None where there was no way."""

    before: Walk
    after: Walk

    @property
    def more_m(self) -> float | None:
        """How much longer it became."""
        if self.before.length_m is None or self.after.length_m is None:
            return None
        return self.after.length_m - self.before.length_m

    @property
    def is_worse(self) -> bool:
        """Whether it became longer, or less sure."""
        ranks = [_RANKS.index(walk.verdict) for walk in (self.before, self.after)]
        return ranks[1] > ranks[0] or (ranks[1] == ranks[0] and (self.more_m or 0.0) > 0)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one measure does to the ways of one user: with it against without it."""

    measure: str
    user: str
    changes: tuple[Change, ...]

    @property
    def blocked(self) -> int:
        """Pairs that it cuts off."""
        return sum(
            one.after.verdict is Verdict.BLOCKED and one.before.verdict is not Verdict.BLOCKED
            for one in self.changes
        )

    @property
    def more_m(self) -> float:
        """Metres that it adds to all pairs together."""
        return sum(one.more_m or 0.0 for one in self.changes)


def walks_as_designed(
    project: Project,
    rules: Rules,
    wish: ListWish,
    progress: Progress,
    users: Sequence[str] = USERS,
    *,
    with_desire: bool = True,
) -> Walks:
    """Ways with everything that the option and state hold; desire lines only where asked for.

    Raises:
        SquareMissingError: No square is picked.
    """
    site = _site(project, rules, wish)
    arrivals = find_arrivals(site, {}, rules.rubric, progress)
    return walks_of(site, arrivals, rules.rubric, progress, users, with_desire=with_desire)


def walks_as_it_stands(
    project: Project,
    rules: Rules,
    wish: ListWish,
    progress: Progress,
    users: Sequence[str] = USERS,
) -> Walks:
    """Ways without anything that is only proposed or temporary."""
    planned = frozenset(planned_measures(project))
    return _walks(_site(project, rules, wish, planned), rules, progress, users)


def planned_measures(project: Project) -> tuple[str, ...]:
    """Ids of measures that do not stand yet, or not always."""
    return tuple(
        one.id for one in project.measures.values() if one.state is not MeasureState.EXISTING
    )


def effects_of(  # noqa: PLR0917 - the design, then the work
    project: Project,
    rules: Rules,
    wish: ListWish,
    walks: Walks,
    progress: Progress,
    users: Sequence[str] = USERS,
) -> tuple[Effect, ...]:
    """What each planned measure does: the ways with everything against those without it alone.

    Args:
        project: The design.
        rules: Catalogue and rubric.
        wish: Option and state.
        walks: Ways as designed.
        progress: Told after each measure; may raise ``Cancelled``.
        users: Who is looked at.

    Returns:
        One per measure and user that it changes anything for; at most ``MOST_MEASURES`` measures
        that stand on or near the square are looked at, in the order in which they were placed.
    """
    near = _near_measures(project, rules, wish)[:MOST_MEASURES]
    found = []
    for number, row in enumerate(near):
        part = Span(progress, number / len(near), (number + 1) / len(near))
        site = _site(project, rules, wish, frozenset({row}))
        without = _walks(site, rules, part, users)
        for user in users:
            changes = changed(without.users[user], walks.users[user])
            if changes:
                found.append(Effect(row, user, changes))
    return tuple(found)


def changed(before: UserWalks, after: UserWalks) -> tuple[Change, ...]:
    """Pairs whose way, or whether there is one, differs by more than half a centimetre."""
    known: Mapping[tuple[str, str], Walk] = {(one.start, one.end): one for one in before.walks}
    found = []
    for walk in after.walks:
        older = known.get((walk.start, walk.end))
        if older is None:
            continue
        change = Change(older, walk)
        is_longer = change.more_m is not None and abs(change.more_m) > _SAME_M
        if older.verdict is not walk.verdict or is_longer:
            found.append(change)
    return tuple(found)


def _near_measures(project: Project, rules: Rules, wish: ListWish) -> list[str]:
    site = _site(project, rules, wish)
    planned = set(planned_measures(project))
    near = site.zone.buffer(_NEAR_M)
    there = {
        element.id
        for elements in site.elements.values()
        for element in elements
        if element.id in planned and element.geometry.intersects(near)
    }
    return [row for row in project.measures if row in there]


def _site(
    project: Project, rules: Rules, wish: ListWish, without: frozenset[str] = frozenset()
) -> EffectiveSite:
    project = as_it_stands(project, wish.option, wish.time_state)
    plan = survey(project.layers, project.square, rules.rubric)
    place = (wish.option, wish.time_state)
    found = standing(project, rules.catalogue, rules.rubric, plan, place)
    return in_world(leaving_out(found, without), LIKELY_WORLD)


def _walks(site: EffectiveSite, rules: Rules, progress: Progress, users: Sequence[str]) -> Walks:
    arrivals = find_arrivals(site, {}, rules.rubric, progress)
    return walks_of(site, arrivals, rules.rubric, progress, users)
