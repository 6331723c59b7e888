"""The shipped rubric and what a project may change about it."""

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.rubric import IndicatorKind, LedgerKey
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rules import read_catalogue, read_rubric

RUBRIC = read_rubric()
CATALOGUE = read_catalogue()
SAY = load_words("en")


def changed(path: str, value: object, reason: str = "agreed in the council"):
    return read_rubric({path: (value, reason, "A. Planner")})


def refusal(path: str, value: object, reason: str = "agreed in the council") -> str:
    with pytest.raises(RuleFileError) as caught:
        changed(path, value, reason)
    return SAY(caught.value.what)


def test_indicators_are_those_of_the_model():
    keys = {rule.key for rule in RUBRIC.indicators}
    assert keys == {f"O{n:02d}" for n in range(1, 25)} | {f"P{n:02d}" for n in range(1, 19)}
    context = {rule.key for rule in RUBRIC.indicators if rule.kind is IndicatorKind.CONTEXT}
    assert context == {"O07", "P10", "P16"}


def test_family_weights_give_the_shares_of_the_worked_example():
    openness = [one for one in RUBRIC.families if one.ledger is LedgerKey.OPENNESS]
    assert sum(one.weight for one in openness) == pytest.approx(4.25)
    sums = {
        family.key: sum(rule.weight for rule in RUBRIC.indicators if rule.family == family.key)
        for family in RUBRIC.families
    }
    expected = {"access": 5, "stay": 3.5, "life": 2, "free": 4.5, "look": 2.5, "vehicle": 8}
    assert {key: sums[key] for key in expected} == pytest.approx(expected)
    w = RUBRIC.families["access"].weight / 4.25 * RUBRIC.indicators["O01"].weight / 5
    assert w == pytest.approx(0.0470588, abs=1e-7)


def test_chain_print_rule_bands_and_strengths_are_as_decided():
    assert RUBRIC.chains == {"ring": ("P02", "P03", "P04")}
    rule = RUBRIC.print_rule
    assert (rule.coverage, rule.supply_coverage, rule.width_points) == (0.6, 0.5, 40)
    assert rule.must == ("P02",)
    assert RUBRIC.bands == (20, 40, 60, 80, 100)
    assert RUBRIC.strengths == {1: 0.15, 2: 0.30, 3: 0.45}
    assert RUBRIC.floors == {"O01": 20, "O02": 20, "O14": 20, "ring": 20, "P12": 20}


def test_every_figure_says_where_it_comes_from():
    for number in RUBRIC.numbers:
        assert number.note, number.key
        assert number.confidence in {"high", "medium", "low"}
        assert not number.source or number.source in CATALOGUE.sources, number.key
        assert number.basis != "a" or number.source, number.key
    for rule in RUBRIC.indicators:
        assert all(key in CATALOGUE.sources for key in rule.sources), rule.key
        assert all(key in CATALOGUE.cards for key in rule.cards), rule.key
        assert rule.minimum is not None, rule.key
        assert rule.basis == "c" or rule.sources or rule.key == "O07", rule.key


def test_every_name_and_question_is_worded():
    for shown in (
        *(rule.name for rule in RUBRIC.indicators),
        *(rule.question for rule in RUBRIC.indicators),
        *(family.name for family in RUBRIC.families),
    ):
        assert SAY(shown) != shown.key


def test_a_changed_number_is_the_projects_own_judgement():
    number = changed("numbers.gap_limit_m", 1.1).numbers["gap_limit_m"]
    assert (number.value, number.basis, number.source) == (1.1, "c", "")
    assert number.note == "agreed in the council"
    assert RUBRIC.numbers["gap_limit_m"].value == 1.2
    assert read_rubric().value("gap_limit_m") == 1.2


def test_changed_rules_say_so_in_their_version():
    assert changed("floors.O01", 30).version == "2026.1 + project"
    assert changed("floors.O01", 30).floors["O01"] == 30


