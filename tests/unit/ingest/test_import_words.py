"""Keys of sentences that are put together at run time have a sentence in every language."""

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.layers import Level
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Quantity, text
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest.repair import TOLD

LANGUAGES = ("en", "de")
KEYS = [
    *(f"ingest.role_{role.value}" for role in Role),
    *(f"ingest.missing_{role.value}" for role in read_role_rules().themes),
    *(f"ingest.apart_{level.value}" for level in Level if level is not Level.GROUND),
    *(f"ingest.repair_{kind}" for kind, _ in TOLD),
    *("ingest.shops_none", "ingest.buildings_hardly"),
    *("ingest.units_guessed", "ingest.units_imperial", "ingest.picture_crs_assumed"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_finding_of_import_has_its_sentence(key, language) -> None:
    assert load_words(language).has(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guess_reads_as_a_sentence(language) -> None:
    sentence = text(
        "ingest.role_guessed",
        layer="Möbel",
        role=text("ingest.role_seat"),
        count=2,
        sure=Quantity(60.0, "%", 0),
    )
    said = load_words(language)(sentence)
    assert "{" not in said
    assert "Möbel" in said
    assert "2" in said


def test_every_limit_says_where_it_comes_from() -> None:
    for limit in read_role_rules().limits.values():
        assert limit.source
        assert limit.value > 0
