import pytest
import shapely
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.errors import SquareMissingError
from sbd_tool.domain.roles import Role
from sbd_tool.ingest import crs
from tests.raw_plans import assembled, keys_of, raw_layer, raw_plan

X, Y = 500_000.0, 5_000_000.0


def _box(x: float, y: float, wide: float, high: float):
    return box(X + x, Y + y, X + x + wide, Y + y + high)


def _area(x, y, wide, high, osm_id, **tags):
    return _box(x, y, wide, high), {"highway": "pedestrian", "osm_id": osm_id, **tags}


TWO_SQUARES = (
    _area(0, 0, 50, 40, "w1", name="Plaça Major", **{"name:de": "Großer Platz"}),
    _area(100, 0, 40, 40, "r2", name="Plaça Menor"),
)


def _plan(*rows, **fields):
    return raw_plan(raw_layer(list(rows), is_osm=True, form="osm_xml"), **fields)


def _found(result):
    for layer in result.layers:
        if result.square in layer.ids:
            return layer.attributes[layer.ids.index(result.square)].get("osm_id")
    return None


@pytest.mark.parametrize(
    "asked",
    ["Plaça Major", "PLACA MAJOR", " plaça major ", "major", "großer platz", "grosser", "w1", "1",
     "way/1", "W1"],
)  # fmt: skip
def test_a_square_is_found_by_name_in_any_case_by_part_of_it_and_by_number(asked) -> None:
    assert _found(assembled(_plan(*TWO_SQUARES), square=asked)) == "w1"


def test_a_square_is_found_by_a_place_in_it_and_by_one_just_beside_it() -> None:
    for x, y in ((120, 20), (145, 20)):
        lon, lat = crs.between("EPSG:25832", "EPSG:4326").transform(X + x, Y + y)
        result = assembled(_plan(*TWO_SQUARES), square=f"{lon:.7f},{lat:.7f}")
        assert _found(result) == "r2"


def test_a_place_takes_the_smallest_area_around_it() -> None:
    inner = _area(10, 10, 20, 20, "w3", name="Inner")
    lon, lat = crs.between("EPSG:25832", "EPSG:4326").transform(X + 20, Y + 20)
    assert _found(assembled(_plan(*TWO_SQUARES, inner), square=f"{lon},{lat}")) == "w3"


def test_a_place_far_from_any_square_names_the_nearest() -> None:
    lon, lat = crs.between("EPSG:25832", "EPSG:4326").transform(X + 900, Y)
    with pytest.raises(SquareMissingError) as problem:
        assembled(_plan(*TWO_SQUARES), square=f"{lon},{lat}")
    assert str(dict(problem.value.hint.params)["names"]).startswith("Plaça Menor")


def test_a_part_of_two_names_is_ambiguous_and_both_are_listed() -> None:
    with pytest.raises(SquareMissingError) as problem:
        assembled(_plan(*TWO_SQUARES), square="plaça")
    names = str(dict(problem.value.hint.params)["names"])
    assert "Plaça Major (w1)" in names
    assert "Plaça Menor (r2)" in names


def test_a_name_nobody_bears_lists_what_there_is() -> None:
    with pytest.raises(SquareMissingError) as problem:
        assembled(_plan(*TWO_SQUARES), square="Agora")
    assert problem.value.what.key == "ingest.square_not_found"
    assert "Plaça Major" in str(dict(problem.value.hint.params)["names"])


def test_a_square_that_is_only_a_point_is_said_to_be_one() -> None:
    node = (Point(X + 5, Y + 5), {"place": "square", "name": "Agora", "osm_id": "n9"})
    with pytest.raises(SquareMissingError) as problem:
        assembled(_plan(*TWO_SQUARES, node), square="Agora")
    assert problem.value.what.key == "ingest.square_only_point"
    assert str(dict(problem.value.hint.params)["names"]).startswith("Plaça Major")


def test_an_underground_namesake_is_not_taken() -> None:
    below = _area(0, 0, 200, 200, "w8", name="Plaça Major", layer="-1")
    assert _found(assembled(_plan(*TWO_SQUARES, below), square="Plaça Major")) == "w1"


def test_a_building_of_the_same_name_is_not_the_square() -> None:
    house = (_box(0, 60, 90, 90), {"building": "yes", "name": "Plaça Major", "osm_id": "w7"})
    assert _found(assembled(_plan(*TWO_SQUARES, house), square="Plaça Major")) == "w1"


def test_a_marked_target_needs_no_name() -> None:
    rows = [(g, {**a, "is_target": int(a["osm_id"] == "r2")}) for g, a in TWO_SQUARES]
    result = assembled(_plan(*rows))
    assert _found(result) == "r2"
    assert not any(finding.is_open for finding in result.findings)


def test_the_only_site_boundary_is_the_square() -> None:
    boundary = (_box(90, -10, 70, 70), {"role": "site_boundary", "osm_id": "b"})
    assert _found(assembled(_plan(*TWO_SQUARES, boundary))) == "b"


