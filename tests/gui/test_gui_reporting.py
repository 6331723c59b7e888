"""Texts for the report, written by keys, labelled, undone; kinds of report in the export card."""

import docx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from sbd_tool.app.commands import AddTimeState
from sbd_tool.app.commands.project import RenameProject
from sbd_tool.domain.lowering import lowerings_of
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.sheets import Paper, SheetPart, sheet_of
from sbd_tool.domain.written import Part, written_of
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.dialogs.sheet_card import SheetCard
from sbd_tool.gui.dialogs.writing_card import WritingCard

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def choose(qtbot, box: QComboBox, data: str) -> None:
    box.setFocus()
    while box.currentData() != data:
        before = box.currentIndex()
        qtbot.keyClick(box, KEY.Key_Down if box.findData(data) > before else KEY.Key_Up)
        assert box.currentIndex() != before
    box.activated.emit(box.currentIndex())


def test_a_text_is_kept_when_it_is_left_and_undone_in_one_step(opened, qtbot):
    window, bench = opened.window, opened.bench
    canvas = window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_W, CTRL_ALT)
    card = window.findChild(WritingCard)
    words = card.findChild(QPlainTextEdit, "writing_words")
    qtbot.keyClicks(words, "Market on Saturdays.")
    choose(qtbot, card.findChild(QComboBox, "writing_part"), Part.RESIDUAL.value)
    kept = written_of(bench.project.records)
    assert kept[Part.CONTEXT].words == "Market on Saturdays."
    assert kept[Part.CONTEXT].marking is Tlp.AMBER, "nobody labelled it"
    assert words.toPlainText() == ""
    choose(qtbot, card.findChild(QComboBox, "writing_part"), Part.CONTEXT.value)
    choose(qtbot, card.findChild(QComboBox, "writing_label"), Tlp.CLEAR.value)
    assert written_of(bench.project.records)[Part.CONTEXT].marking is Tlp.AMBER, "nobody said why"
    for name, told in (("by", "A. Planner"), ("reason", "It is published.")):
        line = card.findChild(QLineEdit, f"writing_label_{name}")
        line.selectAll()
        qtbot.keyClicks(line, told)
    qtbot.keyClick(line, KEY.Key_Return)
    assert written_of(bench.project.records)[Part.CONTEXT].marking is Tlp.CLEAR
    (kept,) = lowerings_of(bench.project.records).values()
    assert (kept.author, kept.reason) == ("A. Planner", "It is published.")
    assert not line.isVisible(), "asked only while a label is to be lowered"
    qtbot.mouseClick(card.findChild(QPushButton, "writing_done"), LEFT)
    bench.undo()
    bench.undo()
    assert written_of(bench.project.records) == {}
    assert lowerings_of(bench.project.records) == {}


def test_a_statement_on_crime_is_exported_as_a_text_document(opened, qtbot, tmp_path):
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".docx")
    choose(qtbot, card.findChild(QComboBox, "export_template"), "crime_impact")
    path = card.findChild(QLineEdit, "export_path")
    assert path.text().endswith(".docx")
    target = tmp_path / "statement.docx"
    path.selectAll()
    qtbot.keyClicks(path, str(target))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(target.exists, timeout=60_000)
    lines = [line.text for line in docx.Document(str(target)).paragraphs]
    assert "Crime problems" in lines


def test_a_picture_has_no_kind_of_report(opened, qtbot):
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".report.html")
    path = card.findChild(QLineEdit, "export_path")
    assert path.text().endswith(".report.html")
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".png")
    assert path.text().endswith(".png")
    assert ".report" not in path.text()
    assert not card.findChild(QComboBox, "export_template").isEnabled()


def test_a_sheet_is_set_up_by_keys_and_the_page_shows_what_will_be_printed(opened, qtbot):
    window, bench = opened.window, opened.bench
    canvas = window.workspace.map_area.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_S, CTRL_ALT)
    card = window.findChild(SheetCard)
    said = card.findChild(QLabel, "sheet_said")
    qtbot.waitUntil(lambda: said.text() != "", timeout=60_000)
    assert card.picture.pixmap().width() > card.picture.pixmap().height()
    choose(qtbot, card.findChild(QComboBox, "sheet_paper"), "A2")
    up = card.findChild(QPushButton, "sheet_turn_portrait")
    qtbot.mouseClick(up, LEFT)
    grid = card.findChild(QCheckBox, "sheet_part_grid")
    grid.setFocus()
    qtbot.keyClick(grid, KEY.Key_Space)
    kept = sheet_of(bench.project.records)
    assert (kept.paper, kept.is_portrait) == (Paper.A2, True)
    assert kept.shows(SheetPart.GRID)
    qtbot.waitUntil(
        lambda: card.picture.pixmap().height() > card.picture.pixmap().width(), timeout=60_000
    )
    qtbot.mouseClick(card.findChild(QPushButton, "sheet_done"), LEFT)
    bench.undo()
    assert bench.project.records == {}, "one history entry for one set-up"


