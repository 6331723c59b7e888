"""Every export is attacked before it leaves: what leaks is not written, what does not leak is."""

import base64
import io
import json
import sqlite3
import struct
import zipfile
import zlib

import numpy as np
import pypdf
import pytest
from PIL import Image, PngImagePlugin
from pypdf.generic import NameObject

from sbd_tool.app import exporting
from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import ExportError
from sbd_tool.domain.marking import Edition
from sbd_tool.report.editions import rebuild
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.leaks.attack import attack
from sbd_tool.report.leaks.secrets import secrets_of
from sbd_tool.report.modelling import report_model
from sbd_tool.report.spec import Exporter, Taken
from tests.planted_site import planted

FORMATS = tuple(exporter.key for exporter in EXPORTERS)
WIDER = (Edition.PUBLIC, Edition.PARTNER)


@pytest.fixture(scope="module")
def site():
    project, plant = planted()
    return project, plant, assess(project, load_rules(project), with_suggestions=False)


@pytest.fixture(scope="module")
def secrets(site):
    project, _, assessment = site
    rules = load_rules(project)
    content = rebuild(project, assessment, rules.catalogue, Edition.PUBLIC)
    return secrets_of(project, content, report_model(content, rules.rubric, FixedClock().now()))


def write(site, folder, suffix, edition):
    project, _, assessment = site
    target = folder / f"{edition.value}.{suffix}"
    words, rules = load_words("de"), load_rules(project)
    return export(
        project, assessment, rules, target, edition=edition, words=words, clock=FixedClock()
    )


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("suffix", ["svg", "geojson"])
def test_an_honest_export_passes_the_attack(site, tmp_path, suffix, edition):
    """The other formats pass it whenever a wider edition is written in `test_leaks`."""
    done = write(site, tmp_path, suffix, edition)
    assert done.path.stat().st_size > 0
    assert done.searched > (600 if edition in WIDER else 0)


def test_the_attack_looks_for_every_planted_word_and_place(site, secrets):
    _, plant, _ = site
    assert len(plant.secrets) >= 60
    looked_for = "\n".join(secrets.words)
    missed = {where for where, word in plant.secrets.items() if word not in looked_for}
    assert missed <= {"digest"}  # that of a file: only its hash is in the project
    missed = {
        where
        for where, at in plant.places.items()
        if np.hypot(*(secrets.places - at).T).min() > 0.001
    }
    assert missed == {"annotation 0 end", "annotation 5 end"}  # words alone have no end


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_exporter_that_gives_one_remark_away_is_stopped(site, tmp_path, suffix, monkeypatch):
    secret = site[1].secrets["note"]
    honest = EXPORTERS[suffix]

    def doctored(job, sink, progress):
        taken = Taken()
        honest.write(job, taken, progress)
        is_told = job.content.project.title  # of nothing there is nothing to tell
        sink.write_bytes(hidden_in(suffix, taken.raw, secret) if is_told else taken.raw)

    traitor = Exporter(key=suffix, title=honest.title, write=doctored)
    monkeypatch.setattr(exporting, "exporter_of", lambda _path: traitor)
    with pytest.raises(ExportError) as stopped:
        write(site, tmp_path, suffix, Edition.PUBLIC)
    assert stopped.value.what.key == "leaks.found"
    assert secret in load_words("en")(stopped.value.what)
    assert list(tmp_path.iterdir()) == []


def hidden_in(suffix, raw, secret):
    """The file with a secret where a reader of the file would not see it."""
    if suffix.endswith("pdf"):
        book = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
        book.add_attachment("x", zlib.compress(secret.encode()))
        stream = io.BytesIO()
        book.write(stream)
        return stream.getvalue()
    if suffix in {"xlsx", "docx", "bcfzip"}:
        return with_member(raw, "docProps/custom.bin", secret.encode("utf-16-le"))
    if suffix == "png":
        return raw + b"\0" + secret.encode()
    if suffix == "gpkg":
        return with_deleted_row(raw, secret)
    if suffix == "html":
        packed = base64.b64encode(f"<svg>{secret}</svg>".encode()).decode()
        return (
            raw + f'<i hidden style="background:url(data:image/svg+xml;base64,{packed})">'.encode()
        )
    return raw.replace(b"\n", b"\n<!-- " + secret.encode() + b" -->\n", 1)


def with_member(raw, name, body):
    stream = io.BytesIO(raw)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return stream.getvalue()


def with_deleted_row(raw, secret):
    base = sqlite3.connect(":memory:")
    base.deserialize(raw)
    base.execute("pragma secure_delete = off")
    base.execute("create table thumbs (a)")
    base.execute("insert into thumbs values (?)", (secret * 400,))
    base.execute("delete from thumbs")
    base.execute("drop table thumbs")
    base.commit()
    return base.serialize()


