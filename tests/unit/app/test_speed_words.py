"""The straight run-up as arithmetic: what is said by hand is what the analysis reckons."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.analysis.approach.motion import run_up_of
from sbd_tool.app.language import load_words
from sbd_tool.app.speed_words import by_hand, speed_lines
from sbd_tool.domain.approach_results import EdgeSpeeds, StandRating
from sbd_tool.domain.text import literal
from sbd_tool.domain.vehicles import vehicle_profiles
from tests.drawn import RUBRIC
from tests.properties.test_speed_laws import LINE, one, stretch

CAR, _, TRUCK, _ = vehicle_profiles(RUBRIC)
TOP = RUBRIC.value("approach_top_mps")


def run(profile, entry_mps, run_m):
    reached = run_up_of(profile, TOP).speed_after(run_m, entry_mps)
    whole = one(reached, reached * 1.1)
    return replace(whole, vehicle=profile.key, entry_mps=entry_mps, run_m=run_m, run_mps=reached)


def figures(sentence):
    return {key: getattr(value, "value", value) for key, value in sentence.params}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(entry=st.floats(0, 25), metres=st.floats(1, 300), profile=st.sampled_from([CAR, TRUCK]))
def test_the_arithmetic_by_hand_gives_the_speed_that_is_told(entry, metres, profile) -> None:
    told = figures(by_hand(run(profile, entry, metres), profile))
    if "turn" in told:
        found = (told["turn"] ** 3 + 3 * told["p"] * told["rest"]) ** (1 / 3)
        assert told["first"] + told["rest"] == pytest.approx(metres)
    elif "p" in told:
        found = (told["entry"] ** 3 + 3 * told["p"] * told["length"]) ** (1 / 3)
    else:
        found = (told["entry"] ** 2 + 2 * told["a"] * told["length"]) ** 0.5
    assert min(found, TOP) == pytest.approx(told["speed"], rel=1e-6)


def test_the_arithmetic_reads_like_a_line_on_paper() -> None:
    words = load_words("en")
    assert words(by_hand(run(TRUCK, 30 / 3.6, 40.0), TRUCK)).replace("\u202f", " ") == (
        "40.0 m straight, in at 30 km/h: 2.0 m/s² over 7.6 m to 10.00 m/s, then 20 W/kg: "
        "v = (10.00³ + 3 · 20 · 32.4)^(1/3) = 14.33 m/s = 51.6 km/h"
    )
    assert "v = √(0.00² + 2 · 4.5 · 20.0) = 13.42 m/s" in words(
        by_hand(run(CAR, 0.0, 20.0), CAR)
    ).replace("\u202f", " ")
    assert by_hand(run(CAR, 0.0, 0.0), CAR) is None


def test_stretches_are_told_along_the_edge_with_all_that_stands_there() -> None:
    row = StandRating("row", is_rated=True, ratio=1.1, best_ratio=1.2)
    first = stretch(replace(one(10, 11), run_line=LINE), (row,))
    second = replace(first, key="A1.2", start=10, end=20, stands=(), barriers=())
    found = EdgeSpeeds(edges=(first, second))
    lines = speed_lines(found, RUBRIC, lambda key: literal(f"the {key}"))
    assert [line.number for line in lines] == [1, 2]
    words = load_words("en")
    assert words(lines[0].stands) == "the row: not rated for it"
    assert words(lines[1].stands) == "Nothing stands there"
    assert words(lines[0].band).replace("\u202f", " ") == "truck of 7.2 t 36 to 40 km/h"
