"""The sealed police layer in the window: begun, drawn, sealed, and closed to who lacks the key."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from sbd_tool.app.police_layer import opened_layer, released
from sbd_tool.app.vaults import passphrase_vault
from sbd_tool.gui.dialogs.vault_card import VaultCard
from sbd_tool.gui.panels.sealed.panel import SealedPanel

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
PHRASE = "long enough words"


def press(panel, name, qtbot) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, name), LEFT)


def unlock(window, panel, phrase, qtbot, *, is_new=False) -> None:
    press(panel, "sealed_open", qtbot)
    card = window.findChild(VaultCard)
    qtbot.keyClicks(card.first, phrase)
    if is_new:
        qtbot.keyClicks(card.second, phrase)
    qtbot.keyClick(card.first, Key.Key_Return)


def test_a_layer_is_begun_drawn_sealed_and_opens_with_its_passphrase_only(opened, qtbot):
    window, bench = opened.window, opened.bench
    window.actions_by_key["sealed_layer"].trigger()
    panel, canvas = window.findChild(SealedPanel), window.workspace.map_area.canvas
    unlock(window, panel, PHRASE, qtbot, is_new=True)
    qtbot.waitUntil(lambda: panel.form is not None, timeout=60_000)
    qtbot.keyClicks(panel.form.new_words, "Cordon of team three")
    press(panel, "sealed_line", qtbot)
    middle = canvas.rect().center()
    for step in (-60, 0, 60):
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(middle.x() + step, middle.y()))
    qtbot.keyClick(canvas, Key.Key_Return)
    assert len(panel.form.objects.objects) == 1
    assert panel.overlay.content is not None
    assert not bench.entries()[1:]  # nothing of it is a step of the project yet
    panel.form.vehicle.setCurrentIndex(panel.form.vehicle.findData("van"))
    qtbot.keyClicks(panel.form.findChild(QLineEdit, "sealed_speed"), "48")
    qtbot.keyClicks(panel.form.findChild(QLineEdit, "sealed_goal"), "South side.")
    press(panel, "sealed_keep", qtbot)
    qtbot.waitUntil(lambda: panel.form is None, timeout=60_000)
    assert panel.overlay.content is None
    found = released(bench.project)
    assert (found.goal.vehicle, found.goal.speed_kmh, found.is_genuine) == ("van", 48.0, True)
    told = panel.findChild(QLabel, "sealed_told").text()
    assert "van" in told
    assert "Cordon" not in repr(bench.project.records) + repr(bench.session.log)
    content = opened_layer(bench.project, passphrase_vault(PHRASE))
    assert content.objects[0].words == "Cordon of team three"
    assert content.objects[0].geometry.length > 0
    unlock(window, panel, "quite other words", qtbot)
    qtbot.waitUntil(panel.wrong.isVisible, timeout=60_000)
    assert panel.form is None