def test_the_square_a_map_was_cut_out_around_is_taken_without_asking() -> None:
    back = crs.between("EPSG:25832", "EPSG:4326")
    west, south = back.transform(X + 120 - 300, Y + 20 - 300)
    east, north = back.transform(X + 120 + 300, Y + 20 + 300)
    result = assembled(_plan(*TWO_SQUARES, window=(west, south, east, north)))
    assert _found(result) == "r2"
    assert "ingest.square_by_window" in keys_of(result)


def test_two_equal_squares_are_asked_about() -> None:
    rows = (_area(0, 0, 40, 40, "w1", name="A"), _area(100, 0, 40, 40, "w2", name="B"))
    with pytest.raises(SquareMissingError) as problem:
        assembled(_plan(*rows))
    assert problem.value.what.key == "ingest.square_ambiguous"


def test_a_whole_city_is_never_guessed_in() -> None:
    lamps = [(Point(X + 3000 * k, Y), {"highway": "street_lamp"}) for k in (-1, 1)]
    marked = _area(0, 0, 50, 40, "w1", name="A", place="square")
    with pytest.raises(SquareMissingError):
        assembled(_plan(marked, _area(900, 0, 20, 20, "w2"), *lamps))


def test_a_plan_without_any_square_is_imported_and_the_question_stays_open() -> None:
    result = assembled(raw_plan(raw_layer([(_box(0, 0, 9, 9), {"building": "yes"})])))
    assert result.square == ""
    assert any(f.key == "ingest.square_unpicked" and f.is_open for f in result.findings)


def _drawing(*lines, layer="SITE_BOUNDARY"):
    rows = [(line, {"entity": "LWPOLYLINE"}) for line in lines]
    return raw_plan(raw_layer(rows, name=layer, crs=None, unit_m=1.0, form="dxf"))


def test_a_nearly_closed_outline_of_a_drawing_is_closed_and_told() -> None:
    outline = LineString([(0, 0), (60, 0), (60, 40), (0, 40), (0, 0.3)])
    result = assembled(_drawing(outline), crs="local")
    layer = next(found for found in result.layers if result.square in found.ids)
    assert layer.role is Role.SITE_BOUNDARY
    assert layer.geometry[layer.ids.index(result.square)].area == pytest.approx(2_400, rel=0.01)
    assert "ingest.outline_closed" in keys_of(result)


def test_loose_lines_that_enclose_an_area_make_the_square() -> None:
    corners = [(0, 0), (60, 0), (60, 40), (0, 40), (0, 0)]
    lines = [LineString(corners[k : k + 2]) for k in range(4)]
    result = assembled(_drawing(*lines), crs="local")
    layer = next(found for found in result.layers if result.square in found.ids)
    square = layer.geometry[layer.ids.index(result.square)]
    assert square.area == pytest.approx(2_400)
    assert "ingest.outline_made" in keys_of(result)


def test_lines_with_gaps_at_their_corners_are_joined() -> None:
    lines = [
        LineString([(0.2, 0), (60, 0)]),
        LineString([(60, 0.2), (60, 40)]),
        LineString([(59.8, 40), (0, 40)]),
        LineString([(0, 39.8), (0, 0)]),
    ]
    result = assembled(_drawing(*lines), crs="local")
    assert "ingest.outline_closed" in keys_of(result)


def test_a_wide_open_outline_is_no_square() -> None:
    result = assembled(_drawing(LineString([(0, 0), (60, 0), (60, 40), (0, 40)])), crs="local")
    assert result.square == ""


def test_a_drawing_layer_is_a_name_for_the_square() -> None:
    outline = LineString([(0, 0), (60, 0), (60, 40), (0, 40), (0, 0)])
    result = assembled(_drawing(outline, layer="X-17"), crs="local", square="x-17")
    assert result.square


def test_a_text_in_an_area_of_a_drawing_is_its_name() -> None:
    rows = [
        (box(0, 0, 60, 40), {"entity": "LWPOLYLINE"}),
        (box(100, 0, 160, 40), {"entity": "LWPOLYLINE"}),
        (Point(130, 20), {"entity": "TEXT", "text": "Market Square"}),
    ]
    plan = raw_plan(raw_layer(rows, name="PAVING", crs=None, unit_m=1.0, form="dxf"))
    result = assembled(plan, crs="local", square="market square")
    layer = next(found for found in result.layers if result.square in found.ids)
    assert layer.geometry[layer.ids.index(result.square)].bounds[0] == 100
    assert result.title == "Market Square"


def test_only_the_surroundings_are_kept_whole_and_the_rest_is_counted() -> None:
    long_road = LineString([(X - 5_000, Y + 20), (X + 5_000, Y + 20)])
    far = (_box(800, 0, 10, 10), {"building": "yes"})
    near = (_box(60, 0, 10, 10), {"building": "yes"})
    plan = _plan(TWO_SQUARES[0], (long_road, {"highway": "primary"}), far, near)
    result = assembled(plan, context_m=100.0)
    lengths = [shapely.length(g) for layer in result.layers for g in layer.geometry]
    assert max(lengths) == pytest.approx(10_000)
    left = next(f for f in result.findings if f.key == "ingest.left_out")
    assert dict(left.sentence.params)["count"] == 1
