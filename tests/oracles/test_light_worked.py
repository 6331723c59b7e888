"""Light on small drawn squares, worked out by hand; the method pages quote these numbers.

One lamp of 6,000 lm hangs 5 m over the middle of a square of 50 m by 40 m, maintenance factor 0.8,
Lambert. I0 = 6000 / pi = 1909.9 cd; right below E = 1909.9 * 0.8 / 25 = 61.1 lx. 2 lx are reached
where cos^4 = 2 * 25 / (1909.9 * 0.8) = 0.03272: cos = 0.4253, 10.64 m out, 355.6 m2.
"""

import math
from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.light_classes import p_class, p_classes, sc_class
from sbd_tool.analysis.light_field import Crowns, illuminance
from sbd_tool.analysis.luminaires import Luminaire
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.app.language import load_words
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.photometry import Photometry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.scoring.indicators import INDICATORS
from sbd_tool.scoring.spec import Observed
from tests.drawn import RUBRIC, observed, results_of, site_of, thing, value

I0 = 6000 / math.pi
NO_WALLS = np.empty((0, 5))


def lamp_at(x: float, y: float, name: str = "lamp", **more: object):
    words = {"luminous_flux_lm": 6000, "mounting_height_m": 5, "maintenance_factor": 0.8} | more
    return thing(Role.LAMP, Point(x, y), name, **words)


def light_of(things, **more):
    return results_of(site_of(things, **more), "light")["light"]


def source(x=0.0, y=0.0, *, height=5.0, factor=4.8, kind="lambert", bearing=None) -> Luminaire:
    """6 klm times 0.8 on a table of 1000 lm is a factor of 4.8."""
    return Luminaire(
        id="l",
        x=x,
        y=y,
        height_m=height,
        photometry=RUBRIC.luminaires[kind] if isinstance(kind, str) else kind,
        factor=factor,
        bearing_deg=bearing,
        is_assumed=True,
    )


def lux(lamps, places, walls=NO_WALLS, **more):
    return illuminance(
        lamps, np.array(places, dtype=float), walls, face_m=1.5, reach_m=40.0, **more
    )


def wall(x1, y1, x2, y2, height=np.inf):
    return np.array([[x1, y1, x2, y2, height]], dtype=float)


def test_below_a_lambert_lamp_and_10_m_out() -> None:
    found = lux([source()], [(0, 0), (10, 0)]).horizontal
    assert found[0] == pytest.approx(I0 * 0.8 / 25, rel=1e-4)
    cosine = 5 / math.hypot(10, 5)
    assert found[1] == pytest.approx(I0 * 0.8 * cosine**4 / 25, rel=1e-4)
    assert found[1] == pytest.approx(2.44, abs=0.005)


def test_vertical_and_semicylindrical_light_of_a_face() -> None:
    """Lamp 5 m up, 7 m to the east of a face at 1.5 m: r = 7.826 m, cos = 0.4472."""
    found = lux([source(7, 0)], [(0, 0)])
    height, away = 3.5, 7.0
    r = math.hypot(height, away)
    candela = I0 * 0.8 * height / r
    flat = candela * (away / r) / r**2
    assert found.vertical[:, 0] == pytest.approx([flat, 0, 0, 0], rel=1e-4, abs=1e-9)
    half = [flat * (1 + turned) / math.pi for turned in (1, 0, -1, 0)]
    assert found.semicylindrical[:, 0] == pytest.approx(half, rel=1e-4, abs=1e-9)


def test_a_lamp_at_the_knee_lights_a_face_from_below() -> None:
    up = Photometry(
        name="up",
        c_deg=np.zeros(1),
        gamma_deg=np.array([0.0, 180.0]),
        intensity=np.array([[100.0, 100.0]]),
        is_absolute=True,
        flux_lm=None,
    )
    found = lux([source(3, 0, height=0.5, factor=1, kind=up)], [(0, 0)])
    r2 = 9 + 1
    assert found.vertical[0, 0] == pytest.approx(100 * 3 / r2**1.5, rel=1e-9)


