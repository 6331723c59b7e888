"""A view turned and magnified in any way maps there and back, and keeps what has to stay."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from sbd_tool.gui.map.viewport import View

numbers = st.floats(-1e4, 1e4)
views = st.builds(
    View,
    x_m=st.floats(3e5, 7e5),
    y_m=st.floats(5e6, 7e6),
    m_per_px=st.floats(0.002, 400),
    width_px=st.floats(40, 4000),
    height_px=st.floats(40, 4000),
    rotation_deg=st.one_of(st.floats(-180, 180), st.sampled_from([0, 90, -90, 180, 45])),
    magnifier=st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0]),
)
pixels = st.builds(QPointF, st.floats(-2000, 6000), st.floats(-2000, 6000))


def away(one: QPointF, other: QPointF) -> float:
    return max(abs(one.x() - other.x()), abs(one.y() - other.y()))


@given(views, pixels)
def test_a_pixel_maps_to_the_ground_and_back(view, at):
    # Coordinates of seven digits before the point keep about a nanometre.
    assert away(view.to_screen(*view.to_map(at)), at) < 2e-8 / view.m_per_px + 1e-6


@given(views, pixels)
def test_qt_draws_where_the_view_says(view, at):
    x, y = view.to_map(at)
    origin = (view.x_m - 1000.0, view.y_m + 500.0)
    drawn = view.transform(origin).map(QPointF(x - origin[0], y - origin[1]))
    assert away(drawn, at) < 1e-5 / view.m_per_px + 1e-5


@given(views, pixels, st.floats(0.3, 4), st.floats(-180, 180))
def test_zooming_and_turning_keep_the_place_under_the_pointer(view, at, factor, turn):
    there = view.to_map(at)
    for other in (view.zoomed(factor, at), view.turned(turn, at)):
        assert away(other.to_screen(*there), at) < 1e-7 / other.m_per_px + 1e-5


@given(views, st.floats(-500, 500), st.floats(-500, 500))
def test_a_pan_moves_the_map_with_the_pointer(view, dx, dy):
    at = QPointF(200, 100)
    after = view.panned(dx, dy).to_screen(*view.to_map(at))
    assert away(after, at + QPointF(dx, dy)) < 2e-8 / view.m_per_px + 1e-6


@given(views)
def test_bounds_hold_every_corner_and_touch_the_frame(view):
    west, south, east, north = view.bounds
    slack = 1e-6 * max(1.0, east - west, north - south)
    corners = [view.to_map(QPointF(x, y)) for x in (0, view.width_px) for y in (0, view.height_px)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    assert abs(min(xs) - west) < slack
    assert abs(max(xs) - east) < slack
    assert abs(min(ys) - south) < slack
    assert abs(max(ys) - north) < slack


@given(views, st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0]))
def test_snapping_moves_a_view_by_less_than_a_device_pixel(view, ratio):
    origin = (view.x_m - 200 * view.m_per_px, view.y_m - 100 * view.m_per_px)
    snapped = view.snapped(origin, ratio)
    at = snapped.to_screen(*origin)
    slack = 1e-7 / view.m_per_px + 1e-6
    assert abs(at.x() * ratio - round(at.x() * ratio)) < slack
    assert away(at, view.to_screen(*origin)) <= 0.5 / ratio + slack
    assert replace(snapped, x_m=0, y_m=0) == replace(view, x_m=0, y_m=0)


@given(views, st.sampled_from([1.0, 2.0, 3.0]))
def test_the_magnifier_keeps_scale_and_middle(view, by):
    looked = view.magnified(by)
    assert abs(looked.scale - view.scale) < 1e-9 * view.scale
    assert (looked.x_m, looked.y_m) == (view.x_m, view.y_m)
    assert abs(looked.unmagnified.scale - view.scale) < 1e-9 * view.scale


@given(views, st.floats(1, 1000), st.floats(1, 1000))
def test_fitted_bounds_are_wholly_seen(view, wide, high):
    box = (view.x_m, view.y_m, view.x_m + wide, view.y_m + high)
    fitted = replace(view, width_px=900.0, height_px=700.0).fitted(box)
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            at = fitted.to_screen(x, y)
            assert -1e-3 <= at.x() <= 900.001
            assert -1e-3 <= at.y() <= 700.001
