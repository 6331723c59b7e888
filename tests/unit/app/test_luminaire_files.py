"""A maker's luminaire file takes the place of the assumed distribution; the project keeps it."""

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import Point

from sbd_tool.app.attaching import attach_luminaire
from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import AttachLuminaire, By, RemoveLuminaire
from sbd_tool.app.language import load_words
from sbd_tool.app.luminaires import chosen_lamps, lamps_of, read_luminaire
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.rules import load_rules
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.delta import difference, patched
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.effective import LIKELY_WORLD
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.progress import SILENT
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from sbd_tool.scoring.indicators import INDICATORS
from tests.generated_square import placed, project

NARROW = """IESNA:LM-63-2002
[LUMINAIRE] Spot
TILT=NONE
1 -1 1 3 1 1 2 0.1 0.1 0
1 1 20
0 20 25
0
9000 8000 0
"""
WIDE = NARROW.replace("9000 8000 0", "900 800 300")
BY = By("Ada", "2026-05-04T03:02:01Z")
CATALOGUE = load_rules(None).catalogue


@pytest.fixture
def spot(tmp_path):
    path = tmp_path / "Spot 20 W.ies"
    path.write_text(NARROW, encoding="latin-1")
    return path


AROUND = Surroundings(FixedClock(), CountedIds(7), None, "Ada")


def lit_square():
    """Six lamps of the plan and one drawn as a measure."""
    return placed(project(lamps=6), "pedestrian-lighting", Point(30, 20))


def attached(drawn, path, lamps=("all",)):
    luminaire = read_luminaire(path, drawn, AROUND.stamp(Evidence.SURVEYED))
    command = AttachLuminaire(
        luminaire=luminaire, lamp_ids=chosen_lamps(drawn, CATALOGUE, lamps), by=BY
    )
    return command.apply(drawn)


def light_of(drawn):
    from sbd_tool.analysis import ANALYSES
    from sbd_tool.analysis.effective_site import build

    rules = load_rules(drawn)
    site = build(drawn, rules.catalogue, rules.rubric, "base", "ordinary", LIKELY_WORLD)
    results = {}
    for key in ("arrivals", "light"):
        results[key] = ANALYSES[key].run(site, results, rules.rubric, SILENT)
    return site, results, rules.rubric


def test_lamps_named_after_a_file_are_lit_as_its_maker_says(spot) -> None:
    drawn = attached(lit_square(), spot)
    kept = next(iter(drawn.luminaires.values()))
    assert (kept.key, kept.title, kept.file_name) == ("spot_20_w", "Spot", spot.name)
    # The height of the lamps of the plan is still assumed; measured, nothing is.
    assert light_of(drawn)[1]["light"].is_indicative
    layers = tuple(
        replace(
            layer, attributes=tuple({**row, "mounting_height_m": 5.0} for row in layer.attributes)
        )
        if layer.name == "lamp"
        else layer
        for layer in drawn.layers
    )
    site, results, rubric = light_of(replace(drawn, layers=layers))
    light = results["light"]
    assert not light.is_indicative
    # A cone of 25 degrees 5 m up lights a disc of 17 m2 under each of the seven lamps.
    assert 0 < light.lit_share * len(light.grid.points) < 7 * 25
    found = INDICATORS["P09"].observe(site, results, rubric)
    assert found.evidence is not Evidence.ASSUMED
    assert found.note.key == "light.lamps_only"


def test_the_flux_of_the_file_holds_where_nobody_stated_another(spot) -> None:
    from sbd_tool.analysis.luminaires import luminaires_of

    def factors(drawn):
        site, _, rubric = light_of(drawn)
        lamps = luminaires_of(site, rubric, site.zone, Point(0, 0).buffer(1))
        return [lamp.factor for lamp in lamps if lamp.id == "measure-0"]

    drawn = lit_square()
    own = attached(drawn, spot, ["measure-0"])
    assert factors(own) == pytest.approx([0.8])  # maintenance only
    stated = replace(drawn.measures["measure-0"], parameters={"luminous_flux_lm": 1000.0})
    dimmed = attached(replace(drawn, measures={"measure-0": stated}), spot, ["measure-0"])
    emitted = next(iter(own.luminaires.values())).photometry.emitted_lm
    assert factors(dimmed) == pytest.approx([0.8 * 1000.0 / emitted])


