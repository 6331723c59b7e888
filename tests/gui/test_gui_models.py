"""The item models keep Qt's contract, whatever the project."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from sbd_tool.app.rules import load_rules
from sbd_tool.gui.panels.catalogue_model import KindData, KindFilter, KindModel
from sbd_tool.gui.panels.history import HistoryModel
from sbd_tool.gui.panels.layers import LayersPanel
from sbd_tool.gui.panels.parameter_rows import read_number


def test_the_layer_tree_keeps_the_contract_of_item_models(opened, qtmodeltester):
    panel = opened.window.findChild(LayersPanel)
    qtmodeltester.check(panel.model, force_py=True)
    assert panel.model.rowCount() >= 1


def test_the_catalogue_and_its_filter_keep_the_contract_of_item_models(start, qtmodeltester):
    look = start().window.desk.look
    model = KindModel(look)
    model.show_catalogue(load_rules().catalogue)
    kept = KindFilter({})
    kept.setSourceModel(model)
    qtmodeltester.check(kept, force_py=True)
    assert kept.rowCount() == len(load_rules().catalogue.measures)


def test_the_history_keeps_the_contract_of_item_models(opened, qtmodeltester):
    model = HistoryModel(opened.window.desk.look)
    model.show_entries(opened.bench.entries())
    qtmodeltester.check(model, force_py=True)


def test_typing_narrows_the_palette_by_name_threat_and_source(start):
    look, catalogue = start().window.desk.look, load_rules().catalogue
    model = KindModel(look)
    model.show_catalogue(catalogue)
    kept = KindFilter({card.key: card.group for card in catalogue.cards})
    kept.setSourceModel(model)
    everything = kept.rowCount()
    kept.set_filter(typed="bollard")
    by_name = kept.rowCount()
    kept.set_filter(typed="", threat="ramming")
    by_threat = kept.rowCount()
    assert 0 < by_name < everything
    assert 0 < by_threat < everything
    for row in range(by_threat):
        assert "ramming" in kept.index(row, 0).data(KindData.KIND).threats
    kept.set_filter(typed="no such thing at all")
    assert kept.rowCount() == 0


@pytest.mark.parametrize("typed", ["tree", "bench", "planter", "bollard"])
def test_a_name_that_holds_the_typed_word_comes_before_a_threat_that_does(start, typed):
    look, catalogue = start().window.desk.look, load_rules().catalogue
    model = KindModel(look)
    model.show_catalogue(catalogue)
    kept = KindFilter({card.key: card.group for card in catalogue.cards})
    kept.setSourceModel(model)
    kept.set_filter(typed=typed)
    assert typed in kept.index(0, 0).data().casefold()


def test_hiding_a_layer_is_a_step_that_undo_takes_back(opened, qtbot):
    panel = opened.window.findChild(LayersPanel)
    layer = opened.bench.project.layers[0]
    index = panel.model.find(layer.id)
    assert index != QModelIndex()
    panel.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not opened.bench.project.layer(layer.id).is_visible
    opened.window.actions_by_key["undo"].trigger()
    assert opened.bench.project.layer(layer.id).is_visible


def test_numbers_are_read_with_comma_point_and_grouping():
    assert read_number("1,20") == 1.2
    assert read_number("1.20") == 1.2
    assert read_number("6 673 083.10") == 6673083.1
    assert read_number("1.234,5") == 1234.5
    assert read_number("−3") == -3
    assert read_number("wide") is None
    assert read_number("nan") is None
