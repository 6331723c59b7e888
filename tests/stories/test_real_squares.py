"""Nine real squares, each as OpenStreetMap XML and as GeoPackage, and extracts of whole towns."""

from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import import_plans
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.roles import Role

SQUARES = {
    "helsinki_kolmensepanaukio": 1357,
    "helsinki_rautatientori": None,
    "helsinki_senaatintori": None,
    "london_guildhall_yard": None,
    "london_paternoster_square": None,
    "milano_piazza_della_scala": None,
    "monaco_place_d_armes": None,
    "monaco_place_du_casino": None,
    "paris_place_de_la_republique": None,
}
# The GeoPackage of this square was cut from a routing extract without a layer of buildings.
ONLY_IN_XML = {("milano_piazza_della_scala", Role.BUILDING)}
EXTRACTS = (
    ("helsinki.osm.pbf", "Rautatientori"),
    ("london-city.osm.pbf", "Guildhall Yard"),
    ("monaco-2021.osm.pbf", "Place d'Armes"),
)


def imported(path: Path, **given):
    rules = load_rules(None)
    found = import_plans([path], clock=FixedClock(), catalogue=rules.catalogue, **given)
    return found.project, rules


def counts(project) -> dict[Role, int]:
    found: dict[Role, int] = {}
    for layer in project.layers:
        found[layer.role] = found.get(layer.role, 0) + len(layer)
    return found


@pytest.mark.parametrize("suffix", ["osm", "gpkg"])
@pytest.mark.parametrize("name", SQUARES)
def test_a_real_square_gets_two_honest_ranges(real_data: Path, name: str, suffix: str) -> None:
    project, rules = imported(real_data / "osm-squares" / f"{name}.{suffix}")
    area = project.feature(project.square)[1].geometry.area
    if SQUARES[name] is not None:
        assert area == pytest.approx(SQUARES[name], rel=0.02)
    card = assess(project, rules, with_suggestions=False).scorecard
    for ledger in (card.openness, card.protection):
        assert 0 <= ledger.low <= ledger.high <= 100
        assert ledger.score is None or ledger.low <= ledger.score <= ledger.high
        assert not ledger.fit_to_print, "no square earns a printed score from a map alone"
        assert ledger.questions


@pytest.mark.parametrize("name", SQUARES)
def test_both_files_of_a_square_say_the_same_things_are_there(real_data: Path, name: str) -> None:
    one, _ = imported(real_data / "osm-squares" / f"{name}.osm")
    two, _ = imported(real_data / "osm-squares" / f"{name}.gpkg")
    first, second = counts(one), counts(two)
    for role in (Role.BUILDING, Role.CARRIAGEWAY, Role.SEAT, Role.LAMP, Role.TREE, Role.CAMERA):
        if (name, role) in ONLY_IN_XML:
            continue
        a, b = first.get(role, 0), second.get(role, 0)
        assert abs(a - b) <= max(3, 0.1 * max(a, b)), (role, a, b)


@pytest.mark.parametrize(("file", "square"), EXTRACTS)
def test_a_square_is_found_by_name_in_the_extract_of_a_town(
    real_data: Path, file: str, square: str
) -> None:
    project, rules = imported(real_data / "osm-extracts" / file, square=square)
    found = project.feature(project.square)
    assert found is not None
    assert 500 < found[1].geometry.area < 50_000
    assert assess(project, rules, with_suggestions=False).scorecard.openness.coverage > 0
