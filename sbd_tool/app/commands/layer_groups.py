"""Putting layers together under a heading of the layer tree."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NAME_LIMIT, NOBODY, By, changed, named, row_of
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLayers:
    """Put layers into a group; a group is there as long as a layer is in it.

    Attributes:
        layer_ids: The layers.
        group: Name of the group; "" takes them out of theirs.
    """

    key: ClassVar[str] = "layers.group"
    layer_ids: tuple[str, ...]
    group: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        what = "table.do.group" if self.group.strip() else "table.do.ungroup"
        return text(what, count=len(self.layer_ids))

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Move all of them or none.

        Raises:
            InputError: One is not there, or the name is too long.
        """
        layers, group = by_id(project.layers), named(" ".join(self.group.split()), NAME_LIMIT)
        for layer_id in self.layer_ids:
            layer = row_of(layers, layer_id, "layer")
            if layer.group != group:
                stamp = changed(layer.stamp, self.by)
                layers[layer_id] = replace(layer, group=group, stamp=stamp)
        rows = tuple(layers.values())
        is_same = all(new is old for new, old in zip(rows, project.layers, strict=True))
        return project if is_same else replace(project, layers=rows)
