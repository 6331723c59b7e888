"""Setting up the map sheet, with its logo."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.sheets import sheet_of
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSheet:
    """Keep how the sheet is set up.

    Attributes:
        record: The sheet as a record.
        pictures: Bytes by SHA-256 of a new logo.
    """

    key: ClassVar[str] = "sheets.set"
    record: Record
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("report.do.sheet")

    @property
    def merge_key(self) -> str | None:
        """Changes of one sheet in a row are one step."""
        return f"{self.key}:{self.record.id}"

    def apply(self, project: Project) -> Project:
        """Put the sheet; a logo that nothing shows any more goes.

        Raises:
            InputError: A picture is not what its name says.
        """
        if any(sha256(raw).hexdigest() != name for name, raw in self.pictures.items()):
            raise InputError(text("records.refused"), text("records.refused.hint"), "logo")
        before = sheet_of(project.records).logo
        after = PutRecords(records=(self.record,), by=self.by).apply(project)
        wanted = sheet_of(after.records).logo
        shown = {row.blob for row in after.photos.values()}
        shown |= {row.blob for row in after.underlays} | {wanted}
        blobs = {key: raw for key, raw in after.blobs.items() if key != before or key in shown}
        blobs |= {key: raw for key, raw in self.pictures.items() if key == wanted}
        is_same = blobs == after.blobs
        return after if is_same else replace(after, blobs=blobs)
