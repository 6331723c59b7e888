"""The interactive map in a real browser without network: searched, measured on, swiped, printed."""

from dataclasses import replace

import pytest
from pyproj import Geod
from shapely.geometry import Point

from sbd_tool.app.design import read_page_script, read_page_sheet
from sbd_tool.domain.marking import Edition
from sbd_tool.report.model import ReportModel
from sbd_tool.report.register_rows import line_numbers
from sbd_tool.report.spec import Side
from sbd_tool.report.web_map import web_map
from tests.browser import browser, is_there
from tests.generated_square import placed
from tests.report_site import CAMERA, KIOSK, content, job, site

pytestmark = pytest.mark.skipif(not is_there(), reason="no browser, or no way to cut its network")
ATTACK = '"><img src=x onerror="document.title=1"><a href="javascript:document.title=1">x'
MAP = "window[Object.keys(window).find(function (key) { return key.startsWith('map_'); })]"


def page(language="en", beside=None, of=None):
    made = job(Edition.POLICE, language, of=of)
    side = None
    if beside is not None:
        held = content(of=beside)
        model = replace(made.model, option=made.model.option)
        assert isinstance(model, ReportModel)
        side = Side(content=replace(held, option="base"), model=model)
    return web_map(
        replace(made, page_script=read_page_script(), page_sheet=read_page_sheet(), beside=side)
    )


@pytest.fixture(scope="module")
def tab():
    with browser() as found:
        yield found
        assert found.console == []
        assert all(address.startswith(("file://", "data:")) for address in found.requests)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def plain(tab, folder):
    path = folder / "plain.html"
    if not path.exists():
        path.write_bytes(page())
    tab.open(path)
    return tab


@pytest.fixture
def paired(tab, folder):
    """Left the square without its kiosk, right with it and a bench of a hostile name."""
    path = folder / "paired.html"
    if not path.exists():
        whole = site()
        left = replace(
            whole, measures={key: row for key, row in whole.measures.items() if key != KIOSK}
        )
        right = placed(whole, "seating-edge", Point(20, 12), name=ATTACK)
        path.write_bytes(page(beside=left, of=right))
    tab.open(path)
    return tab


def look_for(tab, words):
    tab.run("document.getElementById('sbd-search').focus()")
    tab.run("document.getElementById('sbd-search').select()")
    tab.write(words)


def results(tab):
    return tab.run("[...document.querySelectorAll('.sbd-results li')].map(one => one.innerText)")


def said(tab, selector):
    return tab.run(f"document.querySelector('{selector}').textContent")


def seen(tab, selector):
    return tab.run(
        f"[...document.querySelectorAll('{selector}')].filter(function (one) {{"
        " const box = one.getBoundingClientRect();"
        " return document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)"
        ".some(function (hit) { return one.contains(hit); }); }).length"
    )


def test_a_measure_is_found_by_name_with_keys_alone_and_its_card_opens(plain):
    before = plain.run(f"{MAP}.getZoom()")
    plain.press("/")
    assert plain.run("document.activeElement.id") == "sbd-search"
    plain.write("kiosk")
    assert len(results(plain)) == 2  # the layer, and the one in it
    for _ in range(2):
        plain.press("ArrowDown")
    assert plain.run("document.activeElement.getAttribute('aria-activedescendant')")
    plain.press("Enter")
    assert "iosk" in said(plain, ".leaflet-popup .sbd-card-title")
    assert plain.run(f"{MAP}.getZoom()") >= min(19, before)
    assert "shown on the map" in said(plain, ".sbd-said")
    assert (
        plain.run("document.getElementById('sbd-search').getAttribute('aria-expanded')") == "false"
    )


def test_a_measure_is_found_by_its_number_in_the_register(plain):
    number = line_numbers(content())[CAMERA]
    look_for(plain, f"no. {number}")
    assert f"No. {number}" in results(plain)[0]
    plain.press("Enter")
    assert said(plain, ".leaflet-popup .sbd-card td") == str(number)


def test_a_hidden_layer_is_shown_when_something_in_it_is_found(plain):
    box = "[...document.querySelectorAll('.sbd-row')].find(r => /kiosk/i.test(r.innerText))"
    plain.run(f"{box}.querySelector('input').click()")
    assert plain.run(f"{box}.querySelector('input').checked") is False
    look_for(plain, "KIÓSK")
    plain.press("Enter")
    assert plain.run(f"{box}.querySelector('input').checked") is True


def test_what_is_not_there_is_said_not_to_be_found(plain):
    look_for(plain, "unicorn")
    assert results(plain) == []
    assert said(plain, ".sbd-said") == "Nothing found"


def measured(tab):
    return float(said(tab, ".sbd-measured").split()[1].replace(",", ""))


def test_a_distance_is_that_on_the_ellipsoid_and_opens_no_card(plain):
    places = [(600, 200), (900, 420), (1000, 600)]
    plain.run("document.getElementById('sbd-distance').click()")
    for x, y in places:
        plain.click(x, y)
    found = [
        plain.run(
            f"(function () {{ const b = {MAP}.getContainer().getBoundingClientRect();"
            f" const p = {MAP}.containerPointToLatLng([{x} - b.x, {y} - b.y]);"
            " return [p.lng, p.lat]; })()"
        )
        for x, y in places
    ]
    true_m = Geod(ellps="WGS84").line_length(*zip(*found, strict=True))
    assert measured(plain) == pytest.approx(true_m, abs=0.06)
    assert plain.run("document.querySelectorAll('.leaflet-popup').length") == 0


