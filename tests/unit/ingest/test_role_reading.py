import pytest

from sbd_tool.domain.layers import RoleOrigin
from sbd_tool.domain.roles import Role
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest.roles import RoleReader, metres, paved_width
from sbd_tool.ingest.tags import given_role, name_words, tags_of, tidy

RULES = read_role_rules()
READER = RoleReader(RULES)

TAGGED = [
    ("amenity=bench", "point", Role.SEAT),
    ("highway=street_lamp", "point", Role.LAMP),
    ("man_made=surveillance", "point", Role.CAMERA),
    ("natural=tree", "point", Role.TREE),
    ("natural=tree_row", "line", Role.TREE),
    ("barrier=bollard", "point", Role.BARRIER),
    ("barrier=bollard", "line", Role.BARRIER),
    ("barrier=cable_barrier", "line", Role.BARRIER),
    ("barrier=block", "point", Role.BARRIER),
    ("barrier=lift_gate", "point", Role.GATE),
    ("barrier=turnstile", "point", Role.GATE),
    ("barrier=wall", "line", Role.WALL),
    ("barrier=hedge", "line", Role.WALL),
    ("barrier=fence", "line", Role.WALL),
    ("barrier=kerb kerb=lowered", "line", Role.KERB),
    ("entrance=main", "point", Role.ENTRANCE),
    ("building=yes", "area", Role.BUILDING),
    ("building=roof layer=1", "area", Role.SHELTER),
    ("building:part=yes", "area", Role.CONTEXT),
    ("building=construction", "area", Role.CONTEXT),
    ("highway=primary", "line", Role.CARRIAGEWAY),
    ("highway=living_street", "line", Role.CARRIAGEWAY),
    ("highway=footway footway=crossing", "line", Role.FOOTWAY),
    ("highway=pedestrian", "line", Role.FOOTWAY),
    ("highway=pedestrian area=yes", "area", Role.PEDESTRIAN_AREA),
    ("place=square", "area", Role.PEDESTRIAN_AREA),
    ("highway=steps", "line", Role.STEPS),
    ("highway=cycleway", "line", Role.CYCLEWAY),
    ("highway=construction", "line", Role.CONTEXT),
    ("highway=crossing", "point", Role.CONTEXT),
    ("railway=tram", "line", Role.RAIL),
    ("railway=abandoned", "line", Role.CONTEXT),
    ("railway=disused highway=primary", "line", Role.CARRIAGEWAY),
    ("building=entrance", "point", Role.ENTRANCE),
    ("railway=tram_stop", "point", Role.TRANSIT_STOP),
    ("highway=bus_stop", "point", Role.TRANSIT_STOP),
    ("amenity=parking", "area", Role.PARKING),
    ("amenity=parking_entrance", "point", Role.VEHICLE_ENTRY),
    ("leisure=outdoor_seating", "area", Role.TERRACE),
    ("natural=water", "area", Role.WATER),
    ("landuse=grass", "area", Role.VEGETATION),
    ("amenity=shelter", "point", Role.SHELTER),
    ("traffic_sign=DE:267", "point", Role.SIGN),
    ("area:highway=footway", "area", Role.PEDESTRIAN_AREA),
    ("boundary=administrative", "line", Role.CONTEXT),
]


def _tags(written: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in written.split())


@pytest.mark.parametrize(("written", "shape", "role"), TAGGED)
def test_a_tag_says_what_a_thing_is(written, shape, role) -> None:
    tags = _tags(written)
    assert READER.guess("points", tags, tags, shape).role is role


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("amenity=toilets", "toilets"),
        ("amenity=drinking_water", "water"),
        ("leisure=playground", "play"),
        ("amenity=bicycle_parking", "cycle"),
        ("tourism=information", "info"),
        ("amenity=cafe", "food"),
        ("shop=kiosk", "food"),
        ("shop=shoes", "shop"),
        ("amenity=bank", "service"),
        ("amenity=waste_basket", "furniture"),
    ],
)
def test_an_amenity_carries_its_kind(written, kind) -> None:
    guess = READER.guess("points", _tags(written), _tags(written), "point")
    assert (guess.role, guess.sets["kind"]) == (Role.AMENITY, kind)


