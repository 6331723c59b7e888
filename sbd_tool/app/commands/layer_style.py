"""Changing how a layer is drawn."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By, changed, row_of, with_layer
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.layer_style import LayerStyle
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLayerStyle:
    """Draw a layer in another way.

    Attributes:
        layer_id: The layer.
        style: Its look, or None for that of its role.
        drag: Name of a running drag (of a slider); its commands are one step. "" never merges.
    """

    key: ClassVar[str] = "layers.style"
    layer_id: str
    style: LayerStyle | None
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("table.do.style" if self.style is not None else "table.do.unstyle")

    @property
    def merge_key(self) -> str | None:
        """One drag is one step."""
        return f"{self.key}:{self.layer_id}:{self.drag}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Replace the style; the same one again is no step."""
        layer = row_of(by_id(project.layers), self.layer_id, "layer")
        if layer.style == self.style:
            return project
        stamp = changed(layer.stamp, self.by)
        return with_layer(project, replace(layer, style=self.style, stamp=stamp))
