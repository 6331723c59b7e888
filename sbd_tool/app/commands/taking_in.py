"""Taking in what another side changed."""

from dataclasses import dataclass
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.delta import Delta
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.merge import Choice, merged
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn:
    """Merge the other side's changes as one step, with a receipt.

    Locks do not hold it back: the other side was free to change what is locked here, and what
    both changed is a conflict to decide.

    Attributes:
        changes: What the other side changed.
        choice: Whose value stands in each conflict that a person decided.
        receipt: What was received, kept as a record; None keeps none.
    """

    key: ClassVar[str] = "exchange.take_in"
    changes: Delta
    choice: Choice
    receipt: Record | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("exchange.do.take_in")

    @property
    def merge_key(self) -> str | None:
        """A step of its own."""
        return None

    def apply(self, project: Project) -> Project:
        """Merge.

        Raises:
            InputError: The changes do not read.
        """
        try:
            found = merged(project, self.changes, self.choice)
        except (ValueError, TypeError, RecursionError) as fault:
            raise InputError(
                text("exchange.unreadable"), text("exchange.unreadable.hint")
            ) from fault
        if self.receipt is None:
            return found.project
        return PutRecords(records=(self.receipt,), by=self.by).apply(found.project)
