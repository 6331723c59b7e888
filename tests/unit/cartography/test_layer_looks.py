"""Layers with a look of their own: on the map, in the legend, in every file, in every edition."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from sbd_tool.app.commands import SetLayerStyle
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.app.layer_styles import categories, graduated, numeric_attributes
from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import Label, Marker, Paths
from sbd_tool.cartography.layer_looks import PALETTE, look_of, parts_of
from sbd_tool.cartography.ramps import oklab
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layer_style import (
    NO_FILL,
    Hatch,
    LayerStyle,
    Scheme,
    StyleClass,
    class_of,
)
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.roles import Role
from sbd_tool.formats.design import read_design
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from sbd_tool.formats.rules import read_catalogue
from sbd_tool.report.editions import rebuild
from tests.generated_square import project

DESIGN, CATALOGUE, WORDS = read_design(), read_catalogue(), load_words("en")
RAMP = DESIGN.ramp("attention")
HEIGHTS = [{"height": 3.0 * n, "use": "shop" if n % 2 else "flat"} for n in range(40)]


def houses(of):
    return next(layer for layer in of.layers if layer.role is Role.BUILDING)


def with_style(style, **more):
    of = project()
    layer = houses(of)
    rows = tuple(HEIGHTS[: len(layer.ids)])
    styled = replace(layer, attributes=rows, style=style, **more)
    return replace(of, layers=tuple(styled if one is layer else one for one in of.layers))


def drawn(of, scale=500.0):
    return compose(of, CATALOGUE, DESIGN, WORDS, scale=scale)


def paths_of(of):
    key = houses(of).id
    group = next(group for group in drawn(of).groups if group.key == key)
    return [item for item in group.items if isinstance(item, Paths)]


def legend(of):
    return {entry.title: entry for entry in drawn(of).legend}


def test_one_look_is_drawn_and_stands_in_the_legend():
    style = LayerStyle(fill="#112233", line="#445566", width_mm=0.7, hatch=Hatch.CROSS, opacity=0.5)
    of = with_style(style)
    (paths,) = paths_of(of)
    assert (paths.fill.colour, paths.fill.hatch, paths.fill.opacity) == ("#112233", "cross", 0.5)
    assert (paths.stroke.colour, paths.stroke.width_mm) == ("#445566", 0.7)
    assert legend(of)["Building"].fill.colour == "#112233"


def test_no_fill_leaves_the_outline():
    (paths,) = paths_of(with_style(LayerStyle(fill=NO_FILL, line="#445566")))
    assert paths.fill is None
    assert paths.stroke.colour == "#445566"


def test_categories_are_parts_with_their_colours_and_rows_in_the_legend():
    layer = replace(houses(project()), attributes=tuple(HEIGHTS[: len(houses(project()).ids)]))
    classes = categories(layer, "use")
    assert [one.value for one in classes] == ["flat", "shop"]
    of = with_style(LayerStyle(scheme=Scheme.CATEGORIES, by="use", classes=classes))
    colours = {paths.fill.colour: set(paths.ids) for paths in paths_of(of)}
    assert set(colours) == {PALETTE[0], PALETTE[1]}
    told = legend(of)
    assert told["Building: flat"].fill.colour == PALETTE[0]
    assert told["Building: shop"].fill.colour == PALETTE[1]


def test_a_value_of_no_class_looks_like_the_layer():
    only = (StyleClass(colour="#cc79a7", value="shop"),)
    of = with_style(LayerStyle(scheme=Scheme.CATEGORIES, by="use", classes=only))
    assert {paths.fill.colour for paths in paths_of(of)} == {
        "#cc79a7",
        DESIGN.theme("light").colour("map.building"),
    }
    assert "Building: \u2026" in legend(of)


def test_steps_of_a_number_hold_about_equally_many_and_darken():
    layer = replace(houses(project()), attributes=tuple(HEIGHTS[: len(houses(project()).ids)]))
    classes = graduated(layer, "height", 4, RAMP)
    assert len(classes) == 4
    rows = [
        class_of(LayerStyle(scheme=Scheme.GRADUATED, by="height", classes=classes), row["height"])
        for row in layer.attributes
    ]
    counts = np.bincount(rows)
    assert min(rows) == 0
    assert counts.max() - counts.min() <= 2
    light = oklab([one.colour for one in classes])[:, 0]
    assert (np.diff(light) < 0).all()


def test_colours_of_categories_stay_apart_for_people_who_see_red_and_green_alike():
    # Without the red-green axis of OKLab, what is left still tells any two apart.
    lab = oklab(PALETTE)[:, [0, 2]]
    apart = np.linalg.norm(lab[:, None] - lab[None, :], axis=-1)
    assert apart[np.triu_indices(len(PALETTE), 1)].min() > 0.05


def test_equal_numbers_make_one_class_and_words_none():
    layer = replace(houses(project()), attributes=({"a": 2, "b": "x"},) * 9)
    layer = replace(layer, ids=layer.ids[:9], geometry=layer.geometry[:9])
    assert len(graduated(layer, "a", 5, RAMP)) == 1
    assert graduated(layer, "b", 5, RAMP) == ()
    assert numeric_attributes(layer) == ("a",)


def test_points_take_colour_and_size():
    trees = Layer(
        stamp=Stamp(id="lamps"),
        name="Lamps",
        role=Role.LAMP,
        ids=("a", "b"),
        geometry=as_geometry_array([Point(500_010, 6_000_010), Point(500_020, 6_000_020)]),
        attributes=({"w": 1}, {"w": 2}),
        style=LayerStyle(fill="#112233", point_mm=2.0),
    )
    of = replace(project(), layers=(*project().layers, trees))
    group = next(group for group in drawn(of).groups if group.key == "lamps")
    assert {(dot.colour, dot.size_mm) for dot in group.items if isinstance(dot, Marker)} == {
        ("#112233", 2.0)
    }


def test_any_attribute_is_written_beside_features_and_equal_ones_each():
    of = with_style(LayerStyle(label="use"))
    group = next(group for group in drawn(of, 1000.0).groups if group.key == "labels")
    labels = [item for item in group.items if isinstance(item, Label) and item.words == "flat"]
    assert len(labels) > 1
    assert min(label.size_mm for label in labels) * 96 / 25.4 > 9.0  # what the window still draws


def test_a_style_is_one_step_and_undo_and_file_give_it_back():
    history = History(project())
    layer = houses(history.project)
    style = LayerStyle(fill="#112233", label="use", scheme=Scheme.GRADUATED, by="height")
    before = design_digest(history.project)
    history.do(SetLayerStyle(layer_id=layer.id, style=style))
    assert WORDS(history.undo_label) == "Style a layer"
    again = project_from_bytes(project_bytes(history.project)).project
    assert houses(again).style == style
    assert design_digest(again) == design_digest(history.project)
    history.do(SetLayerStyle(layer_id=layer.id, style=style))
    assert history.position == 1
    history.undo()
    assert design_digest(history.project) == before


def test_the_steps_of_a_slider_are_one_step():
    history = History(project())
    layer = houses(history.project).id
    for share in (0.2, 0.4, 0.6):
        style = LayerStyle(opacity=share)
        history.do(SetLayerStyle(layer_id=layer, style=style, drag="opacity"))
    assert history.position == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"fill": "red"},
        {"line": "#12345"},
        {"fill": "url(http://x)"},
        {"width_mm": 1e9},
        {"opacity": float("nan")},
        {"label": "x" * 1000},
        {"classes": (StyleClass(colour="#112233"),) * 100},
    ],
)
def test_a_style_out_of_bounds_is_no_style(wrong):
    with pytest.raises(ValueError, match=r"."):
        LayerStyle(**wrong)


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.PARTNER])
def test_an_edition_keeps_colours_but_nothing_it_may_not_read(edition):
    classes = (StyleClass(colour="#cc79a7", value="shop"),)
    secret = LayerStyle(
        fill="#112233", label="use", scheme=Scheme.CATEGORIES, by="use", classes=classes
    )
    shown = houses(rebuild(with_style(secret), None, CATALOGUE, edition).project).style
    assert shown == LayerStyle(fill="#112233")
    open_ = replace(secret, label="height", by="height", scheme=Scheme.GRADUATED)
    kept = houses(rebuild(with_style(open_), None, CATALOGUE, edition).project).style
    assert kept == open_


def test_the_police_edition_keeps_the_whole_style():
    secret = LayerStyle(label="use", scheme=Scheme.CATEGORIES, by="use")
    of = with_style(secret)
    assert houses(rebuild(of, None, CATALOGUE, Edition.POLICE).project).style == secret


@given(
    edges=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8, unique=True),
    value=st.floats(-2e6, 2e6),
)
@settings(max_examples=100, deadline=None)
def test_every_number_within_the_steps_is_in_exactly_one(edges, value):
    edges = sorted(edges)
    classes = tuple(
        StyleClass(colour="#112233", low=low, high=high) for low, high in pairwise(edges)
    )
    style = LayerStyle(scheme=Scheme.GRADUATED, by="v", classes=classes)
    found = class_of(style, value)
    assert (found >= 0) is (edges[0] <= value <= edges[-1])
    if found >= 0:
        assert classes[found].low <= value <= classes[found].high


def test_a_layer_without_style_is_one_part_and_looks_like_its_role():
    layer = houses(project())
    assert parts_of(layer) == ((None, layer),)
    assert look_of(layer).fill == "map.building"