def test_a_wall_between_takes_all_light_and_a_low_one_only_what_falls_below_it() -> None:
    places = [(4, 0), (12, 0), (-4, 0)]
    bare = lux([source()], places).horizontal
    tall = lux([source()], places, wall(6, -20, 6, 20)).horizontal
    assert tall == pytest.approx([bare[0], 0.0, bare[2]])
    # Over a wall of 2 m at 6 m the ray of a lamp 5 m up lands 10 m out: 12 m out is lit.
    low = lux([source()], [(9, 0), (12, 0)], wall(6, -20, 6, 20, 2.0)).horizontal
    assert low[0] == 0
    assert low[1] == pytest.approx(bare[1])


def test_a_lamp_on_a_wall_lights_its_own_side_only() -> None:
    places = [(3, 0), (-3, 0), (0.5, 9)]
    bare = lux([source()], places).horizontal
    house = [(0, -10, 0, 10), (0, 10, -8, 10), (-8, 10, -8, -10), (-8, -10, 0, -10)]
    walls = np.vstack([wall(*side) for side in house])
    found = lux([source()], [places[0], (-12, 0), places[2]], walls).horizontal
    assert found[0] == pytest.approx(bare[0])
    assert found[1] == 0
    assert found[2] == pytest.approx(bare[2])


def test_a_road_lamp_lights_the_side_it_looks_to() -> None:
    north, south = [(0, 8)], [(0, -8)]
    towards = lux([source(kind="road_wide", bearing=0.0)], north + south).horizontal
    assert towards[0] > 1.5 * towards[1]
    turned = lux([source(kind="road_wide", bearing=180.0)], north + south).horizontal
    assert turned == pytest.approx(towards[::-1])
    east = lux([source(kind="road_wide", bearing=90.0)], [(8, 0), (-8, 0)]).horizontal
    assert east == pytest.approx(towards)
    averaged = lux([source(kind="road_wide")], [(0, 8), (0, -8), (8, 0)]).horizontal
    assert averaged == pytest.approx([averaged[0]] * 3)


def test_a_crown_takes_its_share_where_the_ray_meets_it() -> None:
    crowns = Crowns(discs=np.array([[3.0, 0.0, 1.5, 2.0, 8.0]]), share=0.4)
    bare = lux([source()], [(4, 0), (-4, 0), (20, 0)]).horizontal
    shaded = lux([source()], [(4, 0), (-4, 0), (20, 0)], crowns=crowns).horizontal
    # At 3 m out the ray to 4 m is 1.25 m up, under the crown; that to 20 m is 4.25 m up, in it.
    assert shaded == pytest.approx([bare[0], bare[1], 0.4 * bare[2]])


def test_p09_one_lamp_lights_about_356_of_2000_m2() -> None:
    found = light_of([lamp_at(25, 20)])
    edge = math.sqrt(math.sqrt(I0 * 0.8 / (2 * 25)))
    area = math.pi * 25 * (edge**2 - 1)
    assert area == pytest.approx(355.6, abs=0.1)
    assert found.lit_by_one_m2 == pytest.approx(area)
    lit = value(site_of([lamp_at(25, 20)]), "P09")
    assert lit == pytest.approx(100 * area / 2000, abs=0.6)
    assert lit == pytest.approx(18.0)


def test_p09_is_100_under_a_close_grid_and_p10_tells_how_even_it_is() -> None:
    lamps = [lamp_at(5 + 10 * i, 5 + 10 * j, f"l{i}{j}") for i in range(5) for j in range(4)]
    site = site_of(lamps)
    found = results_of(site, "light")["light"]
    assert value(site, "P09") == 100
    lux_ = found.grid.horizontal_lx
    assert value(site, "P10") == pytest.approx(float(np.percentile(lux_, 5) / lux_.mean()))
    assert found.uniformity == pytest.approx(float(lux_.min() / lux_.mean()))
    assert found.p_class == "P1"


