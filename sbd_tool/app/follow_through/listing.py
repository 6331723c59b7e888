"""Each measure on its road: advised, decided, built, inspected; and scores before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sbd_tool.domain.follow_through import (
    BuiltCheck,
    Inspection,
    Moment,
    ScoreMoment,
    built_checks,
    inspections,
    last_upkeep,
    next_due,
    score_moments,
)
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.threads import Capacity, Decision, Thread, threads_of

_DESIGNED = frozenset({MeasureState.PROPOSED, MeasureState.TEMPORARY, MeasureState.TO_REMOVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One measure, or advice about no measure, and what became of it.

    Attributes:
        measure: Id of the measure, "" where the advice is about none.
        kind: Its catalogue key, "" where the measure is gone or there is none.
        threads: Comments about it, in order.
        advice: What decides: the last decided comment of a reviewer, else the last one, or None.
        built: The latest look at whether it was built, or None.
        upkeep: The last inspection done, or None.
        due: ISO day of the next planned inspection, or "".
    """

    measure: str
    kind: str
    threads: tuple[Thread, ...] = ()
    advice: Thread | None = None
    built: BuiltCheck | None = None
    upkeep: Inspection | None = None
    due: str = ""

    @property
    def decision(self) -> Decision | None:
        """What was decided about the advice, or None."""
        return None if self.advice is None else self.advice.decision

    def is_overdue(self, today: str) -> bool:
        """Whether an inspection was planned for a day that is past (ISO day)."""
        return bool(self.due) and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowThrough:
    """A project followed through.

    Attributes:
        roads: Measures of the design and advice, measures first, in order of drawing.
        before, after: The last score kept of either side, or None.
    """

    roads: tuple[Road, ...]
    before: ScoreMoment | None = None
    after: ScoreMoment | None = None

    def is_comparable(self) -> bool:
        """Whether both moments tell of the same state of the square."""
        if self.before is None or self.after is None:
            return False
        return self.before.time_state == self.after.time_state


def follow_through(project: Project) -> FollowThrough:
    """What became of the measures and the advice of a project.

    A measure is on the list when the design proposes it, when a comment of a reviewer is about it,
    or when somebody looked whether it was built or inspected it. Measures that only stood there
    before are not.
    """
    advice = [one for one in threads_of(project.records) if one.capacity is Capacity.REVIEWER]
    about: dict[str, list[Thread]] = {}
    for thread in advice:
        for row in thread.objects:
            about.setdefault(row, []).append(thread)
    checks, looked_at = built_checks(project.records), inspections(project.records)
    listed = [
        row
        for row, measure in project.measures.items()
        if measure.state in _DESIGNED or row in about or row in checks or row in looked_at
    ]
    gone = sorted((checks.keys() | looked_at.keys()) - project.measures.keys())
    roads = [_road(project, row, about.get(row, ()), checks, looked_at) for row in (*listed, *gone)]
    known = {*listed, *gone}
    roads += [
        Road(measure="", kind="", threads=(one,), advice=one)
        for one in advice
        if known.isdisjoint(one.objects)
    ]
    kept = score_moments(project.records)
    return FollowThrough(
        roads=tuple(roads), before=_last(kept, Moment.BEFORE), after=_last(kept, Moment.AFTER)
    )


def _road(
    project: Project,
    row: str,
    threads: Iterable[Thread],
    checks: Mapping[str, BuiltCheck],
    looked_at: Mapping[str, tuple[Inspection, ...]],
) -> Road:
    said = tuple(threads)
    decided = [one for one in said if one.decision is not None] or list(said)
    measure, found = project.measures.get(row), looked_at.get(row, ())
    return Road(
        measure=row,
        kind="" if measure is None else measure.kind,
        threads=said,
        advice=decided[-1] if decided else None,
        built=checks.get(row),
        upkeep=last_upkeep(found),
        due=next_due(found),
    )


def _last(kept: tuple[ScoreMoment, ...], moment: Moment) -> ScoreMoment | None:
    found = [one for one in kept if one.moment is moment]
    return found[-1] if found else None
