"""Every kind of measure has a sign, and no two kinds look alike on a black and white copy."""

import itertools

import numpy as np
import pytest
from PIL import Image, ImageDraw
from shapely import LineString
from shapely.ops import substring

from sbd_tool.app.design import load_design
from sbd_tool.app.rules import load_rules
from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.symbols import marker_outlines

DESIGN = load_design()
KINDS = load_rules(None).catalogue.measures
SIDE, SIZE_MM = 96, 8.0


def curve(start, points, steps=8):
    a, b, c, d = (np.array(p) for p in (start, points[:2], points[2:4], points[4:]))
    for t in np.linspace(0, 1, steps + 1)[1:]:
        yield (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t**3 * d


def lines_of(commands):
    """Polylines of move, line, curve and close commands."""
    lines, now = [], []
    for letter, numbers in commands:
        if letter == "M":
            now = [np.array(numbers)]
            lines.append(now)
        elif letter == "L":
            now.append(np.array(numbers))
        elif letter == "C":
            now.extend(curve(now[-1], numbers))
        else:
            now.append(now[0])
    return lines


def dashed(line, pattern):
    """The drawn pieces of a dashed line."""
    shape, at, pieces = LineString(line), 0.0, []
    while at < shape.length:
        pieces.append(list(substring(shape, at, min(at + pattern[0], shape.length)).coords))
        at += pattern[0] + pattern[1]
    return pieces


def copied(symbol, family, state="existing"):
    """A marker as a photocopier shows it: dark or not."""
    marker = Marker(x_m=0, y_m=0, symbol=symbol, size_mm=SIZE_MM, family=family, state=state)
    image = Image.new("L", (SIDE, SIDE), 255)
    pen = ImageDraw.Draw(image)
    scale = SIDE / (SIZE_MM * 1.5)
    for outline in marker_outlines(marker, DESIGN, DESIGN.theme(), is_mono=True):
        for line in lines_of(outline.commands):
            dots = [tuple(np.array(dot) * scale + SIDE / 2) for dot in line]
            if outline.fill and len(dots) > 2:
                pen.polygon(dots, fill=int(outline.fill[1:3], 16))
            if outline.stroke and len(dots) > 1:
                width = max(1, round(outline.width_mm * scale))
                for piece in dashed(line, outline.dash_mm) if outline.dash_mm else [line]:
                    drawn = [tuple(np.array(dot) * scale + SIDE / 2) for dot in piece]
                    pen.line(drawn, fill=int(outline.stroke[1:3], 16), width=width)
    return np.asarray(image) < 128


def signs():
    """Symbol and family of every kind that has a place, each once."""
    return sorted({(kind.symbol, kind.family) for kind in KINDS if kind.symbol})


@pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.key)
def test_every_kind_has_a_symbol_that_exists_and_a_family(kind):
    assert kind.symbol in DESIGN.symbols
    assert kind.family in DESIGN.families()
    assert copied(kind.symbol, kind.family).any()


def test_no_two_signs_look_alike_in_black_and_white():
    seen = {sign: copied(*sign) for sign in signs()}
    alike = [
        (one, other)
        for one, other in itertools.combinations(seen, 2)
        if np.mean(seen[one] != seen[other]) < 0.012
    ]
    assert not alike


@pytest.mark.parametrize("sign", signs(), ids="/".join)
def test_states_of_a_sign_are_told_apart_without_colour(sign):
    states = ("existing", "proposed", "temporary", "to_remove")
    seen = [copied(*sign, state) for state in states]
    for one, other in itertools.combinations(seen, 2):
        assert np.mean(one != other) > 0.004
