"""Editions: what may not be known is nowhere in the content, the words, the files."""

import io
import re
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pypdf
import pytest
from shapely.affinity import translate
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, Source, as_geometry_array
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal, text
from sbd_tool.report.edition_rules import marking_of
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.generalise import cell_of, sides_with
from sbd_tool.report.generic_kinds import BARRIER, ZONE
from sbd_tool.report.pdf import report_pdf, sheet_pdf, sheet_svg
from sbd_tool.report.png import page_picture
from sbd_tool.report.spec import Taken
from tests.generated_square import moved
from tests.report_site import BOLLARDS, CAMERA, KIOSK, assessment, content, job, scorecard, site

WIDER = (Edition.PARTNER, Edition.PUBLIC)


def told(held):
    """Everything an edition's content holds, as one text; catalogue texts are the same for all."""
    parts = (
        held.project,
        held.openness,
        held.protection,
        held.findings,
        held.suggestions,
        held.questions,
        dict(held.counts),
        held.provenance,
        held.withheld,
    )
    return "".join(spelled(part) for part in parts)


def spelled(value):
    if is_dataclass(value):
        return "".join(spelled(getattr(value, entry.name)) for entry in fields(value))
    if isinstance(value, dict):
        return "".join(spelled(part) for pair in value.items() for part in pair)
    if isinstance(value, (tuple, list, np.ndarray)):
        return "".join(spelled(part) for part in value)
    return f'"{value}"'


