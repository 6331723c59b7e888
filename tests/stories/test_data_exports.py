"""What leaves as HTML, GeoPackage, GeoJSON and XLSX: whole, escaped, and nothing withheld in it."""

import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from shapely.affinity import translate
from shapely.geometry import shape

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.app.samples import build_sample, sample
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment

FORMATS = ("pdf", "png", "svg", "html", "gpkg", "geojson", "xlsx")
ATTACK = '</script><img src=x onerror="document.title=1">{{7*7}}{% endraw %}'


@pytest.fixture(scope="module")
def project() -> Project:
    return build_sample(sample("market-square"), clock=FixedClock())


KNOWN: dict[int, tuple[Project, Assessment]] = {}


def assessed(project: Project) -> Assessment:
    if id(project) not in KNOWN:
        found = assess(project, load_rules(project), with_suggestions=False)
        KNOWN[id(project)] = (project, found)
    return KNOWN[id(project)][1]


def write(project: Project, folder: Path, suffix: str, edition: Edition) -> Path:
    rules = load_rules(project)
    target = folder / f"out.{suffix}"
    export(
        project,
        assessed(project),
        rules,
        target,
        edition=edition,
        words=load_words("en"),
        clock=FixedClock(),
    )
    return target


def with_measure(project: Project, **changes: object) -> Project:
    given = {
        "stamp": Stamp(id="00000000-0000-4000-8000-00000000000a", evidence=Evidence.SEEN),
        "kind": "seating-edge",
        "geometry": next(iter(project.measures.values())).geometry,
        "state": MeasureState.EXISTING,
    } | changes
    measure = Measure(**given)
    return replace(project, measures={**project.measures, measure.id: measure})


def test_the_page_asks_nobody_for_anything(project: Project, tmp_path: Path) -> None:
    page = write(project, tmp_path, "html", Edition.POLICE).read_text(encoding="utf-8")
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    fetched = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", markup)
    assert all(address.startswith(("data:", "#")) for address in fetched), fetched
    assert "default-src 'none'" in page
    assert "connect-src 'none'" in page


def test_what_people_and_files_wrote_reaches_the_page_as_text(
    project: Project, tmp_path: Path
) -> None:
    line = next(m for m in project.measures.values() if m.geometry.geom_type == "LineString")
    attacked = with_measure(
        replace(project, title=ATTACK), name=ATTACK, note=ATTACK, geometry=line.geometry
    )
    page = write(attacked, tmp_path, "html", Edition.POLICE).read_text(encoding="utf-8")
    assert "</script><img" not in page
    told = re.search(r'id="sbd-content">(.*?)</script>', page, re.DOTALL)
    assert told is not None
    content = json.loads(told.group(1))
    assert content["title"] == ATTACK
    names = [
        feature["properties"]["title"]
        for layer in content["layers"]
        for feature in layer["features"]["features"]
    ]
    assert ATTACK in names


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
def test_a_browser_without_network_shows_it_and_complains_of_nothing(
    project: Project, tmp_path: Path
) -> None:
    alone = ["unshare", "-n"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let us take the network away")
    attacked = with_measure(replace(project, title=ATTACK), name=ATTACK)
    page = write(attacked, tmp_path, "html", Edition.POLICE)
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--enable-logging=stderr",
        "--virtual-time-budget=4000",
        "--window-size=1200,800",
        "--dump-dom",
    ]
    done = subprocess.run(
        [*alone, "chromium", *flags, f"--user-data-dir={tmp_path / 'browser'}", page.as_uri()],
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line and page.name in line]
    assert not console, console
    assert "sbd-panel" in done.stdout
    assert "leaflet-interactive" in done.stdout
    assert "<title>1</title>" not in done.stdout
    assert done.stdout.count('class="sbd-ledger sbd-') == 2


def test_cells_of_the_workbook_are_never_formulas(project: Project, tmp_path: Path) -> None:
    formula = '=HYPERLINK("file:///etc/passwd","x")'
    attacked = with_measure(project, name=formula, note="@SUM(A1)")
    written = write(attacked, tmp_path, "xlsx", Edition.POLICE)
    with zipfile.ZipFile(written) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        for name in sheets:
            xml = archive.read(name).decode("utf-8")
            assert "<f>" not in xml
            assert "<hyperlink" not in xml
    book = openpyxl.load_workbook(written)
    values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(formula in str(value) for value in values)
    assert book.worksheets[0]["A1"].value == "TLP:AMBER+STRICT"


