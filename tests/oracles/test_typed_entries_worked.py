"""What planners type, entry by entry."""

import math

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.edits.entries import EntryKind, resolved
from sbd_tool.domain.edits.typed_input import PLAIN, entry_style, parse_entry
from sbd_tool.domain.errors import InputError

GERMAN, FRENCH = entry_style("de_DE"), entry_style("fr")
LAST, BEFORE, POINTER = (10.0, 20.0), (10.0, 10.0), (13.0, 24.0)


@pytest.mark.parametrize(
    ("typed", "style", "place"),
    [
        ("2.4<90", PLAIN, (10, 22.4)),
        ("2.4 < 0", PLAIN, (12.4, 20)),
        ("2,4<90", GERMAN, (10, 22.4)),
        ("2.4<90", GERMAN, (10, 22.4)),
        ("@2.4<180", PLAIN, (7.6, 20)),
        ("240cm<-90°", PLAIN, (10, 17.6)),
        ("5<<90", PLAIN, (5, 20)),
        ("5<<0", PLAIN, (10, 25)),
        ("@1.5,-2", PLAIN, (11.5, 18)),
        ("@1,5;-2", GERMAN, (11.5, 18)),
        ("@1,5 -2", GERMAN, (11.5, 18)),
        ("@1.5,-2.0", GERMAN, (11.5, 18)),
        ("476512.3, 6500120.7", PLAIN, (476512.3, 6500120.7)),
        ("476512,3; 6500120,7", GERMAN, (476512.3, 6500120.7)),
        ("476512.3 6500120.7", PLAIN, (476512.3, 6500120.7)),
        ("N 10", PLAIN, (10, 30)),
        ("N30E 10", PLAIN, (15, 20 + 10 * math.cos(math.pi / 6))),
        ("10<n30e", PLAIN, (15, 20 + 10 * math.cos(math.pi / 6))),
        ("N30O 10", GERMAN, (15, 20 + 10 * math.cos(math.pi / 6))),
        ("N30O 10", FRENCH, (5, 20 + 10 * math.cos(math.pi / 6))),
        ("S30W 10", PLAIN, (5, 20 - 10 * math.cos(math.pi / 6))),
        ("SW 10", PLAIN, (10 - 10 / math.sqrt(2), 20 - 10 / math.sqrt(2))),
        ("az270 4", PLAIN, (6, 20)),
        ("4<az0", PLAIN, (10, 24)),
        ("10", PLAIN, (16, 28)),
        ("<90", PLAIN, (10, 24)),
        ("<0", PLAIN, (13, 20)),
        ("N", PLAIN, (10, 24)),
        ("\u22122.5;4", PLAIN, (-2.5, 4)),
    ],
)
def test_an_entry_leads_where_it_says(typed, style, place):
    assert resolved(parse_entry(typed, style), LAST, POINTER, BEFORE) == pytest.approx(place)


@pytest.mark.parametrize(
    ("typed", "style", "key"),
    [
        ("", PLAIN, "entry_empty"),
        ("  ", PLAIN, "entry_empty"),
        ("1" * 81, PLAIN, "entry_long"),
        ("0", PLAIN, "entry_length"),
        ("-2<90", PLAIN, "entry_length"),
        ("2.4<", PLAIN, "entry_unreadable"),
        ("2.4<4000", PLAIN, "entry_angle"),
        ("2,4<90", PLAIN, "entry_comma"),
        ("N95E 3", PLAIN, "entry_quadrant"),
        ("E30N 3", PLAIN, "entry_unreadable"),
        ("N30O 3", PLAIN, "entry_unreadable"),
        ("az400 3", PLAIN, "entry_azimuth"),
        ("3<<N30E", PLAIN, "entry_bearing_leg"),
        ("@2,5", GERMAN, "entry_two_numbers"),
        ("@5", PLAIN, "entry_two_numbers"),
        ("1,2,3,4", GERMAN, "entry_two_numbers"),
        ("1e5", PLAIN, "entry_unreadable"),
        ("2.4<90<10", PLAIN, "entry_unreadable"),
        ("9999999999,1", PLAIN, "too_far"),
        ("hello", PLAIN, "entry_unreadable"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(typed, style, key):
    with pytest.raises(InputError) as refusal:
        parse_entry(typed, style)
    assert refusal.value.what.key == f"edits.{key}"
    for words in (load_words("en"), load_words("de")):
        assert words.has(refusal.value.hint.key)


def test_an_entry_that_needs_more_says_what_it_needs():
    for typed, last, pointer, key in (
        ("2.4<90", None, None, "entry_no_vertex"),
        ("2.4", LAST, None, "entry_no_pointer"),
        ("2.4<<90", LAST, None, "entry_no_leg"),
    ):
        with pytest.raises(InputError) as refusal:
            resolved(parse_entry(typed), last, pointer)
        assert refusal.value.what.key == f"edits.{key}"
    assert resolved(parse_entry("1;2"), None) == (1, 2), "coordinates need nothing"


def test_the_style_follows_number_format_and_language():
    assert entry_style("de").decimal == ","
    assert entry_style("en_GB").decimal == "."
    assert entry_style("nonsense!") == PLAIN
    assert dict(entry_style("en", "de").compass)["o"] == "e"
    assert parse_entry("3", PLAIN).kind is EntryKind.LENGTH
