"""Every point earned or lost has a place on the map and a source; doubt is said in the sentence."""

from dataclasses import replace

from shapely.geometry import Point

from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.roles import Role
from sbd_tool.domain.scores import IndicatorState
from tests.generated_square import layer, project, town

WORDS = load_words("en")


def _card(layers=None):
    site = replace(project(), layers=tuple(layers or town()))
    return assess(site, load_rules(site), with_suggestions=False).scorecard


def test_every_assessed_point_names_an_object_and_a_source() -> None:
    card, rubric = _card(), load_rules(None).rubric
    for ledger in (card.openness, card.protection):
        for line in ledger.indicators.values():
            if line.state is IndicatorState.ASSESSED:
                assert line.reading.objects, line.key
                assert rubric.indicators[line.key].sources, line.key


def test_points_of_a_score_that_is_not_printed_are_points_so_far() -> None:
    ledger = _card().protection
    assert not ledger.fit_to_print
    for key in {*ledger.carries, *ledger.costs}:
        assert "So far it earns" in WORDS(ledger.indicators[key].sentence)


def test_one_tree_on_a_map_without_houses_and_shops_is_no_count_of_trees() -> None:
    drawn = [found for found in town() if found.role not in {Role.BUILDING, Role.AMENITY}]
    drawn = [found for found in drawn if found.role is not Role.TREE]
    site = replace(project(), layers=(*drawn, layer(Role.TREE, [Point(20, 20)])))
    found = assess(site, load_rules(site), with_suggestions=False)
    card = found.scorecard
    said = [WORDS(finding.sentence) for finding in found.findings]
    assert any("data on trees: the plan shows only 1" in words for words in said)
    assert card.openness.indicators["O11"].state is IndicatorState.NOT_ASSESSED
