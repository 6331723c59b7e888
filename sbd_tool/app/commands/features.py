"""Editing the plan itself: the square, and single features."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, changed, drawable, named, with_layer
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import AttributeValue, Feature, Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

_AREA = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PickSquare:
    """Say which feature is the square to assess."""

    key: ClassVar[str] = "square.pick"
    feature_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.pick_square")

    @property
    def merge_key(self) -> str | None:
        """Each pick is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Name the square; it has to be an area."""
        _, feature = _found(project, self.feature_id)
        if shapely.get_dimensions(feature.geometry) != _AREA:
            raise InputError(
                text("app.square_no_area"), text("app.square_no_area.hint"), self.feature_id
            )
        return replace(project, square=self.feature_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFeatureGeometry:
    """Give a plan feature another geometry; the former one stays in the row history.

    Attributes:
        feature_id: The feature.
        geometry: Metres in the project CRS.
        drag: Name of a running drag; "" never merges.
    """

    key: ClassVar[str] = "features.geometry"
    feature_id: str
    geometry: BaseGeometry
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.feature_geometry")

    @property
    def merge_key(self) -> str | None:
        """One drag of one feature is one step."""
        return f"{self.key}:{self.feature_id}:{self.drag}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Replace the geometry in its layer."""
        layer, _ = _found(project, self.feature_id)
        geometry = layer.geometry.copy()
        geometry[layer.ids.index(self.feature_id)] = drawable(self.geometry, self.feature_id)
        stamp = changed(layer.stamp, self.by)
        return with_layer(project, replace(layer, geometry=geometry, stamp=stamp))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFeatureAttributes:
    """Change attributes of plan features.

    Attributes:
        feature_ids: The features.
        attributes: Values to set.
        dropped: Attributes to take away.
    """

    key: ClassVar[str] = "features.attributes"
    feature_ids: tuple[str, ...]
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.feature_attributes", count=len(self.feature_ids))

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Edit all of them or none."""
        for name, value in self.attributes.items():
            named(name)
            if isinstance(value, str):
                named(value, WORDS_LIMIT)
        found = project.features(self.feature_ids)
        for feature_id in self.feature_ids:
            if feature_id not in found:
                _found(project, feature_id)  # says which one is missing
        for layer in project.layers:
            if any(home.id == layer.id for home, _ in found.values()):
                rows = tuple(
                    self._edited(row) if name in found else row
                    for name, row in zip(layer.ids, layer.attributes, strict=True)
                )
                stamp = changed(layer.stamp, self.by)
                project = with_layer(project, replace(layer, attributes=rows, stamp=stamp))
        return project

    def _edited(self, attributes: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
        merged = {**attributes, **self.attributes}
        return {name: value for name, value in merged.items() if name not in self.dropped}


def _found(project: Project, feature_id: str) -> tuple[Layer, Feature]:
    found = project.feature(feature_id)
    if found is None:
        raise InputError(
            text("app.row_missing", kind=text("app.kind.feature")),
            text("app.row_missing.hint"),
            feature_id,
        )
    return found
