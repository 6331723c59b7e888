"""Writing what differs in a place: rows that belong to it, and overrides of everything else."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.overriding_plan import PlanBook
from sbd_tool.domain.differences import (
    Difference,
    Scope,
    measure_difference,
    plain_fields,
    pruned,
    with_difference,
    without_difference,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Override, override_id
from sbd_tool.domain.project import Answer, Project
from sbd_tool.domain.standing import holds, option_line, overrides_in, resolved_measure
from sbd_tool.domain.text import text

_OWN: Final = frozenset({"measures", "layers", "answers", "annotations", "overrides"})


class Book:
    """Collects changes of one project in one scope; `done` gives the project with them.

    Args:
        project: The project with all its overrides.
        scope: Where the changes hold.
        by: Who makes them, and when.
    """

    def __init__(self, project: Project, scope: Scope, by: By) -> None:
        self._project, self._scope, self._by = project, scope, by
        self._measures = dict(project.measures)
        self._overrides = dict(project.overrides)
        self._plan = PlanBook(project, scope, by, self.write)
        self._line = option_line(project, scope.option)

    def kept(self, seen: Project, after: Project) -> Project:
        """The project with what turned one view of it into another.

        Args:
            seen: The project as it stands in the place.
            after: The same after an edit.

        Raises:
            InputError: The edit takes back an answer that holds elsewhere too.
        """
        self._note_measures(seen.measures, after.measures)
        self._plan.note(seen.layers, after.layers)
        shared = {
            part.name: getattr(after, part.name)
            for part in fields(Project)
            if part.name not in _OWN and getattr(after, part.name) is not getattr(seen, part.name)
        }
        return replace(
            self.done(),
            answers=self._answers(seen.answers, after.answers),
            annotations=self._remarks(after.annotations, seen.annotations),
            **shared,
        )

    def done(self) -> Project:
        """The project with everything written so far."""
        layers = self._plan.layers()
        kept = {key: row for key, row in self._overrides.items() if not row.is_empty}
        old = self._project
        return replace(
            old,
            measures=old.measures if _is_same(old.measures, self._measures) else self._measures,
            layers=layers,
            overrides=old.overrides if _is_same(old.overrides, kept) else kept,
        )

    def write(self, target: str, change: Difference) -> None:
        """Keep a change of an object as an override; what is so anyway is not kept."""
        scope = self._scope
        name = override_id(scope.option, scope.time_state, target)
        stamp = Stamp(id=name, author=self._by.author, created=self._by.when, changed=self._by.when)
        row = with_difference(self._overrides.get(name), change, scope, target, stamp)
        self._overrides[name] = row
        self._uncover(target, change)
        self._overrides[name] = self._pruned(row)

    def _uncover(self, target: str, change: Difference) -> None:
        """An edit for all states shows in all of them, also where one had its own."""
        if self._scope.time_state is not None:
            return
        for name, row in self._overrides.items():
            is_finer = row.stamp.option == self._scope.option and row.stamp.time_states is not None
            if row.target == target and is_finer:
                self._overrides[name] = without_difference(row, change)

    def _pruned(self, row: Override) -> Override:
        measure = self._measures.get(row.target)
        if measure is None:
            below = self._plan.below(row, self._weaker(row))
            return row if below is None else pruned(row, below[0], is_below=below[1], fields={})
        under = resolved_measure(measure, self._weaker(row))
        state = self._scope.time_state
        is_there = holds(under.stamp, self._line, state) if state else under.stamp.time_states != ()
        # What holds in some states only is there or not: said for all states, that is news.
        is_news = state is None and bool(under.stamp.time_states)
        kept = pruned(
            row,
            (under.geometry, under.parameters),
            is_below=is_there,
            fields=plain_fields(under),
        )
        return replace(kept, is_present=row.is_present) if is_news else kept

    def _weaker(self, row: Override) -> list[Override]:
        rows = replace(self._project, overrides=self._overrides)
        state = self._scope.time_state
        found = [one for one in overrides_in(rows, self._line, state or "") if one.id != row.id]
        return [one for one in found if one.target == row.target]

    def _note_measures(self, old: Mapping[str, Measure], new: Mapping[str, Measure]) -> None:
        for name, measure in new.items():
            before = old.get(name)
            if before is None:
                self._measures[name] = replace(measure, stamp=self._placed(measure.stamp))
            elif before is not measure:
                self._edit(name, before, measure)
        for name in old:
            if name not in new:
                self._take_away(name)

    def _edit(self, name: str, before: Measure, after: Measure) -> None:
        row = self._measures[name]
        change = measure_difference(before, after)
        if not self._scope.owns(row.stamp):
            if before.stamp.time_states != after.stamp.time_states:
                raise InputError(text("states.not_yours"), text("states.not_yours.hint"), name)
            if change != Difference():
                self.write(name, change)
            return
        edited = resolved_measure(row, [_as_override(change, name)])
        stamp = replace(edited.stamp, author=after.stamp.author, changed=after.stamp.changed)
        if before.stamp.time_states != after.stamp.time_states:
            stamp = replace(stamp, time_states=after.stamp.time_states)
            change = replace(change, is_present=True)
        self._measures[name] = replace(
            edited, stamp=stamp, kind=after.kind, plan_feature=after.plan_feature
        )
        self._own_override(name, change)
        self._uncover(name, change)

    def _own_override(self, name: str, change: Difference) -> None:
        key = override_id(self._scope.option, self._scope.time_state, name)
        if key in self._overrides:
            self._overrides[key] = without_difference(self._overrides[key], change)

    def _take_away(self, name: str) -> None:
        if not self._scope.owns(self._measures[name].stamp):
            self.write(name, Difference(is_present=False))
            return
        del self._measures[name]
        self._overrides = {k: row for k, row in self._overrides.items() if row.target != name}

    def _placed(self, stamp: Stamp) -> Stamp:
        """The stamp of something new: it belongs to the place, unless it says where it does."""
        option = self._scope.option if stamp.option == BASE_OPTION else stamp.option
        states = self._scope.time_states if stamp.time_states is None else stamp.time_states
        return replace(stamp, option=option, time_states=states)

    def _answers(self, old: Mapping[str, Answer], new: Mapping[str, Answer]) -> dict[str, Answer]:
        rows = dict(self._project.answers)
        for name, answer in new.items():
            if old.get(name) is answer or old.get(name) == answer:
                continue
            if name not in old or not self._scope.owns(old[name].stamp):
                answer = self._own_answer(rows, answer, is_new=name not in old)  # noqa: PLW2901
            rows[answer.id] = answer
        for name in old:
            if name not in new:
                if not self._scope.owns(old[name].stamp):
                    raise InputError(text("states.not_yours"), text("states.not_yours.hint"), name)
                rows.pop(name)
        return rows

    def _own_answer(self, rows: Mapping[str, Answer], answer: Answer, *, is_new: bool) -> Answer:
        """An answer that holds in the place alone; it takes the one's that held there so far."""
        stamp = self._placed(replace(answer.stamp, option=BASE_OPTION))
        for row in rows.values():
            same_place = (row.stamp.option, row.stamp.time_states)
            if row.key == answer.key and same_place == (stamp.option, stamp.time_states):
                return replace(answer, stamp=replace(stamp, id=row.id))
        fresh = override_id(stamp.option, self._scope.time_state, f"answer:{answer.key}")
        return replace(answer, stamp=stamp if is_new else replace(stamp, id=fresh))

    def _remarks(self, new: Mapping[str, Any], old: Mapping[str, Any]) -> Mapping[str, Any]:
        def placed() -> Iterator[tuple[str, Any]]:
            for name, row in new.items():
                is_new = name not in old
                yield name, replace(row, stamp=self._placed(row.stamp)) if is_new else row

        return new if new is old else dict(placed())


def _is_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return len(old) == len(new) and all(new.get(key) is row for key, row in old.items())


def _as_override(change: Difference, target: str) -> Override:
    return Override(
        stamp=Stamp(id=""),
        target=target,
        geometry=change.geometry,
        values=change.values,
        dropped=change.dropped,
        fields=change.fields,
    )
