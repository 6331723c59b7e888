"""Whatever files and people wrote, every export is whole, valid, and takes it for mere words."""

import csv
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree as ET

import docx
import ezdxf
import openpyxl
import pypdf
import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.projects import file_name_for
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, RoleOrigin, Source, as_geometry_array
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.roles import Role
from tests.generated_square import moved, placed, project

FORMATS = ("pdf", "png", "svg", "html", "gpkg", "geojson", "xlsx")
HOSTILE = {
    "markup": '</script><script>alert(1)</script><img src=x onerror="alert(1)">',
    "template": "{{ 7*7 }}{% for x in y %}{# #}${jndi:ldap://x}",
    "json": '"},{"a":"\\u003c/script>"}]}',
    "xml": "]]><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;<!--",
    "formula": '=HYPERLINK("file:///etc/passwd","x")',
    "plus": "+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9b31m\x1b]0;x\x07",
    "direction": "\u202egepard\u202c\u2066\u2069\u200f",
    "surrogate": "a\ud800b\udfffc",
    "no character": "\ufffe\uffff\U0001fffe",
    "signs": "🏛️👩‍👩‍👧 ﷽ Z̸̡͎a̷l̶g̴o 東京",
    "path": "../../etc/passwd\\..\\x\0.dxf",
    "sql": "x\"; DROP TABLE gpkg_contents;--'",
    "braces": "{name} {0} %s %(x)s",
    "paragraph": "<b>bold</b><para><font size=90>x</font>",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "columns": 'a;=HYPERLINK("x");b|+1;  "=1+1"',
    "wide": "\uff1dSUM(A1)",
    "drawing": "x\n0\nENDSEC\n0\nEOF\n%%u%%253\\P{\\fArial;y}^J\\U+0000",
    "operators": ") Tj ET Q BT /F1 9 Tf (x) Tj endstream endobj <</S/JavaScript/JS(app.beep(1))>>",
    "link": 'javascript:alert(1)" href="javascript:alert(1)" onclick="alert(1)',
    "style": "</style><style>*{background:url(//x)}</style>';background:url(x)",
    "field": '{ INCLUDEPICTURE "x" }</w:t></w:r><w:fldSimple w:instr="DDEAUTO c:x"/>',
    "device": "CON",
    "long": "W" * 1_000_000,
    "empty": " \t\n ",
}
LAYERS = ("about", "scores", "gpkg_contents", "sqlite_x", "Layer", "layer", "layer (points)", "")


def hostile_layer(number, role, name, *geometries, rows):
    return Layer(
        stamp=Stamp(id=f"hostile-{number}"),
        name=name,
        role=role,
        role_origin=RoleOrigin.CONFIRMED,
        role_confidence=1.0,
        ids=tuple(f"h-{number}-{place}" for place in range(len(geometries))),
        geometry=as_geometry_array([moved(geometry) for geometry in geometries]),
        attributes=rows,
        source=Source(name=HOSTILE["path"], licence=HOSTILE["markup"]),
    )


def hostile_site():
    site = project(seats=3, trees=2, lamps=2)
    layers = list(site.layers)
    for number, (key, words) in enumerate(HOSTILE.items()):
        role = (Role.WALL, Role.BUILDING, None, Role.CAMERA)[number % 4]
        name = LAYERS[number] if number < len(LAYERS) else words
        rows = ({words[:300]: words, "name": words, "Fid": 1, "GEOM": key, "": 2}, {"name": 3})
        shapes = (LineString([(5, 5), (9, 5 + number)]), Point(3 + number, 30.37))
        layers.append(hostile_layer(number, role, name, *shapes, rows=rows))
        site = placed(
            site,
            "rated-planters" if number % 2 else "seating-edge",
            LineString([(2, 2 + number), (8, 2 + number)]),
            name=words[:500],
            note=words,
            parameters={"rating": words[:90], words[:200]: words[:2000], "clear_gap_m": 1.2},
        )
    title = HOSTILE["markup"] + HOSTILE["template"]
    return replace(site, layers=tuple(layers), title=title, annotations=hostile_annotations())


def hostile_annotations():
    """All words as annotations, open to everybody, as a file could hold them."""
    rows = [
        Annotation(
            stamp=Stamp(id=f"remark-{number}", marking="TLP:CLEAR"),
            kind=AnnotationKind.CALLOUT,
            geometry=moved(LineString([(4, 4 + number), (12, 6 + number)])),
            words=words,
        )
        for number, words in enumerate(HOSTILE.values())
    ]
    return {row.id: row for row in rows}


