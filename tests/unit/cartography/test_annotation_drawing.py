"""Annotations on the map: sizes are the page's, places the ground's, words stay readable."""

from shapely.geometry import LineString, Point, box

from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.cartography.annotation_words import spoken, word_area, words_place
from sbd_tool.cartography.annotations import Part, shapes_of, shown_annotations
from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import Label, Paths
from sbd_tool.cartography.labels import on_page
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measured import Quantum
from sbd_tool.domain.project import Project
from sbd_tool.formats.design import read_design

DESIGN, WORDS, CATALOGUE = read_design(), load_words("en"), load_rules(None).catalogue
LINE = LineString([(0, 0), (20, 0)])


def made(kind=AnnotationKind.TEXT, geometry=None, *, row_id="a", words="Keep clear", **more):
    stamp = more.pop("stamp", Stamp(id=row_id))
    shape = Point(5, 5) if geometry is None else geometry
    return Annotation(stamp=stamp, kind=kind, geometry=shape, words=words, **more)


def dimension(quantum, shape, **more):
    return made(AnnotationKind.DIMENSION, shape, quantum=quantum, words="", **more)


def group_of(*rows, scale=500, **more):
    project = Project(id="p", title="", crs="EPSG:3879", annotations={row.id: row for row in rows})
    drawing = compose(project, CATALOGUE, DESIGN, WORDS, scale=scale, **more)
    return next((group for group in drawing.groups if group.key == "annotations"), None)


def labels(group):
    return [item for item in group.items if isinstance(item, Label)]


def test_words_stand_line_by_line_around_their_point():
    found = labels(group_of(made(words="first\nsecond\nthird")))
    assert [label.words for label in found] == ["first", "second", "third"]
    assert found[0].y_m > found[1].y_m > found[2].y_m
    assert (found[1].x_m, found[1].y_m) == (5, 5)


def test_letters_and_arrow_heads_keep_their_size_on_the_page_at_every_scale():
    arrow = made(AnnotationKind.ARROW, LINE)
    lengths = []
    for scale in (200, 1000):
        drawn = shapes_of(arrow, DESIGN, WORDS, scale)
        head = next(one.shape for one in drawn if one.part is Part.SOLID)
        assert head.distance(Point(20, 0)) == 0, "the tip is where a person put it"
        west, _, east, _ = head.bounds
        lengths.append((east - west) * 1000 / scale)
    assert abs(lengths[0] - lengths[1]) < 1e-6
    assert {label.size_mm for label in labels(group_of(arrow))} == {2.6}


def test_the_words_of_an_arrow_stand_beyond_its_tail():
    at = words_place(made(AnnotationKind.ARROW, LineString([(0, 0), (0, 10)])), WORDS, 500)
    assert at.y < 0


def test_a_callout_points_with_its_first_end_and_its_card_holds_all_its_words():
    callout = made(AnnotationKind.CALLOUT, LineString([(0, 0), (20, 10)]), words="a\nlonger line")
    drawn = shapes_of(callout, DESIGN, WORDS, 500)
    card = next(one.shape for one in drawn if one.part is Part.CARD)
    head = next(one.shape for one in drawn if one.part is Part.SOLID)
    assert card.contains(word_area(callout, DESIGN, WORDS, 500))
    assert card.contains(Point(20, 10))
    assert head.distance(Point(0, 0)) == 0


def test_dimensions_say_their_figure_with_its_accuracy():
    length = labels(group_of(dimension(Quantum.LENGTH, LINE, accuracy_m=0.1)))
    assert length[0].words == "20.00\u202fm ± 0.14\u202fm"
    area = labels(group_of(dimension(Quantum.AREA, box(0, 0, 10, 10))))
    assert area[0].words == "100.0\u202fm² (accuracy unknown)"
    angle = dimension(Quantum.ANGLE, LineString([(10, 0), (0, 0), (0, 10)]))
    assert spoken(angle, WORDS) == ("90.0\u202f° (accuracy unknown)",)
    arc = shapes_of(angle, DESIGN, WORDS, 500)[1].shape
    assert box(0, 0, 10, 10).buffer(1e-9).contains(arc), "on the side of the smaller angle"


def test_an_angle_of_180_degrees_and_a_tiny_one_are_drawn_all_the_same():
    for line in (
        LineString([(-5, 0), (0, 0), (5, 0)]),
        LineString([(5, 0), (0, 0), (5, 1e-5)]),
    ):
        assert group_of(dimension(Quantum.ANGLE, line)).items


def test_what_is_switched_off_or_of_another_option_or_state_is_not_drawn():
    rows = (
        made(row_id="on"),
        made(row_id="off", is_visible=False),
        made(stamp=Stamp(id="later", option="later")),
        made(stamp=Stamp(id="night", time_states=("night",))),
    )
    project = Project(id="p", title="", crs="EPSG:3879", annotations={r.id: r for r in rows})
    assert [row.id for row in shown_annotations(project)] == ["on"]
    assert [row.id for row in shown_annotations(project, "later", "night")] == [
        "on",
        "later",
        "night",
    ]
    assert group_of(made(), hidden_layers=frozenset({"annotations"})) is None
    assert group_of() is None


def test_endless_words_end():
    lines = spoken(made(words="word " * 400), WORDS)
    assert len(lines) == 12
    assert lines[-1] == "\u2026"
    assert max(len(line) for line in lines) <= 42
    assert spoken(made(words="x" * 300), WORDS)[0] == "x" * 42


def test_every_shape_of_an_annotation_carries_its_id():
    group = group_of(made(AnnotationKind.CALLOUT, LINE))
    for item in group.items:
        assert item.ids == ("a",) if isinstance(item, Paths) else item.id == "a"


def test_the_figure_of_an_angle_never_covers_its_arc():
    for end in ((0, 20), (-20, 5), (20, 20), (5, -20)):
        angle = dimension(Quantum.ANGLE, LineString([(20, 0), (0, 0), end]), accuracy_m=0.1)
        box_ = word_area(angle, DESIGN, WORDS, 500)
        for drawn in shapes_of(angle, DESIGN, WORDS, 500)[1:]:
            assert not box_.intersects(drawn.shape), end


def test_on_a_turned_page_words_stay_upright_and_lines_stay_above_each_other():
    for turned in (30.0, 90.0, -135.0):
        found = labels(group_of(made(words="first\nsecond"), turned_deg=turned))
        (x0, y0), (x1, y1) = (on_page(label.x_m, label.y_m, 500, turned) for label in found)
        assert abs(x0 - x1) < 1e-9
        assert y0 > y1
        callout = made(AnnotationKind.CALLOUT, LINE)
        card = word_area(callout, DESIGN, WORDS, 500, turned)
        pages = [on_page(x, y, 500, turned) for x, y in card.exterior.coords[:-1]]
        assert len({round(x, 6) for x, _ in pages}) == 2
        assert len({round(y, 6) for _, y in pages}) == 2


def test_the_figure_of_a_distance_lies_beside_its_line_whichever_way_it_runs():
    for end in ((20, 0), (0, 20), (14, 14), (-14, 14), (6, -19)):
        line = LineString([(0, 0), end])
        for turned in (0.0, 40.0):
            words = word_area(dimension(Quantum.LENGTH, line), DESIGN, WORDS, 500, turned)
            assert not words.intersects(line), (end, turned)
            assert words.distance(line) < 3, "and not far from it"
