"""A copy goes out, comes back changed, and is taken in with each conflict decided by a person."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import EditMeasures
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.gui.dialogs.exchange_card import ExchangeCard
from sbd_tool.gui.dialogs.field_card import FieldCard

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
HELD = Qt.KeyboardModifier
CTRL_ALT = HELD.ControlModifier | HELD.AltModifier | HELD.ShiftModifier


def pick(window, qtbot, path: Path) -> None:
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.selectFile(str(path))
    dialog.filesSelected.emit([str(path)])
    dialog.fileSelected.emit(str(path))
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.fixture
def copy(opened, qtbot, tmp_path):
    """A copy handed out from the window."""
    canvas = opened.window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_O, CTRL_ALT)
    target = tmp_path / "copy.sbd.gpkg"
    pick(opened.window, qtbot, target)
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    return target


def on_site(path: Path, key: str, **changes: str) -> None:
    around = Surroundings(FixedClock(), CountedIds(5), None, "Officer")
    session = Session.opened(path, around)
    session.do(EditMeasures(measure_ids=(key,), by=around.by(), **changes))
    session.save()
    session.close()


def test_a_conflict_is_decided_in_the_card_and_taken_in_as_one_step(opened, qtbot, copy):
    window, bench = opened.window, opened.bench
    key = next(iter(bench.project.measures))
    on_site(copy, key, name="Seen on site", note="rust")
    bench.do(EditMeasures(measure_ids=(key,), name="Drawn at the desk"))
    canvas = window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_I, CTRL_ALT)
    pick(window, qtbot, copy)
    qtbot.waitUntil(lambda: window.findChild(ExchangeCard) is not None, timeout=60_000)
    card = window.findChild(ExchangeCard)
    assert "1 conflict." in card.findChild(QLabel, "exchange_receipt").text()
    qtbot.mouseClick(card.findChild(QPushButton, "exchange_at_0"), LEFT)
    assert window.desk.selection == (key,), "the conflict is shown on the map"
    qtbot.mouseClick(card.findChild(QPushButton, "exchange_side_0_theirs"), LEFT)
    qtbot.mouseClick(card.findChild(QPushButton, "exchange_take"), LEFT)
    found = bench.project.measures[key]
    assert (found.name, found.note) == ("Seen on site", "rust")
    bench.undo()
    back = bench.project.measures[key]
    assert (back.name, back.note) != (found.name, found.note)


def test_a_copy_without_news_says_so_and_offers_nothing(opened, qtbot, copy):
    window = opened.window
    canvas = window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_I, CTRL_ALT)
    pick(window, qtbot, copy)
    qtbot.waitUntil(lambda: window.findChild(ExchangeCard) is not None, timeout=60_000)
    card = window.findChild(ExchangeCard)
    assert "nothing new" in card.findChild(QLabel, "exchange_receipt").text()
    assert not card.findChild(QPushButton, "exchange_take").isEnabled()


def test_the_package_for_the_site_says_what_is_missing_then_is_written_and_tested(
    opened, qtbot, tmp_path
):
    canvas = opened.window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_M, CTRL_ALT)
    card = opened.window.findChild(FieldCard)
    go = card.findChild(QPushButton, "field_card_write")
    qtbot.waitUntil(go.isEnabled, timeout=60_000)
    shown = " ".join(one.text() for one in card.findChildren(QLabel))
    assert "Size: 0" in shown
    assert "there are no tasks on site" in shown
    qtbot.mouseClick(card.findChild(QPushButton, "field_card_basemap"), LEFT)
    no_tiles = tmp_path / "none.mbtiles"
    no_tiles.write_bytes(b"SQLite format 3\x00" + bytes(200))
    pick(opened.window, qtbot, no_tiles)
    said = card.findChild(QLabel, "field_card_said")
    qtbot.waitUntil(lambda: "does not read as MBTiles" in said.text(), timeout=60_000)
    qtbot.mouseClick(go, LEFT)
    target = tmp_path / "site.sbd.gpkg"
    pick(opened.window, qtbot, target)
    qtbot.waitUntil(lambda: "opened once as a test" in said.text(), timeout=60_000)
    assert target.exists()
    card.close_card()