@pytest.fixture(scope="module")
def site():
    found = hostile_site()
    return found, assess(found, load_rules(found), with_suggestions=False)


@pytest.fixture(scope="module")
def written(site, tmp_path_factory):
    folder, (found, judged) = tmp_path_factory.mktemp("hostile"), site

    def made(suffix, edition):
        path = folder / f"{edition.value}.{suffix}"
        if not path.exists():
            rules, words = load_rules(found), load_words("de")
            export(found, judged, rules, path, edition=edition, words=words, clock=FixedClock())
        return path

    return made


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_vector_drawings_are_well_formed_and_hold_no_script(written, edition):
    tree = ET.fromstring(written("svg", edition).read_bytes())  # noqa: S314 - of our own making
    for element in tree.iter():
        assert not element.tag.endswith(("script", "foreignObject", "image"))
        assert not any(name.lower().startswith("on") for name in element.attrib)


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_the_page_holds_no_script_but_ours_and_readable_content(written, edition):
    page = written("html", edition).read_bytes().decode("utf-8")
    told = re.search(r'id="sbd-content">(.*?)</script>', page, re.DOTALL)
    content = json.loads(told[1])
    assert content["title"].startswith("</script><script>")
    outside = page.replace(told[1], "")
    assert "alert(1)" not in re.sub(r"<title>.*?</title>", "", outside)
    assert "<img src=x" not in page
    assert "7*7 }}" in content["title"]
    assert len(page) < 8_000_000


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_geojson_is_strict_and_utf8(written, edition):
    raw = written("geojson", edition).read_bytes().decode("utf-8")

    def refuse(word):
        raise AssertionError(word)

    told = json.loads(raw, parse_constant=refuse)
    assert told["type"] == "FeatureCollection"
    for feature in told["features"]:
        assert set(feature) <= {"type", "id", "geometry", "properties"}
        assert feature.get("id", "x") is not None


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_the_geopackage_has_every_table_once_and_whole(written, edition):
    path = written("gpkg", edition)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        names = [row[0] for row in base.execute("select table_name from gpkg_contents")]
        assert len({name.casefold() for name in names}) == len(names)
        assert {"about", "scores", "indicators"} <= set(names)
        assert base.execute("select count(*) from scores").fetchone() == (2,)
        assert base.execute("pragma user_version").fetchone() == (10200,)
        rows = base.execute("select count(*) from indicators").fetchone()
    assert rows[0] > 20


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_the_workbook_opens_and_no_cell_reckons(written, edition):
    path = written("xlsx", edition)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                ET.fromstring(archive.read(name))  # noqa: S314 - of our own making
            assert b"<f>" not in archive.read(name)


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_the_report_opens_and_has_no_action(written, edition):
    book = pypdf.PdfReader(io.BytesIO(written("pdf", edition).read_bytes()))
    assert len(book.pages) >= 2
    assert len(book.pages) < 60
    root = book.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/Names" not in root or "/JavaScript" not in root["/Names"]
    words = "".join(page.extract_text() for page in book.pages)
    assert not set(words) & {"\x1b", "\x07", "\u202e"}


ALL = [Edition.POLICE, Edition.PUBLIC]


@pytest.mark.parametrize("edition", ALL)
def test_the_drawing_reads_back_whole_and_without_commands(written, edition):
    raw = written("dxf", edition).read_bytes().decode("utf-8")
    document = ezdxf.read(io.StringIO(raw))
    assert not document.audit().has_errors
    letters = [one.dxf.text for one in document.modelspace().query("TEXT")]
    assert len(letters) > (5 if edition is Edition.POLICE else 0)
    assert not any("%%" in words or "\n" in words for words in letters)
    assert raw.count("\nEOF\n") == 1
    assert not {one.dxftype() for one in document.modelspace()} - {"TEXT", "POINT", "LWPOLYLINE"}
    names = [one.dxf.name for one in document.layers]
    assert not any(set(name) & set('<>/\\":;?*|=`,') for name in names)


