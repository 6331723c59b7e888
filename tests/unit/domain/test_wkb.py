"""Well-known binary from strangers."""

import random
import struct

import pytest
import shapely
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, box

from sbd_tool.domain.wkb import geometry_from_wkb, wkb_of

SHAPES = [
    Point(1, 2),
    Point(1, 2, 3),
    Point(),
    LineString(
        [
            (0, 0),
            (
                1,
                1,
            ),
        ]
    ),
    box(0, 0, 2, 2).difference(box(0.5, 0.5, 1, 1)),
    MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]),
    GeometryCollection([Point(0, 0), GeometryCollection([LineString([(0, 0), (1, 1)])])]),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.wkt[:30])
def test_what_is_written_reads_back_exactly(shape):
    assert geometry_from_wkb(wkb_of(shape)).wkb == shape.wkb
    big_endian = shapely.to_wkb(shape, byte_order=0, flavor="extended", include_srid=True)
    assert geometry_from_wkb(big_endian).wkt == shape.wkt


def test_a_thousand_collections_in_each_other_are_refused():
    deep = b"\x01" + struct.pack("<II", 7, 1)
    with pytest.raises(ValueError, match="too deep"):
        geometry_from_wkb(deep * 100_000 + Point(0, 0).wkb)


def test_an_announced_size_is_not_believed():
    with pytest.raises(ValueError, match="ends early"):
        geometry_from_wkb(b"\x01" + struct.pack("<II", 2, 2**32 - 1) + b"\0" * 32)


def test_torn_bytes_give_a_value_error_and_nothing_else():
    rng = random.Random(1)
    for shape in SHAPES:
        whole = wkb_of(shape)
        for _ in range(200):
            torn = bytearray(whole[: rng.randrange(len(whole) + 1)])
            if torn and rng.random() < 0.5:
                torn[rng.randrange(len(torn))] = rng.randrange(256)
            try:
                geometry_from_wkb(bytes(torn))
            except ValueError:
                continue