def test_the_geopackage_opens_elsewhere_with_layers_measures_and_scores(
    project: Project, tmp_path: Path
) -> None:
    written = write(project, tmp_path, "gpkg", Edition.POLICE)
    with sqlite3.connect(f"file:{written}?mode=ro", uri=True) as base:
        tables = {row[0] for row in base.execute("select table_name from gpkg_contents")}
        scores = base.execute("select ledger, low, high from scores").fetchall()
    assert {"measures_lines", "scores", "indicators", "findings", "about"} <= tables
    assert [row[0] for row in scores] == ["openness", "protection"]
    if shutil.which("ogrinfo") is not None:
        listed = subprocess.run(
            ["ogrinfo", "-so", "-q", str(written)], capture_output=True, text=True, check=True
        )
        assert all(name in listed.stdout for name in tables)


def test_geojson_holds_both_ledgers_and_lies_where_the_square_lies(
    project: Project, tmp_path: Path
) -> None:
    told = json.loads(write(project, tmp_path, "geojson", Edition.POLICE).read_bytes())
    assert [row["ledger"] for row in told["sbd"]["scores"]] == ["openness", "protection"]
    measures = [f for f in told["features"] if f["properties"]["layer"].startswith("measures")]
    assert len(measures) == len(project.measures)
    lon, lat = shape(measures[0]["geometry"]).centroid.coords[0]
    assert (lon, lat) == pytest.approx((11.51, 48.72), abs=0.02)


@pytest.fixture(scope="module")
def touched(project: Project) -> Project:
    """The same square after a camera moved and every barrier got another rating."""
    changed = dict(project.measures)
    count = 0
    for measure in project.measures.values():
        if measure.kind.startswith("cctv"):
            moved = translate(measure.geometry, 0.4, -0.3)
            changed[measure.id] = replace(measure, geometry=moved, note="seen by B.")
            count += 1
        elif measure.kind.startswith("bollards") or measure.kind == "modular-mobile-barrier":
            changed[measure.id] = replace(
                measure, parameters={**measure.parameters, "rating": "V/7500[N3]/80/90:0.4/15.4"}
            )
            count += 1
    assert count > 1
    return replace(project, measures=changed)


@pytest.mark.parametrize("suffix", FORMATS)
def test_moving_or_rerating_a_sensitive_object_changes_no_public_byte(
    project: Project, touched: Project, tmp_path: Path, suffix: str
) -> None:
    before = write(project, tmp_path, suffix, Edition.PUBLIC).read_bytes()
    assert write(touched, tmp_path, suffix, Edition.PUBLIC).read_bytes() == before
    if suffix != "png":
        police = write(project, tmp_path, suffix, Edition.POLICE).read_bytes()
        assert write(touched, tmp_path, suffix, Edition.POLICE).read_bytes() != police


@pytest.mark.parametrize("suffix", ["html", "geojson", "svg"])
def test_no_rating_camera_or_remark_is_in_a_public_file(
    project: Project, tmp_path: Path, suffix: str
) -> None:
    canary = "V/7200[N2B]/80/90:0.7"
    changed = {
        key: replace(
            measure, note="CANARY-NOTE", parameters={**measure.parameters, "rating": canary}
        )
        for key, measure in project.measures.items()
    }
    public = write(replace(project, measures=changed), tmp_path, suffix, Edition.PUBLIC)
    words = public.read_text(encoding="utf-8")
    for secret in (canary, "CANARY-NOTE", "surveillance", "P02", "P03"):
        assert secret not in words


def test_the_workbook_speaks_the_readers_language(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    export(
        project,
        assessed(project),
        load_rules(project),
        target,
        edition=Edition.POLICE,
        words=load_words("de"),
        clock=FixedClock(),
    )
    book = openpyxl.load_workbook(target)
    heads = {str(cell.value) for sheet in book for cell in sheet[2]}
    assert {"Bilanz", "Tiefster Wert (Punkte)", "Befund", "Bekannt durch", "Schlüssel"} <= heads
    assert not any("_" in head or head.startswith("web.") for head in heads)
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Offenheit", "Schutz", "bewertet"} <= cells


def test_wider_geopackages_name_layers_by_role_and_join_them(
    project: Project, tmp_path: Path
) -> None:
    written = write(project, tmp_path, "gpkg", Edition.PUBLIC)
    with sqlite3.connect(f"file:{written}?mode=ro", uri=True) as base:
        tables = [row[0] for row in base.execute("select table_name from gpkg_contents")]
        version = base.execute("pragma user_version").fetchone()
    assert version == (10200,)
    assert {"carriageway", "building", "tree"} <= set(tables)
    assert not any("(2)" in name or name.isupper() for name in tables)
