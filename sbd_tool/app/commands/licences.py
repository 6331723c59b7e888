"""Stating under which licence layers may be shown, and whom to name."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sbd_tool.app.commands.base import NOBODY, By, changed, row_of
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.licences import licence_line
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLicence:
    """Say source, licence and attribution of layers and underlays.

    Attributes:
        layer_ids: Ids of layers and underlays.
        licence: The line that is printed; "" when nobody knows any more.
    """

    key: ClassVar[str] = "layers.licence"
    layer_ids: tuple[str, ...]
    licence: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("sources.do.state", count=len(self.layer_ids))

    @property
    def merge_key(self) -> str | None:
        """Each statement is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Touch only rows whose licence changes.

        Raises:
            InputError: The line is too long, or a layer is not there; then nothing is changed.
        """
        line = licence_line(self.licence)
        rows = {**by_id(project.layers), **by_id(project.underlays)}
        for layer_id in self.layer_ids:
            row_of(rows, layer_id, "layer")

        def stated(row: Any) -> Any:
            if row.id not in self.layer_ids or row.source.licence == line:
                return row
            source = replace(row.source, licence=line)
            return replace(row, stamp=changed(row.stamp, self.by), source=source)

        return replace(
            project,
            layers=tuple(stated(row) for row in project.layers),
            underlays=tuple(stated(row) for row in project.underlays),
        )
