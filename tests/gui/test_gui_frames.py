"""Frames: what is kept equals what is fresh, unfinished work is given up, parts are shown."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from sbd_tool.app.design import load_design
from sbd_tool.cartography.raster.engine import Raster
from sbd_tool.gui.map.backend import SceneBackend
from sbd_tool.gui.map.frame_painter import FramePainter, FrameWish
from sbd_tool.gui.map.frames import FrameRenderer
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.symbols import Symbols
from sbd_tool.gui.theme import Theme
from tests.drawn_city import EXTENT, SIDE, city, ground_items, plots

START = View(
    x_m=EXTENT[0] + 250, y_m=EXTENT[1] + 240, m_per_px=0.6, width_px=420.0, height_px=300.0
)


@pytest.fixture(scope="module")
def raster():
    made = Raster()
    made.warm()
    return made


@pytest.fixture(params=["engine", "qt"])
def backend(request, qapp, raster):
    theme = Theme(load_design())
    return SceneBackend(theme, Symbols(theme), raster if request.param == "engine" else None)


def wish(backend, view=START, drawn=None, ratio=1.0, version=1):
    shown = drawn if drawn is not None else city()
    return FrameWish(lambda _scale: shown, (version,), view, ratio, EXTENT[:2], backend)


def array(image):
    assert image.format() == QImage.Format.Format_RGB32
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3]


def difference(one, other):
    return np.abs(array(one).astype(int) - array(other).astype(int))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("turn", [0.0, 30.0, -90.0])
def test_a_panned_frame_from_the_cache_equals_a_fresh_one(backend, ratio, turn):
    drawn = city()
    view = START.turned(turn)
    warm = FramePainter()
    for step in ((0, 0), (57.3, 0), (-120, 33), (4, -160), (1, 1)):
        view = view.panned(*step)
        kept = warm.paint(wish(backend, view, drawn, ratio)).image
        fresh = FramePainter().paint(wish(backend, view, drawn, ratio)).image
        away = difference(kept, fresh)
        # Qt begins dashes and clips long lines anew in every strip: a few pixels may differ.
        assert np.mean(away.max(axis=2) > 24) < 0.002
    assert len(warm.ground) < 6


def test_the_same_view_is_the_same_picture_and_draws_no_ground(backend):
    painter, drawn = FramePainter(), city()
    first = painter.paint(wish(backend, drawn=drawn)).image
    second = painter.paint(wish(backend, drawn=drawn)).image
    assert difference(first, second).max() == 0
    assert len(painter.ground) == 1


def test_a_change_above_the_ground_keeps_the_ground(backend):
    painter, ground = FramePainter(), ground_items()
    painter.paint(wish(backend, drawn=city(ground), version=1))
    moved = city(ground, seed=9)
    found = painter.paint(wish(backend, drawn=moved, version=2)).image
    assert len(painter.ground) == 1
    fresh = FramePainter().paint(wish(backend, drawn=moved)).image
    assert difference(found, fresh).max() == 0


def test_a_change_of_the_ground_is_seen(backend):
    painter = FramePainter()
    before = painter.paint(wish(backend, version=1)).image
    shapes = plots()
    shapes[12 * SIDE + 12] = shapes[12 * SIDE + 12].buffer(6)
    after = painter.paint(wish(backend, drawn=city(ground_items(shapes)), version=2)).image
    fresh = FramePainter().paint(wish(backend, drawn=city(ground_items(shapes)))).image
    assert difference(before, after).max() > 0
    assert difference(after, fresh).max() == 0


def test_both_engines_draw_the_same_map(qapp, raster):
    theme = Theme(load_design())
    symbols, drawn = Symbols(theme), city()
    for view in (START, START.turned(25), replace(START, m_per_px=0.15), START.magnified(2)):
        by_engine, by_qt = (
            FramePainter().paint(wish(SceneBackend(theme, symbols, engine), view, drawn)).image
            for engine in (raster, None)
        )
        away = difference(by_engine, by_qt)
        assert away.mean() < 1.5
        assert np.mean(away.max(axis=2) > 64) < 0.01


def test_the_magnifier_draws_the_same_map_larger(backend):
    plain = FramePainter().paint(wish(backend, START, ratio=2.0)).image
    looked = replace(START.magnified(2), width_px=840.0, height_px=600.0)
    large = FramePainter().paint(wish(backend, looked, ratio=1.0)).image
    assert plain.size() == large.size()
    assert difference(plain, large).mean() < 0.6


def test_a_frame_that_is_not_wanted_any_more_is_given_up_and_leaves_nothing(backend):
    painter, drawn = FramePainter(), city()
    asked = iter([False] * 3 + [True] * 1000)
    assert painter.paint(wish(backend, drawn=drawn), is_stale=lambda: next(asked)) is None
    assert len(painter.ground) == 0
    found = painter.paint(wish(backend, drawn=drawn)).image
    assert difference(found, FramePainter().paint(wish(backend, drawn=drawn)).image).max() == 0


def test_unfinished_frames_are_shown_on_the_way_when_somebody_waits(qapp):
    theme = Theme(load_design())
    backend = SceneBackend(theme, Symbols(theme))
    parts = []
    whole = FramePainter(partial_s=0.0).paint(wish(backend), show=parts.append)
    assert parts
    assert not any(part.is_whole for part in parts)
    assert whole.is_whole
    filled = [np.mean(array(part.image) != array(whole.image)) for part in parts]
    assert filled[-1] < filled[0]
    assert difference(parts[-1].image, whole.image).mean() < 20


def test_an_overview_shows_nearly_what_a_frame_shows(qapp, raster):
    theme = Theme(load_design())
    backend = SceneBackend(theme, Symbols(theme), raster)
    painter = FramePainter(overview_from=100)
    ground_only = city().groups[:1]
    drawn = replace(city(), groups=ground_only)
    assert painter.look_over(wish(backend, drawn=drawn), lambda: False)
    for view in (START, START.zoomed(0.7, START.to_screen(START.x_m, START.y_m)), START.turned(40)):
        image = QImage(420, 300, QImage.Format.Format_RGB32)
        image.fill(0)
        p = QPainter(image)
        p.fillRect(0, 0, 420, 300, drawn.background)
        painter.overview.draw(p, view)
        p.end()
        fresh = FramePainter().paint(wish(backend, view, drawn)).image
        smooth = [
            np.asarray(array(one).reshape(30, 10, 42, 10, 3).mean(axis=(1, 3)))
            for one in (image, fresh)
        ]
        assert np.abs(smooth[0] - smooth[1]).mean() < 6
    assert not painter.look_over(wish(backend, drawn=drawn), lambda: False)


def test_the_newest_wish_wins(qtbot, backend):
    renderer = FrameRenderer()
    drawn, found = city(), []
    renderer.ready.connect(found.append)
    try:
        for step in range(6):
            renderer.ask(wish(backend, START.panned(40 * step, 0), drawn))
        last = START.panned(200, 0)
        qtbot.waitUntil(lambda: not renderer.is_busy, timeout=20_000)
        assert found
        assert found[-1].view.snapped(EXTENT[:2], 1.0) == last.grown(0.3).snapped(EXTENT[:2], 1.0)
    finally:
        renderer.shutdown()
