"""Words of people let out wider than amber: with a name and a reason, as every lowered label."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.labelling import lowered_record
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRecord:
    """Give a record of participation its label.

    Attributes:
        record: The record with its label in the stamp.
        says: What the menu says after "Undo".
        reason: Why, where the label becomes wider than amber.
    """

    key: ClassVar[str] = "records.publish"
    record: Record
    says: Text
    reason: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return self.says

    @property
    def merge_key(self) -> str | None:
        """Each labelling is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Label the record and keep who let it out and why; amber again forgets both.

        Raises:
            InputError: It becomes wider than amber without a name or a reason.
        """
        before = project.records.get(self.record.id)
        known = None if before is None else before.stamp.marking
        told: Mapping[str, Record] = lowered_record(
            project, (self.record.id, known, Tlp.AMBER), self.record.stamp.marking, self.by,
            self.reason,
        )  # fmt: skip
        return PutRecords(records=(self.record,), by=self.by).apply(replace(project, records=told))
