"""Who has a project open: so that two windows do not write one file in turns."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from typing import Final

from sbd_tool.app.clock import Clock, timestamp
from sbd_tool.app.journal import UnsavedWork, store_key, unsaved_work
from sbd_tool.formats.durable import is_process_alive
from sbd_tool.formats.project_store import ProjectStore

_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock.

    Attributes:
        who: Name of the person as the settings give it, or "".
        host: Name of the computer.
        pid: Process there.
        when: ISO 8601 UTC time of opening.
    """

    who: str
    host: str
    pid: int
    when: str

    @property
    def is_me(self) -> bool:
        """Whether this very process holds it."""
        return (self.host, self.pid) == (platform.node(), os.getpid())

    @property
    def is_stale(self) -> bool:
        """Whether its process is known to be gone; another computer's is never known to be."""
        return self.host == platform.node() and not is_process_alive(self.pid)


class Lock:
    """The lock of one project in the user's store."""

    def __init__(self, store: ProjectStore, project_id: str) -> None:
        self._store = store
        self._key = f"{store_key(project_id)}/{_LOCK}"
        self._is_held = False

    def holder(self) -> Holder | None:
        """Who holds it now, or None; a record that does not read counts as nobody's."""
        record = self._store.get(self._key)
        try:
            return None if record is None else _holder(json.loads(record))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def take(self, who: str, clock: Clock) -> Holder | None:
        """Take the lock, over a stale one if need be.

        Returns:
            None when it is ours now; otherwise who holds it.
        """
        mine = Holder(who, platform.node(), os.getpid(), timestamp(clock))
        record = json.dumps(asdict(mine), sort_keys=True).encode("ascii")
        if not self._store.put_new(self._key, record):
            current = self.holder()
            if current is not None and not current.is_stale:
                return current
            self._store.put(self._key, record)
        self._is_held = True
        return None

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        if self._is_held:
            self._store.delete(self._key)
            self._is_held = False


def abandoned_work(store: ProjectStore) -> tuple[UnsavedWork, ...]:
    """Work that ended sessions left unsaved, the newest first; what is open now is left out."""

    def is_left(work: UnsavedWork) -> bool:
        holder = Lock(store, work.project_id).holder()
        return holder is None or holder.is_stale

    return tuple(work for work in unsaved_work(store) if is_left(work))


def _holder(plain: dict[str, object]) -> Holder:
    pid = plain["pid"]
    if not isinstance(pid, int):
        raise TypeError("a process id is a number")
    return Holder(str(plain["who"]), str(plain["host"]), pid, str(plain["when"]))
