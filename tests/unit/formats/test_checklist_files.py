"""Checklists are data: the shipped ones hold together, a city's own lie over them."""

import pytest

from sbd_tool.app.answering import typed_answer
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.checklists import AnswerKind
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.formats.checklist_file import SHIPPED, read_checklists
from sbd_tool.formats.rule_files import RuleFile

OWN = """
schema_version: 1
key: our_market
edition: City of Example 2026
marking: TLP:GREEN
name: Market walk of our city
about: What our market office asks
items:
- {key: stalls, ask: Do stalls leave the ways in free?, kind: yes_no, spot: ways_in}
- {key: which, ask: Which do not?, kind: text, spot: ways_in, only_if: {item: stalls, is: ['no']}}
"""
OVER = """
schema_version: 1
key: safety_walk
extends: safety_walk
reason: Council decision on night walks
edition: City of Example 2026
items:
- {key: feeling, passes: [night]}
- {key: taxi, ask: How far is the taxi rank in metres?, kind: number, unit: m, spot: square}
"""


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_shipped_question_has_words_a_source_and_answers(language):
    words = load_words(language)
    sources = load_rules().catalogue.sources
    for template in read_checklists():
        assert words(template.name)
        assert words(template.about)
        for item in template.items:
            assert words.has(item.ask.key), item.key
            assert item.section is None or words.has(item.section.key)
            assert all(words.has(choice.name.key) for choice in item.choices)
            assert item.source in sources, item.key
            if item.kind in {AnswerKind.SCALE, AnswerKind.CHOICE, AnswerKind.YES_NO}:
                assert len(item.choices) >= 2


def test_what_a_shipped_question_feeds_is_a_fact_the_scores_know():
    rules = load_rules()
    typed = {AnswerKind.YES_NO: "yes", AnswerKind.NUMBER: "2", AnswerKind.TEXT: "V/7200[N2A]/48"}
    for template in read_checklists():
        for item in template.items:
            if item.feeds:
                key = item.feeds.replace("{object}", "b1")
                assert typed_answer(key, typed[item.kind], rules) is not None
            assert all(one in rules.rubric.indicators for one in item.about)


def test_the_safety_walk_has_nine_parameters_from_nought_to_three():
    items = read_checklists()["safety_walk"].items
    assert len(items) == 9
    assert all([c.key for c in item.choices] == ["0", "1", "2", "3"] for item in items)


def test_a_city_adds_its_own_list_in_its_own_words():
    found = read_checklists((RuleFile("market.yaml", OWN),))
    assert [one.key for one in found] == [*SHIPPED, "our_market"]
    own = found["our_market"]
    assert own.origin == "market.yaml"
    assert own.items[1].only_if.values == ("no",)


def test_a_city_changes_single_questions_and_says_why():
    found = read_checklists((RuleFile("night.yaml", OVER),))["safety_walk"]
    assert found.reason == "Council decision on night walks"
    assert len(found.items) == 10
    assert [one.value for one in found.item("feeling").passes] == ["night"]
    assert found.item("feeling").ask == read_checklists()["safety_walk"].item("feeling").ask


@pytest.mark.parametrize(
    "broken",
    [
        OVER.replace("reason: Council decision on night walks\n", ""),
        OVER.replace("extends: safety_walk", "extends: nothing_there"),
        OVER.replace("edition:", "marking: TLP:CLEAR\nedition:"),
        OWN.replace("item: stalls", "item: nobody"),
        OWN.replace("ask: Which do not?, ", ""),
        OWN.replace("kind: text", "kind: poem"),
        OWN.replace("about: What our market office asks\n", ""),
    ],
)
def test_a_file_that_breaks_the_form_is_refused(broken):
    with pytest.raises(RuleFileError):
        read_checklists((RuleFile("broken.yaml", broken),))
