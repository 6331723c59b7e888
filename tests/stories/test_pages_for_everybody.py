"""Reports and maps as web pages keep to WCAG 2.2 AA, checked in a real browser."""

from dataclasses import replace
from pathlib import Path

import pytest

from sbd_tool.app.design import read_page_script, read_page_sheet
from sbd_tool.domain.marking import Edition
from sbd_tool.report.html_report import report_html
from sbd_tool.report.spec import Side
from sbd_tool.report.telling import TEMPLATES
from sbd_tool.report.web_map import web_map
from tests.browser import browser, is_there
from tests.report_site import job

pytestmark = pytest.mark.skipif(not is_there(), reason="no browser, or no way to cut its network")
CHECK = (Path(__file__).parent.parent / "wcag.js").read_text(encoding="utf-8")
BAD = """<html><head><meta name="viewport" content="maximum-scale=1, user-scalable=no"></head><body>
<h1>A</h1><h3>B</h3><img src="data:,"><input><p style="color:#999">
grey</p><table><tr><td>1</td></tr></table><table><tr><th></th></tr></table>
<button style="outline:none;width:9px"></button></body>"""


@pytest.fixture(scope="module")
def tab():
    with browser() as found:
        yield found


def faults(tab, path, raw, width=1200):
    path.write_bytes(raw)
    tab.open(path, width, 800)
    return tab.run(CHECK)


def a_map(language, edition=Edition.POLICE, *, is_paired=False):
    made = job(edition, language)
    made = replace(made, page_script=read_page_script(), page_sheet=read_page_sheet())
    return web_map(
        replace(made, beside=Side(content=made.content, model=made.model)) if is_paired else made
    )


def test_the_check_finds_what_is_wrong(tab, tmp_path):
    found = "\n".join(faults(tab, tmp_path / "bad.html", BAD.encode()))
    for part in (
        "no language", "no title", "not one main part", "a level of headings is left out",
        "a picture without words", "a control without a name", "a table without heads",
        "contrast 2.8", "a focus nobody sees", "a target of", "a page that cannot be enlarged",
        "an empty head of a table",
    ):  # fmt: skip
        assert part in found, part


@pytest.mark.parametrize("template", [entry.key for entry in TEMPLATES])
def test_a_report_can_be_read_by_everybody(tab, tmp_path, template):
    raw = report_html(replace(job(Edition.POLICE), template=template))
    assert faults(tab, tmp_path / "report.html", raw) == []


def test_a_german_public_report_can_be_read_by_everybody_on_a_telephone(tab, tmp_path):
    raw = report_html(job(Edition.PUBLIC, "de"))
    assert faults(tab, tmp_path / "de.html", raw, width=390) == []
    assert tab.run("document.documentElement.lang") == "de"


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("is_paired", [False, True], ids=["alone", "paired"])
def test_a_map_can_be_used_by_everybody(tab, tmp_path, width, is_paired):
    raw = a_map("de" if is_paired else "en", is_paired=is_paired)
    assert faults(tab, tmp_path / "map.html", raw, width) == []


def test_results_a_card_and_a_measurement_can_be_read_too(tab, tmp_path):
    path = tmp_path / "open.html"
    path.write_bytes(a_map("en", Edition.PUBLIC))
    tab.open(path)
    tab.run("document.getElementById('sbd-search').focus()")
    tab.write("kiosk")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        tab.press(key)
    tab.run("document.getElementById('sbd-area').click()")
    tab.run("document.getElementById('sbd-area').click()")
    tab.run("document.getElementById('sbd-search').focus()")
    tab.press("Enter")
    tab.until("getComputedStyle(document.querySelector('.leaflet-popup')).opacity === '1'")
    assert tab.run(CHECK) == []
