"""Everybody can use it: names for assistive technology, longer languages, equal ledgers."""

import itertools
import sys

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.panels.book import LedgerBook
from sbd_tool.gui.widgets.basics import ElidedLabel
from sbd_tool.gui.widgets.ledger_parts import ProfileCell

QT_OWN = ("qt_", "ScrollLeft", "ScrollRight")


def controls(window):
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    for widget in window.findChildren(QWidget):
        name = widget.objectName()
        inside_combo = isinstance(widget.parent(), QComboBox)
        is_qts_own = name.startswith(QT_OWN) or isinstance(widget.parent(), QLineEdit | QTabBar)
        if isinstance(widget, kinds) and not is_qts_own and not inside_combo:
            yield widget


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_control_has_a_name_for_tests_and_one_for_people(opened, language):
    opened.change_look("language", language)
    nameless = [w for w in controls(opened.window) if not w.objectName()]
    silent = [w.objectName() for w in controls(opened.window) if not w.accessibleName()]
    assert nameless == []
    assert silent == []


def test_a_language_a_third_longer_clips_no_button_of_the_window(start, plan, qtbot):
    program = start(language="pseudo", size=(1600, 1000))
    program.window.flows.open_paths([plan])
    qtbot.waitUntil(lambda: program.bench.project is not None, timeout=30_000)
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    clipped = []
    for widget in program.window.findChildren(QPushButton):
        needed = widget.fontMetrics().horizontalAdvance(widget.text())
        if widget.isVisible() and widget.property("role") != "segment" and needed > widget.width():
            clipped.append((widget.objectName(), widget.text()))
    for widget in program.window.findChildren(QLabel):
        is_elided = isinstance(widget, ElidedLabel)  # ends in "…" and holds the whole in its tip
        if not widget.isVisible() or is_elided or widget.wordWrap() or not widget.text():
            continue
        if widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() + 1:
            clipped.append((widget.objectName(), widget.text()))
    assert clipped == []


def test_every_shown_sentence_comes_from_the_catalogue(start):
    program = start(language="pseudo")
    words = [b.text() for b in program.window.findChildren(QPushButton) if b.text()]
    assert words
    assert [w for w in words if not w.startswith("[")] == []


def test_both_ledgers_have_one_form_and_no_sum_stands_anywhere(opened):
    book = opened.window.findChild(LedgerBook)
    rubric = opened.window.desk.rules.rubric
    for page, ledger in (
        (book.openness, LedgerKey.OPENNESS),
        (book.protection, LedgerKey.PROTECTION),
    ):
        cells = page.findChildren(ProfileCell)
        assert len(cells) == sum(rule.ledger is ledger for rule in rubric.indicators)
    assert type(book.openness) is type(book.protection)
    assert book.openness.width() == book.protection.width()
    assert "overall" not in book.accessibleName().casefold()


def test_a_score_that_is_not_fit_to_print_shows_its_range_instead(opened):
    card = opened.bench.assessment.scorecard
    book = opened.window.findChild(LedgerBook)
    for page, score in ((book.openness, card.openness), (book.protection, card.protection)):
        if score.fit_to_print:
            assert page.figure == str(round(score.score))
        else:
            assert "\u2013" in page.figure


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_theme_paints_the_window_in_its_own_ground(start, theme):
    program = start(theme=theme)
    image = program.window.grab().toImage()
    ground = QColor(program.window.desk.look.theme["ground"])
    middle = image.pixelColor(image.width() // 2, image.height() - 60)
    assert abs(middle.lightness() - ground.lightness()) < 12


def test_a_narrow_window_folds_the_book_but_keeps_both_ledgers(opened, qtbot):
    opened.window.resize(1000, 640)
    qtbot.wait(50)
    book = opened.window.findChild(LedgerBook)
    assert book.openness.isVisible()
    assert book.protection.isVisible()


def test_void_calls_of_the_toolkit_do_not_eat_references_to_none(qapp):
    # PySide6 6.12.0 on Python 3.11 lost one reference to None per call and died after thousands.
    image = QImage(10, 10, QImage.Format.Format_ARGB32_Premultiplied)
    painter, path, pen = QPainter(image), QPainterPath(), QPen(QColor("red"))
    calls = (
        lambda: path.moveTo(1, 1),
        lambda: path.lineTo(2, 2),
        lambda: painter.drawPath(QPainterPath()),
        lambda: painter.setPen(pen),
        lambda: painter.setTransform(QTransform()),
        lambda: painter.fillRect(QRectF(0, 0, 1, 1), QColor("red")),
        painter.save,
        painter.restore,
        lambda: QDataStream(QByteArray(b"\0" * 16)),
    )
    before = sys.getrefcount(None)
    for call, _ in itertools.product(calls, range(500)):
        call()
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 200
