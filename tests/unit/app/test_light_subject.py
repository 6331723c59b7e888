"""Subject ``light``: lux on a grid or at places, and what is said where lamps are not known."""

from dataclasses import replace

import numpy as np
import pytest

from sbd_tool.app.analysing import SUBJECTS
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import Cancelled, InputError
from sbd_tool.domain.field_result import GridWish
from sbd_tool.domain.progress import SILENT
from tests.generated_square import X0, Y0, answered, project

RULES = load_rules(None)
LIGHT = SUBJECTS["light"]


def run(drawn, wish=None, progress=SILENT):
    return LIGHT.run(drawn, RULES, wish or GridWish(step_m=2.0), progress)


@pytest.fixture(scope="module")
def lit():
    return run(project(lamps=9))


def test_a_grid_of_two_metres_has_a_record_for_each_cell_of_the_square(lit) -> None:
    assert lit.raster is not None
    assert (lit.raster.columns, lit.raster.rows) == (30, 30)
    assert len(lit.x) == len(lit.y) == len(lit.columns["lux"]) == 900
    assert lit.summary["points"] == 900
    assert (lit.raster.west_m, lit.raster.north_m) == pytest.approx((X0, Y0 + 60))
    row, column = divmod(int(lit.raster.cell[37]), 30)
    assert lit.x[37] == pytest.approx(X0 + 2 * column + 1)
    assert lit.y[37] == pytest.approx(Y0 + 60 - 2 * row - 1)


def test_the_summary_says_mean_lowest_uniformity_classes_and_that_it_is_indicative(lit) -> None:
    lux = lit.columns["lux"]
    told = lit.summary
    assert told["mean_lx"] == pytest.approx(lux.mean())
    assert told["uniformity"] == pytest.approx(lux.min() / lux.mean())
    assert told["is_indicative"]
    assert told["lamps_assumed"] == told["lamps"] == 9
    assert told["p_class"] == told["square"]["p_class"]
    assert {"p_class_faces", "sc_class", "ways", "dark_pockets"} <= set(told)
    words = load_words("de")
    assert any("angenommen" in words(note) for note in lit.notes)


def test_faces_from_the_darkest_side_never_get_more_light_than_from_the_brightest(lit) -> None:
    for key in ("vertical", "semicylindrical"):
        least, most = lit.columns[f"{key}_lx"], lit.columns[f"{key}_max_lx"]
        assert (least <= most).all()
        assert most.max() > 0


def test_places_asked_for_come_back_in_their_order_and_none_is_lit_inside_a_house(lit) -> None:
    places = np.array([(X0 + 5, Y0 + 40), (X0 + 5, Y0 + 70), (X0 + 30, Y0 + 30)])
    found = run(project(lamps=9), GridWish(points=places))
    assert found.raster is None
    assert found.x == pytest.approx(places[:, 0])
    assert np.isnan(found.columns["lux"]).tolist() == [False, True, False]
    assert found.columns["lux"][0] > found.columns["lux"][2] > 0
    assert found.summary["points_in_buildings"] == 1
    assert "light.points_in_buildings" in {note.key for note in found.notes}


def test_lamps_nobody_knows_of_are_worded_and_never_called_dark() -> None:
    with pytest.raises(InputError) as caught:
        run(project())
    assert caught.value.what.key == "light.no_lamp_known"
    none = answered(project(), count__lamp=0.0)
    dark = run(none)
    assert dark.columns["lux"].max() == 0
    assert dark.summary["p_class"] is None


def test_a_grid_too_fine_and_places_that_are_none_are_refused_in_words() -> None:
    drawn = project(lamps=3)
    for wish, key in (
        (GridWish(step_m=0.001), "light.grid_too_fine"),
        (GridWish(step_m=0.0), "light.grid_too_fine"),
        (GridWish(points=np.empty((0, 2))), "light.no_points"),
        (GridWish(points=np.array([[np.nan, 0.0]])), "light.no_points"),
    ):
        with pytest.raises(InputError) as caught:
            run(drawn, wish)
        assert caught.value.what.key == key
    with pytest.raises(InputError):
        run(drawn, replace(GridWish(), option="no such option"))


def test_work_on_light_can_be_stopped() -> None:
    class Stopped:
        def advance(self, fraction, note=None) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(project(lamps=9), progress=Stopped())
