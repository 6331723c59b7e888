"""A plan as its file gave it, before anybody decides what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import AttributeValue, GeometryArray, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLayer:
    """One layer as read: geometries in the file's own coordinates.

    Attributes:
        name: Layer name as the file gives it.
        geometry: Object array; entries may be None, empty or invalid.
        attributes: One mapping per geometry; nested values come as JSON text.
        crs: Anything pyproj understands (authority code or WKT), or None when the file is silent.
        unit_m: Metres per drawing unit when the file declares a unit (DXF), else None.
        source: Where it came from.
        is_osm: Attributes are OpenStreetMap tags.
    """

    name: str
    geometry: GeometryArray
    attributes: tuple[Mapping[str, AttributeValue], ...]
    crs: str | None
    source: Source
    unit_m: float | None = None
    is_osm: bool = False

    def __len__(self) -> int:
        return len(self.geometry)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTiles:
    """A basemap as tiles.

    Attributes:
        raw: An MBTiles file with the tiles round a place.
        width_px, height_px: Size of its deepest level that covers the whole place.
    """

    raw: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPicture:
    """A raster as read.

    Attributes:
        name: Name to show.
        pixels: uint8 array (rows, columns, 4), RGBA; rows run from the top.
        transform: Affine a, b, c, d, e, f: x = a*column + b*row + c, y = d*column + e*row + f for
            pixel corners, in the picture's CRS; None when it is not georeferenced.
        crs: Anything pyproj understands, or None.
        source: Where it came from.
        tiles: The picture as tiles, which is then what is drawn; ``pixels`` only say where it lies.
    """

    name: str
    pixels: npt.NDArray[np.uint8]
    transform: tuple[float, float, float, float, float, float] | None
    crs: str | None
    source: Source
    tiles: RawTiles | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPlan:
    """Everything read from one file, and everything said about it.

    Attributes:
        source: The file.
        layers: Vector layers, in file order.
        pictures: Raster underlays.
        findings: What was skipped, counted by type, or doubtful; nothing is lost in silence.
        window: West, south, east, north in degrees that the file says it was cut to, or None.
    """

    source: Source
    layers: tuple[RawLayer, ...] = ()
    pictures: tuple[RawPicture, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    window: tuple[float, float, float, float] | None = None