def test_a_luminaire_survives_save_and_open_bit_for_bit(spot, tmp_path) -> None:
    drawn = attached(lit_square(), spot)
    again = project_from_bytes(project_bytes(drawn)).project
    assert again.luminaires == drawn.luminaires
    assert design_digest(again) == design_digest(drawn)
    one, other = (next(iter(p.luminaires.values())).photometry for p in (drawn, again))
    assert one == other
    before, after = (light_of(p)[1]["light"] for p in (drawn, again))
    assert np.array_equal(before.grid.horizontal_lx, after.grid.horizontal_lx)


def test_attaching_is_journalled_and_undone_exactly(spot) -> None:
    drawn = lit_square()
    done = attached(drawn, spot)
    delta = difference(drawn, done)
    assert {row.table for row in delta.rows} >= {"luminaires", "measures"}
    assert design_digest(patched(drawn, delta)) == design_digest(done)
    assert design_digest(patched(done, difference(done, drawn))) == design_digest(drawn)


def test_removing_a_luminaire_gives_its_lamps_back_to_what_is_assumed(spot) -> None:
    drawn = lit_square()
    done = attached(drawn, spot)
    gone = RemoveLuminaire(luminaire_id=next(iter(done.luminaires)), by=BY).apply(done)
    assert not gone.luminaires
    assert gone.measures["measure-0"].parameters == drawn.measures["measure-0"].parameters
    assert [layer.attributes for layer in gone.layers] == [
        layer.attributes for layer in drawn.layers
    ]
    with pytest.raises(InputError):
        RemoveLuminaire(luminaire_id="no such row").apply(gone)


def test_the_same_file_is_kept_once_and_another_of_its_name_gets_a_name_of_its_own(
    spot, tmp_path
) -> None:
    drawn = attached(lit_square(), spot)
    assert attached(drawn, spot).luminaires == drawn.luminaires
    (tmp_path / "new").mkdir()
    other = tmp_path / "new" / spot.name
    other.write_text(WIDE, encoding="latin-1")
    both = attached(drawn, other)
    assert [one.key for one in both.luminaires.values()] == ["spot_20_w", "spot_20_w-2"]
    ours = tmp_path / "Lambert.ies"
    ours.write_text(WIDE.replace("Spot", "Third"), encoding="latin-1")
    assert read_luminaire(ours, both, Stamp(id="x")).key == "lambert-2"


def test_a_broken_file_changes_nothing_and_says_why(tmp_path) -> None:
    path = tmp_path / "market.sbd.gpkg"
    save_project(lit_square(), path)
    broken = tmp_path / "broken.ldt"
    broken.write_text("no luminaire", encoding="latin-1")
    before = path.read_bytes()
    with pytest.raises(SbdError) as caught:
        attach_luminaire(path, broken, ["all"], clock=FixedClock())
    assert "broken.ldt" in load_words("de")(caught.value.what)
    assert path.read_bytes() == before


def test_a_lamp_that_is_not_there_is_refused(spot, tmp_path) -> None:
    path = tmp_path / "market.sbd.gpkg"
    save_project(lit_square(), path)
    for wished in (["nowhere"], ["square"]):
        with pytest.raises(InputError):
            attach_luminaire(path, spot, wished, clock=FixedClock())
    done = attach_luminaire(path, spot, clock=FixedClock())
    assert done.lamps == ()
    assert list(open_project(path).project.luminaires) == [done.luminaire.id]


def test_all_lamps_are_measures_that_act_as_one_and_drawn_ones_nobody_stands_for() -> None:
    drawn = lit_square()
    assert len(lamps_of(drawn, CATALOGUE)) == 7
    lamp = next(layer for layer in drawn.layers if layer.name == "lamp").ids[0]
    stands = replace(drawn.measures["measure-0"], plan_feature=lamp)
    assert len(lamps_of(replace(drawn, measures={"measure-0": stands}), CATALOGUE)) == 6


def test_a_damaged_row_of_a_luminaire_costs_only_itself(spot) -> None:
    drawn = attached(lit_square(), spot)
    whole = project_bytes(drawn)
    damaged = whole.replace(b"[[9000.0,8000.0,0.0]]", b"[[9000.0,-800.0,0.0]]")
    assert damaged != whole
    stored = project_from_bytes(damaged)
    assert not stored.project.luminaires
    assert stored.project.measures
    assert [notice.key for notice in stored.notices] == ["app.file.rows_lost"]
    # Its lamps are then assumed, and that is said.
    from sbd_tool.app.analysing import SUBJECTS
    from sbd_tool.domain.field_result import GridWish

    found = SUBJECTS["light"].run(
        stored.project, load_rules(stored.project), GridWish(step_m=5.0), SILENT
    )
    assert "light.unknown_kind" in {note.key for note in found.notes}
