"""What an open project needs from outside: time, names, a store and a person."""

from dataclasses import dataclass

from sbd_tool.app.clock import Clock, IdSource, timestamp
from sbd_tool.app.commands.base import By
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.formats.project_store import ProjectStore


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session needs from outside.

    Attributes:
        clock: Time.
        ids: New ids.
        store: Where journal, lock and backup lie; None keeps none of them.
        author: Name of the person at the keyboard.
    """

    clock: Clock
    ids: IdSource
    store: ProjectStore | None = None
    author: str = ""

    def by(self) -> By:
        """Who gives a command now."""
        return By(self.author, timestamp(self.clock))

    def stamp(self, evidence: Evidence = Evidence.ASSUMED) -> Stamp:
        """A stamp for a new row."""
        now = timestamp(self.clock)
        return Stamp(
            id=self.ids.new_id(), evidence=evidence, author=self.author, created=now, changed=now
        )
