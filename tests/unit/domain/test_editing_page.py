"""The page about editing tells the tolerances the code has; every refusal has a hint."""

import re
from pathlib import Path

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.edits.tolerances import TOLERANCES

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "method" / "editing.md").read_text(encoding="utf-8")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("domain/edits", "app/commands")
    for path in sorted((ROOT / "sbd_tool" / folder).glob("*.py"))
)
REFUSALS = sorted(set(re.findall(r'refusal\(\s*text\(\s*"(edits\.[a-z_.]+)"', CODE)))


@pytest.mark.parametrize("key", TOLERANCES)
def test_the_page_tells_each_tolerance(key: str):
    tolerance = TOLERANCES[key]
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{key}` |"))
    assert f"| {tolerance.value:g} {tolerance.unit}".rstrip() in row
    assert tolerance.why in row


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_refusal_says_what_to_do(language: str):
    words = load_words(language)
    assert len(REFUSALS) > 40
    assert not [key for key in REFUSALS if not words.has(key) or not words.has(f"{key}.hint")]
