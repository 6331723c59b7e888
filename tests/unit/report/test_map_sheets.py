"""Sheets of every paper: no part lies on another, the scale is true, an atlas has its pages."""

import io
import math
import re
from dataclasses import replace
from itertools import pairwise, product

import pypdf
import pytest
from PIL import Image
from shapely.geometry import box

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import By, SetSheet
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.app.sheets import preview_sheet, set_sheet
from sbd_tool.cartography.drawlist import Group, Label
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, Level, Source, as_geometry_array
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.roles import Role
from sbd_tool.domain.sheets import Atlas, MapSheet, Paper, SheetPart, sheet_of
from sbd_tool.report.map_room import bar_left_mm, extent_of, furniture_on_ground
from sbd_tool.report.map_sheet import content_map, map_bounds, view_of
from sbd_tool.report.pdf import sheet_pdf
from sbd_tool.report.sheet_extras import grid_step_m
from sbd_tool.report.sheet_layout import layout_of
from tests.generated_square import X0, Y0
from tests.report_site import job, site

STAMP = Stamp(id="s1")
ALL = frozenset(SheetPart)
SHEETS = [
    MapSheet(paper=paper, is_portrait=is_up, parts=parts)
    for paper, is_up, parts in product(
        Paper, (False, True), (ALL, frozenset({SheetPart.LEGEND}), frozenset())
    )
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: f"{s.paper}-{s.is_portrait}-{len(s.parts)}")
def test_parts_lie_on_the_paper_and_not_on_the_map(sheet):
    size = layout_of(sheet)
    sides = {size.width_mm, size.height_mm}
    assert sides == {sheet.paper.long_mm, sheet.paper.short_mm}
    assert (size.height_mm > size.width_mm) is sheet.is_portrait
    paper = box(0, 0, size.width_mm, size.height_mm)
    left, top, width, height = size.frame
    frame = box(left, top, left + width, top + height)
    assert paper.contains(frame)
    for column in (size.column, size.second):
        if column is not None and sheet.parts & {SheetPart.LEGEND, SheetPart.LEDGERS}:
            x, y, wide = column
            place = box(x, y, x + wide, size.bottom_mm)
            assert paper.contains(place)
            assert place.intersection(frame).area == 0
    assert size.bottom_mm < size.height_mm - 12, "room for the foot"
    assert frame.area > 0.4 * paper.area, "the map is the greater part"


@pytest.mark.parametrize("paper", list(Paper))
def test_a_distance_on_the_plan_is_as_long_on_paper_as_the_scale_says(paper):
    sheet = MapSheet(paper=paper, scale=500, parts=frozenset({SheetPart.GRID}))
    told = job()
    content = replace(told.content, sheet=sheet)
    raw = sheet_pdf(replace(told, content=content))
    page = pypdf.PdfReader(io.BytesIO(raw)).pages[0]
    assert math.isclose(float(page.mediabox.width) * 25.4 / 72, paper.long_mm, abs_tol=0.2)
    crosses = sorted(set(_vertical_rules(page)))
    steps = {round(b - a, 2) for a, b in pairwise(crosses) if b - a > 5}
    expected = grid_step_m(500) * 1000 / 500
    assert any(abs(step - expected) < 0.2 for step in steps)


def _vertical_rules(page):
    """Abscissae in millimetres of short vertical strokes."""
    found = []
    pattern = r"(-?[\d.]+) (-?[\d.]+) m\s+(-?[\d.]+) (-?[\d.]+) l"
    for x0, y0, x1, y1 in re.findall(pattern, page.get_contents().get_data().decode("latin-1")):
        if x0 == x1 and 0 < abs(float(y1) - float(y0)) * 25.4 / 72 < 8:
            found.append(float(x0) * 25.4 / 72)
    return found


def test_the_view_of_given_bounds_lies_in_their_middle():
    view = view_of((10.0, 20.0, 50.0, 40.0), layout_of(MapSheet()), None)
    assert (view.centre_x_m, view.centre_y_m) == (30.0, 30.0)
    west, south, east, north = extent_of(view)
    assert west < 10
    assert south < 20
    assert east > 50
    assert north > 40