def test_p09_o23_and_p10_say_nothing_while_lamps_are_not_known() -> None:
    way = thing(Role.FOOTWAY, LineString([(25, -12), (25, 20)]), "way", highway="footway")
    for things in ([way], [way, lamp_at(25, 1)]):
        site = site_of(things, unknown=[Role.LAMP])
        for key in ("P09", "O23"):
            found = observed(site, key)
            assert isinstance(found, Observed)
            assert found.is_bound_only
        assert isinstance(observed(site, "P10"), NotAssessed)
        endless = replace(site, unseen={Role.LAMP: math.inf})
        assert isinstance(observed(endless, "P09"), NotAssessed)
        assert isinstance(observed(endless, "O23"), NotAssessed)


def test_p09_counts_missing_and_undrawn_lamps_in_its_worlds() -> None:
    likely = value(site_of([lamp_at(25, 20)]), "P09")
    fewer = site_of([lamp_at(25, 20)], unseen={Role.LAMP: -0.1})
    assert value(fewer, "P09") == pytest.approx(0.9 * likely)
    more = site_of([lamp_at(25, 20)], unseen={Role.LAMP: 2.0})
    assert value(more, "P09") == pytest.approx(likely + 2 * 100 * 355.6 / 2000, abs=0.01)


def test_a_person_says_there_is_no_lamp_and_the_square_is_dark() -> None:
    site = site_of([])
    assert value(site, "P09") == 0
    assert value(site, "P10") == 0
    assert light_of([]).pockets == ()


def test_a_measured_answer_stands_for_the_analysis() -> None:
    site = site_of([lamp_at(25, 20)], facts={"P09": 77.0, "P10": 0.3, "O23": 50.0})
    assert [value(site, key) for key in ("P09", "P10", "O23")] == [77.0, 0.3, 50.0]


@pytest.mark.parametrize("key", ["P09", "P10", "O23"])
def test_light_that_was_not_worked_out_is_not_assessed_and_says_how_to_get_it(key: str) -> None:
    site = site_of([lamp_at(25, 20)])
    not_run = NotAssessed(reason=text("scoring.note_not_run"))
    for results in ({}, {"light": not_run, "arrivals": not_run}):
        found = INDICATORS[key].observe(site, results, RUBRIC)
        assert isinstance(found, NotAssessed)
        assert found.reason.key == "light.not_run"
        assert "--wait" in load_words("en")(found.reason)
    answered = site_of([lamp_at(25, 20)], facts={key: 0.5})
    assert INDICATORS[key].observe(answered, {}, RUBRIC).value == 0.5


def test_o23_a_lamp_at_one_of_two_ways_lights_half_of_them() -> None:
    ways = [
        thing(Role.FOOTWAY, LineString([(x, -12), (x, 20)]), name, highway="footway")
        for x, name in ((10, "p1"), (40, "p2"))
    ]
    assert value(site_of(ways), "O23") == 0
    # 10 m out 2.44 lx are left: over the 2 lx of class P2.
    assert value(site_of([*ways, lamp_at(10, 0)]), "O23") == 50
    assert value(site_of([*ways, lamp_at(10, 0), lamp_at(40, 0, "l2")]), "O23") == 100
    # Aside by 5 m the ends of the stretch fall under 2 lx.
    assert value(site_of([*ways, lamp_at(15, 0)]), "O23") == 0
    found = observed(site_of([*ways, lamp_at(10, 0)]), "O23")
    assert isinstance(found, Observed)
    assert found.objects == ("lamp",)


def test_o23_ways_that_run_inside_buildings_only_are_not_judged() -> None:
    house = thing(Role.BUILDING, box(0, -15, 50, 15), "house")
    way = thing(Role.FOOTWAY, LineString([(10, -12), (10, 12)]), "p1", highway="footway")
    assert isinstance(observed(site_of([house, way]), "O23"), NotAssessed)
    assert isinstance(observed(site_of([]), "O23"), NotAssessed)


def test_assumed_lamps_make_the_result_indicative_and_a_file_makes_it_firm() -> None:
    bare = thing(Role.LAMP, Point(25, 20), "bare")
    found = observed(site_of([bare]), "P09")
    assert isinstance(found, Observed)
    assert found.evidence is Evidence.ASSUMED
    assert found.note is not None
    assert found.note.key == "light.indicative"
    table = replace(RUBRIC.luminaires["lambert"], basis="file", flux_lm=6000.0)
    rubric = replace(RUBRIC, luminaires={**RUBRIC.luminaires, "maker": table})
    from sbd_tool.analysis.luminaires import luminaires_of

    stated = lamp_at(25, 20, photometry="Maker")
    site = site_of([stated])
    one = luminaires_of(site, rubric, site.zone, Point(900, 900).buffer(1))[0]
    assert not one.is_assumed
    assert one.factor == pytest.approx(0.8)


