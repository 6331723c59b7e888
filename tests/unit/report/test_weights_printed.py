"""Whose weights stand is printed: with author and reason for those who may read them."""

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands.base import By
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.app.weighing import keep_set, own_set, use_set
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.report.weights_section import weights_section
from tests.generated_square import project

ROW = "11111111-1111-4111-8111-111111111111"
SHARES = {
    LedgerKey.OPENNESS: {"access": 0.3, "stay": 0.3, "life": 0.2, "free": 0.1, "look": 0.1},
    LedgerKey.PROTECTION: {"vehicle": 0.25, "watch": 0.25, "crowd": 0.25, "care": 0.25},
}


@pytest.fixture(scope="module")
def weighted():
    by = By("A. Planner", "2026-03-01T10:00:00Z")
    kept = own_set(
        key=ROW,
        name="Council view",
        author="B. Mayor",
        date="2026-03-01",
        reason="Agreed in the March meeting",
        shares=SHARES,
    )
    square = keep_set(kept, by).apply(project())
    return use_set(square, load_rules(square).rubric, ROW, by).apply(square)


def words_of(path) -> str:
    from pypdf import PdfReader

    pages = PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("edition", list(Edition))
def test_a_report_prints_the_shares_and_names_persons_only_to_those_who_may_read_them(
    weighted, edition, tmp_path
):
    rules = load_rules(weighted)
    target = tmp_path / "report.pdf"
    found = assess(weighted, rules, with_suggestions=False)
    export(
        weighted,
        found,
        rules,
        target,
        edition=edition,
        words=load_words("en"),
        clock=FixedClock(),
    )
    told = words_of(target)
    assert "Whose weights" in told
    for words in ("Council view", "B. Mayor", "Agreed in the March meeting"):
        assert (words in told) == (edition is not Edition.PUBLIC), words


def test_without_a_set_the_weights_of_the_rubric_are_told_as_judgement():
    section = weights_section(load_rules(None).rubric, Edition.POLICE)
    assert section.name.key == "weights.of_rubric"
    for _, shares in section.shares:
        assert sum(share.value for _, share in shares) == pytest.approx(100)