def zoned():
    found = site()
    shapes = [box(X0 + at, Y0, X0 + at + 10, Y0 + 10) for at in (0, 20, 40)]
    zones = Layer(
        stamp=Stamp(id="zones"),
        name="Crowds",
        role=Role.CROWD_AREA,
        ids=("z1", "z2", "z3"),
        geometry=as_geometry_array(shapes),
        attributes=({"name": "Stage"}, {}, {"name": "Market"}),
        level=Level.GROUND,
        source=Source(name="", sha256=""),
    )
    return replace(found, layers=(*found.layers, zones))


def test_an_atlas_has_a_page_for_the_square_and_one_for_each_crowd():
    found, rules, words = zoned(), load_rules(None), load_words("en")
    sheet = MapSheet(atlas=Atlas.ZONES)
    first, last = (
        preview_sheet(
            found, None, rules, sheet, edition=Edition.POLICE, page=page, words=words,
            clock=FixedClock(),
        )
        for page in (0, 99)
    )  # fmt: skip
    assert first.pages == last.pages == 4
    assert last.scale < first.scale, "a zone is shown larger than the square"
    assert first.picture != last.picture


def test_the_sheet_is_kept_and_undone_with_its_logo(tmp_path):
    path = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(path)
    found = site()
    command = set_sheet(found, MapSheet(title="A"), stamp=STAMP, by=By(), logo=path)
    after = command.apply(found)
    kept = sheet_of(after.records)
    assert kept.title == "A"
    assert after.blobs[kept.logo] == path.read_bytes()
    bare = set_sheet(after, replace(kept, logo=""), stamp=STAMP, by=By()).apply(after)
    assert kept.logo not in bare.blobs, "nothing shows it any more"
    assert set_sheet(bare, sheet_of(bare.records), stamp=STAMP, by=By()) is None


@pytest.mark.parametrize("wrong", [MapSheet(scale=3), MapSheet(title="x" * 500)])
def test_what_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(InputError):
        set_sheet(site(), wrong, stamp=STAMP, by=By())


def test_a_logo_that_is_not_what_it_says_is_refused():
    record = MapSheet(logo="ab" * 32).as_record(STAMP)
    with pytest.raises(InputError):
        SetSheet(record=record, pictures={"ab" * 32: b"other"}).apply(site())


def test_a_damaged_record_gives_the_usual_sheet():
    record = replace(
        MapSheet().as_record(STAMP),
        content={"paper": "B5", "scale": True, "parts": 3, "title": 7, "atlas": None},
    )
    assert sheet_of({"s1": record}) == MapSheet()


def test_names_of_a_large_sheet_grow_and_keep_off_scale_bar_and_arrow():
    made = job()
    view = view_of(map_bounds(made.content), layout_of(MapSheet()), None)
    usual, large = (
        [
            item
            for group in content_map(made.content, made.look, view, 5.4, grow=grow).groups
            if group.key == "labels"
            for item in group.items
        ]
        for grow in (1.0, 2.0)
    )
    assert usual
    assert large
    assert max(one.size_mm for one in large) == 2 * max(one.size_mm for one in usual)
    covered = furniture_on_ground(made.look, view, 2.0)
    for label in large:
        for west, south, east, north in covered:
            assert not (west < label.x_m < east and south < label.y_m < north), label.words


def test_the_scale_bar_makes_way_for_a_verdict_of_the_ring():
    made = job()
    view = view_of(map_bounds(made.content), layout_of(MapSheet()), None)
    west, south, _, _ = extent_of(view)
    pill = Label(x_m=west + 12, y_m=south + 4, words="open, 53 m", size_mm=2.5, colour="#b00020")
    assert bar_left_mm(made.look, view, 1.0, ()) == 4.0
    for key, is_moved in (("gaps", True), ("labels", False)):
        groups = (Group(key=key, title="", items=(pill,)),)
        left = bar_left_mm(made.look, view, 1.0, groups)
        assert (left > view.width_mm / 2) is is_moved
        bar, _ = furniture_on_ground(made.look, view, 1.0, groups)
        assert bar[0] - west == pytest.approx(left * view.scale / 1000)