def pdf_with(change):
    def made(secret):
        book = pypdf.PdfWriter()
        book.add_blank_page(200, 200)
        change(book, secret)
        stream = io.BytesIO()
        book.write(stream)
        return stream.getvalue()

    return made


def png_with(secret, **more):
    told, stream = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Comment", secret, **more)
    Image.new("RGB", (30, 30)).save(stream, "PNG", pnginfo=told)
    return stream.getvalue()


def jpeg_with(secret):
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x010E] = secret
    Image.new("RGB", (30, 30)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def in_pixels(secret):
    stream = io.BytesIO()
    Image.frombytes("L", (len(secret), 1), secret.encode()).save(stream, "PNG")
    return stream.getvalue()


HIDING = {
    "bare words": str.encode,
    "another case": lambda secret: secret.upper().encode(),
    "line breaks within": lambda secret: "\n".join(secret[:5] + "\n" + secret[5:]).encode(),
    "UTF-16": lambda secret: b"\0\0" + secret.encode("utf-16-be"),
    "escapes of JSON": lambda secret: "".join(f"\\u{ord(sign):04x}" for sign in secret).encode(),
    "entities of HTML": lambda secret: "".join(f"&#{ord(sign)};" for sign in secret).encode(),
    "an address": lambda secret: "".join(f"%{ord(sign):02X}" for sign in secret).encode(),
    "base64": lambda secret: b"x " + base64.b64encode(b"-" * 40 + secret.encode()),
    "a stream": lambda secret: zlib.compress(secret.encode()),
    "metadata of a PDF": pdf_with(lambda book, secret: book.add_metadata({"/Subject": secret})),
    "an attachment of a PDF": pdf_with(
        lambda book, secret: book.add_attachment("a.txt", zlib.compress(secret.encode()))
    ),
    "a key of a PDF": pdf_with(
        lambda book, secret: book.root_object.update({NameObject("/" + secret): NameObject("/X")})
    ),
    "text of a picture": png_with,
    "packed text of a picture": lambda secret: png_with(secret, zip=True),
    "EXIF": jpeg_with,
    "pixels": in_pixels,
    "a part of a zip": lambda secret: with_member(
        with_member(b"", "a", b"b"), "c", secret.encode()
    ),
    "a name in a zip": lambda secret: with_member(b"", f"{secret}.xml", b""),
    "a zip in a zip": lambda secret: with_member(
        b"", "b.zip", with_member(b"", "c", secret.encode())
    ),
}


@pytest.mark.parametrize("hiding", HIDING.values(), ids=HIDING.keys())
def test_the_attack_finds_a_secret_however_it_is_hidden(site, secrets, hiding):
    _, plant, _ = site
    secret = plant.secrets["note"]
    assert [leak.words for leak in attack(hiding(secret), "x", secrets) if leak.words == secret]
    assert not attack(hiding("Harmless words"), "x", secrets)


def test_a_secret_in_the_name_of_the_file_is_found(site, secrets):
    _, plant, _ = site
    found = attack(b"", f"{plant.secrets['remark']}.pdf", secrets)
    assert [leak.where for leak in found] == ["file name"]


@pytest.mark.parametrize("form", ["metres", "degrees", "turned", "doubles"])
def test_a_withheld_place_is_found_however_it_is_written(site, secrets, form):
    from pyproj import Transformer

    project, plant, _ = site
    x, y = plant.places["cctv-overview 5"]
    lon, lat = Transformer.from_crs(project.crs, "EPSG:4326", always_xy=True).transform(x, y)
    raw = {
        "metres": f"({x:.2f} {y:.2f})".encode(),
        "degrees": json.dumps([round(lon, 7), round(lat, 7)], indent=1).encode(),
        "turned": f"{lat:.8f}, {lon:.8f}".encode(),
        "doubles": b"\0\0\0" + struct.pack("<dd", x, y) + b"\0",
    }[form]
    assert {leak.part for leak in attack(raw, "x", secrets)} == {"measures"}
    assert not attack(f"({x + 0.5:.2f} {y:.2f})".encode(), "x", secrets)


def test_ordinary_words_are_no_leak(secrets):
    from dataclasses import replace

    told = replace(secrets, words={"Concrete planters": "measures"})
    raw = b"<td>concrete planters</td>"
    assert attack(raw, "x", told)
    assert not attack(raw, "x", told, ordinary=lambda: "Row of concrete planters")


def test_two_cells_side_by_side_are_not_the_words_of_somewhere_else(secrets):
    from dataclasses import replace

    told = replace(secrets, words={"Casino Square": "layers"})
    base = sqlite3.connect(":memory:")
    base.execute("create table a (b, c)")
    base.execute("insert into a values ('Casino', 'square')")
    assert not attack(base.serialize(), "x", told)
    base.execute("insert into a values ('at', 'Casino Square')")
    assert attack(base.serialize(), "x", told)
