"""Drawing a new feature into a layer of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY, By, changed, drawable, row_of, with_layer
from sbd_tool.domain.edits.soundness import refusal, sound
from sbd_tool.domain.layers import AttributeValue, as_geometry_array
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawFeature:
    """Add one feature to a layer; the layer's role becomes its own.

    Attributes:
        layer_id: The layer that receives it.
        feature_id: Its id.
        geometry: Metres in the project CRS.
        attributes: What is known of it.
    """

    key: ClassVar[str] = "features.draw"
    layer_id: str
    feature_id: str
    geometry: BaseGeometry
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("tools.do.draw")

    @property
    def merge_key(self) -> str | None:
        """Each feature is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append it.

        Raises:
            InputError: There is no such layer, the id is taken, or the shape cannot be drawn.
        """
        layer = row_of({row.id: row for row in project.layers}, self.layer_id, "layer")
        taken = set(project.measures).union(*(row.ids for row in project.layers))
        if not self.feature_id or self.feature_id in taken:
            raise refusal(text("edits.id_taken"), self.feature_id)
        shape = sound(drawable(self.geometry, self.feature_id), self.feature_id)
        more = replace(
            layer,
            ids=(*layer.ids, self.feature_id),
            geometry=as_geometry_array([*layer.geometry, shape]),
            attributes=(*layer.attributes, dict(self.attributes)),
            stamp=changed(layer.stamp, self.by),
        )
        return with_layer(project, more)
