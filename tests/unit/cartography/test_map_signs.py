"""Signs: every symbol of the product can be drawn as vectors, and states differ in form."""

import math

import pytest

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.outlines import circle, sector
from sbd_tool.cartography.svg_paths import path_commands
from sbd_tool.cartography.symbols import (
    evidence_dot,
    family_outline,
    glyph,
    ledger_mark,
    marker_outlines,
)
from sbd_tool.formats.design import read_design

DESIGN = read_design()
LIGHT = DESIGN.theme("light")


def points(commands):
    for _, numbers in commands:
        yield from zip(numbers[::2], numbers[1::2], strict=True)


@pytest.mark.parametrize("name", sorted(DESIGN.symbols))
def test_every_symbol_becomes_strokes_inside_its_grid(name):
    strokes = glyph(DESIGN.symbols[name])
    assert strokes
    for stroke in strokes:
        assert stroke.is_filled or stroke.is_stroked
        for x, y in points(stroke.commands):
            assert -0.5 <= x <= 24.5
            assert -0.5 <= y <= 24.5


def test_there_are_fifty_four_symbols_of_kinds_and_three_of_notes():
    assert len(DESIGN.symbols) == 57


def test_a_half_circle_arc_ends_where_it_says_and_bulges_by_its_radius():
    commands = path_commands("M9 7a3 3 0 0 1 6 0")
    assert commands[-1][1][-2:] == pytest.approx((15, 7))
    top = min(y for _, y in points(commands))
    assert top == pytest.approx(4, abs=0.02)


def test_relative_smooth_and_chained_commands_follow_the_pen():
    assert path_commands("M1 1 3 1v2h-2z") == (
        ("M", (1.0, 1.0)),
        ("L", (3.0, 1.0)),
        ("L", (3.0, 3.0)),
        ("L", (1.0, 3.0)),
        ("Z", ()),
    )
    smooth = path_commands("M0 0c0 1 1 2 2 2s2-1 2-2")
    assert smooth[2][1] == pytest.approx((3, 2, 4, 1, 4, 0))


def test_a_path_with_a_foreign_command_is_refused():
    with pytest.raises(ValueError, match="path"):
        path_commands("M0 0Q1 1 2 2")


def flat(commands):
    at = (0.0, 0.0)
    for letter, numbers in commands:
        if letter == "C":
            handles = [at, *zip(numbers[::2], numbers[1::2], strict=True)]
            for step in range(1, 17):
                t = step / 16
                shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                yield tuple(
                    sum(share * point[axis] for share, point in zip(shares, handles, strict=True))
                    for axis in (0, 1)
                )
        elif numbers:
            yield numbers
        at = numbers[-2:] or at


def area(commands):
    ring = list(flat(commands))
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def test_no_family_outline_shouts():
    sizes = [area(family_outline(shape, 10)) for shape in ("square", "hexagon", "diamond", "tag")]
    assert max(sizes) / min(sizes) < 1.2
    assert min(sizes) / (math.pi * 100) > 0.85


def marker(**more):
    return Marker(x_m=0, y_m=0, symbol="bollard", size_mm=6, family="vehicles", **more)


def test_states_differ_in_black_and_white():
    drawn = {
        state: tuple(
            (outline.fill, outline.stroke, outline.dash_mm, outline.commands)
            for outline in marker_outlines(marker(state=state), DESIGN, LIGHT, is_mono=True)
        )
        for state in ("existing", "proposed", "temporary", "to_remove")
    }
    assert len(set(drawn.values())) == 4
    colours = {colour for parts in drawn.values() for part in parts for colour in part[:2]}
    assert colours <= {"", "#000000", "#FFFFFF", "#777777"}


def test_the_chosen_sign_wears_a_yellow_halo_and_nothing_else_is_yellow():
    plain = marker_outlines(marker(), DESIGN, LIGHT)
    chosen = marker_outlines(marker(is_selected=True), DESIGN, LIGHT)
    yellow = LIGHT.colour("select")
    assert sum(outline.stroke == yellow for outline in chosen) == 1
    assert all(yellow not in (outline.fill, outline.stroke) for outline in plain)


def test_evidence_dots_are_fuller_the_better_a_thing_is_known():
    def filled(key):
        return sum(
            area(part.commands) for part in evidence_dot(DESIGN, key, 2.0, "#000") if part.fill
        )

    amounts = [filled(key) for key in ("assumed", "plan", "surveyed", "seen")]
    assert amounts[0] == 0
    assert amounts == sorted(amounts)
    assert amounts[1] < amounts[2]


def test_half_a_dot_has_half_the_area():
    assert area(sector(0, 0, 1, 0.5)) == pytest.approx(math.pi / 2, rel=0.03)
    assert len(circle(0, 0, 1)) == 6


def test_the_ledger_marks_differ_in_form():
    openness, protection = (ledger_mark(key, 4, "#123456") for key in ("openness", "protection"))
    assert openness[0].stroke
    assert not openness[0].fill
    assert protection[0].fill


def test_themes_inherit_what_they_do_not_say():
    sunlight = DESIGN.theme("sunlight")
    assert sunlight.colour("surface") == DESIGN.theme("light").colour("surface")
    assert sunlight.colour("ink") == "#000000"
    assert DESIGN.theme("dark").is_dark
