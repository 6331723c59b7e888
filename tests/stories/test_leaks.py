"""Secrets are planted in every corner of a project; no wider edition holds one, in any format."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from tests.leak_search import everything, found_in, holds_place
from tests.planted_site import BARRIERS, CAMERAS, GATES, ROUNDS, moved_by, planted

FORMATS = ("pdf", "png", "svg", "html", "gpkg", "geojson", "xlsx")
WIDER = (Edition.PUBLIC, Edition.PARTNER)


def write(project, assessment, folder, suffix, edition):
    target = Path(folder) / f"{edition.value}.{suffix}"
    words, rules = load_words("en"), load_rules(project)
    export(project, assessment, rules, target, edition=edition, words=words, clock=FixedClock())
    return target


@pytest.fixture(scope="module")
def site():
    project, plant = planted()
    return project, plant, assess(project, load_rules(project), with_suggestions=True)


@pytest.fixture(scope="module")
def files(site, tmp_path_factory):
    project, _, assessment = site
    folder = tmp_path_factory.mktemp("leaks")
    return {
        (edition, suffix): write(project, assessment, folder, suffix, edition)
        for edition in WIDER
        for suffix in FORMATS
    }


@pytest.mark.parametrize("edition", WIDER)
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_secret_is_in_a_wider_edition(site, files, edition, suffix):
    _, plant, _ = site
    assert len(plant.secrets) >= 60
    whole = everything(files[edition, suffix])
    assert {where for where, word in plant.secrets.items() if found_in(whole, word)} == set()


@pytest.mark.parametrize("suffix", ["pdf", "svg", "html", "gpkg", "geojson", "xlsx"])
def test_the_search_finds_what_the_police_edition_tells(site, tmp_path, suffix):
    project, plant, assessment = site
    whole = everything(write(project, assessment, tmp_path, suffix, Edition.POLICE))
    told = {where for where, word in plant.secrets.items() if found_in(whole, word)}
    assert len(told) > (0 if suffix == "svg" else 5)


@pytest.mark.parametrize("edition", WIDER)
@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "html", "svg"])
def test_no_place_of_a_sensitive_object_is_in_a_wider_edition(site, files, edition, suffix):
    project, plant, _ = site
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(project.crs, "EPSG:4326", always_xy=True)
    whole = everything(files[edition, suffix])
    for where, (x, y) in plant.places.items():
        assert not holds_place(whole, x, y), where
        assert not holds_place(whole, *to_degrees.transform(x, y), decimals=6), where


@pytest.mark.parametrize("edition", WIDER)
def test_widths_at_the_barrier_line_are_bands(site, files, edition):
    told = json.loads(files[edition, "geojson"].read_bytes())["sbd"]["indicators"]
    narrow = [row for row in told if row["key"] in {"O01", "O03", "O04", "O05", "O08", "O16"}]
    assert len(narrow) == 6
    for row in narrow:
        assert (row["value"], row["likely"], row["earned"], row["lost"]) == (None,) * 4
        assert row["low"] % 20 == row["high"] % 20 == 0
        assert row["high"] - row["low"] >= 20


def test_partners_get_no_row_of_vehicle_access(files):
    told = json.loads(files[Edition.PARTNER, "geojson"].read_bytes())["sbd"]["indicators"]
    keys = {row["key"] for row in told}
    assert {"P05", "P12"} <= keys
    assert not keys & {"P01", "P02", "P03", "P04"}
    assert all(row["lost"] is None for row in told if row["ledger"] == "protection")


def permitted(assessment):
    """What the public may know of an assessment, to tell when its bytes must not change."""
    card = assessment.scorecard
    ends = [
        round(points) for points in (card.openness.score, card.openness.low, card.openness.high)
    ]
    bands = (card.openness, card.protection)
    rows = [
        (row.key, row.low // 20, row.high // 20)
        if row.key in {"O01", "O03", "O04", "O05", "O08", "O16"}
        else (row.key, row.reading.likely, row.low, row.high)
        for row in card.openness.indicators.values()
    ]
    return [*ends, *((one.band_low, one.band_high) for one in bands), *rows]


def test_random_moves_and_ratings_of_sensitive_objects_change_no_public_byte(site, files, tmp_path):
    project, _, assessment = site
    chance = random.Random(7)
    compared = 0
    for _ in range(4):
        dx, dy = chance.uniform(-0.4, 0.4), chance.uniform(-0.3, 0.3)
        other = moved_by(project, {*BARRIERS, *GATES, *CAMERAS}, dx, dy)
        sensitive = {*BARRIERS, *GATES, *CAMERAS, *ROUNDS}
        other = replace(
            other,
            measures={
                key: replace(
                    measure,
                    name=f"n{dx}",
                    note=f"m{dy}",
                    parameters={**measure.parameters, "rating": chance.choice(["none", "K12"])},
                )
                if measure.kind in sensitive
                else measure
                for key, measure in other.measures.items()
            },
        )
        after = assess(other, load_rules(other), with_suggestions=False)
        if permitted(after) != permitted(assessment):
            continue
        compared += 1
        for suffix in FORMATS if compared == 1 else ("svg", "geojson"):
            changed = write(other, after, tmp_path, suffix, Edition.PUBLIC).read_bytes()
            assert changed == files[Edition.PUBLIC, suffix].read_bytes(), suffix
    assert compared >= 2
