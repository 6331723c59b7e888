"""The approved assessment of each sample site.

`SBD_APPROVE=1 ./run test tests/golden` writes what is found as approved; the difference is then
read like code, and the reason goes into the changelog under "Numbers changed".
"""

import io
import json
import os
from functools import lru_cache
from pathlib import Path

import pypdf
import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.app.samples import build_sample, samples
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment, LedgerScore
from sbd_tool.report.pdf import report_pdf

SAMPLES = {found.key: found for found in samples()}


def told(ledger: LedgerScore) -> dict:
    def points(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        "score": points(ledger.score),
        "low": points(ledger.low),
        "high": points(ledger.high),
        "coverage": points(ledger.coverage),
        "fit_to_print": ledger.fit_to_print,
        "warnings": sorted(warning.key for warning in ledger.warnings),
        "indicators": {
            key: {
                "value": points(line.reading.likely),
                "low": points(line.low),
                "likely": points(line.likely),
                "high": points(line.high),
                "state": line.state.value,
            }
            for key, line in ledger.indicators.items()
        },
    }


@lru_cache(maxsize=3)
def assessed(key: str) -> tuple[Project, Assessment]:
    """A sample with its assessment, worked out once for all tests of this module."""
    project = build_sample(SAMPLES[key], clock=FixedClock())
    return project, assess(project, load_rules(project), with_suggestions=False)


@pytest.mark.parametrize("key", SAMPLES)
def test_a_sample_site_scores_as_approved(key: str) -> None:
    card = assessed(key)[1].scorecard
    found = {"openness": told(card.openness), "protection": told(card.protection)}
    approved = SAMPLES[key].folder / "expected" / "assessment.json"
    if os.environ.get("SBD_APPROVE"):
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(approved.read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", SAMPLES)
def test_short_sheets_fit_their_pages(key: str) -> None:
    project, found = assessed(key)
    for template, most in (("decision", 1), ("handover", 2)):
        job = export_job(
            project, found, load_rules(project), edition=Edition.POLICE, scale=None,
            words=load_words("de"), now=FixedClock().now(), template=template,
        )  # fmt: skip
        book = pypdf.PdfReader(io.BytesIO(report_pdf(job)))
        words = book.pages[0].extract_text()
        assert len(book.pages) <= most
        assert "Methode und Herkunft" in book.pages[-1].extract_text()
        assert "Offenheit" in words
        assert "Schutz" in words


def test_every_sample_has_a_story_in_both_languages_and_a_licence() -> None:
    assert set(SAMPLES) == {"heritage-piazza", "market-square", "seafront-promenade"}
    for found in SAMPLES.values():
        assert set(found.story) == {"de", "en"}
        readme = Path(found.folder, "README.md").read_text(encoding="utf-8")
        assert "CC0" in readme
        assert "Fiction" in readme
