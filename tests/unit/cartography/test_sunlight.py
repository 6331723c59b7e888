"""The theme for bright light: words at seven to one, edges of areas at three to one."""

import itertools

import pytest

from sbd_tool.app.design import load_design

SUN = load_design().theme("sunlight").colours
WORDS = ("ink", "ink_2", "ink_3", "openness_text", "protection_text", "danger", "warn", "info")
FAMILIES = sorted(key for key in SUN if key.startswith("family."))


def luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("ground", ["surface", "ground", "sunken"])
def test_words_stand_out_seven_to_one(word, ground):
    assert contrast(SUN[word], SUN[ground]) >= 7


@pytest.mark.parametrize("family", FAMILIES)
def test_signs_of_families_stand_out_seven_to_one(family):
    assert contrast(SUN[family], SUN["surface"]) >= 7
    assert contrast(SUN[family], SUN["map.square"]) >= 7


@pytest.mark.parametrize("area", ["building", "tree", "water", "carriageway"])
def test_edges_of_areas_stand_out_three_to_one(area):
    assert contrast(SUN[f"map.{area}_edge"], SUN[f"map.{area}"]) >= 3
    assert contrast(SUN[f"map.{area}_edge"], SUN["map.ground"]) >= 3


def test_words_on_the_map_stand_out_from_their_halo_and_lines_from_the_ground():
    assert contrast(SUN["map.label"], SUN["map.halo"]) >= 7
    for line in ("wall", "rail", "boundary", "lamp"):
        assert contrast(SUN[f"map.{line}"], SUN["map.ground"]) >= 4.5


def test_no_two_families_have_one_colour():
    assert all(SUN[a] != SUN[b] for a, b in itertools.combinations(FAMILIES, 2))
