"""Several commands as one step of undo."""

from dataclasses import dataclass
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Do all of them or none: an edit that touches several objects is one step.

    Attributes:
        commands: In the order in which they are applied.
        label: What the menu says.
        run: What follows one another under the same word is one step together; "" is a step alone.
    """

    key: ClassVar[str] = "objects.together"
    commands: tuple[Command, ...]
    label: Text
    by: By = NOBODY
    run: str = ""

    @property
    def merge_key(self) -> str | None:
        """Each is a step, unless it belongs to a run."""
        return f"{self.key}:{self.run}" if self.run else None

    def apply(self, project: Project) -> Project:
        """Apply them one after the other.

        Raises:
            SbdError: One of them cannot be applied; then nothing changes.
        """
        for command in self.commands:
            project = command.apply(project)
        return project
