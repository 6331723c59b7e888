"""The map of an analysis on the sheet: the police edition shows it, no other does."""

import re

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export, preview_withheld
from sbd_tool.app.field_maps import FIELD_MAPS, heat_of, work_out
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from tests.report_site import site

RULES = load_rules(None)
WORDS = load_words("en")


@pytest.fixture(scope="module")
def project():
    return site()


@pytest.fixture(scope="module")
def heat(project):
    one = FIELD_MAPS["area"]
    found = heat_of(one, work_out(project, RULES, one.subject), RULES.rubric)
    assert found is not None
    return found


def pictures(project, heat, edition, folder):
    path = folder / f"{edition.value}.svg"
    export(project, None, RULES, path, edition=edition, heat=heat, words=WORDS, clock=FixedClock())
    drawn = path.read_text(encoding="utf-8")
    return len(re.findall("<image", drawn)), drawn


def test_the_police_sheet_shows_the_map_with_its_legend(project, heat, tmp_path):
    with_it, drawn = pictures(project, heat, Edition.POLICE, tmp_path)
    without, _ = pictures(project, None, Edition.POLICE, tmp_path)
    assert with_it == without + 1
    assert "Visible area" in drawn


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.PUBLIC])
def test_other_editions_are_the_same_with_and_without_and_say_so(project, heat, edition, tmp_path):
    assert pictures(project, heat, edition, tmp_path) == pictures(project, None, edition, tmp_path)
    told = {one.key for one in preview_withheld(project, None, RULES, edition, heat)}
    assert "fields.map_withheld" in told
    plain = {one.key for one in preview_withheld(project, None, RULES, edition)}
    assert "fields.map_withheld" not in plain
