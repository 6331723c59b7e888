"""Geometry of unknown files: flat, without collections, counted where something was changed."""

import struct
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.domain.layers import GeometryArray, as_geometry_array

_COLLECTION: Final = 7
_SURFACES: Final = {7: 7, 15: 6, 16: 6, 17: 3}
"""Polyhedral surface and TIN as multipolygon, triangle as polygon: same bytes, other code; a
collection of them stays one."""
_HEADER: Final = 5


@dataclass(frozen=True, slots=True)
class Flattened:
    """Geometries ready for a layer.

    Attributes:
        geometry: Two-dimensional geometries; None where there was none.
        rows: Index of the input row of each geometry.
        had_height: How many lost their height.
        split: How many collections were split into parts.
    """

    geometry: GeometryArray
    rows: npt.NDArray[np.intp]
    had_height: int = 0
    split: int = 0


def flatten(geometries: GeometryArray) -> Flattened:
    """Drop heights and split geometry collections into their parts."""
    had_height = int(np.count_nonzero(shapely.has_z(geometries)))
    flat = shapely.force_2d(geometries)
    is_collection = shapely.get_type_id(flat) == _COLLECTION
    if not is_collection.any():
        return Flattened(flat, np.arange(len(flat)), had_height)
    parts: list[Any] = []
    rows: list[int] = []
    for row, geometry in enumerate(flat):
        pieces = _pieces(geometry) if is_collection[row] else [geometry]
        parts.extend(pieces)
        rows.extend([row] * len(pieces))
    split = int(np.count_nonzero(is_collection))
    return Flattened(as_geometry_array(parts), np.array(rows, dtype=np.intp), had_height, split)


def _pieces(collection: Any) -> list[Any]:
    waiting, pieces = [collection], []
    while waiting:
        geometry = waiting.pop()
        if geometry.geom_type == "GeometryCollection":
            waiting.extend(reversed(geometry.geoms))
        else:
            pieces.append(geometry)
    return pieces or [None]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Geometries made of well-known binary; ``broken`` had bytes nobody understands."""

    geometry: GeometryArray
    repaired: int = 0
    broken: int = 0


def decode_wkb(blobs: npt.NDArray[np.object_]) -> Decoded:
    """Read well-known binary; an unreadable one becomes None and is counted."""
    geometry = shapely.from_wkb(blobs, on_invalid="ignore")
    missing = [i for i, blob in enumerate(blobs) if blob is not None and geometry[i] is None]
    if not missing:
        return Decoded(geometry)
    retried = as_geometry_array([_decode_again(blobs[i]) for i in missing])
    geometry[missing] = retried
    repaired = int(np.count_nonzero(~shapely.is_missing(retried)))
    return Decoded(geometry, repaired, len(missing) - repaired)


def _decode_again(blob: bytes) -> Any:
    fixed: Any = shapely.from_wkb(blob, on_invalid="fix")
    if fixed is not None:
        return fixed
    plain = _surface_as_polygons(bytes(blob))
    return shapely.from_wkb(plain, on_invalid="fix") if plain is not None else None


def _surface_as_polygons(blob: bytes) -> bytes | None:
    """Rewrite the type codes of a surface so that it reads as polygons."""
    patched = bytearray(blob)
    try:
        end, changed = _patch(patched, 0, levels=3)
    except (struct.error, IndexError):
        return None
    return bytes(patched) if changed and end <= len(blob) else None


def _patch(blob: bytearray, start: int, levels: int) -> tuple[int, bool]:
    """Rewrite the geometry at ``start``; gives its end and whether a code was changed."""
    order = "<" if blob[start] == 1 else ">"
    code: int = struct.unpack_from(order + "I", blob, start + 1)[0]
    flags, plain = code & 0xE0000000, code & 0x1FFFFFFF
    kind, dimension = plain % 1000, plain // 1000
    target = _SURFACES.get(kind, kind)
    if target not in _SURFACES.values() or not levels:
        raise IndexError(kind)
    struct.pack_into(order + "I", blob, start + 1, flags | (dimension * 1000 + target))
    has_z, has_m = dimension in {1, 3} or code >> 31, dimension in {2, 3} or code >> 30 & 1
    width = 8 * (2 + bool(has_z) + bool(has_m))
    count: int = struct.unpack_from(order + "I", blob, start + _HEADER)[0]
    position = start + _HEADER + 4
    if target == 3:  # noqa: PLR2004 - polygon: rings of points
        for _ in range(count):
            points: int = struct.unpack_from(order + "I", blob, position)[0]
            position += 4 + points * width
        return position, target != kind
    changed = target != kind
    for _ in range(count):
        position, inner = _patch(blob, position, levels - 1)
        changed = changed or inner
    return position, changed
