"""Layers of a plan: features with geometry and attributes, never edited in place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.control_points import ControlPoint
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layer_style import LayerStyle
from sbd_tool.domain.roles import Role

MBTILES: Final = "application/vnd.mbtiles"
"""Media type of a basemap that is carried as tiles."""
GeometryArray = npt.NDArray[np.object_]
AttributeValue = str | int | float | bool | None


class RoleOrigin(StrEnum):
    """Who says what a layer is."""

    GIVEN = "given"  # the file carries our key
    PROPOSED = "proposed"  # guessed from names, tags and shapes; drawn dashed until confirmed
    CONFIRMED = "confirmed"  # a person said so


class Level(StrEnum):
    """Where features lie above or below the square; only the ground is assessed."""

    GROUND = "ground"
    UNDERGROUND = "underground"
    INDOOR = "indoor"
    BRIDGE = "bridge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a layer came from; the file itself is never touched.

    Attributes:
        name: File name without folders.
        sha256: Digest of the file's bytes.
        format: Key of the reader.
        layer: Name of the layer inside the file.
        licence: Licence or attribution the file or the person named, or "".
    """

    name: str
    sha256: str = ""
    format: str = ""
    layer: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One object of a plan layer."""

    id: str
    geometry: BaseGeometry
    attributes: Mapping[str, AttributeValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Features of one role from one source, in the project's metric CRS.

    Attributes:
        stamp: Row data; its id is the layer's id.
        name: Name shown in the layer tree.
        role: What its features are, or None while undecided.
        role_origin: Who says so.
        role_confidence: 0 to 1; 1 when given or confirmed.
        ids: UUID text per feature, stable over the life of the project.
        geometry: Object array of shapely geometries, metres, same length as ``ids``.
        attributes: One mapping per feature; values as the file gave them.
        level: Ground, or set apart as underground, indoor or on a bridge.
        source: Where it came from.
        accuracy_m: Drawing accuracy in metres, or None when the source does not say.
        is_visible: Whether the layer tree shows it.
        opacity: 0 to 1.
        style: How it is drawn where that differs from its role, or None.
        group: Heading it stands under in the layer tree, or "".
    """

    stamp: Stamp
    name: str
    role: Role | None
    role_origin: RoleOrigin = RoleOrigin.PROPOSED
    role_confidence: float = 0.0
    ids: tuple[str, ...] = ()
    geometry: GeometryArray = field(default_factory=lambda: np.empty(0, dtype=object))
    attributes: tuple[Mapping[str, AttributeValue], ...] = ()
    level: Level = Level.GROUND
    source: Source = field(default_factory=lambda: Source(name=""))
    accuracy_m: float | None = None
    is_visible: bool = True
    opacity: float = 1.0
    style: LayerStyle | None = None
    group: str = ""

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Feature]:
        for row in zip(self.ids, self.geometry, self.attributes, strict=True):
            yield Feature(*row)

    @property
    def id(self) -> str:
        """The layer's id."""
        return self.stamp.id

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in metres, or None when nothing is drawn."""
        if not len(self.geometry):
            return None
        west, south, east, north = (float(edge) for edge in shapely.total_bounds(self.geometry))
        return None if np.isnan(west) else (west, south, east, north)


@dataclass(frozen=True, slots=True, kw_only=True)
class Underlay:
    """A picture under the plan; never assessed, only drawn.

    Attributes:
        stamp: Row data.
        name: Name shown in the layer tree.
        blob: SHA-256 of the bytes in ``Project.blobs``: PNG, JPEG, or MBTiles.
        media_type: "image/png", "image/jpeg" or `MBTILES`.
        width_px: Picture width; of tiles that of the deepest level that covers everything.
        height_px: Picture height, likewise.
        transform: World file order a, d, b, e, c, f in the project CRS: the centre of pixel
            (column, row) lies at x = a*column + b*row + c and y = d*column + e*row + f.
        source: Where it came from.
        is_visible: Whether the layer tree shows it.
        opacity: 0 to 1.
        accuracy_m: One sigma of a coordinate traced from it, metres; None when nobody knows.
        control_points: Places it was laid down by, in pixels from the upper left corner; empty
            when its file said where it lies.
    """

    stamp: Stamp
    name: str
    blob: str
    media_type: str
    width_px: int
    height_px: int
    transform: tuple[float, float, float, float, float, float]
    source: Source
    is_visible: bool = True
    opacity: float = 1.0
    accuracy_m: float | None = None
    control_points: tuple[ControlPoint, ...] = ()

    @property
    def id(self) -> str:
        """The underlay's id."""
        return self.stamp.id


def as_geometry_array(geometries: list[Any]) -> GeometryArray:
    """Pack geometries into a one-dimensional object array without unpacking collections."""
    packed = np.empty(len(geometries), dtype=object)
    packed[:] = geometries
    return packed
