"""Changing the project as a whole: its name, rules, options and states in time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, named
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Option, Project, TimeState
from sbd_tool.domain.text import Text, text

_KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameProject:
    """Give the project another title."""

    key: ClassVar[str] = "project.rename"
    title: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.rename_project")

    @property
    def merge_key(self) -> str | None:
        """Each renaming is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Set the title."""
        if not self.title.strip():
            raise InputError(text("app.title_missing"), text("app.title_missing.hint"))
        return replace(project, title=named(self.title.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRules:
    """Change what this project changes about the rules; None leaves a thing as it is.

    Attributes:
        rubric_overrides: Dotted path in the rubric -> (value, reason); a reason is obligatory.
        dropped_overrides: Paths that go back to the rubric's own value.
        catalogue_overlay: YAML text; "" takes the overlay away.
        threats: Keys of the threats ticked as relevant.
        national_profile: Key of the access and crowd profile.
    """

    key: ClassVar[str] = "project.rules"
    rubric_overrides: Mapping[str, tuple[object, str]] = field(default_factory=dict)
    dropped_overrides: tuple[str, ...] = ()
    catalogue_overlay: str | None = None
    threats: tuple[str, ...] | None = None
    national_profile: str | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.set_rules")

    @property
    def merge_key(self) -> str | None:
        """Each change of rules is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Replace the rules; each override keeps its author."""
        overrides = dict(project.rules.rubric_overrides)
        for path, (value, reason) in self.rubric_overrides.items():
            if not reason.strip():
                raise InputError(text("app.reason_missing"), text("app.reason_missing.hint"), path)
            overrides[named(path)] = (value, named(reason, WORDS_LIMIT), self.by.author)
        for path in self.dropped_overrides:
            overrides.pop(path, None)
        old = project.rules
        overlay, profile = self.catalogue_overlay, self.national_profile
        rules = replace(
            old,
            rubric_overrides=overrides,
            catalogue_overlay=old.catalogue_overlay if overlay is None else overlay,
            threats=old.threats if self.threats is None else self.threats,
            national_profile=old.national_profile if profile is None else profile,
        )
        return replace(project, rules=rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOption:
    """Begin a design option; until overrides are drawn it equals its parent."""

    key: ClassVar[str] = "options.add"
    option: Option
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_option", name=self.option.name)

    @property
    def merge_key(self) -> str | None:
        """Each option is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the option; its key must be new and its parent known."""
        known = {option.key for option in project.options}
        new_key(self.option.key, known)
        if self.option.parent is not None and self.option.parent not in known:
            raise InputError(
                text("app.option_parent", parent=self.option.parent), text("app.row_missing.hint")
            )
        named(self.option.name)
        return replace(project, options=(*project.options, self.option))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTimeState:
    """Name a further state of the square in time."""

    key: ClassVar[str] = "time_states.add"
    time_state: TimeState
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_time_state", name=self.time_state.name)

    @property
    def merge_key(self) -> str | None:
        """Each state is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the state; its key must be new."""
        new_key(self.time_state.key, {state.key for state in project.time_states})
        named(self.time_state.name)
        return replace(project, time_states=(*project.time_states, self.time_state))


def new_key(key: str, known: set[str]) -> None:
    """Refuse a key that is taken or could not be typed on a command line.

    Raises:
        InputError: It is refused.
    """
    if key in known or not _KEY.fullmatch(key):
        raise InputError(text("app.key_refused", key=key), text("app.key_refused.hint"), key)
