"""Label, option and state in the top bar; the export card tells beforehand what stays out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from sbd_tool.app.exporting import preview_withheld
from sbd_tool.domain.marking import Edition
from sbd_tool.gui.dialogs.export_card import ExportCard

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown_folders(monkeypatch):
    """What the desktop's own file viewer was asked to show."""
    shown: list[Path] = []

    def show(url):
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


def listed(card):
    found = [w for w in card.findChildren(QLabel) if w.objectName().startswith("withheld_")]
    return [w.text() for w in found if not w.isHidden()]


def test_the_label_is_computed_and_its_tip_says_why(opened):
    chip = opened.window.top.label
    assert chip.words == "TLP:AMBER+STRICT"  # the protection ledger names gaps
    why = opened.window.desk.look.word(opened.window.desk.label.reasons[0])
    assert why in chip.toolTip()
    assert chip.words in chip.accessibleName()


def test_option_and_state_are_shown_by_name(opened):
    option = opened.window.findChild(QToolButton, "option_chip")
    state = opened.window.findChild(QToolButton, "time_state_chip")
    assert (option.text(), state.text()) == ("Base plan", "Ordinary day")
    named = [entry for entry in option.menu().actions() if entry.isCheckable()]
    assert len(named) == len(opened.bench.project.options)
    opened.window.resize(1000, 700)
    assert not option.isVisible()


def test_the_card_lists_what_each_edition_leaves_out_before_it_is_written(opened, qtbot):
    desk = opened.window.desk
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    for edition in (Edition.PARTNER, Edition.PUBLIC):
        choice = card.findChild(QPushButton, f"export_edition_{edition.value}")
        qtbot.mouseClick(choice, LEFT)
        found = preview_withheld(desk.project, desk.assessment, desk.rules, edition)
        expected = [desk.look.word(one) for one in found]
        assert expected
        qtbot.waitUntil(lambda words=expected: listed(card) == words, timeout=20_000)
    bottom = card.findChild(QPushButton, "export_write")
    assert card.rect().contains(bottom.mapTo(card, bottom.rect().bottomRight()))
    card.close_card()


def test_after_writing_the_folder_can_be_opened(opened, qtbot, tmp_path, shown_folders):
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    path = card.findChild(QLineEdit, "export_path")
    path.selectAll()
    qtbot.keyClicks(path, str(tmp_path / "around.geojson"))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    assert opened.bench.problems == ()
    banner = opened.window.workspace.map_area.banners.banner
    assert "around.geojson" in banner.accessibleName()
    qtbot.mouseClick(banner.findChild(QPushButton, "banner_action_0"), LEFT)
    assert shown_folders == [tmp_path]
