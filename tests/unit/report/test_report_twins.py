"""One story, three formats: PDF, HTML and DOCX say the same, and each can be read by anybody."""

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import docx
import numpy as np
import pypdf
import pytest

from sbd_tool.app.exporting import export
from sbd_tool.app.threat_report import threat_rows
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import literal
from sbd_tool.report.docx_report import report_docx
from sbd_tool.report.editions import with_maps
from sbd_tool.report.html_report import report_html
from sbd_tool.report.model import ThreatRow
from sbd_tool.report.pdf import report_pdf
from sbd_tool.report.telling import TEMPLATES, job_story
from tests.generated_square import X0, Y0
from tests.report_site import job

EMPTY_TAGS = {"meta", "br", "path", "col", "rect", "image", "circle", "use", "line"}


class Page(HTMLParser):
    """Collects what a reader gets, and refuses tags that are not closed in order."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(raw.decode())
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in EMPTY_TAGS:
            assert self.open.pop() == tag

    def handle_data(self, words):
        if self.open and self.open[-1] != "style":
            self.words.append(words)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def docx_words(raw: bytes) -> str:
    document = docx.Document(io.BytesIO(raw))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(line.text for line in document.paragraphs), *cells]).split())


def pdf_words(raw: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(raw)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module", params=[Edition.POLICE, Edition.PUBLIC])
def told(request):
    return job(request.param)


def test_all_three_formats_say_every_finding_and_every_chapter(told):
    story = job_story(told)
    page, text, pdf = Page(report_html(told)), docx_words(report_docx(told)), report_pdf(told)
    squeezed = re.sub(r"\s", "", pdf_words(pdf))
    for block in story.blocks:
        words = getattr(block, "title", None) or getattr(block, "words", None)
        if isinstance(words, str) and words:
            plain = " ".join(words.split())
            assert plain in page.text
            assert plain in text or getattr(block, "for_drawn", False)
            assert re.sub(r"\s", "", words)[:40] in squeezed


def test_the_web_page_can_be_read_without_seeing_it(told):
    page = Page(report_html(told))
    names = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(names) == len(set(names)), "an anchor leads to one place"
    assert dict(page.tags)["html"]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for tag, attrs in page.tags:
        if tag == "svg":
            assert attrs.get("aria-label") or attrs.get("aria-hidden") == "true"
        if tag == "th":
            assert attrs["scope"] == "col"
    links = {attrs["href"] for tag, attrs in page.tags if tag == "a"}
    assert all(link.startswith("#") and link[1:] in names for link in links)


def test_the_web_page_runs_nothing_and_fetches_nothing(told):
    page = Page(report_html(told))
    assert not [tag for tag, _ in page.tags if tag in {"script", "iframe", "link", "object"}]
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on")]
        assert not str(attrs.get("src", "")).startswith("http")


def test_the_text_document_has_headings_heads_on_each_page_and_words_for_its_map(told):
    document = docx.Document(io.BytesIO(report_docx(told)))
    styles = {line.style.name for line in document.paragraphs}
    assert {"Title", "Heading 1"} <= styles
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Map of")
    assert document.sections[0].header.paragraphs[0].text.endswith(told.model.label)


def test_equal_input_gives_equal_bytes_and_no_time_of_writing(told):
    assert report_html(told) == report_html(told)
    first = report_docx(told)
    assert first == report_docx(told)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_template_gives_a_report_that_says_how_it_was_made():
    for template in TEMPLATES:
        words = docx_words(report_docx(replace(job(), template=template.key)))
        assert "Method and provenance" in words


def test_a_statement_on_crime_says_what_nobody_has_written():
    told = replace(job(), template="crime_impact")
    assert "Nobody has written this part yet." in Page(report_html(told)).text
    assert "Nobody has written this part yet." not in Page(report_html(job())).text


def test_hostile_words_stay_words_in_every_twin():
    evil = "<script>alert(1)</script>\"'&{{7*7}}"
    told = job()
    told = replace(told, model=replace(told.model, title=evil, written={"context": evil}))
    page = Page(report_html(told))
    assert evil in page.text
    assert "script" not in {tag for tag, _ in page.tags}
    assert evil in docx_words(report_docx(told))


def test_a_title_of_any_length_makes_a_text_document():
    told = job()
    told = replace(told, model=replace(told.model, title="word " * 1000))
    document = docx.Document(io.BytesIO(report_docx(told)))
    assert document.core_properties.title == told.model.title[:255]


def test_an_unknown_kind_of_report_is_refused_by_name(tmp_path):
    told = job()
    with pytest.raises(InputError, match="novel"):
        export(
            told.content.project, None, None, tmp_path / "a.pdf",
            template="novel", words=told.look.words,
        )  # fmt: skip


def heat() -> HeatMap:
    values = np.arange(20.0).reshape(4, 5)
    return HeatMap(
        key="area",
        title=literal("Seen ground"),
        values=values,
        x0_m=X0,
        y0_m=Y0,
        step_m=10.0,
        unit="m²",
        stops=(0.0, 10.0, 20.0),
    )


def test_the_police_read_maps_of_analyses_and_others_are_told_they_are_left_out():
    told = job(Edition.POLICE)
    told = replace(told, content=with_maps(told.content, (heat(),)))
    assert "Maps of the analyses" in Page(report_html(told)).text
    assert "Seen ground" in docx_words(report_docx(told))
    public = job(Edition.PUBLIC).content
    shown = with_maps(public, (heat(),))
    assert shown.maps == ()
    assert len(shown.withheld) == len(public.withheld) + 1


def test_the_threat_view_is_told_in_words_and_to_the_police_only():
    told = job(Edition.POLICE)
    row = ThreatRow(
        zone=literal("Stage"),
        threat=literal("Theft"),
        strategy=literal("Being seen"),
        cover="missing",
        in_place=(literal("Lamps"),),
    )
    words = Page(report_html(replace(told, model=replace(told.model, threats=(row,))))).text
    assert "Theft \u00b7 Stage" in words
    assert "Being seen missing Lamps" in words
    assert threat_rows(told.content.project, None, None, Edition.PUBLIC) == ()
