"""The work behind the panel of ways, and what it brings back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.rules import Rules
from sbd_tool.app.walking import Change, Effect
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.walk_results import Pinch, UserWalks, Walk, WalkEnd
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.walking.walk_against import TODAY, Against
from sbd_tool.gui.panels.walking.walk_rows import Told, WalkRow, rows_of

Bounds = tuple[float, float, float, float]
NO_BOUNDS: Bounds = (1.0, 1.0, 0.0, 0.0)
MAYBE = (Verdict.PASSES, Verdict.UNSURE)


@dataclass(frozen=True, slots=True)
class Found:
    """Ways of one user, the project they are of, and the rows that tell them.

    Attributes:
        project: What they are of.
        user: Key of the user.
        against: Option and state that they are compared with; both "" for what stands today.
        told: Ways, changes and effects.
        before: Ways of the user that they are compared with, or None where nothing is planned.
        rows: Rows by what is to be shown.
        places: Bounds of the measures that have an effect.
    """

    project: Project
    user: str
    against: Against
    told: Told
    before: UserWalks | None
    rows: Mapping[str, tuple[WalkRow, ...]]
    places: Mapping[str, Bounds]

    def verdict(self, look: Look) -> tuple[Verdict, str]:
        """The worst there is, with its words."""
        walks = self.told.found.walks
        if not walks:
            return Verdict.UNSURE, look.words_of("walking.verdict_none")
        for verdict in (Verdict.BLOCKED, Verdict.UNSURE):
            count = sum(walk.verdict is verdict for walk in walks)
            if count:
                return verdict, look.words_of(f"walking.verdict_{verdict.value}", count=count)
        return Verdict.PASSES, look.words_of("walking.verdict_all", count=len(walks))

    def summary(self, look: Look) -> str:
        """Shares and means, and the same as it stands where something is planned."""
        found = self.told.found
        if not found.walks:
            return ""
        low, high = found.step_free_share(Verdict.PASSES), found.step_free_share(*MAYBE)
        words = look.words_of(
            "walking.summary",
            count=len(found.walks),
            low=Quantity(100 * (low or 0.0), "%"),
            high=Quantity(100 * (high or 0.0), "%"),
            detour=Quantity(100 * ((found.mean_detour or 1.0) - 1.0), "%", 1),
        )
        if self.before is None:
            return words
        counts = {
            verdict: sum(walk.verdict is verdict for walk in self.before.walks)
            for verdict in Verdict
        }
        stands = look.words_of(
            "walking.stands" if self.against == TODAY else "people.other",
            passes=counts[Verdict.PASSES],
            unsure=counts[Verdict.UNSURE],
            blocked=counts[Verdict.BLOCKED],
        )
        return f"{words}\n{stands}"

    def walks_of(self, row: WalkRow | None) -> Iterable[Walk]:
        """Ways that a row is about: those a measure changes, else all."""
        if row is None or not row.measure:
            return self.told.found.walks
        effects = [one for one in self.told.effects if one.measure == row.measure]
        return [change.before for one in effects for change in one.changes]

    def ends_of(self, row: WalkRow | None) -> Iterable[WalkEnd]:
        """Ends that a row is about, else all."""
        ends = self.told.walks.ends
        if row is None or row.walk is None:
            return ends.values()
        return [ends[key] for key in (row.walk.start, row.walk.end)]

    def bounds_of(self, row: WalkRow) -> Bounds:
        """Where a row is on the map: west, south, east, north."""
        if row.walk is None:
            return self.places.get(row.measure, NO_BOUNDS)
        shapes: list[BaseGeometry] = [end.place for end in self.ends_of(row)]
        lines = [one.line for one in (row.walk, row.before) if one is not None]
        shapes += [line for line in lines if line is not None]
        if row.walk.pinch is not None:
            shapes.append(row.walk.pinch.at)
        west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
        return west, south, east, north

    def width_of(self, pinch: Pinch, look: Look) -> str:
        """The clear width that is left, or ""."""
        if pinch.clear_width_m is None:
            return ""
        return look.words_of("walking.width", width=Quantity(pinch.clear_width_m, "m", 2))


def walk_task(
    project: Project, rules: Rules, wish: ListWish, look: Look, other: Project | None = None
) -> Callable[[str, Progress], Found]:
    """The work: ways as designed, those compared with, and without each planned measure.

    Args:
        project: What is looked at.
        rules: Catalogue and rubric.
        wish: Option and state, and those compared with.
        look: Words.
        other: The whole project: what the wish compares with, and what names are counted in.
    """

    def task(user: str, progress: Progress) -> Found:
        from sbd_tool.app.thing_names import names_of
        from sbd_tool.app.walk_comparison import against, other_of
        from sbd_tool.app.walking import (
            changed,
            effects_of,
            planned_measures,
            walks_as_designed,
            walks_as_it_stands,
        )

        users = (user,)
        walks = walks_as_designed(project, rules, wish, Span(progress, 0.0, 0.4), users)
        found, before = walks.users[user], None
        changes: tuple[Change, ...] = ()
        effects: tuple[Effect, ...] = ()
        part = Span(progress, 0.4, 0.6)
        if wish.compares and other is not None:
            second = walks_as_designed(other, rules, other_of(wish), part, users)
            before = against(second, walks).before.users[user]
            changes = changed(before, found)
        elif planned_measures(project):
            before = walks_as_it_stands(project, rules, wish, part, users).users[user]
            changes = changed(before, found)
        if changes and not wish.compares:
            part = Span(progress, 0.6, 1.0)
            effects = effects_of(project, rules, wish, walks, part, users)
        by_pair = {(one.after.start, one.after.end): one for one in changes}
        told = Told(walks, found, by_pair, effects, wish.compares)
        rows = rows_of(told, names_of(project, rules, other or project), look)
        place = (wish.against_option, wish.against_state)
        return Found(project, user, place, told, before, rows, _places(project, told))

    return task


def _places(project: Project, told: Told) -> dict[str, Bounds]:
    found = {}
    for effect in told.effects:
        shape = project.measures[effect.measure].geometry
        if shape is not None:
            west, south, east, north = shape.bounds
            found[effect.measure] = (west, south, east, north)
    return found
