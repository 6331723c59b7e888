"""The shipped catalogue: complete, resolvable, in two languages."""

import json
from collections import Counter

import pytest
from babel.messages.pofile import read_po

from sbd_tool.domain.catalogue import Door, GeometryKind
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.roles import Role
from sbd_tool.formats.check_rules import digests
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rules import read_catalogue, read_rubric

CATALOGUE = read_catalogue()
RUBRIC = read_rubric()
FLAGGED = {"hostile-architecture", "private-guards", "armed-presence"}
WIN_WIN = {
    "clear-sightlines", "overlooking-windows", "active-frontages", "staffed-kiosk",
    "evening-uses", "youth-programme", "rated-seating", "rated-cycle-racks",
    "water-feature-barrier", "total-traffic-exclusion", "pedestrian-lighting",
    "egress-width", "multiple-exits", "pinch-point-removal",
}  # fmt: skip


def sentences(part: str, language: str) -> dict[str, str]:
    with resource_path("i18n", language, f"{part}.po").open("rb") as stream:
        return {str(row.id): str(row.string) for row in read_po(stream) if row.id}


def test_the_catalogue_holds_109_measures_in_14_categories_against_16_threats():
    assert len(CATALOGUE.measures) == 109
    assert len(CATALOGUE.categories) == 14
    assert len(CATALOGUE.threats) == 16
    assert CATALOGUE.edition == "2026.1"


def test_each_measure_enters_by_one_door():
    doors = Counter(kind.door.door for kind in CATALOGUE.measures)
    assert doors == {Door.SITE: 66, Door.PRACTICE: 30, Door.THREAT: 10, Door.FLAG: 3}
    assert {kind.key for kind in CATALOGUE.measures if kind.is_flagged} == FLAGGED


def test_a_door_names_only_indicators_of_its_own_ledger():
    for kind in CATALOGUE.measures:
        for ledger, keys in (
            ("openness", kind.door.openness),
            ("protection", kind.door.protection),
        ):
            for key in keys:
                assert RUBRIC.indicators[key].ledger == ledger, kind.key


def test_a_practice_measure_moves_practice_indicators_only():
    for kind in CATALOGUE.measures:
        if kind.door.door is Door.PRACTICE:
            assert {*kind.door.openness, *kind.door.protection} <= {"O19", "O20", "P17"}, kind.key
            assert kind.acts_as == (), kind.key


def test_a_measure_of_the_threat_view_moves_no_indicator():
    for kind in CATALOGUE.measures:
        if kind.door.door is Door.THREAT:
            assert (kind.door.openness, kind.door.protection) == ((), ()), kind.key


def test_every_symbol_is_a_file_and_every_family_is_a_token():
    families = json.loads(resource_path("tokens.json").read_text("utf-8"))["family"]
    for kind in CATALOGUE.measures:
        assert resource_path("symbols", f"{kind.symbol}.svg").is_file(), kind.key
        assert kind.category in families[kind.family]["categories"], kind.key


def test_every_source_card_category_and_threat_that_is_named_exists():
    for kind in CATALOGUE.measures:
        sources = {*kind.sources, *(one.source for one in kind.parameters if one.source)}
        assert all(key in CATALOGUE.sources for key in sources), kind.key
        assert all(key in CATALOGUE.cards for key in kind.cards), kind.key
        assert all(key in CATALOGUE.threats for key in kind.threats), kind.key
        assert kind.category in CATALOGUE.categories
        assert kind.sources, kind.key
        assert (
            kind.cards
            or kind.category in {"emergency_response", "detection_cctv"}
            or (kind.category == "operational_management")
        ), kind.key
    for card in CATALOGUE.cards:
        assert card.source in CATALOGUE.sources, card.key


def test_the_measures_that_serve_both_ledgers_are_those_of_the_guidance():
    both = {
        kind.key
        for kind in CATALOGUE.measures
        if kind.effect.protection >= 2 and kind.effect.openness >= 2
    }
    assert both == WIN_WIN


def test_categories_outside_the_standard_carry_no_strategy():
    by_category = {kind.category: kind.strategy for kind in CATALOGUE.measures}
    for category in ("crowd_egress", "emergency_response", "operational_management"):
        assert by_category[category] == ""
    assert by_category["natural_surveillance"] == "natural_surveillance"


@pytest.mark.parametrize(
    "kind", [kind for kind in CATALOGUE.measures if Role.BARRIER in kind.acts_as]
)
def test_no_barrier_is_rated_by_default(kind):
    rating = kind.parameter("rating")
    assert rating is None or rating.value is None
    assert kind.parameter("clear_gap_m") is not None