@pytest.mark.parametrize(("leaning", "flux"), [("few", 3000), ("likely", 6000), ("many", 9000)])
def test_the_flux_of_an_assumed_lamp_leans_with_the_world(leaning: str, flux: float) -> None:
    site = site_of(
        [thing(Role.LAMP, Point(25, 20), "bare")], world=World(attributes=Leaning(leaning))
    )
    top = results_of(site, "light")["light"].grid.horizontal_lx.max()
    nearest = 5 / math.sqrt(25 + 0.5)
    assert top == pytest.approx(flux / math.pi * 0.8 * nearest**4 / 25, rel=1e-3)


def test_lamps_as_rows_and_areas_and_on_or_inside_walls() -> None:
    row = thing(Role.LAMP, LineString([(0, 5), (45, 5)]), "row")
    assert len(light_of([row]).assumed) == 1
    from sbd_tool.analysis.luminaires import luminaires_of

    def count(geometry, built=None):
        site = site_of([thing(Role.LAMP, geometry, "l")])
        return luminaires_of(site, RUBRIC, site.zone, built or Point(900, 900).buffer(1))

    assert [one.x for one in count(LineString([(0, 5), (45, 5)]))] == pytest.approx(
        [7.5, 22.5, 37.5]
    )
    assert len(count(box(0, 0, 45, 30))) == 6
    house = box(-10, 0, 1.5, 40)
    assert [one.x for one in count(Point(0.5, 20), house)] == pytest.approx([1.5])
    assert count(Point(-5, 20), house) == []


def test_a_dark_pocket_has_a_place_and_a_sentence() -> None:
    way = thing(Role.FOOTWAY, LineString([(1, 20), (49, 20)]), "way", highway="footway")
    ends = [lamp_at(1, 20, "west"), lamp_at(49, 20, "east")]
    found = light_of([way, *ends])
    assert len(found.pockets) == 1
    pocket = found.pockets[0]
    assert pocket.way == "way"
    assert pocket.at.x == pytest.approx(25, abs=1)
    # 2 lx are left 10.64 m from each lamp, a little farther with both: about 26 m are dark.
    assert pocket.length_m == pytest.approx(48 - 2 * 10.7, abs=1.5)
    assert pocket.said().key == "light.dark_pocket_indicative"


def test_classes_of_the_standard_are_those_of_the_rubric() -> None:
    classes = p_classes(RUBRIC)
    assert [(one.name, one.mean_lx, one.minimum_lx) for one in classes] == [
        ("P1", 15, 3),
        ("P2", 10, 2),
        ("P3", 7.5, 1.5),
        ("P4", 5, 1),
        ("P5", 3, 0.6),
        ("P6", 2, 0.4),
    ]
    assert p_class(classes, 10, 2) == "P2"
    assert p_class(classes, 20, 1.9) == "P3"
    assert p_class(classes, 1.9, 1.9) == ""
    assert p_class(classes, 10, 2, (2.9, 5)) == "P3"
    assert sc_class(RUBRIC, 2.0) == "SC5"
    assert sc_class(RUBRIC, 0.49) == ""


def test_the_picture_of_a_grid_puts_cells_where_they_lie() -> None:
    house = thing(Role.BUILDING, box(0, 0, 10, 40), "house")
    found = light_of([house, lamp_at(40, 35)])
    picture = found.grid.picture()
    frame = found.grid.frame
    assert picture.shape == (frame.rows, frame.columns)
    row, column = np.unravel_index(np.nanargmax(picture), picture.shape)
    place = (
        np.array(frame.corner)
        + (column + 0.5) * np.array(frame.right)
        + (row + 0.5) * np.array(frame.up)
    )
    assert place == pytest.approx((40, 35), abs=1)
    assert int(np.isnan(picture).sum()) == 400
