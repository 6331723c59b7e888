"""Letters that no face holds: named by their script, told after the export, kept where they can."""

import io
from dataclasses import replace

import pypdf
import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.design import font_faces
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.report.letters import Letters
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.svg_backend import SvgSurface
from sbd_tool.report.writable import SCRIPTS
from tests.generated_square import project

HEBREW = "רחוב הרצל"
TREE = "\U0001f333"


def letters(language="en"):
    return Letters(font_faces(), load_words(language))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"{HEBREW} 12", "[Hebrew] 12"),
        ("ميدان التحرير", "[Arabic]"),
        ("天安门广场 North", "[Chinese] North"),
        ("広場のベンチ", "[Japanese]"),
        ("서울 광장", "[Korean]"),
        (f"{TREE}{TREE} Oak \U0001f468\u200d\U0001f467", "[symbol] Oak [symbol]"),
        ("12 ㎡, \u2300 30", "12 m2, Ø 30"),
    ],
)
def test_what_no_face_holds_is_named_and_what_has_simpler_letters_gets_them(words, shown):
    of = letters()
    assert of.said(words) == shown
    assert of.said(shown) == shown
    assert " ".join(of.lines(words, 9, 200)) == shown
    assert bool(of.unset) == ("[" in shown)


@pytest.mark.parametrize(
    "words", ["Łódź Ænima ſ ß", "Πλατεία Συντάγματος ᾳ", "Майдан Ґ Ѣ", "Əliyev ɓ Ɗ", "Trần Ngõ ệ"]
)
def test_latin_greek_and_cyrillic_are_written_as_they_are(words):
    of = letters()
    assert of.said(words) == words
    assert not of.unset


def test_a_page_holds_no_letter_without_a_shape_and_a_drawing_for_the_screen_keeps_all():
    of = letters("de")
    document = PdfDocument(of, "Platz")
    document.page(100, 40).block(5, 5, 90, f"{HEBREW} {TREE} Straße")
    (page,) = pypdf.PdfReader(io.BytesIO(document.content())).pages
    assert page.extract_text().strip() == "[hebräisch] [Bildzeichen] Straße"
    drawing = SvgSurface(100, 40, of)
    drawing.block(5, 5, 90, f"{HEBREW} {TREE} Straße")
    assert f"{HEBREW} {TREE} Straße" in drawing.content().decode()


def test_every_script_has_a_name_in_both_languages():
    for language in ("en", "de"):
        of = letters(language)
        named = {of._named(script, "x") for script in SCRIPTS}
        assert len(named) == len(SCRIPTS)
        assert not any("scripts." in name for name in named)


@pytest.mark.parametrize(("suffix", "is_told"), [("sheet.pdf", True), ("geojson", False)])
def test_an_export_says_which_letters_it_could_not_write(tmp_path, suffix, is_told):
    of = replace(project(), title=f"{HEBREW} 12")
    words = load_words("en")
    exported = export(
        of, None, load_rules(None), tmp_path / f"a.{suffix}", words=words, clock=FixedClock()
    )
    told = [words(one) for one in exported.remarks]
    assert bool(told) is is_told
    for one in told:
        assert one.startswith("7 letters")
        assert "Hebrew (ב ה ו ח ל צ ר)" in one
    raw = exported.path.read_bytes()
    if is_told:
        assert "[Hebrew] 12" in pypdf.PdfReader(io.BytesIO(raw)).pages[0].extract_text()
