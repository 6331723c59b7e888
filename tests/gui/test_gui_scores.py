"""What the ledger book and the map say about scores: printed only when earned, doubt drawn."""

from dataclasses import replace

import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from sbd_tool.domain.results import ApproachGap, ClearGaps
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.map.verdicts import gap_verdicts
from sbd_tool.gui.widgets.ledger import ranked
from sbd_tool.gui.wording import ledger_sheet, line_of, range_words, stand_of, value_words


def gap(width_m, barriers=("b",)):
    at = shapely.LineString([(0, 0), (width_m, 0)])
    return ApproachGap(
        approach="A1",
        length_m=10.0,
        gap_m=width_m,
        at=at,
        objects=("b",),
        barriers=barriers,
        closed_m=0.0,
        is_rating_open=False,
    )


def test_a_score_is_shown_as_one_number_only_when_it_is_fit_to_print(opened):
    look, rubric = opened.window.desk.look, opened.window.desk.rules.rubric
    score = replace(
        opened.bench.assessment.scorecard.openness,
        score=61.6,
        low=57.2,
        high=68.4,
        fit_to_print=True,
    )
    printed = ledger_sheet(look, rubric, LedgerKey.OPENNESS, score)
    assert (printed.figure, printed.is_range, printed.tick) == ("62", False, 61.6)
    withheld = ledger_sheet(look, rubric, LedgerKey.OPENNESS, replace(score, fit_to_print=False))
    assert (withheld.figure, withheld.is_range, withheld.tick) == ("57\u201368", True, None)
    assert "62" not in withheld.fact


def test_a_square_nobody_assessed_says_so_and_shows_no_zero(opened):
    look, rubric = opened.window.desk.look, opened.window.desk.rules.rubric
    sheet = ledger_sheet(look, rubric, LedgerKey.PROTECTION, None)
    assert sheet.figure == "\u2013"
    assert all(line.points is None for line in sheet.lines)
    assert "0" not in sheet.figure


def test_rows_begin_with_the_points_still_to_win_and_end_with_what_is_won(opened):
    look, rubric = opened.window.desk.look, opened.window.desk.rules.rubric
    score = opened.bench.assessment.scorecard.openness
    lines = ranked(ledger_sheet(look, rubric, LedgerKey.OPENNESS, score).lines)
    to_win = [line.lost for line in lines if line.lost is not None and line.lost >= 0.05]
    assert to_win == sorted(to_win, reverse=True)
    assert lines[0].lost == max(to_win)


def test_the_spot_on_the_plane_needs_two_printable_scores(opened):
    assessment = opened.bench.assessment
    card = assessment.scorecard
    good = {key: replace(card.ledger(key), score=50.0, fit_to_print=True) for key in LedgerKey}
    both = replace(card, openness=good[LedgerKey.OPENNESS], protection=good[LedgerKey.PROTECTION])
    assert stand_of(replace(assessment, scorecard=both)).spot == (50.0, 50.0)
    one = replace(both, protection=replace(both.protection, fit_to_print=False))
    assert stand_of(replace(assessment, scorecard=one)).spot is None


def test_gap_labels_answer_for_people_and_for_vehicles(opened):
    rubric = opened.window.desk.rules.rubric
    gaps = ClearGaps(gaps=(gap(1.5), gap(1.2), gap(0.8), gap(5.0, ()), gap(60.0)), exposed_m=50.0)
    shown = gap_verdicts(replace(opened.bench.assessment, results={"gaps": gaps}), rubric)
    assert [(v.clear_m, v.lets_people, v.stops_vehicles) for v in shown] == [
        (1.5, True, False),
        (1.2, True, True),
        (0.8, False, True),
    ]
    assert gap_verdicts(None, rubric) == ()


def test_values_carry_their_unit_and_a_range_of_one_number_is_that_number(opened):
    look, rubric = opened.window.desk.look, opened.window.desk.rules.rubric
    assert value_words(look, rubric.indicators["O11"], 9.4) == "9\u202f%"
    assert value_words(look, rubric.indicators["P02"], 1.2) == "1.20\u202fm"
    assert value_words(look, rubric.indicators["O12"], 4.0) == "4 kinds"
    assert range_words(look, 40.2, 40.4) == "40"
    line = line_of(look, rubric.indicators["P09"], None)
    assert line.lost is None
    assert line.value == look.say("not_assessed")


def shown_words(page):
    """Boxes of all words on a page, from top to bottom."""
    boxes = [
        child.geometry().translated(child.parentWidget().mapTo(page, QPoint(0, 0)))
        for child in page.findChildren(QLabel)
        if child.isVisible() and child.text()
    ]
    return sorted(boxes, key=lambda box: box.top())


def test_a_low_book_shows_fewer_rows_and_never_one_thing_over_another(opened, qtbot):
    workspace = opened.window.workspace
    page = workspace.book.widget().openness
    workspace.resizeDocks([workspace.book], [60], Qt.Orientation.Vertical)
    opened.app.processEvents()
    qtbot.waitUntil(lambda: len(shown_words(page)) > 4, timeout=10_000)
    boxes = shown_words(page)
    for number, one in enumerate(boxes):
        assert not any(one.intersects(other) for other in boxes[number + 1 :])
    figure = page.findChild(QLabel, "figure_openness")
    assert figure.height() >= figure.fontMetrics().height()
