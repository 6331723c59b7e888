"""Pages say each thing once, in figures that agree, and nothing an edition withholds."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader
from shapely.geometry import LineString, Point

from sbd_tool.app.language import load_words
from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import LegendEntry
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.sheets import MapSheet, Paper, SheetPart
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.report.chapters import crime_problems
from sbd_tool.report.edition_passages import in_whole_points
from sbd_tool.report.findings_section import findings
from sbd_tool.report.generic_kinds import BARRIER, FURNITURE
from sbd_tool.report.ledger_rows import footing_words, ledger_section
from sbd_tool.report.map_sheet import content_map, map_bounds, view_of
from sbd_tool.report.model import FindingRow
from sbd_tool.report.pdf import report_pdf
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.sections import register
from sbd_tool.report.sheet_column import draw_column
from sbd_tool.report.sheet_extras import grid_on_ground
from sbd_tool.report.sheet_layout import layout_of
from sbd_tool.report.story import Passage, Remark, Story, Table
from sbd_tool.scoring.sentences import unfit_reasons
from tests.generated_square import placed, project
from tests.report_site import CATALOGUE, MADE, RUBRIC, content, job

WORDS = load_words("en")


def section(**points):
    """Openness with rows of (earned, lost)."""
    view = content().openness
    first = view.rows[0]
    keys = ("O01", "O09", "O11", "O12", "O13", "O14")
    rows = tuple(
        replace(first, key=key, earned=earned, lost=lost, sentence=literal(key))
        for key, (earned, lost) in zip(keys, points.values(), strict=False)
    )
    by_earned = sorted(rows, key=lambda row: -row.earned)
    by_lost = sorted(rows, key=lambda row: -row.lost)
    view = replace(
        view,
        rows=rows,
        carries=tuple(row.key for row in by_earned[:3]),
        costs=tuple(row.key for row in by_lost[:3]),
    )
    return ledger_section(view, RUBRIC, content().project, MADE.date())


def told(sentences):
    return [WORDS(one) for one in sentences]


def test_an_indicator_stands_where_it_weighs_more_and_never_on_both_sides():
    made = section(a=(35, 0), b=(13, 4), c=(12, 17), d=(7, 11), e=(1, 0))
    assert told(made.carries) == ["O01", "O09", "O13"]
    assert told(made.costs) == ["O11", "O12"]


def test_what_only_earns_leaves_the_other_side_to_the_next_losses():
    made = section(a=(12, 6), b=(7, 0), c=(4, 1), d=(0, 10), e=(2.5, 3.5), f=(1, 2.6))
    assert told(made.carries) == ["O01", "O09", "O11"]
    assert told(made.costs) == ["O12", "O13", "O14"]


def ledger_of(**more):
    facts = {
        "coverage": 0.7, "supply_coverage": 0.7, "low": 40.0, "high": 60.0,
        "chains": {}, "indicators": {},
    }  # fmt: skip
    return SimpleNamespace(**(facts | more))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"coverage": 0.597}, "Only 59 % of the ledger is assessed; a score needs 60 %."),
        ({"coverage": 0.57}, "Only 57 % of the ledger is assessed; a score needs 60 %."),
        ({"high": 80.2}, "The range is 41 points wide; a score needs at most 40."),
    ],
)
def test_a_reason_never_reads_as_if_the_score_were_fit(more, said):
    reasons = unfit_reasons(RUBRIC, ledger_of(**more))
    assert [WORDS(one).replace("\u202f", " ") for one in reasons] == [said]


def test_a_range_in_whole_points_is_still_told_as_too_wide():
    reason = text("scoring.unfit_width", width=Quantity(41), limit=Quantity(40))
    view = replace(content().openness, low=43.6, high=84.2, unfit_reasons=(reason,))
    (said,) = in_whole_points(view).unfit_reasons
    assert "41 points wide" in WORDS(said)


def test_the_assessed_share_is_told_once_beside_the_reasons():
    reason = text("scoring.unfit_coverage", share=Quantity(57, "%"), needed=Quantity(60, "%"))
    made = replace(job().model.ledgers[0], unfit_reasons=(reason,))
    alone = WORDS(footing_words(made, is_beside_reasons=True))
    assert alone.startswith("Of what is assessed, ")
    assert alone.count("%") == 2
    assert WORDS(footing_words(made)).count("%") == 3


def story_of(write, model, edition=Edition.POLICE):
    story = Story(job(edition).look)
    write(story, model)
    return story.blocks


def rows_of(*sentences, remedy="Look."):
    return tuple(
        FindingRow(severity="info", sentence=one, remedy=literal(remedy), ledgers=(), is_open=True)
        for one in sentences
    )


def test_a_remedy_of_several_findings_in_a_row_stands_once_below_the_last():
    bare = rows_of(literal("No seats."), literal("No trees."))
    rows = (*bare, *rows_of(literal("Dark."), remedy="Lamp."))
    model = replace(job().model, findings=rows)
    remarks = [one for one in story_of(findings, model) if isinstance(one, Remark)]
    assert [one.remedy for one in remarks] == ["", "Look.", "Lamp."]


def test_findings_that_differ_in_figures_alone_are_told_by_the_first_three():
    dark = [
        text("light.dark_pocket", length=Quantity(n, "m"), minimum=Quantity(2), lowest=Quantity(0))
        for n in range(10, 0, -1)
    ]
    places = [literal(f"At {n} m a corner is hidden.") for n in range(5)]
    model = replace(job().model, findings=(*rows_of(*dark), *rows_of(*places, remedy="Go.")))
    remarks = [one for one in story_of(findings, model) if isinstance(one, Remark)]
    assert len(remarks) == 3 + 5
    assert [one.remedy for one in remarks[:3]] == ["", "", "7 more like these. Look."]


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition.POLICE, "Nobody has written this part yet."),
        (Edition.PARTNER, "This edition says nothing about it."),
    ],
)
def test_a_wider_edition_does_not_call_a_withheld_part_unwritten(edition, said):
    model = replace(job(edition).model, written={"crime_where": "Racks."})
    words = {
        one.words for one in story_of(crime_problems, model, edition) if isinstance(one, Passage)
    }
    assert {said, "Racks."} <= words


def test_the_register_leaves_out_a_detail_that_only_repeats_the_kind():
    made = job(of=placed(project(), "secure-cycle-parking", Point(3, 3), parameters={}))
    row = replace(made.model.measures[0], parameters=(("amenity", "Cycle  "),))
    words = (("amenity", "bench"), ("form", "low"))
    same = replace(row, name=literal("Benches"), parameters=words)
    (table,) = [
        one
        for one in story_of(register, replace(made.model, measures=(same,)))
        if isinstance(one, Table)
    ]
    assert table.rows[0][-1].endswith(": low")
    assert "bench" not in table.rows[0][-1].casefold()


BLOCKS = "concrete-blocks-temporary"


@pytest.mark.parametrize(
    ("edition", "stands_for"), [(Edition.PARTNER, BARRIER), (Edition.PUBLIC, FURNITURE)]
)
def test_blocks_that_are_called_unrated_are_a_plain_line_outside_the_police(edition, stands_for):
    of = placed(project(), BLOCKS, LineString([(2, 1), (58, 1)]))
    held = content(edition, of)
    assert {one.kind for one in held.project.measures.values()} == {stands_for}
    assert BLOCKS in {one.kind for one in content(of=of).project.measures.values()}


def test_a_label_that_a_person_gave_a_barrier_holds():
    of = placed(project(), BLOCKS, LineString([(2, 1), (58, 1)]))
    ((key, row),) = of.measures.items()
    of = replace(of, measures={key: replace(row, stamp=replace(row.stamp, marking="TLP:GREEN"))})
    assert {one.kind for one in content(Edition.PARTNER, of).project.measures.values()} == {BLOCKS}


def test_partners_read_no_sentence_that_tells_the_points_lost_in_protection():
    rows = content(Edition.PARTNER).protection.rows
    assert rows
    assert all(row.sentence is None for row in rows)


def legend(of, scale=500.0):
    look = job().look
    drawing = compose(of, CATALOGUE, look.design, WORDS, scale=scale)
    return {entry.key: entry for entry in drawing.legend}


def test_the_legend_shows_a_kind_as_the_map_draws_it():
    of = placed(project(), "staffed-kiosk", Point(30, 30))
    rows = legend(of)
    assert rows["staffed-kiosk"].marker.state == "proposed"
    assert rows["state_proposed"].marker.symbol == rows["staffed-kiosk"].marker.symbol


@pytest.mark.parametrize(("count", "is_dot"), [(9, False), (10, True)])
def test_many_things_from_the_plan_are_dots_in_the_legend_too(count, is_dot):
    places = [Point(5 * n, 40) for n in range(count)]
    of = placed(project(), "pedestrian-lighting", *places)
    rows = {key: replace(one, plan_feature=f"lamp-{key}") for key, one in of.measures.items()}
    marker = legend(replace(of, measures=rows))["pedestrian-lighting"].marker
    assert (marker.symbol == "") is is_dot


def test_no_name_is_set_on_a_cross_or_a_figure_of_the_grid():
    made = job()
    sheet = MapSheet(parts=frozenset({*MapSheet().parts, SheetPart.GRID}))
    held = replace(made.content, sheet=sheet)
    view = view_of(map_bounds(held), layout_of(sheet), None)
    names = [
        item
        for group in content_map(held, made.look, view, 5.4).groups
        if group.key == "labels"
        for item in group.items
    ]
    assert names
    covered = grid_on_ground(view, 1.0)
    assert covered
    for label in names:
        for west, south, east, north in covered:
            assert not (west < label.x_m < east and south < label.y_m < north), label.words


def test_no_name_runs_across_the_edge_of_a_small_area():
    of = placed(project(), "movable-seating", Point(30, 30).buffer(8))
    drawing = compose(of, CATALOGUE, job().look.design, WORDS, scale=500.0)
    (area,) = (one.geometry for one in of.measures.values())
    names = [one for group in drawing.groups if group.key == "labels" for one in group.items]
    assert "Test Square" in {one.words for one in names}
    west, south, east, north = area.bounds
    for label in names:
        assert not (west < label.x_m < east and south < label.y_m < north), label.words


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_first_page_leads_to_its_chapters_and_says_its_language(language):
    made = PdfReader(BytesIO(report_pdf(job(language=language))))
    assert made.root_object["/Lang"] == language
    assert made.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    pages = {
        entry.title: made.get_destination_page_number(entry) + 1
        for entry in made.outline
        if not isinstance(entry, list)
    }
    front = " ".join(made.pages[0].extract_text().split())
    links = [one.get_object() for one in made.pages[0]["/Annots"]]
    assert len(links) >= 4
    for link in links:
        title, number = link["/Contents"].rsplit(" ", 1)
        assert pages[title] == int(number)
        assert int(number) > 1, "the first page leads to itself"
        assert f"{title} {number}" in front or f"{title}{number}" in front
        left, low, right, high = (float(edge) for edge in link["/Rect"])
        assert 0 < left < right < 595
        assert 0 < low < high < 842
        there = made.pages[int(number) - 1].indirect_reference
        assert link["/Dest"][0].idnum == there.idnum


@pytest.mark.parametrize(("rows", "has_plane"), [(6, True), (30, False)])
def test_a_crowded_legend_comes_before_the_plane_and_keeps_the_caution(rows, has_plane):
    made = job()
    size = layout_of(MapSheet(paper=Paper.A4))
    legend = tuple(LegendEntry(key=f"k{n}", title=f"Thing {n}") for n in range(rows))
    document = PdfDocument(made.look.letters, "t")
    draw_column(document.page(size.width_mm, size.height_mm), made.model, made.look, size, legend)
    words = " ".join(PdfReader(BytesIO(document.content())).pages[0].extract_text().split())
    assert ("Reading this sheet" in words) is has_plane
    assert "no certificate" in words


def test_dots_of_cameras_are_larger_than_those_of_lamps():
    places = [Point(5 * n, 40) for n in range(12)]
    of = placed(placed(project(), "pedestrian-lighting", *places), "cctv-overview", *places)
    rows = {key: replace(one, plan_feature=f"seen-{key}") for key, one in of.measures.items()}
    shown = legend(replace(of, measures=rows))
    assert shown["cctv-overview"].marker.size_mm > shown["pedestrian-lighting"].marker.size_mm
