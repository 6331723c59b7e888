"""Named views by keys: kept, found again, renamed, dropped, and one history for all of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView

from sbd_tool.gui.commands_list import palette_hits
from sbd_tool.gui.dialogs.bookmark_card import BookmarkCard

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_view_is_kept_shown_again_renamed_and_dropped(opened, qtbot):
    window = opened.window
    canvas = window.workspace.map_area.canvas
    canvas.set_view(canvas.view.turned(30.0).at_scale(300.0).panned(40, 25))
    kept = canvas.view
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_B, CTRL)
    card = window.findChild(BookmarkCard)
    name = card.findChild(QLineEdit, "bookmark_name")
    qtbot.keyClicks(name, "North gate")
    qtbot.keyClick(name, KEY.Key_Return)
    view = opened.bench.project.bookmarks[0]
    assert (view.name, round(view.scale), view.rotation_deg) == ("North gate", 300, 30.0)
    canvas.set_view(canvas.view.turned(0.0).at_scale(2000.0).panned(-300, 90))
    card.list.setFocus()
    card.list.setCurrentRow(0)
    qtbot.keyClick(card.list, KEY.Key_Return)
    shown = canvas.view
    assert abs(shown.x_m - kept.x_m) < 1e-6
    assert abs(shown.y_m - kept.y_m) < 1e-6
    assert (round(shown.scale), shown.rotation_deg) == (300, 30.0)
    qtbot.keyClick(card.list, KEY.Key_F2)
    line = card.list.findChild(QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "Gate")
    qtbot.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: opened.bench.project.bookmarks[0].name == "Gate")
    hits = [hit.words for hit in palette_hits(window.desk, window.actions_by_key)]
    assert "Gate" in hits
    card.list.setFocus()
    card.list.setCurrentRow(0)
    qtbot.keyClick(card.list, KEY.Key_Delete)
    assert opened.bench.project.bookmarks == ()


def test_one_history_names_layers_styles_tables_views_and_locks_and_a_click_goes_back(
    opened, qtbot
):
    from sbd_tool.app.commands import GroupLayers, SetLayerStyle, SetLock
    from sbd_tool.domain.layer_style import LayerStyle

    bench = opened.bench
    before, layer = bench.project, bench.project.layers[0].id
    bench.do(SetLayerStyle(layer_id=layer, style=LayerStyle(fill="#112233")))
    bench.do(SetLock(object_ids=(layer,)))
    bench.do(GroupLayers(layer_ids=(layer,), group="Survey"))
    opened.window.workspace.history.show()
    view = opened.window.findChild(QListView, "history_list")
    lines = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert lines[-3:] == ["Style a layer", "Lock an object", "Group a layer"]
    first = view.model().index(0, 0)
    view.scrollTo(first)
    place = view.visualRect(first).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.project is before
