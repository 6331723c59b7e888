"""Saying how accurate a layer is drawn."""

import math
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from sbd_tool.app.commands.base import NOBODY, By, changed, row_of, with_layer
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

LARGEST_M: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLayerAccuracy:
    """Say how accurate the coordinates of a layer are.

    Attributes:
        layer_id: The layer.
        accuracy_m: One sigma of a coordinate, metres; None when nobody knows any more.
    """

    key: ClassVar[str] = "layers.accuracy"
    layer_id: str
    accuracy_m: float | None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("sketch.do.accuracy")

    @property
    def merge_key(self) -> str | None:
        """Each time is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Keep it with the layer; dimensions pinned before keep what they were measured with.

        Raises:
            InputError: There is no such layer, or the number is no accuracy.
        """
        layer = row_of(by_id(project.layers), self.layer_id, "layer")
        value = self.accuracy_m
        if value is not None and not (math.isfinite(value) and 0 < value <= LARGEST_M):
            raise InputError(
                text("sketch.accuracy_refused", most=LARGEST_M),
                text("sketch.accuracy_refused.hint"),
                self.layer_id,
            )
        stamp = changed(layer.stamp, self.by)
        return with_layer(project, replace(layer, accuracy_m=value, stamp=stamp))
