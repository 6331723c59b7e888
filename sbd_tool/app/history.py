"""Undo and redo, as a list of past values. No inverse operations anywhere."""

from collections.abc import Callable
from dataclasses import dataclass

from sbd_tool.app.capacities import capacity_asked, refuse_design
from sbd_tool.app.commands.base import Command
from sbd_tool.app.commands.locking import refuse_locked_change
from sbd_tool.app.commands.recover import Recover
from sbd_tool.app.commands.taking_in import TakeIn
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

_BRINGING = frozenset({Recover.key, TakeIn.key})
"""Commands that bring what was done elsewhere: locks are for work done here."""


@dataclass(frozen=True, slots=True)
class _Step:
    label: Text
    merge_key: str | None
    state: Project  # to go back to when it lies behind, to go on to when it lies ahead


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the history panel.

    Attributes:
        label: What was done; None for the state the project was opened in.
        is_current: The project stands here.
        is_saved: The file holds this state.
    """

    label: Text | None
    is_current: bool
    is_saved: bool


class History:
    """Holds the current project; the only place where it changes. Undo has no limit.

    A step costs what changed: projects share everything that stayed the same.

    Attributes:
        on_change: Called with the project after each change, or None.
        capacity: In which capacity changes are made; a reviewer changes no design.
    """

    def __init__(
        self, project: Project, on_change: Callable[[Project], None] | None = None
    ) -> None:
        self._project = project
        self._saved: Project | None = project
        self._past: list[_Step] = []
        self._future: list[_Step] = []
        self._trial_from: int | None = None
        self.capacity = capacity_asked(project)
        self.on_change = on_change

    @property
    def project(self) -> Project:
        """The project as it stands."""
        return self._project

    @property
    def undo_label(self) -> Text | None:
        """What undo would take back, or None."""
        return self._past[-1].label if self._past else None

    @property
    def redo_label(self) -> Text | None:
        """What redo would do again, or None."""
        return self._future[-1].label if self._future else None

    @property
    def is_dirty(self) -> bool:
        """Whether the project differs from what was last saved or opened."""
        return self._project is not self._saved

    @property
    def saved(self) -> Project | None:
        """The project as its file holds it, or None when no file does."""
        return self._saved

    @property
    def position(self) -> int:
        """How many steps lie behind; 0 is the state the project was opened in."""
        return len(self._past)

    def mark_saved(self) -> None:
        """Remember this state as saved; a later drag does not merge into it."""
        self._saved = self._project
        self._stop_merging()

    def mark_unsaved(self) -> None:
        """Say that no file holds this project yet."""
        self._saved = None

    def do(self, command: Command) -> bool:
        """Apply a command.

        Returns:
            Whether the change was merged into the step before.

        Raises:
            SbdError: The command cannot be applied; then nothing has changed.
        """
        if not self.is_trying:
            refuse_design(self.capacity, self._project, command)
        after = command.apply(self._project)
        if command.key not in _BRINGING:
            refuse_locked_change(self._project, after)
        if after is self._project:
            return False
        key = command.merge_key
        is_merged = bool(key and self._past and self._past[-1].merge_key == key)
        if not is_merged:
            self._past.append(_Step(command.label, key, self._project))
        self._future.clear()
        self._set(after)
        return is_merged

    def undo(self) -> bool:
        """Take back the last step; False when there is none."""
        if not self._past:
            return False
        step = self._past.pop()
        self._future.append(_Step(step.label, None, self._project))
        self._stop_merging()
        self._set(step.state)
        return True

    def redo(self) -> bool:
        """Do the last undone step again; False when there is none."""
        if not self._future:
            return False
        step = self._future.pop()
        self._past.append(_Step(step.label, None, self._project))
        self._set(step.state)
        return True

    @property
    def is_trying(self) -> bool:
        """Whether a reviewer is trying something out that is put back before saving."""
        return self._trial_from is not None

    @property
    def trial_start(self) -> int:
        """How many steps lay behind when the trial began; now, while none is going on."""
        return self.position if self._trial_from is None else self._trial_from

    def try_out(self) -> None:
        """Let a reviewer change the design until it is put back."""
        if self._trial_from is None:
            self._trial_from = self.position

    def put_back(self) -> None:
        """Take back everything since `try_out`; it cannot be redone."""
        if self._trial_from is not None:
            self.jump(self._trial_from)
            self._future.clear()
            self._trial_from = None

    def refuse_trial(self) -> None:
        """Refuse to keep what is only tried out.

        Raises:
            InputError: A trial is going on.
        """
        if self._trial_from is not None:
            raise InputError(text("review.trial_open"), text("review.trial_open.hint"))

    def before_last(self) -> Project | None:
        """The project before the last step, or None."""
        return self._past[-1].state if self._past else None

    def entries(self) -> tuple[HistoryEntry, ...]:
        """All states from the opened one to the last that can be redone."""
        labels: list[Text | None] = [None, *(step.label for step in self._past)]
        labels += [step.label for step in reversed(self._future)]
        states = [step.state for step in self._past] + [self._project]
        states += [step.state for step in reversed(self._future)]
        return tuple(
            HistoryEntry(label, row == len(self._past), state is self._saved)
            for row, (label, state) in enumerate(zip(labels, states, strict=True))
        )

    def jump(self, position: int) -> None:
        """Undo or redo until ``position`` steps lie behind; out of range stops at the end."""
        while self.position > position and self.undo():
            pass
        while self.position < position and self.redo():
            pass

    def _stop_merging(self) -> None:
        if self._past:
            last = self._past[-1]
            self._past[-1] = _Step(last.label, None, last.state)

    def _set(self, project: Project) -> None:
        self._project = project
        if self.on_change is not None:
            self.on_change(project)