def test_a_wall_blocks_the_view_and_a_fence_does_not() -> None:
    wall, fence = _tags("barrier=wall"), _tags("barrier=fence")
    assert READER.guess("l", wall, wall, "line").sets["see_through"] is False
    assert READER.guess("l", fence, fence, "line").sets["see_through"] is True


def test_a_cafe_in_a_building_is_a_building_and_an_eatery() -> None:
    tags = _tags("building=yes amenity=cafe outdoor_seating=yes")
    extras = {guess.role: guess.sets for guess in READER.extras(Role.BUILDING, tags, "area")}
    assert set(extras) == {Role.AMENITY, Role.TERRACE}
    assert extras[Role.AMENITY]["kind"] == "food"


def test_a_cafe_on_its_own_is_told_once() -> None:
    assert not list(READER.extras(Role.AMENITY, _tags("amenity=cafe"), "point"))


def test_a_thing_that_is_said_not_to_be_there_has_no_role_of_its_own() -> None:
    for written in ("entrance=no", "barrier=no", "building=no"):
        assert READER.guess("l", _tags(written), _tags(written), "area").role is Role.CONTEXT


def test_a_role_the_file_gives_is_taken_as_given() -> None:
    guess = READER.guess("Roads", {"role": "Seat"}, None, "line")
    assert (guess.role, guess.origin, guess.confidence) == (Role.SEAT, RoleOrigin.GIVEN, 1.0)
    assert given_role({"role": "throne"}) is None


@pytest.mark.parametrize(
    ("name", "shape", "role"),
    [
        ("A-WALL", "line", Role.WALL),
        ("xref-Bishop-08$0$A-WALL", "line", Role.WALL),
        ("Bordstein", "line", Role.KERB),
        ("Gebäude", "area", Role.BUILDING),
        ("GEBAEUDE_UMRISS", "area", Role.BUILDING),
        ("arbres", "point", Role.TREE),
        ("Alberi esistenti", "point", Role.TREE),
        ("streetLamps", "point", Role.LAMP),
        ("Straßenbeleuchtung", "point", Role.LAMP),
        ("éclairage public", "point", Role.LAMP),
        ("farolas", "point", Role.LAMP),
        ("penkit", "point", Role.SEAT),
        ("panchine", "point", Role.SEAT),
        ("Sitzbank", "point", Role.SEAT),
        ("bancs", "line", Role.SEAT),
        ("CCTV_CAMERA", "point", Role.CAMERA),
        ("Poller", "point", Role.BARRIER),
        ("bolardos", "point", Role.BARRIER),
        ("dissuasori", "point", Role.BARRIER),
        ("SQUARE_BOUNDARY", "area", Role.SITE_BOUNDARY),
        ("Planungsgebiet", "area", Role.SITE_BOUNDARY),
        ("CARRIAGEWAY", "line", Role.CARRIAGEWAY),
        ("ajorata", "area", Role.CARRIAGEWAY),
        ("trottoirs", "area", Role.FOOTWAY),
        ("marciapiedi", "area", Role.FOOTWAY),
        ("OUTDOOR_SEATING", "area", Role.TERRACE),
        ("BICYCLE_PARKING", "point", Role.AMENITY),
        ("PARKING", "area", Role.PARKING),
        ("escaliers", "area", Role.STEPS),
        ("rakennukset", "area", Role.BUILDING),
        ("fietspad", "line", Role.CYCLEWAY),
        ("Höhenlinien", "line", Role.ELEVATION),
        ("Feuerwehrzufahrt", "area", Role.EMERGENCY_ROUTE),
        ("Defpoints", "point", Role.CONTEXT),
    ],
)
def test_a_layer_name_in_seven_languages_says_what_it_holds(name, shape, role) -> None:
    assert READER.by_name(name, shape).role is role


