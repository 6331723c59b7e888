"""Overlays change entries with a reason; the base stays as it was; breaks are said in words."""

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.marking import Tlp
from sbd_tool.formats.rules import read_catalogue

SAY = load_words("en")
NEW = """
edition: City of Example 2026
measures:
- id: book-box
  reason: A neighbourhood asked for it
  category: social_2gen
  name: Public book box
  rationale: Gives a reason to stop
  symbol: noticeboard
  geometry: point
  threats: [insecurity]
  effect: {protection: 0, openness: 1, feeling_of_safety: 1}
  door: {door: practice, openness: [O19]}
  confidence: low
  permanence: permanent
  marking: 'TLP:CLEAR'
"""


def overlay(field: str, key: str = "bollards-rated-fixed") -> str:
    return f"edition: City\nmeasures:\n- id: {key}\n  reason: local rule\n  {field}\n"


def refusal(text: str) -> str:
    with pytest.raises(RuleFileError) as caught:
        read_catalogue([text])
    assert SAY(caught.value.hint) != caught.value.hint.key
    return SAY(caught.value.what)


def test_a_blank_overlay_changes_nothing():
    assert read_catalogue(["", "  \n"]) == read_catalogue()


def test_a_changed_field_replaces_only_itself_and_carries_its_reason():
    changed = read_catalogue([overlay("effect: {openness: -2}")])
    kind, base = (
        catalogue.measures["bollards-rated-fixed"] for catalogue in (changed, read_catalogue())
    )
    assert (kind.effect.openness, kind.effect.protection) == (-2, base.effect.protection)
    assert kind.override_reason == "local rule"
    assert kind.name == base.name
    assert changed.measures["rated-planters"] == read_catalogue().measures["rated-planters"]


def test_the_base_is_never_edited():
    before = read_catalogue().measures["bollards-rated-fixed"]
    read_catalogue([overlay("effect: {openness: -3}")])
    assert read_catalogue().measures["bollards-rated-fixed"] == before
    assert before.override_reason == ""


def test_a_changed_figure_is_the_citys_own_and_no_longer_the_sources():
    changed = read_catalogue([overlay("parameters: [{key: clear_gap_m, value: 1.1}]")])
    gap = changed.measures["bollards-rated-fixed"].parameter("clear_gap_m")
    assert gap is not None
    assert (gap.value, gap.unit, gap.basis, gap.source) == (1.1, "m", "c", "")


def test_a_new_entry_speaks_in_its_own_words():
    kind = read_catalogue([NEW]).measures["book-box"]
    assert SAY(kind.name) == "Public book box"
    assert kind.family == "life"


def test_the_edition_names_every_overlay_in_order():
    both = read_catalogue([NEW, overlay("confidence: low")])
    assert both.edition == "2026.1 + City of Example 2026 + City"


def test_the_later_overlay_wins():
    first, second = overlay("confidence: low"), overlay("confidence: medium")
    key = "bollards-rated-fixed"
    assert read_catalogue([first, second]).measures[key].confidence == "medium"
    assert read_catalogue([second, first]).measures[key].confidence == "low"


def test_laying_the_same_overlay_twice_changes_no_entry():
    once, twice = read_catalogue([NEW]), read_catalogue([NEW, NEW])
    assert list(once.measures) == list(twice.measures)


def test_a_marking_may_be_narrowed():
    changed = read_catalogue([overlay("marking: 'TLP:AMBER+STRICT'")])
    assert changed.measures["bollards-rated-fixed"].marking is Tlp.AMBER_STRICT


def test_a_marking_may_never_be_widened():
    words = refusal(overlay("marking: 'TLP:CLEAR'"))
    assert "TLP:CLEAR" in words
    assert "bollards-rated-fixed" in words


def test_a_change_without_reason_is_refused():
    words = refusal("edition: City\nmeasures:\n- {id: night-closure, confidence: low}\n")
    assert "“reason” is missing" in words
    assert "night-closure" in words


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("effect: {openness: 4}", "beyond the limit of 3"),
        ("effect: {openness: much}", "wrong form"),
        ("confidence: sure", "not one of: high, medium, low"),
        ("colour: red", "“colour” is not known"),
        ("threats: [dragons]", "“dragons” is not known"),
        ("sources: [HEARSAY]", "“HEARSAY” is not known"),
        ("symbol: unicorn", "“unicorn” is not known"),
        ("cards: [no-such-card]", "“no-such-card” is not known"),
        ("parameters: [{key: clear_gap_m, value: -1}]", "outside its own limits"),
        ("parameters: [{key: clear_gap_m, min: 5, max: 2}]", "above the greatest"),
        ("parameters: [{key: foundation, value: magic}]", "not one of"),
    ],
)
def test_a_break_is_said_with_file_entry_and_field(field, said):
    words = refusal(overlay(field))
    assert said in words
    assert "overlay" in words
    assert "bollards-rated-fixed" in words


def test_a_break_is_said_in_german_too():
    with pytest.raises(RuleFileError) as caught:
        read_catalogue([overlay("effect: {openness: 4}")])
    assert "jenseits der Grenze von 3" in load_words("de")(caught.value.what)


@pytest.mark.parametrize(
    "text",
    [
        "measures: [",
        "a: &a [x]\nb: [*a, *a]\n",
        "[" * 200 + "]" * 200,
        "- just\n- a list\n",
        "!!python/object/apply:os.system ['true']",
        "edition: x\n" + "#" * 1_100_000,
        "\x00",
        "just words",
    ],
)
def test_what_is_no_overlay_is_refused_in_words(text):
    words = refusal(text)
    assert "overlay" in words


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RuleFileError) as caught:
        read_catalogue([tmp_path / "gone.yaml"])
    assert "gone.yaml" in SAY(caught.value.what)


def test_an_overlay_may_be_a_file(tmp_path):
    path = tmp_path / "city.yaml"
    path.write_text(NEW, encoding="utf-8")
    assert "book-box" in read_catalogue([path]).measures
