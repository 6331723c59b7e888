"""Short sheets stay on their pages, however much there is to say, and say both sides alike."""

import io
from dataclasses import replace

import pypdf
import pytest
from docx import Document

from sbd_tool.app.rules import load_rules
from sbd_tool.app.short_report import short_parts
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import literal
from sbd_tool.report.docx_report import report_docx
from sbd_tool.report.html_report import report_html
from sbd_tool.report.pdf import fitting_step, report_pdf
from sbd_tool.report.short_sheet import DueRow
from tests.report_site import job, site

LONG = "A very long sentence about the edge, the gate and the people who pass it. " * 6


def sheet_job(template, edition=Edition.POLICE, language="en"):
    made = job(edition, language)
    more = short_parts(site(), made.content, made.model, load_rules(site()), made.look.words)
    return replace(made, template=template, model=replace(made.model, **more))


def pages(made):
    return pypdf.PdfReader(io.BytesIO(report_pdf(made))).pages


@pytest.mark.parametrize(("template", "most"), [("decision", 1), ("handover", 2)])
def test_a_sheet_with_far_too_much_to_say_still_fits(template, most):
    made = sheet_job(template, language="de")
    short, many = made.model.short, tuple(literal(LONG) for _ in range(60))
    due = tuple(DueRow(name=literal(LONG[:90]), due="2026-01-02") for _ in range(40))
    short = replace(short, decided=many, open_conditions=many, look_at=many, due=due,
                    changes=short.changes * 20, moments=many[:2])  # fmt: skip
    ledgers = tuple(
        replace(one, sentence=many[0], carries=many[:3], costs=many[:3])
        for one in made.model.ledgers
    )
    full = replace(made, model=replace(made.model, short=short, ledgers=ledgers))
    found = pages(full)
    assert len(found) <= most
    assert fitting_step(full) > 0
    page = report_html(full)
    whole = page.count(LONG.strip().encode())
    assert whole <= len(ledgers), "its twins are cut alike; what is drawn is said whole"
    assert "Methode und Herkunft" in found[-1].extract_text()


def test_one_page_puts_gains_and_prices_of_both_ledgers_side_by_side():
    words = pages(sheet_job("decision"))[0].extract_text()
    for said in ("Gains", "Price", "What is decided", "What it costs", "What is not known"):
        assert said in words
    assert words.index("Openness") < words.index("Protection") < words.index("Gains")


def test_a_wider_edition_tells_no_cost_no_inspection_and_no_weak_spot():
    words = pages(sheet_job("handover", Edition.PUBLIC))[0].extract_text()
    assert "told to the police and the city only" in words
    assert "Inspections" not in words.replace("and inspections are told", "")
    assert "CANARY" not in words
    assert "Not told in the public edition." in (
        pages(sheet_job("decision", Edition.PUBLIC))[0].extract_text()
    )


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_a_map_of_the_square_takes_the_room_one_page_leaves(edition):
    made = sheet_job("decision", edition)
    (page,) = pages(made)
    words = page.extract_text()
    assert "Test Square" in words
    assert "EPSG:32632" in words, "the caption of the map"
    assert "CANARY-NOTE" not in words


def test_web_page_and_text_document_show_the_map_of_the_decision_too():
    made = sheet_job("decision", Edition.PUBLIC)
    page, document = report_html(made).decode(), Document(io.BytesIO(report_docx(made)))
    said = page[page.index("<figure>", page.index("<figure>") + 1) :]
    assert "Test Square" in said
    assert "EPSG:32632" in said, "the caption of the map"
    assert len(document.inline_shapes) == 2, "both ledgers, and the map"
    assert "CANARY" not in page
    handed = Document(io.BytesIO(report_docx(sheet_job("handover", Edition.PUBLIC))))
    assert len(handed.inline_shapes) == 1, "a handover sheet has both ledgers alone"


def test_without_room_the_map_is_left_out_before_anything_else():
    made = sheet_job("decision")
    many = tuple(literal(LONG) for _ in range(60))
    short = replace(made.model.short, decided=many)
    ledgers = tuple(replace(one, sentence=many[0], carries=many[:3]) for one in made.model.ledgers)
    words = pages(replace(made, model=replace(made.model, short=short, ledgers=ledgers)))[0]
    assert "EPSG:32632" not in words.extract_text()
    assert "What is decided" in words.extract_text()


def test_what_carries_a_ledger_is_not_listed_again_as_its_price():
    made = sheet_job("decision")
    both, once = literal("Said on both sides."), literal("Said as a price.")
    ledgers = tuple(
        replace(one, carries=(both,), costs=(both, once), is_banded=False)
        for one in made.model.ledgers
    )
    words = pages(replace(made, model=replace(made.model, ledgers=ledgers)))[0].extract_text()
    assert words.count("Said on both sides.") == words.count("Said as a price.") == 2
