"""What a window holds: one open project, running work, settings, problems; no toolkit in here."""

from collections.abc import Callable
from pathlib import Path

from sbd_tool.app.announcing import Event
from sbd_tool.app.assessing import Assess, Assessing, Follow
from sbd_tool.app.clock import Clock, IdSource, RandomIds, SystemClock, timestamp
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.history import HistoryEntry
from sbd_tool.app.jobs import JobRunner
from sbd_tool.app.journal import Recovery, UnsavedWork
from sbd_tool.app.locks import abandoned_work
from sbd_tool.app.projects import backup_of_file, saved_path
from sbd_tool.app.session import Session
from sbd_tool.app.settings import Settings, save_settings
from sbd_tool.app.standpoint import Standpoint
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.app.vaults import Vault
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text
from sbd_tool.formats.project_store import FolderStore, ProjectStore

__all__ = ["Assess", "Event", "Workbench"]


class Workbench(Assessing):
    """Everything a window can do with projects. Failures become problems, never exceptions.

    Args:
        runner: Where long work runs.
        clock: Time.
        ids: New ids.
        store: Where journals, locks and backups lie.
        settings: What the person chose.
        assess: Assesses a project quickly; started anew after each change.
        complete: Assesses it with the slow analyses too, in the background after each.
        follow, deepen: At once after an edit, and with approach speeds; see `Assessing`.
    """

    def __init__(
        self,
        runner: JobRunner,
        *,
        clock: Clock | None = None,
        ids: IdSource | None = None,
        store: ProjectStore | None = None,
        settings: Settings | None = None,
        assess: Assess | None = None,
        complete: Assess | None = None,
        follow: Follow | None = None,
        deepen: Assess | None = None,
    ) -> None:
        super().__init__(runner, assess, complete, follow, deepen)
        self._clock: Clock = clock or SystemClock()
        self._ids: IdSource = ids or RandomIds()
        self._store: ProjectStore = store or FolderStore()
        self._session: Session | None = None
        self._standpoint = Standpoint()
        self.settings = settings or Settings()
        self.keeps_speeds = self.settings.keep_speeds

    @property
    def project(self) -> Project | None:
        """The open project, or None on the start page."""
        return None if self._session is None else self._session.project

    @property
    def seen(self) -> Project | None:
        """The project as it stands where one looks from: what a window shows."""
        return None if self._session is None else self._standpoint.seen(self._session.project)

    @property
    def place(self) -> Place:
        """The option and the state one looks from."""
        return self._standpoint.place

    @property
    def here_only(self) -> bool:
        """Whether edits count in this state only."""
        return self._standpoint.here_only

    def stand_in(self, place: Place) -> None:
        """Look from another option or state; an unknown one leads to what is there."""
        session = self._session
        if session is not None and place != self.place:
            self._standpoint.move(session.project, place)
            self._standpoint.settle(session.project)
            self.tell(Event.PROJECT, Event.ASSESSMENT)
            self.assess_now()

    def edit_here_only(self, here_only: bool) -> None:  # noqa: FBT001 - a switch
        """Say whether edits count in this state only, or in all states of the option."""
        self._standpoint.here_only = here_only
        self.tell(Event.PLACE)

    @property
    def session(self) -> Session | None:
        """The open project with file, log and journal, or None on the start page."""
        return self._session

    @property
    def path(self) -> Path | None:
        """Its file, or None."""
        return None if self._session is None else self._session.path

    @property
    def is_dirty(self) -> bool:
        """Whether closing would lose something."""
        return self._session is not None and self._session.is_dirty

    @property
    def is_encrypted(self) -> bool:
        """Whether the open project is kept encrypted."""
        return self._session is not None and self._session.is_encrypted

    @property
    def is_read_only(self) -> bool:
        """Whether it has to be saved elsewhere."""
        return self._session is not None and self._session.is_read_only

    @property
    def recovery(self) -> Recovery | None:
        """Unsaved work of the last session, still to be accepted or dropped."""
        return None if self._session is None else self._session.recovery

    @property
    def notices(self) -> tuple[Finding, ...]:
        """What a person should know about the open file."""
        return () if self._session is None else self._session.notices

    @property
    def undo_label(self) -> Text | None:
        """What undo would take back, or None."""
        return None if self._session is None else self._session.undo_label

    @property
    def redo_label(self) -> Text | None:
        """What redo would do again, or None."""
        return None if self._session is None else self._session.redo_label

    def entries(self) -> tuple[HistoryEntry, ...]:
        """Lines of the history panel."""
        return () if self._session is None else self._session.history.entries()

    def by(self) -> By:
        """Who gives a command now."""
        return self._around().by()

    def new_stamp(self, evidence: Evidence = Evidence.ASSUMED) -> Stamp:
        """A stamp for a new row."""
        return self._around().stamp(evidence)

    def new_id(self) -> str:
        """A new id."""
        return self._ids.new_id()

    def do(self, command: Command) -> bool:
        """Apply a command; False when it could not be, and the problem is listed."""
        where = self._standpoint
        return self._edit(lambda session: session.do(where.placed(session.project, command)))

    def undo(self) -> bool:
        """Take back the last step."""
        return self._edit(lambda session: session.undo())

    def redo(self) -> bool:
        """Do the last undone step again."""
        return self._edit(lambda session: session.redo())

    def jump(self, position: int) -> bool:
        """Go to a state of the history panel; 0 is the opened one."""
        return self._edit(lambda session: session.jump(position))

    def recover(self) -> bool:
        """Accept the recovery."""
        return self._edit(lambda session: session.recover())

    def drop_recovery(self) -> bool:
        """Decline the recovery."""
        return self._edit(lambda session: session.drop_recovery())

    def new(self, project: Project) -> bool:
        """Work on a project that no file holds yet, such as a fresh import."""
        return self._guarded(lambda: self._show(Session.begun(project, self._around())))

    def open(self, path: Path, vault: Vault | None = None) -> bool:
        """Open a project file, with a vault where it is encrypted; else all stays as it is."""
        return self._guarded(lambda: self._show(self._opened(path, vault)))

    def encrypt(self, vault: Vault) -> bool:
        """Keep the open project encrypted from now on; the next save goes to an ".age" file."""
        held = self._session
        return held is not None and self._guarded(lambda: held.encrypt(vault))

    def open_backup(self, path: Path) -> bool:
        """Work on the version of a file before its last save, as a project not saved yet."""
        return (found := backup_of_file(path, self._store)) is not None and self.new(found)

    def recover_unsaved(self, work: UnsavedWork) -> bool:
        """Bring back work from the start page."""
        if work.path:
            return self.open(Path(work.path)) and self.recover()
        session = Session.recovered(work.project_id, self._around())
        if session is not None:
            self._show(session)
        return session is not None

    def unsaved_work(self) -> tuple[UnsavedWork, ...]:
        """Work that ended sessions left unsaved; what is open now is left out."""
        return abandoned_work(self._store)

    def save(self, *, over_changes: bool = False) -> bool:
        """Save where it came from."""
        return self._saved(lambda session: session.save(over_changes=over_changes))

    def save_as(self, path: Path) -> bool:
        """Save elsewhere and go on there; the suffix is added when missing."""
        return self._saved(lambda session: session.save(saved_path(session.is_encrypted, path)))

    def close(self) -> None:
        """Let go of the project; what was not saved is given up: ask before."""
        self._let_go()
        self._forget_assessment()
        self.tell(Event.PROJECT, Event.SAVED, Event.ASSESSMENT)

    def set_settings(self, settings: Settings) -> None:
        """Change the settings and keep them."""
        self.settings = settings
        self._guarded(lambda: save_settings(settings))
        self.tell(Event.SETTINGS)

    def _around(self) -> Surroundings:
        return Surroundings(self._clock, self._ids, self._store, self.settings.author)

    def _edit(self, change: Callable[[Session], object]) -> bool:
        session = self._session
        if session is None:
            return False
        before, had_failed = session.project, session.journal_failure
        is_done = self._guarded(lambda: change(session))
        if session.journal_failure is not None and had_failed is None:
            self.report(session.journal_failure)
        if session.project is not before:
            self._standpoint.settle(session.project)
            self.tell(Event.PROJECT, Event.ASSESSMENT)
            self.assess_now()
        return is_done

    def _saved(self, save: Callable[[Session], None]) -> bool:
        session = self._session
        if session is None or not self._guarded(lambda: save(session)):
            return False
        self._remember(session)
        self.tell(Event.SAVED)
        return True

    def _show(self, session: Session) -> None:
        self._let_go()
        self._session = session
        self._standpoint = Standpoint()
        self._forget_assessment()
        self._remember(session)
        self.tell(Event.PROJECT, Event.SAVED, Event.ASSESSMENT)
        self.assess_now()

    def _opened(self, path: Path, vault: Vault | None = None) -> Session:
        session = Session.opened(path, self._around(), vault)
        if self._session is not None and session.holder is not None and session.holder.is_me:
            # The same project again, or a copy of it: this window holds its lock itself.
            session.close()
            self._let_go()
            session = Session.opened(path, self._around(), vault)
        return session

    def _let_go(self) -> None:
        for ticket in self._tickets.values():
            ticket.cancel()
        self._tickets.clear()
        if self._session is not None:
            self._session.close()
            self._session = None

    def _remember(self, session: Session) -> None:
        if session.path is not None:
            # The list of recent files is plain: of an encrypted one it has the name alone.
            title = session.path.name if session.is_encrypted else session.project.title
            now = timestamp(self._clock)
            self.set_settings(self.settings.with_recent(session.path, title, now))

    def _guarded(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except Exception as failure:  # noqa: BLE001 - the boundary where failures become words
            self.report(failure)
            return False
        return True
