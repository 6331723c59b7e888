"""The export card encrypts a file and writes a redaction log, by mouse and keys alone."""

import csv
import io

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from sbd_tool.formats.age_files import key_vault, new_identity
from sbd_tool.gui.dialogs.card import ROOM_PX, TOP_PX
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.widgets.controls import LinkButton, Select

LEFT = Qt.MouseButton.LeftButton
WORDS = "seven green lamps"


def card_of(opened, qtbot):
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    qtbot.mouseClick(card.findChild(LinkButton, "export_protect"), LEFT)
    return card


def chosen(qtbot, card, key):
    select = card.findChild(Select, "export_encrypt")
    qtbot.keyClick(select, Qt.Key.Key_Home)
    while select.currentData() != key:
        qtbot.keyClick(select, Qt.Key.Key_Down)


def typed(qtbot, card, name, words):
    line = card.findChild(QLineEdit, name)
    assert line.isVisible()
    line.selectAll()
    qtbot.keyClicks(line, words)


def written(opened, qtbot, card):
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=60_000)
    assert opened.bench.problems == ()


def test_a_file_and_its_log_leave_for_one_key_once_nothing_is_missing(opened, qtbot, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    card = card_of(opened, qtbot)
    chosen(qtbot, card, "passphrase")
    assert card.findChild(QLineEdit, "export_path").text().endswith(".pdf.age")
    typed(qtbot, card, "export_path", str(folder / "around.geojson"))  # without .age
    typed(qtbot, card, "export_passphrase", WORDS)
    typed(qtbot, card, "export_passphrase_again", "seven red lamps")
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    assert card.findChild(QLabel, "export_protection_problem").text()
    assert not list(folder.iterdir())
    secret, public = new_identity()
    chosen(qtbot, card, "keys")
    typed(qtbot, card, "export_keys", public)
    qtbot.mouseClick(card.findChild(QCheckBox, "export_log"), LEFT)
    link = card.findChild(LinkButton, "export_protect")
    qtbot.mouseClick(link, LEFT)
    assert link.accessibleName() == "Protected: Keys of recipients (age), with log"
    written(opened, qtbot, card)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["around.geojson.age", "around.geojson.log.csv.age"]
    log = key_vault((), (secret,)).open((folder / names[1]).read_bytes()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(log)))
    assert {row["file"] for row in rows} == {"around.geojson.age"}


def test_both_sides_of_the_card_fit_the_smallest_window_in_german(start, square_project, qtbot):
    program = start("de", "dark", (760, 520))
    assert program.bench.new(square_project)
    card = card_of(program, qtbot)
    chosen(qtbot, card, "pdf")
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)  # says what is missing
    for _ in range(2):
        qtbot.waitUntil(lambda: _is_inside(program.window, card), timeout=10_000)
        write = card.findChild(QPushButton, "export_write")
        assert card.rect().contains(write.mapTo(card, write.rect().bottomRight()))
        qtbot.mouseClick(card.findChild(LinkButton, "export_protect"), LEFT)


def _is_inside(window, card):
    inner = card.geometry().adjusted(ROOM_PX, TOP_PX, -ROOM_PX, -ROOM_PX)
    return window.rect().contains(inner)
