"""Sixty-five canaries in one square: none is in what is published, the attack smells each.

Every format has five hiding places; every canary is hidden in one of them.
"""

import base64
import io
import sqlite3
import struct
import zipfile
import zlib
from itertools import product

import pypdf
import pytest
from PIL import Image, PngImagePlugin
from pypdf.generic import DecodedStreamObject, NameObject

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export, export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.leaks.attack import attack
from sbd_tool.report.leaks.secrets import secrets_of
from tests.canary_square import caged
from tests.leak_search import everything, found_in
from tests.report_site import assessment

FORMATS = tuple(exporter.key for exporter in EXPORTERS)
PACKED = ("pdf", "docx", "xlsx", "gpkg", "html")
WIDER = (Edition.PUBLIC, Edition.PARTNER)


@pytest.fixture(scope="module")
def square():
    return caged()


@pytest.fixture(scope="module")
def published(square, tmp_path_factory):
    """Every format of every edition, written as a planner would."""
    project, _ = square
    folder, rules, judged = tmp_path_factory.mktemp("out"), load_rules(project), assessment()
    made = {}
    for edition in Edition:
        for suffix in FORMATS if edition in WIDER else PACKED:
            path = folder / f"{edition.value}.{suffix}"
            words, clock = load_words("en"), FixedClock()
            export(project, judged, rules, path, edition=edition, words=words, clock=clock)
            made[edition, suffix] = path
    return made


@pytest.fixture(scope="module")
def secrets(square):
    project, _ = square
    rules, words = load_rules(project), load_words("en")
    job = export_job(
        project, assessment(), rules, edition=Edition.PUBLIC, scale=None, words=words,
        now=FixedClock().now(),
    )  # fmt: skip
    return secrets_of(project, job.content, job.model)


def test_no_canary_is_in_any_format_of_a_wider_edition(square, published):
    _, canaries = square
    assert len(canaries) == 65 <= 5 * len(FORMATS)
    found = {
        (edition.value, suffix, where)
        for edition in WIDER
        for suffix in FORMATS
        for whole in (everything(published[edition, suffix]),)
        for where, word in canaries.items()
        if found_in(whole, word)
    }
    assert found == set()


def test_the_same_search_finds_canaries_where_the_reader_may_know_them(square, published):
    _, canaries = square
    for suffix in PACKED:
        whole = everything(published[Edition.POLICE, suffix])
        assert any(found_in(whole, word) for word in canaries.values()), suffix


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_attack_smells_every_canary_a_published_file_is_made_to_hold(
    square, published, secrets, suffix
):
    turn = FORMATS.index(suffix)
    cage = (list(square[1].values()) * 2)[5 * turn : 5 * turn + 5]
    raw = published[Edition.PUBLIC, suffix].read_bytes()
    leaks = attack(hide(suffix, raw, cage), f"public.{suffix}", secrets)
    found = " ".join(leak.words for leak in leaks)
    assert [word for word in cage if word not in found] == []


def test_the_attack_smells_canaries_in_the_name_of_a_file(square, secrets):
    for word in square[1].values():
        assert attack(b"", f"{word}.pdf", secrets), word


def hide(suffix, raw, words):
    """The file with five words, each where a reader would not look."""
    hider = {"pdf": in_pdf, "sheet.pdf": in_pdf, "png": in_png, "gpkg": in_tables}
    hider |= {"xlsx": in_parts, "docx": in_parts, "svg": in_svg, "csv": in_csv}
    hider |= {"bcfzip": in_parts, "comments.csv": in_csv, "qgis.zip": in_parts}
    hider |= {"html": in_page, "report.html": in_page, "dxf": in_drawing, "geojson": in_json}
    return hider[suffix](raw, words)


def in_pdf(raw, words):
    """Metadata, attachment, hidden layer, thumbnail, and words drawn on the page."""
    book = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    book.add_metadata({"/Subject": words[0]})
    book.add_attachment("x", zlib.compress(words[1].encode()))
    book.root_object[NameObject(f"/{words[2]}")] = NameObject("/OCG")
    thumbnail = DecodedStreamObject()
    thumbnail.set_data(words[3].encode())
    book.pages[0][NameObject("/Thumb")] = book._add_object(thumbnail.flate_encode())
    drawn = DecodedStreamObject()
    drawn.set_data(b"% " + words[4].encode())
    book._add_object(drawn.flate_encode())
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


def chunk(kind, body):
    whole = kind + body
    return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))


def in_png(raw, words):
    """Text, packed text, EXIF, behind the end, and another picture's pixels behind that."""
    head, rest = raw[:33], raw[33:]
    pixels = io.BytesIO()
    Image.frombytes("L", (len(words[3]), 1), words[3].encode()).save(pixels, "PNG")
    chunks = chunk(b"tEXt", b"Comment\0" + words[0].encode())
    chunks += chunk(b"zTXt", b"Title\0\0" + zlib.compress(words[1].encode()))
    chunks += chunk(b"eXIf", b"II*\0" + words[2].encode("utf-16-le"))
    hidden = base64.b64encode(pixels.getvalue())
    return head + chunks + rest + b"\0" + words[4].encode() + b"\0" + picture_page(hidden)


