"""Heat maps: colours in even steps, cells where they belong, values under the pointer."""

import io

import numpy as np
import pytest
from PIL import Image

from sbd_tool.app.design import load_design
from sbd_tool.app.language import load_words
from sbd_tool.cartography.drawlist import DrawList, Group
from sbd_tool.cartography.heat_map import (
    HeatMap,
    colours_of,
    heat_legend,
    heat_picture,
    with_heat,
)
from sbd_tool.cartography.ramps import even_ramp, oklab
from sbd_tool.domain.text import literal

DESIGN = load_design()
RISING = ("attention", "light_lux", "openness", "protection")

# Machado, Oliveira and Fernandes (2009), severity 1.0: what people with no red or no green
# receptors see, as matrices on linear light.
MISSING = {
    "red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def heat(values, **more):
    wish = {"stops": (0.0, 10.0), "unit": "lx", "decimals": 1} | more
    return HeatMap(
        key="light",
        title=literal("Light"),
        values=np.asarray(values, dtype=float),
        x0_m=500_000.0,
        y0_m=6_000_000.0,
        step_m=2.0,
        **wish,
    )


def as_seen(rgb, matrix):
    share = rgb / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.asarray(matrix).T, 0, 1)
    back = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    return np.round(back * 255).astype(np.uint8)


@pytest.mark.parametrize("name", RISING)
def test_steps_of_a_ramp_look_equally_large(name):
    lab = oklab(even_ramp(DESIGN.ramp(name), 32))
    steps = np.linalg.norm(np.diff(lab, axis=0), axis=1)
    assert steps.max() / steps.min() < 1.35


@pytest.mark.parametrize("name", RISING)
@pytest.mark.parametrize("missing", sorted(MISSING))
def test_ramps_keep_their_order_for_colour_blind_people_and_on_a_photocopier(name, missing):
    ramp = even_ramp(DESIGN.ramp(name), 16)
    for seen in (ramp, as_seen(ramp, MISSING[missing])):
        lightness = oklab(seen)[:, 0]
        falls = np.diff(lightness) * np.sign(lightness[-1] - lightness[0])
        assert falls.min() > 0


def test_row_zero_is_the_south_and_cells_without_value_are_clear():
    one = heat([[0.0, 10.0], [np.nan, 5.0]])
    picture = heat_picture(one, DESIGN)
    pixels = np.asarray(Image.open(io.BytesIO(picture.data)))
    ramp = even_ramp(DESIGN.ramp("attention"))
    assert pixels.shape == (2, 2, 4)
    assert tuple(pixels[1, 0, :3]) == tuple(ramp[0])
    assert tuple(pixels[1, 1, :3]) == tuple(ramp[-1])
    assert pixels[0, 0, 3] == 0
    a, _, _, e, c, f = picture.transform
    assert (a, e) == (2.0, -2.0)
    assert (c - 1.0, f + 1.0) == (500_000.0, 6_000_004.0)


def test_the_value_under_the_pointer_is_the_cells_own():
    one = heat([[1.0, 2.0], [np.nan, 4.0]])
    assert one.value_at(500_000.1, 6_000_000.1) == 1.0
    assert one.value_at(500_003.9, 6_000_003.9) == 4.0
    assert one.value_at(500_000.1, 6_000_003.0) is None
    assert one.value_at(499_999.9, 6_000_000.1) is None


def test_classes_have_one_colour_each_and_the_legend_names_them_from_the_top():
    one = heat([[0.0, 9.9, 10.0, 49.0, 50.0, 900.0]], stops=(0, 10, 50, 100), is_classed=True)
    colours = [tuple(colour) for colour in colours_of(one, DESIGN)[0, :, :3]]
    assert colours[0] == colours[1]
    assert colours[2] == colours[3]
    assert colours[4] == colours[5]
    assert len(set(colours)) == 3
    rows = [
        entry.title.replace("\u202f", " ") for entry in heat_legend(one, DESIGN, load_words("en"))
    ]
    assert rows == ["Light: 50.0 lx or more", "10.0 lx to 50.0 lx", "less than 10.0 lx"]
    shown = [entry.fill.colour for entry in heat_legend(one, DESIGN, load_words("en"))]
    assert shown == ["#{:02x}{:02x}{:02x}".format(*colours[at]) for at in (4, 2, 0)]


def test_a_heat_map_lies_over_the_ground_and_under_the_measures():
    groups = tuple(Group(key=key, title="", items=()) for key in ("ground", "boundary", "measures"))
    drawn = with_heat(DrawList(groups=groups), heat([[1.0]]), DESIGN, load_words("en"))
    assert [group.key for group in drawn.groups] == ["ground", "heat", "boundary", "measures"]


def test_stops_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="rise"):
        heat([[1.0]], stops=(1.0, 1.0))
