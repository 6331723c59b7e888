"""Design options: naming, removing and merging them back. `AddOption` begins one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, named, renamed
from sbd_tool.domain.differences import Difference, Scope, with_difference, without_difference
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION
from sbd_tool.domain.overrides import Override, override_id
from sbd_tool.domain.project import Answer, Option, Project
from sbd_tool.domain.text import Text, text

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditOption:
    """Change what an option is called or for; None leaves a thing as it is."""

    key: ClassVar[str] = "options.edit"
    option: str
    name: str | None = None
    note: str | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("options.do_edit")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Edit it; its key stays.

        Raises:
            InputError: There is no such option, or the name is empty or too long.
        """
        old = option_of(project, self.option)
        note = old.note if self.note is None else named(self.note, WORDS_LIMIT)
        made = replace(old, name=renamed(old.name, self.name), note=note)
        return replace(project, options=tuple(made if o is old else o for o in project.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOption:
    """Take an option away with everything that belongs to it."""

    key: ClassVar[str] = "options.remove"
    option: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("options.do_remove")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Remove it.

        Raises:
            InputError: It is not there, is the base, or others build on it.
        """
        option = _branch(project, self.option)
        if any(one.parent == option.key for one in project.options):
            raise InputError(text("options.has_branches"), text("options.has_branches.hint"))
        return replace(
            project,
            options=tuple(one for one in project.options if one is not option),
            overrides=self._without(project.overrides),
            measures=self._without(project.measures),
            answers=self._without(project.answers),
            annotations=self._without(project.annotations),
            layers=tuple(self._without({one.id: one for one in project.layers}).values()),
        )

    def _without(self, rows: Mapping[str, Row]) -> dict[str, Row]:
        return {
            key: row
            for key, row in rows.items()
            if row.stamp.option != self.option  # type: ignore[attr-defined]
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOption:
    """Make what an option changes part of what it builds on; the option is gone then.

    The option's own objects become the parent's, its overrides the parent's overrides: the parent
    then stands exactly as the option stood, in every state, and can still be told what it was.
    """

    key: ClassVar[str] = "options.merge"
    option: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("options.do_merge")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Merge it; options built on it build on its parent from now on.

        Raises:
            InputError: It is not there or is the base.
        """
        option = _branch(project, self.option)
        parent = option.parent or BASE_OPTION
        options = tuple(
            replace(one, parent=parent) if one.parent == option.key else one
            for one in project.options
            if one is not option
        )
        return replace(
            project,
            options=options,
            overrides=self._overrides(project, parent),
            measures=self._moved(project.measures, parent),
            answers=self._answers(project, parent),
            annotations=self._moved(project.annotations, parent),
            layers=tuple(self._moved({one.id: one for one in project.layers}, parent).values()),
        )

    def _moved(self, rows: Mapping[str, Row], parent: str) -> dict[str, Row]:
        return {key: self._to(row, parent) for key, row in rows.items()}

    def _to(self, row: Any, parent: str) -> Any:
        if row.stamp.option != self.option:
            return row
        return replace(row, stamp=replace(row.stamp, option=parent))

    def _overrides(self, project: Project, parent: str) -> dict[str, Override]:
        rows = {k: r for k, r in project.overrides.items() if r.stamp.option != self.option}
        mine = [row for row in project.overrides.values() if row.stamp.option == self.option]
        for row in sorted(mine, key=lambda one: one.stamp.time_states is not None):
            state = row.stamp.time_states[0] if row.stamp.time_states else None
            change = Difference(
                is_present=row.is_present,
                geometry=row.geometry,
                values=row.values,
                dropped=row.dropped,
                fields=row.fields,
            )
            if state is None:
                rows = _outweighed(rows, row, parent, change)
            name = override_id(parent, state, row.target)
            scope = Scope(parent, state)
            rows[name] = with_difference(rows.get(name), change, scope, row.target, row.stamp)
        return rows

    def _answers(self, project: Project, parent: str) -> dict[str, Answer]:
        """The option's answers in the place of the parent's to the same questions."""
        mine = [row for row in project.answers.values() if row.stamp.option == self.option]
        told = {(row.key, row.stamp.time_states) for row in mine}
        whole = {row.key for row in mine if row.stamp.time_states is None}
        kept = {
            name: row
            for name, row in project.answers.items()
            if row.stamp.option not in (self.option, parent)
            or (
                row.stamp.option == parent
                and (row.key, row.stamp.time_states) not in told
                and row.key not in whole
            )
        }
        return kept | {row.id: self._to(row, parent) for row in mine}


def _outweighed(
    rows: dict[str, Override], row: Override, parent: str, change: Difference
) -> dict[str, Override]:
    """What the option says for all states outweighs what its parent says for single ones."""
    kept: dict[str, Override] = {}
    for key, one in rows.items():
        is_finer = one.target == row.target and one.stamp.option == parent
        made = without_difference(one, change) if is_finer and one.stamp.time_states else one
        if not made.is_empty:
            kept[key] = made
    return kept


def option_of(project: Project, key: str) -> Option:
    """The option of that key.

    Raises:
        InputError: There is none.
    """
    found = next((option for option in project.options if option.key == key), None)
    if found is None:
        raise InputError(text("states.no_option"), text("app.row_missing.hint"), key)
    return found


def _branch(project: Project, key: str) -> Option:
    option = option_of(project, key)
    if option is project.options[0] or option.key == BASE_OPTION:
        raise InputError(text("options.base_stays"), text("options.base_stays.hint"), key)
    return option
