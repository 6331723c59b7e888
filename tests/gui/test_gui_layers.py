"""The layer tree by mouse and keys: order, groups, solo, names, menu."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from sbd_tool.gui.panels.layer_model import MIME, Data
from sbd_tool.gui.panels.layers import LayersPanel

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(opened):
    return opened.window.findChild(LayersPanel)


def order(program):
    return [layer.id for layer in program.bench.project.layers]


def group(panel, key):
    indexes = [panel.model.index(row, 0) for row in range(panel.model.rowCount())]
    return next(one for one in indexes if one.data(Data.ENTRY).id == key)


def row_of(panel, number):
    return panel.model.index(number, 0, group(panel, "plan"))


def click(panel, qtbot, index, x_px=60, modifiers=Qt.KeyboardModifier.NoModifier):
    box = panel.tree.visualRect(index)
    place = QPoint(box.left() + x_px, box.center().y())
    qtbot.mouseClick(panel.tree.viewport(), LEFT, modifiers, place)


def test_alt_and_arrows_move_a_layer_one_row_and_undo_puts_it_back(opened, panel, qtbot):
    before = order(opened)
    second = row_of(panel, 1)
    moved = second.data(Data.ENTRY).id
    click(panel, qtbot, second)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: order(opened) != before)
    assert row_of(panel, 0).data(Data.ENTRY).id == moved
    assert order(opened)[-1] == moved
    opened.window.actions_by_key["undo"].trigger()
    assert order(opened) == before


def test_opacity_is_set_by_keys_as_well_and_one_undo_takes_it_back(opened, panel, qtbot):
    first = row_of(panel, 0)
    layer_id = first.data(Data.ENTRY).id
    click(panel, qtbot, first)
    panel.opacity.setFocus()
    for _ in range(3):
        qtbot.keyClick(panel.opacity, Qt.Key.Key_Left)
    assert opened.bench.project.layer(layer_id).opacity == pytest.approx(0.97)
    opened.window.actions_by_key["undo"].trigger()
    assert opened.bench.project.layer(layer_id).opacity == 1.0
    assert panel.opacity.value() == 100


def test_a_layer_dropped_at_the_end_of_its_group_is_drawn_lowest(opened, panel, qtbot):
    plan, first = group(panel, "plan"), row_of(panel, 0)
    moved = first.data(Data.ENTRY).id
    carried = panel.model.mimeData([first])
    assert carried.hasFormat(MIME)
    end = panel.model.rowCount(plan)
    panel.model.dropMimeData(carried, Qt.DropAction.MoveAction, end, 0, plan)
    qtbot.waitUntil(lambda: order(opened)[0] == moved)
    assert row_of(panel, end - 1).data(Data.ENTRY).id == moved


def test_a_layer_is_not_dropped_into_another_group_nor_anything_foreign_into_the_tree(panel):
    carried = panel.model.mimeData([row_of(panel, 0)])
    move = Qt.DropAction.MoveAction
    assert not panel.model.canDropMimeData(carried, move, 0, 0, QModelIndex())
    foreign = QMimeData()
    foreign.setData(MIME, b"no such layer")
    assert not panel.model.canDropMimeData(foreign, move, 0, 0, group(panel, "plan"))


def test_alt_click_on_the_eye_shows_one_layer_alone_in_one_step(opened, panel, qtbot):
    alone = row_of(panel, 0).data(Data.ENTRY).id

    def shown():
        return {layer.id for layer in opened.bench.project.layers if layer.is_visible}

    everything = shown()
    click(panel, qtbot, row_of(panel, 0), 14, ALT)
    assert shown() == {alone}
    click(panel, qtbot, row_of(panel, 0), 14, ALT)
    assert shown() == everything
    opened.bench.undo()
    opened.bench.undo()
    assert shown() == everything


def test_a_click_on_a_group_folds_it_and_it_stays_folded_after_an_edit(opened, panel, qtbot):
    click(panel, qtbot, group(panel, "plan"))
    assert not panel.tree.isExpanded(group(panel, "plan"))
    assert panel.model.on_solo is not None
    panel.model.solo(row_of(panel, 0))
    assert not panel.tree.isExpanded(group(panel, "plan"))
    click(panel, qtbot, group(panel, "plan"))
    assert panel.tree.isExpanded(group(panel, "plan"))
    assert opened.bench.project is not None


def test_f2_renames_a_layer(opened, panel, qtbot):
    click(panel, qtbot, row_of(panel, 0))
    layer = row_of(panel, 0).data(Data.ENTRY).id
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    line = panel.tree.findChild(QLineEdit, "layer_name")
    line.selectAll()
    qtbot.keyClicks(line, "Trees of the survey")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.bench.project.layer(layer).name == "Trees of the survey")


def test_the_menu_removes_a_layer_and_the_banner_brings_it_back(opened, panel, qtbot):
    before = order(opened)
    layer = row_of(panel, 0).data(Data.ENTRY).id
    place = panel.tree.visualRect(row_of(panel, 0)).center()
    panel.tree.customContextMenuRequested.emit(place)
    menu = panel.findChild(QMenu, "layer_menu")
    actions = {action.objectName(): action for action in menu.actions()}
    actions["layer_menu_remove"].trigger()
    menu.close()
    assert layer not in order(opened)
    banner = opened.window.workspace.map_area.banners.banner
    assert banner is not None
    button = banner.findChild(QPushButton, "banner_action_0")
    qtbot.mouseClick(button, LEFT)
    assert order(opened) == before


def test_each_row_says_all_about_its_layer_to_those_who_cannot_see_it(opened, panel):
    index = row_of(panel, 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    entry = index.data(Data.ENTRY)
    assert entry.name in words
    assert f"{entry.count} object" in words
    panel.model.solo(row_of(panel, 1))
    assert "hidden" in row_of(panel, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert opened.bench.project is not None


def menu_of(panel, index):
    panel.tree.customContextMenuRequested.emit(panel.tree.visualRect(index).center())
    menu = panel.findChildren(QMenu, "layer_menu")[-1]
    found = {action.objectName(): action for action in menu.actions()}
    for inner in menu.findChildren(QMenu):
        found |= {action.objectName(): action for action in inner.actions()}
    return menu, found


def test_layers_go_into_groups_of_ones_own_by_menu_and_by_drop(opened, panel, qtbot):
    first, second = (row_of(panel, number).data(Data.ENTRY).id for number in (0, 1))
    menu, actions = menu_of(panel, row_of(panel, 0))
    actions["layer_group_new"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: opened.bench.project.layer(first).group == "Group 1")
    own = group(panel, "group:Group 1")
    assert [one.id for one in own.data(Data.ENTRY).children] == [first]
    carried = panel.model.mimeData([panel.model.find(second)])
    move = Qt.DropAction.MoveAction
    assert panel.model.canDropMimeData(carried, move, 0, 0, own)
    panel.model.dropMimeData(carried, move, 0, 0, own)
    qtbot.waitUntil(lambda: opened.bench.project.layer(second).group == "Group 1")
    own = group(panel, "group:Group 1")
    panel.model.setData(own, "Survey")
    qtbot.waitUntil(lambda: opened.bench.project.layer(second).group == "Survey")
    place = panel.tree.visualRect(group(panel, "group:Survey")).center()
    panel.tree.customContextMenuRequested.emit(place)
    menu = panel.findChild(QMenu, "group_menu")
    actions = {action.objectName(): action for action in menu.actions()}
    actions["group_menu_hide_all"].trigger()
    menu.close()
    hidden = {one.id for one in opened.bench.project.layers if not one.is_visible}
    assert hidden == {first, second}
    opened.bench.undo()
    menu, actions = menu_of(panel, panel.model.find(first))
    actions["layer_group_none"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: opened.bench.project.layer(first).group == "")
    opened.bench.undo()
    assert opened.bench.project.layer(first).group == "Survey"


def test_a_layer_is_locked_by_its_menu_and_the_row_says_so(opened, panel):
    layer = row_of(panel, 0).data(Data.ENTRY).id
    menu, actions = menu_of(panel, row_of(panel, 0))
    actions["layer_menu_lock"].trigger()
    menu.close()
    entry = panel.model.find(layer).data(Data.ENTRY)
    assert ("lock-simple", "locked") in entry.signs
    assert "locked" in panel.model.find(layer).data(Qt.ItemDataRole.AccessibleTextRole)
    menu, actions = menu_of(panel, row_of(panel, 0))
    assert "layer_menu_lock" not in actions
    actions["layer_menu_unlock"].trigger()
    menu.close()
    assert opened.bench.project.locked == ()


def test_the_menu_opens_table_and_style_of_its_layer(opened, panel):
    from sbd_tool.gui.dialogs.style_card import StyleCard

    layer = row_of(panel, 0).data(Data.ENTRY).id
    menu, actions = menu_of(panel, row_of(panel, 0))
    actions["layer_menu_table"].trigger()
    actions["layer_menu_style"].trigger()
    menu.close()
    assert opened.window.workspace.table_panel.wish.source == layer
    assert opened.window.findChild(StyleCard).layer_id == layer


def test_typed_words_find_layers_and_an_edit_is_marked_until_it_is_saved(
    opened, panel, qtbot, tmp_path
):
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, "tree")
    shown = [one for row in range(panel.model.rowCount()) for one in children(panel, row)]
    assert shown
    assert all("tree" in f"{one.name} {one.note}".casefold() for one in shown)
    panel.search.clear()
    layer = opened.bench.project.layer(row_of(panel, 0).data(Data.ENTRY).id)
    from sbd_tool.app.commands import EditFeatureAttributes

    assert opened.bench.save_as(tmp_path / "edited.sbd.gpkg")
    opened.bench.do(EditFeatureAttributes(feature_ids=layer.ids[:1], attributes={"note": "x"}))
    assert "pencil-simple" in dict(panel.model.find(layer.id).data(Data.ENTRY).signs)
    assert opened.bench.save()
    assert "pencil-simple" not in dict(panel.model.find(layer.id).data(Data.ENTRY).signs)


def children(panel, row):
    return panel.model.entry(panel.model.index(row, 0)).children
