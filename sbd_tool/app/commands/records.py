"""Keeping, changing and removing records: one pair of commands for all their kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By, changed, without_rows
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.lowering import without_lowerings
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, is_sound
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRecords:
    """Add records, or replace those of the same ids in their places.

    Attributes:
        records: What is kept from now on; a replaced record keeps its creator and kind.
        says: What the menu says after "Undo"; by default how many records.
        merging: Changes in a row with one such name are one step of undo; "" never merges.
    """

    key: ClassVar[str] = "records.put"
    records: tuple[Record, ...]
    says: Text | None = None
    merging: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return self.says or text("records.do.put", count=len(self.records))

    @property
    def merge_key(self) -> str | None:
        """Only what was given a common name merges."""
        return f"{self.key}:{self.merging}" if self.merging else None

    def apply(self, project: Project) -> Project:
        """Put all of them or, when one cannot be kept, none.

        Raises:
            InputError: A record has no id or kind, another kind than the one it replaces, or holds
                what cannot be kept.
        """
        rows = dict(project.records)
        for record in self.records:
            rows[record.id] = self._kept(rows, record)
        return replace(project, records=rows) if self.records else project

    def _kept(self, rows: Mapping[str, Record], record: Record) -> Record:
        before = rows.get(record.id)
        is_other = before is not None and before.kind != record.kind
        if not record.id or not record.kind or is_other or not is_sound(record.content):
            raise InputError(
                text("records.refused"), text("records.refused.hint"), record.kind or record.id
            )
        if before is None:
            return record
        stamp = replace(record.stamp, created=before.stamp.created)
        return replace(record, stamp=changed(stamp, self.by))


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRecords:
    """Remove records; the project file keeps a tombstone of each."""

    key: ClassVar[str] = "records.drop"
    record_ids: tuple[str, ...]
    says: Text | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return self.says or text("records.do.drop", count=len(self.record_ids))

    @property
    def merge_key(self) -> str | None:
        """Each removal is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Remove all of them or none; who lowered a label of one, and why, goes with it.

        Raises:
            InputError: One is not there.
        """
        rows = without_rows(project.records, self.record_ids, "record")
        kept = without_lowerings(rows, self.record_ids)
        return replace(project, records=kept) if self.record_ids else project
