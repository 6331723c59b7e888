"""One open project: its history, its log, its journal, its lock and its file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sbd_tool.app.clock import timestamp
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.commands.recover import Recover
from sbd_tool.app.history import History
from sbd_tool.app.journal import Journal, Recovery, is_left_unfit, recovery_of, store_key
from sbd_tool.app.locks import Holder, Lock
from sbd_tool.app.projects import Opened, open_project, save_project
from sbd_tool.app.session_words import file_print, open_elsewhere, refused
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.changelog import DO, RECOVER, REDO, UNDO, LogEntry, joined_rows, logged_rows
from sbd_tool.domain.delta import difference
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.age_files import Vault
from sbd_tool.formats.closed_store import ClosedStore, forget_plain


class Session:
    """A project that is being worked on. Every change goes through here.

    Attributes:
        path: Its file, or None before the first save.
        log: Who changed what when.
        is_read_only: The file cannot be saved where it lies, or somebody else has it open.
        holder: Who else has it open, or None.
        recovery: Unsaved work of the last session, still to be accepted or dropped.
        notices: What a person should know about the file.
        journal_failure: Why the last edit could not be journaled, or None.
    """

    def __init__(self, project: Project, around: Surroundings, path: Path | None = None) -> None:
        self.history = History(project)
        self.path = path
        self.log: tuple[LogEntry, ...] = ()
        self.is_read_only = False
        self.holder: Holder | None = None
        self.recovery: Recovery | None = None
        self.notices: tuple[Finding, ...] = ()
        self.journal_failure: SbdError | None = None
        self._around = around
        self._lock: Lock | None = None
        self._journal: Journal | None = None
        self._is_journal_whole = False
        self.vault: Vault | None = None
        self._print = file_print(path)
        if around.store is not None:
            self._lock = Lock(around.store, project.id)
            self.holder = self._lock.take(around.author, around.clock)
            if self.holder is None:
                self._journal = Journal(around.store, project.id)

    @classmethod
    def opened(cls, path: Path, around: Surroundings, vault: Vault | None = None) -> "Session":
        """Open a project file, with a vault where it is encrypted; it is not touched.

        Raises:
            LockedError: It is encrypted and there is no vault.
            ProjectFileError: It cannot be read; `SchemaTooNewError` when it is too new.
        """
        before = file_print(path)  # taken first: who saves while we read has changed the file
        found = open_project(path, around.store, vault)
        if found.vault is not None and around.store is not None:
            around = replace(around, store=found.store)
        session = cls(found.project, around, path)
        session.vault = found.vault
        session._print = before
        session._take_over(found)
        return session

    @classmethod
    def begun(cls, project: Project, around: Surroundings) -> "Session":
        """Work on a project that no file holds yet; it is journaled from the first moment."""
        session = cls(project, around)
        session.history.mark_unsaved()
        session._begin_journal()
        return session

    @classmethod
    def recovered(cls, project_id: str, around: Surroundings) -> "Session | None":
        """Bring back a project that was never saved, or None when its journal does not read."""
        found = None if around.store is None else recovery_of(around.store, project_id, None)
        if found is None:
            return None
        session = cls.begun(found.project, around)
        session.log = found.log
        return session

    @property
    def project(self) -> Project:
        """The project as it stands."""
        return self.history.project

    @property
    def is_dirty(self) -> bool:
        """Whether closing would lose something."""
        return self.history.is_dirty

    @property
    def undo_label(self) -> Text | None:
        """What undo would take back, or None."""
        return self.history.undo_label

    @property
    def redo_label(self) -> Text | None:
        """What redo would do again, or None."""
        return self.history.redo_label

    def do(self, command: Command) -> None:
        """Apply a command, log it and journal it at once.

        Raises:
            SbdError: It cannot be applied; then nothing has changed.
        """
        before = self.project
        is_merged = self.history.do(command)
        if self.project is before:
            return
        by = By(command.by.author or self._around.author, command.by.when)
        self._record(before, DO, command.key, command.label, by)
        start = self.history.before_last()
        if is_merged and start is not None and len(self.log) > 1:
            rows = joined_rows(self.log[-2].rows, self.log[-1].rows)
            if rows is None:
                rows = logged_rows(difference(start, self.project))
            self.log = (*self.log[:-2], replace(self.log[-1], rows=rows))

    def undo(self) -> bool:
        """Take back the last step; False when there is none."""
        label, before = self.history.undo_label, self.project
        if label is None or not self.history.undo():
            return False
        self._record(before, UNDO, "", label, self._around.by())
        return True

    def redo(self) -> bool:
        """Do the last undone step again; False when there is none."""
        label, before = self.history.redo_label, self.project
        if label is None or not self.history.redo():
            return False
        self._record(before, REDO, "", label, self._around.by())
        return True

    def jump(self, position: int) -> None:
        """Go to a state of the history panel: one entry of the log and one of the journal."""
        start, before = self.history.position, self.project
        self.history.jump(position)
        steps = self.history.position - start
        if steps:
            label = text("app.do.go_on" if steps > 0 else "app.do.go_back", count=abs(steps))
            action = REDO if steps > 0 else UNDO
            self._record(before, action, "", label, self._around.by())

    def recover(self) -> None:
        """Accept the recovery: it becomes a step that undo can take back."""
        found, self.recovery = self.recovery, None
        if found is None:
            return
        before = self.project
        command = Recover(project=found.project, by=self._around.by())
        self.history.do(command)
        self.log += found.log
        self._is_journal_whole = False
        self._record(before, RECOVER, command.key, command.label, command.by)

    def drop_recovery(self) -> None:
        """Decline the recovery; its records are kept aside until the next one is declined."""
        if self.recovery is not None:
            self.recovery = None
            self._set_journal_aside()
            self._begin_journal()

    def save(self, path: Path | None = None, *, over_changes: bool = False) -> None:
        """Save, by default where it came from.

        Args:
            path: Another file; the session goes on there.
            over_changes: Save although somebody changed the file since it was opened.

        Raises:
            ProjectFileError: It cannot be saved there; the old file then stands untouched.
        """
        target = path or self.path
        if target is None:
            raise refused("app.save.no_path", self.project.title)
        self.history.refuse_trial()
        is_same = self.path is not None and target == self.path
        if is_same and self.is_read_only:
            raise refused("app.save.read_only", target.name)
        if is_same and not over_changes and file_print(target) != self._print:
            raise refused("app.save.changed_elsewhere", target.name)
        if self.recovery is not None:
            self.drop_recovery()
        if self._journal is not None and self._is_journal_whole:
            self._keep(lambda journal: journal.saving(self.project))
        save_project(self.project, target, log=self.log, store=self._around.store, vault=self.vault)
        self.path, self.is_read_only = target, False
        self._print = file_print(target)
        self.history.mark_saved()
        self._begin_journal()

    @property
    def is_encrypted(self) -> bool:
        """Whether file, journal and backup are encrypted."""
        return self.vault is not None

    def encrypt(self, vault: Vault) -> None:
        """Encrypt the next save, the journal and the backup; plain records are deleted."""
        self.vault, store = vault, self._around.store
        if store is not None:
            closed = ClosedStore(store, store_key(self.project.id), vault)
            self._around = replace(self._around, store=closed)
            if self._journal is not None:
                self._journal = Journal(closed, self.project.id)
                self._begin_journal()
            forget_plain(store, store_key(self.project.id))

    def close(self) -> None:
        """Let go of the project. What was not saved is given up: ask before."""
        if self._journal is not None and self.recovery is None:
            self._keep(lambda journal: journal.end())
        self.leave()

    def leave(self) -> None:
        """Let go of the project; what was not saved is offered when it is opened again."""
        self._journal = None
        if self._lock is not None:
            self._lock.release()

    def _take_over(self, found: Opened) -> None:
        self.log, self.notices = found.log, found.notices
        self.is_read_only = found.is_read_only or self.holder is not None
        if self.holder is not None:
            self.notices += (open_elsewhere(self.holder, found.path),)
            return
        self.recovery = found.recovery
        if found.recovery is None:
            store = self._around.store
            if store is not None and is_left_unfit(store, found.project):
                self._set_journal_aside()
            self._begin_journal()

    def _record(self, before: Project, action: str, command: str, label: Text, by: By) -> None:
        delta = difference(before, self.project)
        entry = LogEntry(
            id=self._around.ids.new_id(),
            when=by.when or timestamp(self._around.clock),
            author=by.author,
            action=action,
            command=command,
            label=label,
            rows=logged_rows(delta),
        )
        self.log = (*self.log, entry)
        if self.recovery is not None:  # working on without accepting it declines it
            self.recovery = None
            self._set_journal_aside()
        if self._is_journal_whole:
            self._is_journal_whole = self._keep(lambda journal: journal.add(delta, entry))
        else:
            self._begin_journal(entry)

    def _begin_journal(self, entry: LogEntry | None = None) -> None:
        saved = self.history.saved
        start = self.project if saved is None else saved
        delta = difference(start, self.project)
        first = (delta, entry) if entry is not None and delta else None
        path = "" if self.path is None else str(self.path.absolute())
        self._is_journal_whole = self._keep(
            lambda journal: journal.begin(
                start,
                path,
                is_saved=saved is not None,
                when=timestamp(self._around.clock),
                first=first,
            )
        )

    def _set_journal_aside(self) -> None:
        self._is_journal_whole = False
        self._keep(lambda journal: journal.set_aside())

    def _keep(self, write: Callable[[Journal], None]) -> bool:
        """Write to the journal; failing to is reported and never costs the edit itself."""
        if self._journal is None:
            return False
        try:
            write(self._journal)
        except SbdError as failure:
            self.journal_failure = failure
            return False
        self.journal_failure = None
        return True
