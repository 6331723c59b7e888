"""The text document as a word processor wants it: styles, order of parts, and nothing foreign."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from sbd_tool.domain.marking import Edition
from sbd_tool.report.docx_form import WIDTH_MM
from sbd_tool.report.docx_report import report_docx
from sbd_tool.report.html_report import report_html
from tests.report_site import job

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs "
    "highlight u effect bdr shd vertAlign lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblW jc tblInd tblBorders shd tblLayout tblCellMar "
    "tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tbl": "tblPr tblGrid tr",
    "sectPr": "headerReference footerReference type pgSz pgMar cols docGrid",
}
"""Children of an element in the order of ISO/IEC 29500-1; programs call others damaged."""


@pytest.fixture(scope="module")
def police():
    return report_docx(job(Edition.POLICE, "de"))


@pytest.fixture(scope="module")
def parts(police):
    with zipfile.ZipFile(io.BytesIO(police)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def elements(raw, name):
    return [one for one in etree.fromstring(raw).iter() if one.tag == qn(f"w:{name}")]


def test_parts_of_each_element_stand_in_the_order_of_the_standard(parts):
    seen = 0
    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
        for key, order in ORDERS.items():
            places = order.split()
            for one in elements(parts[name], key):
                found = [places.index(etree.QName(child).localname) for child in one]
                assert found == sorted(found), (name, key, etree.tostring(one)[:400])
                seen += 1
    assert seen > 100


def test_every_page_tells_title_label_edition_and_its_number(police):
    section = docx.Document(io.BytesIO(police)).sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    assert head.text == "Mill Square, bricks & <mortar>\tTLP:AMBER+STRICT"
    assert re.sub(r"\s+", " ", foot.text) == (
        "SbD Tool \u00b7 Ausgabe f\u00fcr die Polizei Seite 1 von 1 TLP:AMBER+STRICT"
    )
    fields = [one.text.strip() for one in foot._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"], "the program counts the pages"


def test_words_are_spelt_in_the_language_of_the_report(parts):
    (language,) = elements(parts["word/styles.xml"], "lang")
    assert language.get(qn("w:val")) == "de-DE"


def test_nothing_of_another_program_is_left(parts):
    told = b"".join(parts.values())
    for stray in (b"Macintosh", b"APA.XSL", b"LightList", b"rsidRoot"):
        assert stray not in told, stray
    assert not [name for name in parts if re.search("thumb|customXml|Effects|webSettings", name)]
    assert b"<Application>SbD Tool</Application>" in parts["docProps/app.xml"]


def test_contents_lead_to_every_chapter(parts):
    marks = [one.get(qn("w:name")) for one in elements(parts["word/document.xml"], "bookmarkStart")]
    links = [one.get(qn("w:anchor")) for one in elements(parts["word/document.xml"], "hyperlink")]
    assert links == marks
    assert len(set(marks)) == len(marks) > 4


def test_tables_fill_the_page_and_break_no_word(police):
    told = job(Edition.POLICE, "de")
    for table in docx.Document(io.BytesIO(police)).tables:
        grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        assert sum(grid) == pytest.approx(WIDTH_MM / 25.4 * 1440, abs=len(grid))
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
            for cell, width in zip(row.cells, grid, strict=True):
                longest = max(cell.text.split(), key=len, default="")
                needed = told.look.letters.width_mm(longest, 8.5, 400)
                assert needed <= width / 1440 * 25.4, cell.text


def test_rows_of_a_list_are_a_list_for_every_reader(police):
    document = docx.Document(io.BytesIO(police))
    assert not [line.text for line in document.paragraphs if line.text.startswith("\u2022")]
    assert [line for line in document.paragraphs if line.style.name == "List Bullet"]
    page = report_html(job(Edition.POLICE, "de")).decode()
    assert ">\u2022" not in page
    assert re.search(r"<ul><li[^>]*>[^<]+</li>", page)


def test_what_explains_drawn_bars_is_left_out_where_no_bar_is_drawn(police):
    told = job(Edition.POLICE, "de")
    words = told.look.say("bar_key")
    assert words in report_html(told).decode()
    assert words not in " ".join(line.text for line in docx.Document(io.BytesIO(police)).paragraphs)


def test_no_head_of_a_table_is_announced_without_words():
    page = report_html(replace(job(Edition.POLICE), template="planner")).decode()
    heads = re.findall(r"<th [^>]*>(.*?)</th>", page)
    assert heads
    assert all(re.sub("<[^>]+>", "", head).strip() for head in heads)


def test_a_printed_web_page_tells_title_label_and_number_on_every_sheet():
    page = report_html(job(Edition.POLICE)).decode()
    rule = page[page.index("@page{") : page.index("</style>")]
    assert rule.count('content:"TLP:AMBER+STRICT"') == 2
    assert "counter(page)" in rule
    assert "Mill Square, bricks \\26  \\3c mortar\\3e " in rule, "words end no style"
