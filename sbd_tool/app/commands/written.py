"""Keeping a text of the report; a label wider than amber asks for a name and a reason."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.labelling import lowered_record
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.annotations import INHERITED
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import records_of
from sbd_tool.domain.text import Text
from sbd_tool.domain.written import KIND, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class PutWritten:
    """Keep a text, or put it in the place of the one of the same id.

    Attributes:
        text: The text with its label.
        says: What the menu says after "Undo".
        merging: Changes in a row with one such name are one step of undo; "" never merges.
        reason: Why, where the label becomes wider than amber; the author is named too.
    """

    key: ClassVar[str] = "written.put"
    text: Written
    says: Text
    merging: str = ""
    reason: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return self.says

    @property
    def merge_key(self) -> str | None:
        """Only what was given a common name merges."""
        return f"{self.key}:{self.merging}" if self.merging else None

    def apply(self, project: Project) -> Project:
        """Keep it.

        Raises:
            InputError: It cannot be kept, or its label would be lowered without a name or a reason.
        """
        texts = {row.id: row for row in records_of(project.records, KIND)}
        before = texts.get(self.text.stamp.id)
        marking = None if before is None else before.stamp.marking
        row = (self.text.stamp.id, marking, INHERITED)
        records = lowered_record(project, row, self.text.stamp.marking, self.by, self.reason)
        kept = PutRecords(records=(self.text.as_record(),), by=self.by)
        return kept.apply(replace(project, records=records))