def test_the_page_is_drawn_again_when_the_square_is_assessed_again(opened, qtbot):
    window, bench = opened.window, opened.bench

    def set_up() -> SheetCard:
        canvas = window.workspace.map_area.canvas
        canvas.setFocus()
        qtbot.keyClick(canvas, KEY.Key_S, CTRL_ALT)
        return window.findChild(SheetCard)

    def settled() -> bool:
        waits = card.is_waiting
        return not waits and bench.is_assessment_current and not opened.runner.is_busy

    card = set_up()
    qtbot.keyClicks(card.findChild(QLineEdit, "sheet_title"), "Our square")
    qtbot.waitUntil(settled, timeout=60_000)
    shown = card.picture.pixmap().toImage()
    qtbot.mouseClick(card.findChild(QPushButton, "sheet_done"), LEFT)
    qtbot.waitUntil(lambda: window.findChild(SheetCard) is None, timeout=60_000)
    card = set_up()
    qtbot.waitUntil(settled, timeout=60_000)
    assert card.picture.pixmap().toImage() == shown, "a page that will not be printed"
    qtbot.mouseClick(card.findChild(QPushButton, "sheet_edition_public"), LEFT)
    qtbot.waitUntil(settled, timeout=60_000)
    assert card.picture.pixmap().toImage() != shown, "the public reads another page"


def test_sheets_and_qgis_projects_are_formats_of_the_export_card(opened, qtbot, tmp_path):
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    path = card.findChild(QLineEdit, "export_path")
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".qgis.zip")
    assert path.text().endswith(".qgis.zip")
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".sheet.pdf")
    assert path.text().endswith(".sheet.pdf")
    assert ".qgis" not in path.text()
    assert card.scale.isEnabled()
    assert not card.template.isEnabled(), "a sheet has no chapters"


def test_only_an_interactive_map_is_compared_with_another_state(opened, qtbot, tmp_path):
    bench = opened.bench
    bench.do(AddTimeState(time_state=TimeState(key="night", name="Night")))
    qtbot.mouseClick(opened.window.top.export, LEFT)
    card = opened.window.findChild(ExportCard)
    compare = card.findChild(QComboBox, "export_compare")
    assert not compare.isEnabled(), "a report has no two sides"
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".html")
    assert compare.isEnabled()
    compare.setFocus()
    qtbot.keyClick(compare, KEY.Key_Down)
    assert compare.currentText() == "Night"
    target = tmp_path / "pair.html"
    path = card.findChild(QLineEdit, "export_path")
    path.selectAll()
    qtbot.keyClicks(path, str(target))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert '"sides": {"after": ' in target.read_text(encoding="utf-8")


def test_letters_no_face_holds_are_told_in_the_banner_and_kinds_without_maps_offer_none(
    opened, qtbot, tmp_path
):
    window, bench = opened.window, opened.bench
    assert bench.do(RenameProject(title="רחוב 12"))
    told = []
    opened.window.desk.offered.connect(lambda words, _deeds: told.append(words))
    qtbot.mouseClick(window.top.export, LEFT)
    card = window.findChild(ExportCard)
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".docx")
    maps = card.findChild(QCheckBox, "export_maps")
    qtbot.mouseClick(card.findChild(QPushButton, "export_edition_police"), LEFT)
    assert maps.isEnabled()
    choose(qtbot, card.findChild(QComboBox, "export_template"), "decision")
    assert not maps.isEnabled()
    choose(qtbot, card.findChild(QComboBox, "export_format"), ".png")
    path = card.findChild(QLineEdit, "export_path")
    path.selectAll()
    qtbot.keyClicks(path, str(tmp_path / "sheet.png"))
    qtbot.mouseClick(card.findChild(QPushButton, "export_write"), LEFT)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    said = window.desk.look.word(told[0])
    assert "sheet.png" in said
    assert "Hebrew (ב ו ח ר)" in said
