"""The square's page says each point once: where it weighs more."""

from collections import Counter

from sbd_tool.gui.panels.pages import SentenceRow


def test_no_indicator_both_carries_and_costs_on_the_page_of_the_square(opened) -> None:
    card = opened.bench.assessment.scorecard
    both = {
        key
        for ledger in (card.openness, card.protection)
        for key in set(ledger.carries) & set(ledger.costs)
    }
    assert both, "the small square has points on both sides"
    rows = opened.window.findChildren(SentenceRow)
    told = Counter(row.objectName() for row in rows)
    assert told
    assert set(told.values()) == {1}
    assert {f"sentence_{key}" for key in both} <= set(told)