def pdf_words(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_police_edition_holds_everything():
    words = told(content(Edition.POLICE))
    for canary in ("CANARY-GAP", "CANARY-NOTE", "CANARY-PATROL", "CANARY-FLOOR", "V/7200"):
        assert canary in words


@pytest.mark.parametrize("edition", WIDER)
def test_no_canary_is_in_the_content_of_a_wider_edition(edition):
    allowed = {"CANARY-CAMERA"} if edition is Edition.POLICE else set()
    assert set(re.findall(r"CANARY-\w+", told(content(edition)))) <= allowed


@pytest.mark.parametrize("edition", WIDER)
def test_no_canary_and_no_rating_is_in_the_files_of_a_wider_edition(edition):
    made = job(edition)
    for words in (pdf_words(report_pdf(made)), sheet_svg(made).decode()):
        assert "CANARY" not in words
        assert "V/7200" not in words


@pytest.mark.parametrize("edition", WIDER)
def test_ids_of_hidden_objects_are_nowhere(edition):
    words = told(content(edition))
    assert f'"{BOLLARDS}"' not in words
    assert f'"{CAMERA}"' not in words
    assert f'"{KIOSK}"' in words


def test_partners_get_no_vehicle_rows_no_lost_column_and_full_scores():
    held = content(Edition.PARTNER)
    assert [row.key for row in held.protection.rows] == ["P12", "P05"]
    assert all(row.lost is None for row in held.protection.rows)
    assert held.protection.carries == ("P12",)
    assert held.protection.costs == ()
    assert (held.protection.low, held.protection.high) == (31.0, 67.0)
    assert "vehicle" not in held.protection.families
    assert held.openness.rows[1].lost == 2.0
    assert [entry.kind for entry in held.suggestions] == ["seating-edge"]
    kinds = {measure.kind for measure in held.project.measures.values()}
    assert {BARRIER, ZONE, "staffed-kiosk"} <= kinds
    assert not kinds & {"bollards-rated-fixed", "rated-planters", "cctv-overview", "foot-patrols"}


def test_the_public_gets_bands_of_protection_and_nothing_else_of_it():
    held = content(Edition.PUBLIC)
    view = held.protection
    assert view.is_banded
    assert (view.band_low, view.band_high) == (2, 4)
    assert (view.score, view.low, view.high, view.coverage, view.held) == (None,) * 5
    assert (view.rows, view.warnings, view.costs, view.carries, view.families) == (
        (),
        (),
        (),
        (),
        None,
    )
    assert held.suggestions == ()
    assert all("protection" not in entry.narrows for entry in held.questions)
    assert dict(held.counts) == {"cameras": 1}
    assert [entry.key for entry in held.findings] == ["a"]
    assert held.openness.score == 62.0


def test_the_public_pdf_says_bands_and_street_furniture():
    words = " ".join(pdf_words(report_pdf(job(Edition.PUBLIC))).split())
    assert "Protection lies in bands 2 to 4 of five" in words
    assert "Street furniture" in words
    assert "1 camera or sensor is recorded" in words
    assert "bollard" not in words.lower()
    assert "31" not in re.findall(r"\d+", words.split("Where the points")[0])


def public_files(of=None, judged=None):
    made = job(Edition.PUBLIC, of=of, judged=judged)
    sheet = sheet_pdf(made)
    return (report_pdf(made), sheet, sheet_svg(made), page_picture(sheet, resolution_dpi=50))


def with_measure(of, which, **changes):
    measure = of.measures[which]
    return replace(of, measures={**of.measures, which: replace(measure, **changes)})


@pytest.mark.parametrize(
    ("name", "dx", "dy"), [(CAMERA, 9.0, -17.0), (BOLLARDS, 0.4, 1.7), ("measure-1", 1.5, -2.0)]
)
def test_moving_a_sensitive_object_changes_no_public_byte(name, dx, dy):
    of = site()
    shifted = with_measure(of, name, geometry=translate(of.measures[name].geometry, dx, dy))
    assert public_files(of) == public_files(shifted)


def test_rating_noting_or_dating_a_sensitive_object_changes_no_public_byte():
    of = site()
    rated = with_measure(of, BOLLARDS, parameters={"rating": "none"}, note="x", name="South run")
    stamp = replace(of.measures[CAMERA].stamp, author="Somebody", changed="2026-02-02T02:02:02Z")
    rated = with_measure(rated, CAMERA, stamp=stamp)
    assert public_files(of) == public_files(rated)


def test_points_of_protection_inside_their_bands_change_no_public_byte():
    card = scorecard()
    worse = replace(card.protection, low=22.0, high=61.0, score=40.0, coverage=0.3)
    judged = replace(assessment(), scorecard=replace(card, protection=worse))
    assert public_files() == public_files(judged=judged)


def test_the_digest_of_a_wider_edition_is_that_of_its_own_content():
    of = site()
    moved_camera = with_measure(of, CAMERA, geometry=Point(1, 1))
    for edition in WIDER[1:]:
        first, second = content(edition, of), content(edition, moved_camera)
        assert first.provenance.project_digest == second.provenance.project_digest
        assert first.provenance.sources == {}
    assert content(Edition.POLICE).provenance.project_digest == "c" * 64


def plan_layer(role, *geometries, marking=None, **attributes):
    return Layer(
        stamp=Stamp(id=f"l-{role}", marking=marking, author="Somebody"),
        name=f"layer {role}",
        role=role,
        ids=tuple(f"{role}-{n}" for n in range(len(geometries))),
        geometry=as_geometry_array([moved(geometry) for geometry in geometries]),
        attributes=tuple(attributes for _ in geometries),
        source=Source(name="secret-survey.dxf", sha256="ff" * 32),
    )


@pytest.mark.parametrize("role", [Role.CAMERA, Role.INCIDENT, Role.NO_DIG, Role.BARRIER, None])
def test_plan_layers_for_a_narrower_circle_are_not_in_the_public_project(role):
    of = site()
    of = replace(of, layers=(*of.layers, plan_layer(role, Point(20, 20), rating="K12")))
    held = content(Edition.PUBLIC, of)
    assert role not in {layer.role for layer in held.project.layers}
    assert "K12" not in told(held)
    assert "ff" * 32 not in told(held)


def test_a_layer_a_person_marked_follows_its_mark():
    of = site()
    secret = plan_layer(Role.WALL, LineString([(0, 0), (9, 0)]), marking=Tlp.AMBER.value)
    of = replace(of, layers=(*of.layers, secret))
    assert secret.id not in {layer.id for layer in content(Edition.PARTNER, of).project.layers}
    assert secret.id in {layer.id for layer in content(Edition.POLICE, of).project.layers}


def test_a_person_can_raise_the_mark_of_any_measure():
    of = site()
    stamp = replace(of.measures[KIOSK].stamp, marking=Tlp.RED.value)
    raised = with_measure(of, KIOSK, stamp=stamp)
    for edition in Edition:
        held = content(edition, raised)
        assert KIOSK not in held.project.measures
        assert held.withheld
    assert marking_of(of.measures[KIOSK], None) is Tlp.AMBER


def test_unknown_attributes_of_a_plan_do_not_reach_the_public():
    of = site()
    layer = plan_layer(Role.WALL, LineString([(0, 0), (9, 0)]), remark="CANARY wall", name="Wall")
    held = content(Edition.PUBLIC, replace(of, layers=(*of.layers, layer)))
    assert "CANARY" not in told(held)
    assert held.project.layers[-1].attributes == ({},)


def test_answers_photos_and_reasons_stay_with_the_police():
    of = replace(
        site(), rules=replace(site().rules, rubric_overrides={"numbers.a": (1, "CANARY", "me")})
    )
    assert "CANARY" in told(content(Edition.POLICE, of))
    for edition in WIDER:
        assert "CANARY" not in told(content(edition, of))


def test_a_camera_zone_is_a_cell_of_a_fixed_lattice():
    cell = cell_of(Point(41.25, 33.75))
    assert cell.bounds == (25.0, 25.0, 50.0, 50.0)
    assert cell_of(Point(26.0, 49.0)).equals(cell)


def test_a_side_is_told_and_not_a_place():
    square = box(0, 0, 60, 60)
    one = sides_with(square, [LineString([(2, 1), (30, 1)])])
    other = sides_with(square, [LineString([(25, 3), (58, 2)])])
    assert [number for number, _ in one] == [number for number, _ in other]
    assert one[0][1].equals(other[0][1])
    assert len(sides_with(square, [square.exterior])) == 4
    assert sides_with(square, []) == ()
    assert sides_with(square, [Point(500, 500)]) == ()


@pytest.mark.parametrize("edition", list(Edition))
def test_a_plan_without_an_assessment_can_be_exported(edition):
    made = job(edition)
    from sbd_tool.report.editions import rebuild

    bare = rebuild(site(), None, made.content.catalogue, edition)
    assert bare.openness is None
    assert bare.findings == ()


@pytest.mark.parametrize("edition", WIDER)
def test_the_name_of_a_tree_is_in_no_sentence_of_a_wider_edition(edition):
    of, remark = site(), "CANARY informer meets here"
    trees = next(layer for layer in of.layers if layer.role is Role.TREE)
    named = replace(trees, attributes=({"name": f" {remark} "}, *trees.attributes[1:]))
    of = replace(of, layers=tuple(named if one is trees else one for one in of.layers))
    held, said = (
        assessment(),
        text("scoring.line_object", sentence=literal("Shade."), object=literal(remark)),
    )
    rows = held.scorecard.openness.indicators
    line = replace(
        rows["O09"], sentence=said, reading=replace(rows["O09"].reading, objects=(trees.ids[0],))
    )
    openness = replace(held.scorecard.openness, indicators={**rows, "O09": line})
    finding = replace(held.findings[0], sentence=said, objects=())
    held = replace(held, scorecard=replace(held.scorecard, openness=openness), findings=(finding,))
    assert remark in told(content(Edition.POLICE, of, held))
    wider = content(edition, of, held)
    assert remark not in told(wider)
    assert next(row.sentence for row in wider.openness.rows if row.key == "O09") == literal(
        "Shade."
    )


@pytest.mark.parametrize("suffix", ["gpkg", "qgis.zip", "dxf", "csv", "geojson"])
def test_a_measure_of_another_catalogue_is_handed_over_under_its_key(suffix):
    of = site()
    foreign = replace(of.measures[KIOSK], kind="from-another-city")
    held, taken = job(of=replace(of, measures={**of.measures, KIOSK: foreign})), Taken()
    EXPORTERS[suffix].write(held, taken, SILENT)
    assert taken.raw
    assert b"from-another-city" in taken.raw or suffix in {"qgis.zip", "dxf"}
