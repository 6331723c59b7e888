"""The pixel engine against exact areas and plain numbers: coverage, holes, lines, dots, cuts."""

import numpy as np
import pytest
import shapely
from shapely import affinity

from sbd_tool.cartography.drawlist import Stroke
from sbd_tool.cartography.ragged import area_paths, line_paths
from sbd_tool.cartography.raster.engine import Ink, Placing, Raster, Style
from sbd_tool.cartography.raster.rings import ring_table

SIZE = 64
WHITE = 0xFFFFFFFF


@pytest.fixture(scope="module")
def raster():
    made = Raster()
    made.warm()
    return made


def table_of(*shapes):
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    rows = np.arange(len(shapes))
    ids = tuple(map(str, rows))
    if shapes[0].geom_type == "Polygon":
        return ring_table(area_paths(array, rows, ids, fill=None, stroke=None))
    stroke = Stroke(colour="#000000", width_mm=1)
    return ring_table(line_paths(array, rows, ids, stroke=stroke))


def drawn(raster, *styles, size=SIZE, offset=(0.0, 0.0)):
    pixels = np.full((size, size), WHITE, dtype=np.uint32)
    place = (1.0, 0.0, 0.0, -1.0, -offset[0], SIZE - offset[1], 0.0, 0.0)
    raster.draw(pixels, styles, Placing(place))
    return pixels


def darkness(pixels):
    """How much of each pixel is black, 0 to 1."""
    return 1.0 - (pixels & 0xFF) / 255.0


def covered(shape):
    """Exact share of every pixel that a shape covers."""
    exact = np.empty((SIZE, SIZE))
    for row in range(SIZE):
        for column in range(SIZE):
            cell = shapely.box(column, SIZE - row - 1, column + 1, SIZE - row)
            exact[row, column] = shape.intersection(cell).area
    return exact


BLOB = affinity.rotate(shapely.box(11.3, 8.7, 50.2, 47.9), 27, origin="centroid")
YARD = shapely.box(20.4, 20.4, 30.9, 33.3)


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("yard_way", [1, -1])
def test_coverage_is_the_exact_area_whatever_way_rings_were_drawn(raster, way, yard_way):
    shell = list(BLOB.exterior.coords)[::way]
    hole = list(YARD.exterior.coords)[::yard_way]
    shape = shapely.Polygon(shell, [hole])
    found = darkness(drawn(raster, Style((table_of(shape),), Ink(0))))
    assert np.abs(found - covered(shape)).max() < 1.5 / 255


def test_shapes_beyond_the_frame_are_cut_exactly(raster):
    big = affinity.rotate(shapely.box(-300, -20, 45, 500), 12, origin=(10, 10))
    found = darkness(drawn(raster, Style((table_of(big),), Ink(0))))
    assert np.abs(found - covered(big)).max() < 1.5 / 255


def test_neighbours_share_a_wall_without_a_gap(raster):
    cut = [shapely.box(4.5, 4.5, 20.25, 40.5), shapely.box(20.25, 4.5, 50.5, 40.5)]
    found = darkness(drawn(raster, Style((table_of(*cut),), Ink(0))))
    assert np.abs(found - covered(shapely.box(4.5, 4.5, 50.5, 40.5))).max() < 1.5 / 255


def test_overlapping_shapes_of_a_style_unite(raster):
    pair = [shapely.box(5, 5, 30, 30), shapely.box(20, 20, 50, 50)]
    found = darkness(drawn(raster, Style((table_of(*pair),), Ink(0, 0.5))))
    whole = covered(shapely.union_all(pair)) * 0.5
    assert np.abs(found - whole).max() < 3 / 255


@pytest.mark.parametrize("width", [0.6, 1.0, 3.0, 7.5])
@pytest.mark.parametrize("angle", [0, 20, 45, 77, 90, 133])
def test_a_line_lays_down_about_as_much_ink_as_it_is_long_and_wide(raster, width, angle):
    line = affinity.rotate(shapely.LineString([(14.2, 32.4), (49.8, 32.4)]), angle)
    found = darkness(drawn(raster, Style((table_of(line),), None, (Ink(0, 1.0, width),))))
    ends = np.pi * width**2 / 4 if width > 1.3 else 0.0
    wanted = line.length * width + ends
    # Hairlines are one pixel wide along the shorter axis, as Qt draws them: thinner when askew.
    least = 0.69 if width <= 1.3 else 0.97
    assert least * wanted < found.sum() < 1.04 * wanted


@pytest.mark.parametrize("width", [1.0, 4.0])
def test_a_long_line_through_the_frame_is_cut_where_it_leaves(raster, width):
    line = shapely.LineString([(-500, -480), (520, 530)])
    style = Style((table_of(line),), None, (Ink(0, 1.0, width),))
    small = drawn(raster, style)
    moved = drawn(raster, style, size=SIZE + 40, offset=(-20.0, -20.0))
    inner = moved[20 + 2 : 20 + SIZE - 2, 20 + 2 : 20 + SIZE - 2]
    assert np.abs(darkness(small[2:-2, 2:-2]) - darkness(inner)).max() <= 2 / 255


def test_dots_are_discs_where_they_belong(raster):
    xy = np.array([[20.5, 40.5], [-1.0, 10.0], [900.0, 900.0]])
    style = Style(dots=xy, dot_inks=(Ink(0, 1.0, 6.0),))
    found = darkness(drawn(raster, style))
    assert found[SIZE - 41, 20] == 1.0
    assert abs(found[:, 8:].sum() - np.pi * 9) < 0.7
    assert found[SIZE - 11, 0] > 0.9


def test_nothing_of_one_frame_is_left_in_the_next(raster):
    style = Style((table_of(BLOB),), Ink(0), (Ink(0, 1.0, 1.0), Ink(0, 1.0, 5.0)))
    first = drawn(raster, style)
    assert (drawn(raster) == WHITE).all()
    assert (drawn(raster, style) == first).all()


def test_both_bands_meet_without_a_seam(raster):
    tall = shapely.box(10.5, -5, 50.5, 90)
    style = Style((table_of(tall),), Ink(0), (Ink(0xFF0000, 1.0, 1.0),))
    found = drawn(raster, style)
    assert (found == found[0]).all()


def test_a_frame_that_is_no_longer_wanted_is_left_alone(raster):
    pixels = np.full((SIZE, SIZE), WHITE, dtype=np.uint32)
    place = Placing((1.0, 0.0, 0.0, -1.0, 0.0, SIZE, 0.0, 0.0))
    raster.draw(pixels, (Style((table_of(BLOB),), Ink(0)),), place, is_stale=lambda: True)
    assert (pixels == WHITE).all()


def test_rings_without_extent_and_empty_items_are_nothing(raster):
    flat = shapely.Polygon([(5, 5), (5, 5), (5, 5), (5, 5)])
    found = drawn(raster, Style((table_of(flat),), Ink(0)))
    assert darkness(found).max() < 1 / 255
    assert ring_table(area_paths_of_nothing()) is None


def area_paths_of_nothing():
    from sbd_tool.cartography.drawlist import Paths

    return Paths(
        coordinates=np.empty((0, 2)),
        part_starts=np.array([0]),
        feature_starts=np.array([0]),
        ids=(),
        is_closed=True,
    )
