"""Editing in one design option or state: any command, kept as what differs there."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.overriding import Book
from sbd_tool.domain.differences import Difference, Scope
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class EditInPlace:
    """Do what a command does, seen from an option and a state, and keep it there.

    The command is given the project as it stands there. What it changes about measures and plan
    features becomes an override, or an edit of rows that belong to that option (and state) alone.
    What it adds belongs there. How things are shown, roles of layers, notes, photos and pictures
    are the same everywhere.

    Attributes:
        command: Any command that edits objects.
        place: What the command sees.
        here_only: Keep it in this state only; otherwise in all states of the option.
    """

    key: ClassVar[str] = "place.edit"
    command: Command
    place: Place
    here_only: bool = False

    @property
    def by(self) -> By:
        """Who gives it, and when."""
        return self.command.by

    @property
    def label(self) -> Text:
        """What the menu says."""
        return self.command.label

    @property
    def merge_key(self) -> str | None:
        """As the command has it, in the same place."""
        own = self.command.merge_key
        place = f"{self.place.option}/{self.place.time_state}/{self.here_only}"
        return None if own is None else f"{own}@{place}"

    def apply(self, project: Project) -> Project:
        """Apply the command to what stands in the place and keep what it changed.

        Raises:
            SbdError: The command cannot be applied.
            InputError: It takes back what holds in all places.
        """
        check_scope(project, self.place.option, self.place.time_state)
        seen = as_it_stands(project, self.place.option, self.place.time_state)
        after = self.command.apply(seen)
        if after is seen:
            return project
        state = self.place.time_state if self.here_only else None
        return Book(project, Scope(self.place.option, state), self.by).kept(seen, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetInPlace:
    """Say of some objects that they differ in an option, in one state or in all.

    Attributes:
        targets: Ids of measures, plan features or layers.
        option: Design option.
        time_state: The state; None means all.
        is_present: Put there or left out; None leaves it.
        values: Parameters or attributes that differ ("is_open").
    """

    key: ClassVar[str] = "place.set"
    targets: tuple[str, ...]
    option: str
    time_state: str | None = None
    is_present: bool | None = None
    values: dict[str, AttributeValue] = field(default_factory=dict)
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("states.do_set", count=len(self.targets))

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Write the overrides of all of them, or of none.

        Raises:
            InputError: An object, the option or the state is not there.
        """
        check_scope(project, self.option, self.time_state)
        known = {*project.measures, *(layer.id for layer in project.layers)}
        known |= project.features(set(self.targets) - known).keys()
        book = Book(project, Scope(self.option, self.time_state), self.by)
        change = Difference(is_present=self.is_present, values=self.values)
        for target in self.targets:
            if target not in known:
                raise InputError(text("states.no_object"), text("app.row_missing.hint"), target)
            book.write(target, change)
        return book.done() if self.targets else project


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowBase:
    """Take overrides back: the objects follow what the option builds on again."""

    key: ClassVar[str] = "place.follow"
    overrides: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("states.do_follow", count=len(self.overrides))

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop them.

        Raises:
            InputError: One of them is not there.
        """
        for name in self.overrides:
            if name not in project.overrides:
                raise InputError(text("states.no_override"), text("app.row_missing.hint"), name)
        gone = set(self.overrides)
        kept = {key: row for key, row in project.overrides.items() if key not in gone}
        return replace(project, overrides=kept) if gone else project


def check_scope(project: Project, option: str, time_state: str | None) -> None:
    """Refuse an option or state that is not there.

    Raises:
        InputError: It is unknown.
    """
    if option not in {entry.key for entry in project.options}:
        raise InputError(text("states.no_option"), text("app.row_missing.hint"), option)
    if time_state is not None and time_state not in {one.key for one in project.time_states}:
        raise InputError(text("states.no_state"), text("app.row_missing.hint"), time_state)