def test_an_area_is_measured_with_keys_alone(plain):
    plain.run("document.getElementById('sbd-area').focus()")
    plain.press("Enter")
    assert plain.run("document.activeElement.classList.contains('leaflet-container')")
    assert plain.run("document.querySelector('.sbd-cross').hidden") is False
    corners = []
    for step in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft"):
        plain.press("Enter")
        corners.append(plain.run(f"[{MAP}.getCenter().lng, {MAP}.getCenter().lat]"))
        for _ in range(10):
            plain.press(step, ctrl=True)
    plain.press("Enter")
    plain.press("Backspace")
    true_m2, edge_m = Geod(ellps="WGS84").polygon_area_perimeter(*zip(*corners, strict=True))
    assert measured(plain) == pytest.approx(abs(true_m2), abs=0.5 + 0.001 * abs(true_m2))
    assert f"edge {edge_m:.1f}" in said(plain, ".sbd-measured") or edge_m >= 100
    plain.press("Escape")
    assert plain.run("document.activeElement.id") == "sbd-area"
    plain.run("document.getElementById('sbd-clear').click()")
    assert said(plain, ".sbd-measured") == ""


def test_the_line_uncovers_one_side_and_covers_the_other(paired):
    name = paired.run(
        "[...document.querySelectorAll('.leaflet-map-pane > div')].map(p => p.className)"
        ".find(c => /after-signs/.test(c))"
    )
    sign = f".{name.split()[-1]} .sbd-icon"
    paired.run("document.querySelector('.sbd-swipe').focus()")
    paired.press("End")
    covered = seen(paired, sign)
    paired.press("Home")
    assert covered == 0 < seen(paired, sign)
    assert paired.run("document.querySelector('.sbd-swipe').getAttribute('aria-valuenow')") == "0"
    box = paired.run("JSON.stringify(document.querySelector('.sbd-grip').getBoundingClientRect())")
    assert '"x"' in box
    paired.press("End")
    paired.drag((1200 - 4, 400), (700, 400))
    now = int(paired.run("document.querySelector('.sbd-swipe').getAttribute('aria-valuenow')"))
    assert now == pytest.approx(100 * (700 - 340) / (1200 - 340), abs=2)


def test_what_stands_on_the_covered_side_is_uncovered_when_found(paired):
    paired.run("document.querySelector('.sbd-swipe').focus()")
    paired.press("End")
    look_for(paired, "onerror")
    paired.press("Enter")
    assert said(paired, ".leaflet-popup .sbd-card-title") == ATTACK
    assert (
        int(paired.run("document.querySelector('.sbd-swipe').getAttribute('aria-valuenow')")) < 100
    )
    assert paired.run("document.title") != "1"
    assert paired.run("document.querySelectorAll('.sbd-panel img, .sbd-card img').length") == 0


def test_the_line_runs_through_no_open_card(paired):
    look_for(paired, "onerror")
    paired.press("Enter")
    paired.until("document.querySelector('.leaflet-popup') !== null")
    free = (
        "(function () { const box = document.querySelector('.leaflet-popup-content-wrapper')"
        ".getBoundingClientRect(); return [0.1, 0.3, 0.5, 0.7, 0.9].every(function (part) {"
        " const hit = document.elementFromPoint(box.x + part * box.width, box.y + box.height / 2);"
        " return hit !== null && hit.closest('.leaflet-popup') !== null; }); })()"
    )
    paired.run("document.querySelector('.sbd-swipe').focus()")
    for key in ("Home", *("PageUp",) * 5):
        paired.press(key)
        assert paired.run(free), key


def test_it_says_what_differs_and_counts_both_sides(paired):
    assert "2 measures stand only on the right side." in said(paired, ".sbd-panel")
    assert "0 \u2192 1" in said(paired, ".sbd-panel")


def test_a_slipped_in_script_does_not_run(plain):
    refused = plain.run(
        "new Promise(function (done) {"
        " document.addEventListener('securitypolicyviolation', e => done(e.violatedDirective));"
        " const made = document.createElement('div');"
        ' made.innerHTML = \'<img src="data:," onerror="document.title=1">\';'
        " document.body.appendChild(made); })"
    )
    assert refused == "script-src-attr"
    assert plain.run("document.title") != "1"
    plain.console.clear()  # the browser says that it refused


def test_it_prints_its_title_and_legend_and_no_controls(plain):
    plain.ask("Emulation.setEmulatedMedia", media="print")
    shown = "getComputedStyle(document.querySelector('{}')).display"
    for control in (".sbd-search", ".sbd-ruler", ".leaflet-control-zoom", ".sbd-layers input"):
        assert plain.run(shown.format(control)) == "none", control
    assert plain.run(shown.format(".sbd-printed")) == "flex"
    assert plain.run(shown.format(".leaflet-control-scale")) != "none"
    assert plain.run(shown.format(".sbd-layers label")) == "flex"
    plain.ask("Emulation.setEmulatedMedia", media="")


def test_german_is_german_all_over(tab, folder):
    path = folder / "de.html"
    path.write_bytes(page("de"))
    tab.open(path, 390, 844)
    told = said(tab, ".sbd-panel")
    assert "Strecke" in told
    assert "webmap." not in told
    assert tab.run("document.documentElement.lang") == "de"
    for english in ("Zoom in", "Close", "Search", "Distance", "Measure"):
        assert english not in told
    assert tab.run("document.documentElement.scrollWidth") <= 390
