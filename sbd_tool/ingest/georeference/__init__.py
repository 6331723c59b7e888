"""Place drawings and pictures on the ground, and say how well that is known."""

from sbd_tool.ingest.georeference.fit import fit, fit_known_distance
from sbd_tool.ingest.georeference.placing import (
    corner_transform,
    georeferenced,
    moved_layer,
    moved_underlay,
    provisional_transform,
    traced_accuracy_m,
    world_file_order,
)

__all__ = [
    "corner_transform",
    "fit",
    "fit_known_distance",
    "georeferenced",
    "moved_layer",
    "moved_underlay",
    "provisional_transform",
    "traced_accuracy_m",
    "world_file_order",
]
