"""The first page says on what each ledger rests: assumptions, and facts of long ago."""

from dataclasses import replace
from datetime import date

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.ageing import old_share
from sbd_tool.domain.marking import Edition
from sbd_tool.report.ledger_rows import footing_words
from tests.report_site import job, site

TODAY = date(2026, 11, 26)


def stamped(when: str):
    """Every measure last changed then."""
    square = site()
    rows = {
        key: replace(one, stamp=replace(one.stamp, changed=when))
        for key, one in square.measures.items()
    }
    return replace(square, measures=rows)


@pytest.mark.parametrize(
    ("when", "share"),
    [("2019-01-01T00:00:00Z", 0.25), ("2026-01-01T00:00:00Z", 0.0), ("", 0.0)],
)
def test_weight_that_rests_on_old_facts_is_shared_out(when, share) -> None:
    square = stamped(when)
    measure = next(iter(square.measures))
    rows = [("P05", 1.0, (measure,)), ("P06", 3.0, ())]
    assert old_share(square, rows, 5.0, TODAY) == share


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_ledger_of_the_first_page_tells_assumptions_and_age(language) -> None:
    words = load_words(language)
    for section in job().model.ledgers:
        told = footing_words(section)
        assert told is not None
        assert words(told).count("%") == 3
        assert "report." not in words(told)


def test_a_ledger_of_bands_alone_tells_no_shares() -> None:
    bands = [one for one in job(Edition.PUBLIC).model.ledgers if one.is_banded]
    assert bands
    assert [footing_words(one) for one in bands] == [None] * len(bands)