@pytest.mark.parametrize("name", ["0", "Layer1", "", "xyz", "LAYER_COLOR_80"])
def test_a_name_that_says_nothing_gives_no_role(name) -> None:
    assert READER.by_name(name, "line").role is None


def test_a_building_is_never_a_point_by_its_layer_name() -> None:
    assert READER.by_name("Buildings", "point").role is None


def test_a_text_on_a_tree_layer_is_no_tree() -> None:
    guess = READER.guess("TREE", {"entity": "TEXT", "text": "T12"}, None, "point")
    assert guess.role is Role.CONTEXT


def test_the_block_name_helps_where_the_layer_name_is_mute() -> None:
    guess = READER.guess("0", {"block": "Laterne", "entity": "INSERT"}, None, "point")
    assert guess.role is Role.LAMP
    assert guess.confidence < READER.by_name("Laterne", "point").confidence


def test_a_ready_made_extract_is_read_by_its_class_column() -> None:
    assert READER.guess("roads", {"fclass": "footway"}, None, "line").role is Role.FOOTWAY


def test_a_column_that_happens_to_be_called_like_a_tag_does_not_outvote_the_layer_name() -> None:
    row = {"place": "Park A", "height": 9}
    assert READER.guess("Trees", row, tags_of(row, is_osm=False), "point").role is Role.TREE


def test_a_table_of_offences_is_known_by_its_headings() -> None:
    row = {"Month": "2019-01", "Crime type": "Robbery"}
    assert READER.guess("2019-01-town-street", row, None, "point").role is Role.INCIDENT


def test_tags_are_read_from_json_from_hstore_and_from_columns() -> None:
    as_json = tags_of({"tags": '{"highway": "steps"}', "kind": "x"}, is_osm=False)
    as_hstore = tags_of({"other_tags": '"highway"=>"steps","name"=>"a \\"b\\""'}, is_osm=False)
    as_columns = tags_of({"highway": "steps", "width": 3}, is_osm=False)
    assert as_json == {"highway": "steps"}
    assert as_hstore == {"highway": "steps", "name": 'a "b"'}
    assert as_columns == {"highway": "steps", "width": "3"}
    assert tags_of({"fid": 3, "surface": "sett"}, is_osm=False) is None


@pytest.mark.parametrize("broken", ["{", "[1]", '{"a": {"b": 1}}', "{" * 5000, "x" * 70_000])
def test_broken_tag_columns_are_no_tags(broken) -> None:
    assert not tags_of({"tags": broken}, is_osm=False)


def test_packed_and_plain_tags_come_to_the_same_attributes() -> None:
    packed = {"osm_id": "w1", "highway": "steps", "tags": '{"highway": "steps", "name": "A"}'}
    plain = {"osm_id": "w1", "highway": "steps", "name": "A"}
    assert tidy(packed, tags_of(packed, is_osm=False)) == tidy(plain, tags_of(plain, is_osm=True))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("3.5", 3.5),
        ("3,5 m", 3.5),
        ("10'", 3.048),
        ("wide", None),
        ("-2", None),
        ("900", None),
        ("", None),
    ],
)
def test_widths_are_read_as_mappers_write_them(written, found) -> None:
    assert metres(written) == (pytest.approx(found) if found else None)


def test_the_paved_width_is_mapped_else_counted_else_assumed_and_says_which() -> None:
    base = {"highway": "primary"}
    assert paved_width({**base, "width": "12"}, RULES) == {"width_m": 12, "width_basis": "mapped"}
    assert paved_width({**base, "lanes": "2"}, RULES) == {
        "assumed_width_m": 6.5,
        "width_basis": "lanes",
    }
    assert paved_width(base, RULES) == {"assumed_width_m": 9, "width_basis": "assumed"}
    assert paved_width({"highway": "unheard_of"}, RULES) == {}


def test_words_of_a_name_are_folded_and_external_references_left_out() -> None:
    assert name_words("xref$0$S-Füße_2") == ("s", "fusse", "2")