def picture_page(packed):
    return b"data:image/png;base64," + packed


def in_svg(raw, words):
    """Comment, attribute, title, hidden group as entities, packed picture."""
    signs = "".join(f"&#{ord(sign)};" for sign in words[3])
    packed = base64.b64encode(b"<svg>" + words[4].encode() + b"</svg>").decode()
    more = (
        f"<!-- {words[0]} --><g data-x='{words[1]}'><title>{words[2]}</title></g>"
        f"<g display='none'><text>{signs}</text></g>"
        f"<image href='data:image/svg+xml;base64,{packed}'/></svg>"
    )
    return raw.replace(b"</svg>", more.encode())


def in_page(raw, words):
    """Comment, attribute, escapes of a script, entities, packed picture."""
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in words[2])
    signs = "".join(f"&#{ord(sign)};" for sign in words[3])
    packed = base64.b64encode(b"<svg>" + words[4].encode() + b"</svg>").decode()
    more = (
        f"<!-- {words[0]} --><i hidden title='{words[1]}'>{signs}</i>"
        f"<script type='application/json'>\"{escaped}\"</script>"
        f"<i style='background:url(data:image/svg+xml;base64,{packed})'></i></body>"
    )
    return raw.replace(b"</body>", more.encode())


def in_tables(raw, words):
    """Name of a table, a row, metadata, a picture in a cell, a deleted row."""
    base = sqlite3.connect(":memory:")
    base.deserialize(raw)
    base.execute("pragma secure_delete = off")
    told, stream = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Comment", words[3], zip=True)
    Image.new("RGB", (30, 30)).save(stream, "PNG", pnginfo=told)
    base.execute(f'create table "{words[0]}" (a)')
    base.execute(f'insert into "{words[0]}" values (?)', (words[1],))  # noqa: S608
    base.execute("create table metadata_x (a)")
    base.execute("insert into metadata_x values (?)", (f"<gmd>{words[2]}</gmd>",))
    base.execute("insert into metadata_x values (?)", (stream.getvalue(),))
    base.execute("create table gone (a)")
    base.execute("insert into gone values (?)", (words[4] * 400,))
    base.execute("drop table gone")
    base.commit()
    return base.serialize()


def in_parts(raw, words):
    """Properties, a foreign part in UTF-16, a thumbnail, a name of a part, a comment."""
    told, picture, stream = PngImagePlugin.PngInfo(), io.BytesIO(), io.BytesIO(raw)
    told.add_text("Comment", words[2])
    Image.new("RGB", (30, 30)).save(picture, "PNG", pnginfo=told)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/custom.xml", f"<a><b>{words[0]}</b></a>")
        archive.writestr("x.bin", words[1].encode("utf-16-le"))
        archive.writestr("docProps/thumbnail.png", picture.getvalue())
        archive.writestr(f"{words[3]}.xml", "")
        archive.comment = words[4].encode()
    return stream.getvalue()


def in_drawing(raw, words):
    """Comment, layer, custom property, extended data, text of a frozen layer."""
    more = "".join(
        f"{code}\n{word}\n" for code, word in zip((999, 2, 1, 1000, 3), words, strict=True)
    )
    return raw.replace(b"  0\nEOF", more.encode() + b"  0\nEOF")


def in_csv(raw, words):
    """Cell, header, broken lines, another case, packed."""
    cells = [words[0], f'"{words[1]}"', f'"{words[2][:5]}\n{words[2][5:]}"', words[3].upper()]
    packed = base64.b64encode(b"-" * 40 + words[4].encode()).decode()
    return raw + (",".join([*cells, packed]) + "\r\n").encode()


def in_json(raw, words):
    """Value, key, foreign member, escapes, packed."""
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in words[3])
    packed = base64.b64encode(b"-" * 40 + words[4].encode()).decode()
    more = f',"x":"{words[0]}","{words[1]}":1,"y":{{"z":["{words[2]}","{escaped}","{packed}"]}}}}'
    return raw.rstrip()[:-1] + more.encode()


@pytest.mark.parametrize("template", ["handover", "decision"])
def test_no_canary_is_in_a_short_sheet_of_a_wider_edition(square, tmp_path, template):
    project, canaries = square
    rules, words, clock = load_rules(project), load_words("en"), FixedClock()
    for edition, suffix in product(WIDER, ("docx", "report.html")):
        path = tmp_path / f"{edition.value}.{suffix}"
        export(
            project, assessment(), rules, path, edition=edition, template=template, words=words,
            clock=clock,
        )  # fmt: skip
        whole = everything(path)
        assert [where for where, word in canaries.items() if found_in(whole, word)] == []