def test_breakpoints_weights_bands_strengths_and_print_rule_are_open_to_change():
    assert changed("indicators.O04.breaks", ((1, 0), (2, 100))).indicators["O04"].breaks == (
        (1, 0),
        (2, 100),
    )
    assert changed("families.look.weight", 1).families["look"].weight == 1
    assert changed("bands", [10, 20, 30, 40, 100]).bands[0] == 10
    assert changed("strengths.1", 0.2).strengths[1] == 0.2
    assert changed("print_rule.coverage", 0.7).print_rule.coverage == 0.7


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("indicators.O04.breaks", [[2, 0], [1, 100]], "have to rise"),
        ("indicators.O04.breaks", [[1, 0], [1, 100]], "have to rise"),
        ("indicators.O04.breaks", [[1, 100], [2, 0]], "one direction only"),
        ("indicators.O03.breaks", [[1, 0], [2, 100]], "one direction only"),
        ("indicators.O04.breaks", [[1, 0], [2, 60], [3, 50]], "one direction only"),
        ("indicators.O04.breaks", [[1, 50], [2, 50]], "one direction only"),
        ("indicators.O04.breaks", [[1, 0], [2, 120]], "between 0 and 100"),
        ("indicators.O04.breaks", [[1, 0], [float("inf"), 100]], "neither infinite"),
        ("indicators.O04.breaks", [[1, 0]], "expected form"),
        ("indicators.O04.weight", 0, "weight above 0"),
        ("indicators.O04.up", False, "no such entry"),
        ("indicators.O99.weight", 1, "no such entry"),
        ("families.look.weight", 0.1, "5"),
        ("families.access.weight", 9, "45"),
        ("numbers.no_such_m", 1, "no such entry"),
        ("numbers.gap_limit_m", "wide", "wrong form"),
        ("numbers.gap_limit_m", float("nan"), "neither infinite"),
        ("print_rule.must", [], "no such entry"),
        ("print_rule.coverage", 2, "beyond the limit"),
        ("bands", [20, 20, 60, 80, 100], "have to rise"),
        ("version", "mine", "no such entry"),
        ("__class__", 1, "no such entry"),
        ("", 1, "no such entry"),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused_in_words(path, value, said):
    assert said in refusal(path, value)


def test_a_change_needs_a_reason():
    assert "reason" in refusal("floors.O01", 30, "  ")


def test_a_profile_sets_its_numbers_and_nothing_else():
    older = read_rubric(profile="egress_older_uk")
    assert older.value("egress_rate_p_per_m_min") == 109
    assert older.version == "2026.1 + egress_older_uk"
    assert older.indicators["O04"] == RUBRIC.indicators["O04"]


@pytest.mark.parametrize("profile", ["uk", "spain", "germany", "france", "usa", "italy"])
def test_every_national_profile_keeps_the_rules_of_a_rubric(profile):
    national = read_rubric(profile=profile)
    assert national.version == f"2026.1 + {profile}"
    assert SAY(text(f"rubric.profile.{profile}")) != f"rubric.profile.{profile}"


def test_the_uk_profile_counts_widths_as_inclusive_mobility_does():
    breaks = dict(read_rubric(profile="uk").indicators["O04"].breaks)
    assert (breaks[1.5], breaks[2.0]) == (70, 100)


def test_an_unknown_profile_is_refused_in_words():
    with pytest.raises(RuleFileError) as caught:
        read_rubric(profile="atlantis")
    assert "atlantis" in SAY(caught.value.what)


def test_every_overtness_is_a_share():
    overt = [number for number in RUBRIC.numbers if number.key.startswith("overtness_")]
    assert len(overt) > 10
    assert all(0 <= number.value <= 1 for number in overt)


def test_shipped_files_are_found():
    assert resource_path("rubrics", "default.yaml").is_file()
    assert resource_path("no", "such").parent.name == "no"
