"""Signs of gaps, worked by hand at both limits: tone, arrows and who is shown to be kept out."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from shapely.geometry import LineString, box

from sbd_tool.app.design import load_design
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.gui import paint
from sbd_tool.gui.look import make_look
from sbd_tool.gui.map.sketching.run_overlay import RunOverlay
from sbd_tool.gui.map.sketching.run_signs import gap_signs
from sbd_tool.gui.map.tool_base import NEW
from sbd_tool.gui.map.viewport import View

POST_M = 0.2
RULES = load_rules()


@pytest.fixture(scope="module")
def look(qapp):
    return make_look(load_design())


def desk_with(*measures, armed=None, layers=()):
    rows = {row.id: row for row in measures}
    project = Project(id="p", title="", crs="EPSG:3879", measures=rows, layers=layers)
    return SimpleNamespace(project=project, rules=RULES, armed_kind=armed, run_draft=None)


def two_posts(clear_m, row_id="run"):
    line = LineString([(0, 0), (clear_m + 2 * POST_M, 0)])
    return Measure(
        stamp=Stamp(id=row_id),
        kind="bollards-rated-fixed",
        geometry=line,
        parameters={"unit_width_m": POST_M, "clear_gap_m": 9.0},
    )


def host_of(look, selection=()):
    view = View(x_m=0.9, y_m=0, m_per_px=0.005, width_px=800, height_px=400)
    return SimpleNamespace(theme=look.theme, words=look.words, view=view, selection=selection)


def painted(overlay, host, drafts):
    image = QImage(800, 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#123456"))
    p = QPainter(image)
    paint.hints(p)
    overlay.paint(p, host, drafts)
    p.end()
    return image


# Worked by hand: limit for vehicles 1.20 m; wheelchairs and prams 0.90 m; cargo bikes 1.50 m.
EVERYBODY = ("wheelchair", "pram", "cargo_bike")
TABLE = [
    (0.50, "warn", EVERYBODY, False, "0.50"),
    (0.89, "warn", EVERYBODY, False, "0.89"),
    (0.90, "warn", ("cargo_bike",), False, "0.90"),
    (1.20, "warn", ("cargo_bike",), False, "1.20"),
    (1.21, "danger", ("cargo_bike",), True, "1.21"),
    (1.49, "danger", ("cargo_bike",), True, "1.49"),
    (1.50, "danger", (), True, "1.50"),
    (2.00, "danger", (), True, "2.00"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[-1])
def test_a_gap_is_signed_by_hand_worked_limits(look, row):
    clear, tone, kept_out, is_wide, figure = row
    measure = two_posts(clear)
    overlay, host = RunOverlay(desk_with(measure)), host_of(look)
    (run,) = overlay.runs(host, {"run": measure.geometry})
    signs = gap_signs(run.layout, run.setting.limits, look.words, host.view)
    between = next(sign for sign in signs if sign.gap.place.value == "between")
    assert (between.tone, between.gap.too_narrow_for) == (tone, kept_out)
    assert (between.gap.is_too_wide, between.figure) == (is_wide, figure)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[-1])
def test_the_stroke_across_the_gap_has_the_colour_of_its_fault(look, row):
    clear, tone, *_ = row
    measure = two_posts(clear)
    host = host_of(look)
    image = painted(RunOverlay(desk_with(measure)), host, {"run": measure.geometry})
    at = host.view.to_screen(POST_M + clear / 4, 0)  # between the arrows at middle and end
    assert image.pixelColor(round(at.x()), round(at.y())) == look.theme.color(tone)


def test_colour_is_not_the_only_sign(look):
    """In grey, a wide gap, a narrow one and one in order still look different."""
    pictures = []
    for clear in (0.95, 1.25):
        measure = two_posts(clear)
        image = painted(RunOverlay(desk_with(measure)), host_of(look), {"run": measure.geometry})
        pictures.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert pictures[0] != pictures[1]
    measure = two_posts(1.25)
    overlay, host = RunOverlay(desk_with(measure)), host_of(look)
    (run,) = overlay.runs(host, {"run": measure.geometry})
    wide, *_ = gap_signs(run.layout, run.setting.limits, look.words, host.view)
    fine = replace(wide.gap, is_too_wide=False, too_narrow_for=())
    assert fine.is_in_order


def test_what_is_drawn_of_a_kind_in_hand_is_laid_out_before_it_is_placed(look):
    overlay = RunOverlay(desk_with(armed="rated-planters"))
    host = host_of(look)
    line = LineString([(0, 0), (9, 0)])
    (run,) = overlay.runs(host, {NEW: line})
    assert run.is_draft
    assert len(run.layout.centres) > 1
    assert overlay.runs(host, {NEW: LineString([(0, 0), (0.1, 0)])}) == ()


def test_kinds_that_are_no_runs_and_objects_of_the_plan_show_nothing(look):
    overlay = RunOverlay(desk_with(armed="night-closure"))
    assert overlay.runs(host_of(look), {NEW: LineString([(0, 0), (9, 0)])}) == ()
    assert overlay.runs(host_of(look), {"feature": LineString([(0, 0), (9, 0)])}) == ()


def test_a_chosen_run_shows_its_gaps_while_nothing_moves(look):
    measure = two_posts(1.0)
    overlay = RunOverlay(desk_with(measure))
    (run,) = overlay.runs(host_of(look, ("run",)), {})
    assert not run.is_draft
    assert overlay.runs(host_of(look), {}) == ()


def test_gaps_to_neighbours_are_signed_too_and_an_open_end_says_so(look):
    measure = two_posts(1.0)
    wall = Layer(
        stamp=Stamp(id="walls"),
        name="walls",
        role=Role.WALL,
        ids=("w",),
        geometry=as_geometry_array([box(-1.0, -2, -0.7, 2)]),
        attributes=({},),
    )
    overlay, host = RunOverlay(desk_with(measure, layers=(wall,))), host_of(look)
    (run,) = overlay.runs(host, {"run": measure.geometry})
    signs = gap_signs(run.layout, run.setting.limits, look.words, host.view)
    assert {(sign.gap.place.value, sign.figure) for sign in signs} == {
        ("start", "0.70"),
        ("between", "1.00"),
        ("end", "open"),
    }


def test_the_layout_is_kept_while_nothing_moves(look):
    measure = two_posts(1.0)
    overlay, host = RunOverlay(desk_with(measure)), host_of(look)
    first = overlay.runs(host, {"run": measure.geometry})[0]
    again = overlay.runs(host, {"run": LineString(measure.geometry)})[0]
    assert again.layout is first.layout
    assert again.setting is first.setting