@pytest.mark.parametrize("edition", ALL)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_cell_of_the_table_reckons_however_columns_are_divided(written, edition, delimiter):
    words = written("csv", edition).read_bytes().decode("utf-8-sig")
    csv.field_size_limit(len(words))
    for row in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter):
        for cell in row:
            is_run = cell.strip(" \"'\t\r\n").startswith(("=", "+", "@", "\uff1d", "\uff0b"))
            assert not is_run or cell.startswith("'"), cell[:80]
            assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell), cell[:80]
    assert words.count("\r\n") == words.count("\n")


OUR_FIELDS = {"PAGE", "NUMPAGES", 'TOC \\o "1-1" \\h \\n \\u'}
"""Numbers of pages and contents: fixed words that name no file and no address."""


@pytest.mark.parametrize("edition", ALL)
def test_the_text_document_holds_no_field_of_others_no_link_out_and_no_macro(written, edition):
    path = written("docx", edition)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            body = archive.read(name)
            assert not name.endswith((".bin", "vbaProject"))
            if name.endswith((".xml", ".rels")):
                tree = ET.fromstring(body)  # noqa: S314 - of our own making
                named = [(one.tag.rpartition("}")[2], one) for one in tree.iter()]
                assert not {tag for tag, _ in named} & {"fldSimple", "altChunk", "object"}
                told = {str(one.text).strip() for tag, one in named if tag == "instrText"}
                assert told <= OUR_FIELDS
                for link in [one for tag, one in named if tag == "hyperlink"]:
                    assert {key.rpartition("}")[2] for key in link.attrib} == {"anchor", "history"}
            assert b'TargetMode="External"' not in body
    told = "".join(line.text for line in docx.Document(str(path)).paragraphs)
    assert told.startswith("</script><script>")


class Markup(HTMLParser):
    """Tags and attributes a browser would see."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("edition", ALL)
def test_the_accessible_page_holds_no_script_handler_or_foreign_address(written, edition):
    page = written("report.html", edition).read_bytes().decode("utf-8")
    for tag, given in Markup(page).found:
        assert tag not in {"script", "iframe", "object", "embed", "base", "form", "foreignobject"}
        for name, value in given.items():
            assert not name.startswith("on"), (tag, name)
            if name in {"href", "src", "xlink:href"}:
                assert value.startswith(("#", "data:image/")), (tag, value[:80])
    assert page.count("</style>") == page.count("<style>")


def test_the_map_holds_no_handler_and_links_to_nothing(written):
    page = written("html", Edition.POLICE).read_bytes().decode("utf-8")
    for tag, given in Markup(re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)).found:
        assert not any(name.startswith("on") for name in given), tag
        assert not given.get("href", "#").lower().startswith("javascript:")


@pytest.mark.parametrize("edition", ALL)
def test_a_page_of_a_report_shows_operators_as_words(written, edition):
    book = pypdf.PdfReader(io.BytesIO(written("pdf", edition).read_bytes()))
    for part in (book.get_object(number) for number in range(1, int(book.trailer["/Size"]))):
        if isinstance(part, pypdf.generic.DictionaryObject):
            assert part.get("/S") not in {"/JavaScript", "/Launch", "/URI", "/SubmitForm"}
            assert "/JS" not in part
    for page in book.pages:
        width = float(page.mediabox.width)
        for place in page.get("/Annots", ()):
            left, _, right, _ = (float(one) for one in place.get_object()["/Rect"])
            assert 0 <= left <= right <= width
    if edition is Edition.POLICE:
        words = "".join(page.extract_text() for page in book.pages)
        assert "endstream endobj" in " ".join(words.split())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_make_a_file_name_every_system_takes(words):
    name = file_name_for(words)
    assert name == Path(name).name == PureWindowsPath(name).name
    assert not PureWindowsPath(name).is_reserved()
    assert name.removesuffix(".sbd.gpkg")
    assert len(name.encode("utf-8")) < 255
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cs", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize("words", ["con", "NUL.txt", "Com1", " lpt9 .x", "..", "CONOUT$", "aux:"])
def test_no_file_is_named_like_a_device(words):
    assert not PureWindowsPath(file_name_for(words)).is_reserved()


def test_two_exports_are_equal_to_the_byte(site, written, tmp_path):
    found, judged = site
    for suffix in FORMATS:
        again = tmp_path / f"again.{suffix}"
        rules, words = load_rules(found), load_words("de")
        export(found, judged, rules, again, edition=Edition.POLICE, words=words, clock=FixedClock())
        assert again.read_bytes() == written(suffix, Edition.POLICE).read_bytes(), suffix
