"""States in time: naming, doubling, ordering and removing them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, named, renamed
from sbd_tool.app.commands.project import new_key
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.overrides import Override, override_id
from sbd_tool.domain.project import Project, TimeState
from sbd_tool.domain.text import Text, text

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTimeState:
    """Change what a state is called or says; None leaves a thing as it is."""

    key: ClassVar[str] = "time_states.edit"
    time_state: str
    name: str | None = None
    when: str | None = None
    note: str | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("states.do_edit_state")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Edit it; its key stays, so that everything that names it still does.

        Raises:
            InputError: There is no such state, or the name is empty or too long.
        """
        old = state_of(project, self.time_state)
        made = replace(
            old,
            name=renamed(old.name, self.name),
            when=old.when if self.when is None else named(self.when),
            note=old.note if self.note is None else named(self.note, WORDS_LIMIT),
        )
        return replace(
            project, time_states=tuple(made if s is old else s for s in project.time_states)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateTimeState:
    """A new state in which everything is as in another: to be changed from there.

    Attributes:
        source: The state it starts from.
        time_state: The new one.
    """

    key: ClassVar[str] = "time_states.duplicate"
    source: str
    time_state: TimeState
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_time_state", name=self.time_state.name)

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the state; rows that hold in the source hold in it, overrides are doubled.

        Raises:
            InputError: The source is not there, or the key is taken.
        """
        state_of(project, self.source)
        new_key(self.time_state.key, {state.key for state in project.time_states})
        named(self.time_state.name)
        rows = dict(project.overrides)
        for row in project.overrides.values():
            if row.stamp.time_states == (self.source,):
                made = self._doubled(row)
                rows[made.id] = made
        answers = dict(project.answers)
        for answer in project.answers.values():
            if answer.stamp.time_states == (self.source,):
                key = override_id(answer.stamp.option, self.time_state.key, f"answer:{answer.key}")
                stamp = replace(answer.stamp, id=key, time_states=(self.time_state.key,))
                answers[key] = replace(answer, stamp=stamp)
        return replace(
            project,
            time_states=(*project.time_states, self.time_state),
            overrides=rows,
            answers=answers,
            measures=self._extended(project.measures),
            annotations=self._extended(project.annotations),
            layers=tuple(self._held(layer) for layer in project.layers),
        )

    def _doubled(self, row: Override) -> Override:
        state = self.time_state.key
        name = override_id(row.stamp.option, state, row.target)
        return replace(row, stamp=replace(row.stamp, id=name, time_states=(state,)))

    def _extended(self, rows: Mapping[str, Row]) -> dict[str, Row]:
        return {key: self._held(row) for key, row in rows.items()}

    def _held(self, row: Any) -> Any:
        states = row.stamp.time_states
        if not states or self.source not in states:
            return row
        return replace(row, stamp=replace(row.stamp, time_states=(*states, self.time_state.key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTimeState:
    """Take a state away, with everything that holds in it alone."""

    key: ClassVar[str] = "time_states.remove"
    time_state: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("states.do_remove_state")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Remove it; the ordinary state, the first, stays.

        Raises:
            InputError: There is no such state, or it is the ordinary one.
        """
        state = state_of(project, self.time_state)
        if state is project.time_states[0]:
            raise InputError(text("states.first_stays"), text("states.first_stays.hint"), state.key)
        return replace(
            project,
            time_states=tuple(one for one in project.time_states if one is not state),
            overrides=self._without(project.overrides),
            measures=self._without(project.measures),
            answers=self._without(project.answers),
            annotations=self._without(project.annotations),
            layers=tuple(self._without({one.id: one for one in project.layers}).values()),
        )

    def _without(self, rows: Mapping[str, Row]) -> dict[str, Row]:
        kept: dict[str, Row] = {}
        for key, row in rows.items():
            stamp = row.stamp  # type: ignore[attr-defined]
            if stamp.time_states is None or self.time_state not in stamp.time_states:
                kept[key] = row
            elif rest := tuple(s for s in stamp.time_states if s != self.time_state):
                one: Any = row
                kept[key] = replace(one, stamp=replace(stamp, time_states=rest))
        return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTimeStates:
    """Put the states in another order; the ordinary one stays first."""

    key: ClassVar[str] = "time_states.order"
    time_states: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("states.do_order")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Order them.

        Raises:
            InputError: The order does not name every state once, the ordinary one first.
        """
        by_key = {state.key: state for state in project.time_states}
        first = project.time_states[0].key
        if sorted(self.time_states) != sorted(by_key) or self.time_states[0] != first:
            raise InputError(text("states.bad_order"), text("states.first_stays.hint"))
        return replace(project, time_states=tuple(by_key[key] for key in self.time_states))


def state_of(project: Project, key: str) -> TimeState:
    """The state of that key.

    Raises:
        InputError: There is none.
    """
    found = next((state for state in project.time_states if state.key == key), None)
    if found is None:
        raise InputError(text("states.no_state"), text("app.row_missing.hint"), key)
    return found
