"""Laying pictures and drawings down on the ground, as commands."""

from dataclasses import dataclass, replace
from typing import ClassVar

import shapely

from sbd_tool.app.commands.base import NOBODY, By, changed, drawable, row_of
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.georeference import Fit
from sbd_tool.domain.layers import Layer, Underlay
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.ingest.georeference import moved_layer, moved_underlay


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoreferenceUnderlay:
    """Lay a picture where a fit says; its accuracy and control points stay with it.

    Attributes:
        underlay_id: The picture.
        fit: From pixels (column, row; upper left corner is 0, 0) to the project's metres.
        drag: Name of a running adjustment (a control point being pulled); "" never merges.
    """

    key: ClassVar[str] = "underlays.georeference"
    underlay_id: str
    fit: Fit
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("desk.do_place_underlay")

    @property
    def merge_key(self) -> str | None:
        """One pull at a control point is one step."""
        return f"{self.key}:{self.underlay_id}:{self.drag}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Replace the picture's transform; its pixels are not touched."""
        underlay: Underlay = row_of(by_id(project.underlays), self.underlay_id, "layer")
        placed = moved_underlay(underlay, self.fit)
        placed = replace(placed, stamp=changed(underlay.stamp, self.by))
        return replace(
            project,
            underlays=tuple(placed if row.id == placed.id else row for row in project.underlays),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoreferenceLayers:
    """Move layers where a fit says, with the measures that came from their features.

    Attributes:
        layer_ids: Layers drawn in one frame.
        fit: From the coordinates they have now to where they belong.
    """

    key: ClassVar[str] = "layers.georeference"
    layer_ids: tuple[str, ...]
    fit: Fit
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("desk.do_place_layers", count=len(self.layer_ids))

    @property
    def merge_key(self) -> str | None:
        """Each move is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Move all of them or none."""
        rows = by_id(project.layers)
        moved: dict[str, Layer] = {}
        features: dict[str, Layer] = {}
        for layer_id in self.layer_ids:
            layer: Layer = row_of(rows, layer_id, "layer")
            placed = moved_layer(layer, self.fit)
            for shape, key in zip(placed.geometry, placed.ids, strict=True):
                if shape is not None and not shape.is_empty:
                    drawable(shape, key)
            moved[layer_id] = replace(placed, stamp=changed(layer.stamp, self.by))
            features.update(dict.fromkeys(layer.ids, moved[layer_id]))
        if not moved:
            return project
        return replace(
            project,
            layers=tuple(moved.get(layer.id, layer) for layer in project.layers),
            measures=self._with_measures(project, features),
        )

    def _with_measures(self, project: Project, features: dict[str, Layer]) -> dict[str, Measure]:
        rows = dict(project.measures)
        for key, measure in rows.items():
            layer = features.get(measure.plan_feature)
            if layer is not None and measure.geometry is not None:
                rows[key] = replace(
                    measure,
                    stamp=changed(measure.stamp, self.by),
                    geometry=shapely.transform(measure.geometry, self.fit.transform.moved),
                    accuracy_m=layer.accuracy_m,
                )
        return rows