def test_an_unrated_bollard_of_a_plan_arrives_with_its_rating_unknown():
    kind = CATALOGUE.measures["bollards-rated-fixed"]
    (origin,) = [one for one in kind.from_plan if one.role is Role.BARRIER]
    assert origin.where == {"barrier": ("bollard",)}
    assert origin.parameters == {"rating": None, "clear_gap_m": None}


def test_barriers_and_cameras_are_held_back_and_benches_are_not():
    assert CATALOGUE.measures["bollards-rated-fixed"].marking is Tlp.AMBER
    assert CATALOGUE.measures["cctv-overview"].marking is Tlp.AMBER
    assert CATALOGUE.measures["movable-seating"].marking is Tlp.CLEAR


def test_seats_lamps_trees_and_cameras_carry_what_their_analyses_need():
    asked = {
        "seating-edge": ("seat_length_m", "count"),
        "pedestrian-lighting": ("luminous_flux_lm", "mounting_height_m"),
        "shade-shelter": ("crown_diameter_m",),
        "cctv-overview": ("direction_deg", "field_of_view_deg"),
        "bollards-retractable": ("is_operable", "open_hours_per_week", "rating", "unit_width_m"),
    }
    for key, parameters in asked.items():
        for parameter in parameters:
            assert CATALOGUE.measures[key].parameter(parameter) is not None, (key, parameter)


def test_a_figure_of_basis_a_or_b_in_a_parameter_is_never_our_own_invention():
    for kind in CATALOGUE.measures:
        for one in kind.parameters:
            if one.value is None:
                assert one.basis == "c" or not one.source, (kind.key, one.key)


@pytest.mark.parametrize("part", ["catalogue", "guidance", "rubric"])
def test_english_and_german_are_complete_and_use_the_same_placeholders(part):
    english, german = sentences(part, "en"), sentences(part, "de")
    assert english.keys() == german.keys()
    for key, words in english.items():
        assert words.strip(), key
        assert german[key].strip(), key
        assert set(_placeholders(words)) == set(_placeholders(german[key])), key


def test_every_text_of_the_catalogue_is_in_the_message_catalogue():
    known = {**sentences("catalogue", "en"), **sentences("guidance", "en")}
    for kind in CATALOGUE.measures:
        for shown in (kind.name, kind.rationale, kind.cautions):
            assert shown is None or shown.key in known, shown
        for one in kind.parameters:
            assert f"catalogue.parameter.{one.key}" in known
            assert all(f"catalogue.choice.{word}" in known for word in one.choices)
        assert not kind.strategy or f"strategy.{kind.strategy}" in known
    for labelled in (*CATALOGUE.categories, *CATALOGUE.threats):
        assert labelled.name.key in known
    for card in CATALOGUE.cards:
        assert {card.title.key, card.body.key} <= known.keys()
        assert {f"card.group.{card.group}", f"card.status.{card.status}"} <= known.keys()


def test_cards_cover_the_tools_pilots_strategies_and_withdrawn_standards():
    keys = {card.key for card in CATALOGUE.cards}
    groups = Counter(card.group for card in CATALOGUE.cards)
    assert groups["cci"] >= 8
    assert {"pactesur-nice", "pactesur-liege", "pactesur-turin"} <= keys
    assert sum(key.startswith("iso22341-") for key in keys) >= 12
    assert CATALOGUE.cards["iwa14"].status == "withdrawn"
    assert CATALOGUE.cards["cen14383-tr"].status == "withdrawn"
    assert CATALOGUE.cards["iso22343-1"].status == "current"


def test_shipped_rule_files_were_checked_since_they_were_last_edited():
    noted = json.loads(resource_path("checked.json").read_text("utf-8"))
    assert noted == digests(), "run: python -m sbd_tool.formats.check_rules"


def _placeholders(words: str) -> list[str]:
    return [piece.split("}")[0] for piece in words.split("{")[1:]]


def test_a_parameter_is_found_by_its_other_names_too():
    kind = CATALOGUE.measures["bollards-rated-fixed"]
    assert kind.parameter("clear_gap_max_m") is kind.parameter("clear_gap_m")
    assert kind.parameter("no_such") is None


def test_no_alias_of_a_kind_is_the_key_of_another_parameter():
    for kind in CATALOGUE.measures:
        keys = [one.key for one in kind.parameters]
        aliases = [alias for one in kind.parameters for alias in one.aliases]
        assert len({*keys, *aliases}) == len(keys) + len(aliases), kind.key


def test_a_lamp_may_be_drawn_as_a_point_and_a_ring_as_a_line():
    assert CATALOGUE.measures["pedestrian-lighting"].accepts(GeometryKind.POINT)
    assert CATALOGUE.measures["bollards-rated-fixed"].accepts(GeometryKind.LINE)
    assert not CATALOGUE.measures["cctv-overview"].accepts(GeometryKind.AREA)
