"""The workbook as a spreadsheet wants it: figures that add up, heads with units, pages of A4."""

import io
from datetime import datetime

import openpyxl
import pytest

from sbd_tool.domain.marking import Edition
from sbd_tool.report.workbook import workbook
from tests.report_site import job


@pytest.fixture(scope="module")
def book():
    told = job(Edition.POLICE, "de")
    return openpyxl.load_workbook(io.BytesIO(workbook(told.model, told.look.words)))


def column(sheet, head):
    place = [cell.value for cell in sheet[2]].index(head)
    return [row[place].value for row in sheet.iter_rows(min_row=3)]


def test_lengths_and_areas_are_numbers_under_heads_with_their_unit(book):
    lengths = column(book.worksheets[0], "L\u00e4nge (m)")
    areas = column(book.worksheets[0], "Fl\u00e4che (m\u00b2)")
    told = [value for value in (*lengths, *areas) if value is not None]
    assert told
    assert all(isinstance(value, int | float) for value in told)


def test_points_are_told_to_a_tenth(book):
    low = column(book["Indikatoren"], "Tiefster Wert (Punkte)")
    weights = column(book["Indikatoren"], "Gewicht (%)")
    told = [value for value in (*low, *weights) if value is not None]
    assert told
    assert all(round(value, 1) == value for value in told)


def test_parameters_have_the_names_of_the_catalogue(book):
    told = " ".join(str(value) for value in column(book.worksheets[0], "Parameter"))
    assert "Anprallpr\u00fcfung (Kennzeichnung): V/7200" in told
    assert "rating" not in told


def test_the_file_tells_edition_and_day_in_words_and_as_a_day(book):
    about = dict(zip(*(column(book.worksheets[-1], head) for head in ("Was", "Wert")), strict=True))
    assert about["Ausgabe"] == "Ausgabe f\u00fcr die Polizei"
    assert about["Datum"] == datetime(2026, 3, 14)  # noqa: DTZ001 - the format knows no zone
    assert not [key for key in about if "analysis:" in key or "rubric" in key]


def test_every_sheet_prints_on_a4_as_wide_as_the_page_with_its_head_on_each(book):
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0, "one page wide, which is not written down"
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.freeze_panes == "A3"
        assert sheet.oddHeader.right.text == sheet.oddFooter.right.text == "TLP:AMBER+STRICT"
        assert sheet.oddFooter.left.text.endswith("&P/&N")
