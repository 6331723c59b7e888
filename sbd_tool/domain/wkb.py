"""Reading well-known binary that nobody vouches for."""

import struct
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

_DEEPEST: Final = 16  # collections in collections; GEOS recurses and a hostile file could end it
_EWKB_FLAGS: Final = 0xF0000000
_Z_FLAG: Final = 0x80000000
_M_FLAG: Final = 0x40000000
_SRID_FLAG: Final = 0x20000000
_POINT, _LINE, _POLYGON, _COLLECTION = 1, 2, 3, 7
_MULTI: Final = frozenset({4, 5, 6, _COLLECTION})


def geometry_from_wkb(wkb: bytes) -> BaseGeometry:
    """Read one geometry after walking its announced sizes against the bytes that are there.

    Args:
        wkb: ISO or extended well-known binary.

    Returns:
        The geometry, in whatever coordinates it was written.

    Raises:
        ValueError: The bytes are torn, nested too deep or no geometry.
    """
    _walk(wkb, 0, 0)
    try:
        geometry: BaseGeometry | None = shapely.from_wkb(wkb)
    except shapely.errors.ShapelyError as error:
        raise ValueError(str(error)) from error
    if geometry is None:
        raise ValueError("no geometry")
    return geometry


def wkb_of(geometry: BaseGeometry) -> bytes:
    """Write a geometry as little-endian ISO well-known binary, with Z and M where it has them."""
    written: bytes = shapely.to_wkb(geometry, byte_order=1, flavor="iso")
    return written


def _walk(wkb: bytes, at: int, depth: int) -> int:
    if depth > _DEEPEST:
        raise ValueError("geometry nested too deep")
    try:
        order = "<" if wkb[at] == 1 else ">"
        (announced,) = struct.unpack_from(order + "I", wkb, at + 1)
        at += 5 + (4 if announced & _SRID_FLAG else 0)
        kind, width = _kind_and_width(announced)
        if kind == _POINT:
            return _within(wkb, at + width)
        (count,) = struct.unpack_from(order + "I", wkb, at)
    except (IndexError, struct.error) as error:
        raise ValueError("geometry ends early") from error
    at += 4
    if kind == _LINE:
        return _within(wkb, at + count * width)
    if kind == _POLYGON:
        return _walk_rings(wkb, at, count, order, width)
    if kind not in _MULTI:
        raise ValueError(f"geometry type {kind} is not supported")
    for _ in range(count):
        at = _walk(wkb, at, depth + 1)
    return at


def _walk_rings(wkb: bytes, at: int, rings: int, order: str, width: int) -> int:
    for _ in range(rings):
        try:
            (count,) = struct.unpack_from(order + "I", wkb, at)
        except struct.error as error:
            raise ValueError("geometry ends early") from error
        at = _within(wkb, at + 4 + count * width)
    return at


def _kind_and_width(announced: int) -> tuple[int, int]:
    plain = announced & ~_EWKB_FLAGS
    iso = plain // 1000
    has_z = bool(announced & _Z_FLAG) or iso in {1, 3}
    has_m = bool(announced & _M_FLAG) or iso in {2, 3}
    return plain % 1000, 8 * (2 + has_z + has_m)


def _within(wkb: bytes, at: int) -> int:
    if at > len(wkb):
        raise ValueError("geometry ends early")
    return at
