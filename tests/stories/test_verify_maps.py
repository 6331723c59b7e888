"""A rebuilt report holds the maps of analyses that its seal names, and is the same to the byte."""

from dataclasses import replace
from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export_bytes, export_job
from sbd_tool.app.field_maps import FIELD_MAPS, heat_of, work_out
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.app.sealed_maps import SealedMaps, blank_map, sealed_maps
from sbd_tool.app.sealing import seal_of
from sbd_tool.app.verifying import read_seal, sealed_job
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.marking import Edition
from tests import generated_square

RULES = load_rules(None)


@pytest.fixture(scope="module")
def project():
    return generated_square.project(seats=2, trees=1, lamps=1)


@pytest.fixture(scope="module")
def heat(project):
    one = FIELD_MAPS["area"]
    return heat_of(one, work_out(project, RULES, one.subject), RULES.rubric)


PLACE = (BASE_OPTION, ORDINARY_STATE)


def test_a_police_page_with_maps_is_made_again_with_them_from_its_seal(project, heat):
    job = export_job(
        project, None, RULES, edition=Edition.POLICE, scale=None, heat=heat, maps=(heat,),
        words=load_words("de"), now=FixedClock().now(),
    )  # fmt: skip
    page = export_bytes(Path("a.report.html"), job)
    seal = read_seal(page, "a.report.html")
    assert (seal.heat, seal.maps) == ("area", "area")
    shown = sealed_maps(seal, project, RULES)
    again = sealed_job(seal, project, RULES, [(PLACE, None)], shown)
    assert export_bytes(Path("a.report.html"), again) == page
    without = sealed_job(seal, project, RULES, [(PLACE, None)], SealedMaps())
    assert export_bytes(Path("a.report.html"), without) != page


def public_page(project, heat):
    job = export_job(
        project, None, RULES, edition=Edition.PUBLIC, scale=None, heat=heat,
        words=load_words("en"), now=FixedClock().now(),
    )  # fmt: skip
    return job, export_bytes(Path("b.report.html"), job)


def test_a_public_page_says_that_a_map_is_left_out_and_its_seal_does_not_say_which(project, heat):
    job, page = public_page(project, heat)
    seal = seal_of(job)
    assert (seal.heat, seal.maps) == ("", "")
    assert public_page(project, blank_map())[1] == page
    assert public_page(project, None)[1] != page
    claimed = replace(seal, heat="area", maps="area,,no such map")
    assert sealed_maps(claimed, project, RULES) == SealedMaps()
