"""Bringing back what a session that ended badly had not saved."""

from dataclasses import dataclass
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Recover:
    """The step that brings back what the last session did not save; undo takes it away again."""

    key: ClassVar[str] = "project.recover"
    project: Project
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.recover")

    @property
    def merge_key(self) -> str | None:
        """A step of its own."""
        return None

    def apply(self, project: Project) -> Project:  # noqa: ARG002 - it is replaced as a whole
        """The recovered project."""
        return self.project
