"""`verify` names what of a sheet set up by hand differs."""

from dataclasses import replace
from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export_bytes, export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.app.verifying import verify_bytes
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.sheets import USUAL_PARTS, USUAL_SHEET, MapSheet, Paper, SheetPart
from tests import generated_square

HAND = MapSheet(paper=Paper.A2, is_portrait=True, title="Hand-out")
EN = load_words("en")
PROJECT = generated_square.project(seats=1)
RULES = load_rules(PROJECT)


def kept(sheet):
    row = sheet.as_record(Stamp(id="s"))
    return replace(PROJECT, records={"s": row})


@pytest.fixture(scope="module")
def page():
    job = export_job(
        kept(HAND), None, RULES, edition=Edition.PUBLIC, scale=None, words=EN,
        now=FixedClock().now(),
    )  # fmt: skip
    return export_bytes(Path("map.svg"), job)


@pytest.mark.parametrize(
    ("sheet", "named"),
    [
        (HAND, set()),
        (replace(HAND, paper=Paper.A1), {"paper size"}),
        (replace(HAND, title="", is_portrait=False), {"title", "orientation"}),
        (replace(HAND, parts=USUAL_PARTS | {SheetPart.GRID}), {"what stands beside the map"}),
        (USUAL_SHEET, {"paper size", "orientation", "title"}),
    ],
)
def test_what_differs_of_a_sheet_is_named_and_nothing_else(page, sheet, named):
    found = verify_bytes(page, Path("map.svg"), kept(sheet), RULES).differences
    assert {EN(one.sentence) for one in found} == {
        f"The sheet is set up differently: {name}." for name in named
    }
