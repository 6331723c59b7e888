"""Photos leave below amber only when a person has looked; what stands beside them never does."""

import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import DeletePhoto, EditPhoto
from sbd_tool.app.commands.base import By
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.photo_copies import let_out
from sbd_tool.app.photos.marking import blur_on, mark_checked, sketch_on
from sbd_tool.app.photos.taking import Intake, read_one
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.photo_marks import Stroke, checks_of
from sbd_tool.formats.photo_pixels import copy_without_words
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.leaks.unpacking import pieces
from tests.generated_square import project as square
from tests.made_photos import MAKER_NOTE, PHONE_OWNER, made_photo

BY = By("Ada", "2026-05-02T10:00:00Z")
WORDS = load_words("en")
TOLD = ("report.html", "docx", "pdf")
MIDDLE = Stroke(((0.45, 0.5), (0.55, 0.5)), 0.1)


def stamp(name="s"):
    return Stamp(id=name, author="Ada")


@pytest.fixture
def taken(tmp_path):
    """A square with three photos; the first is checked, the second blurred and checked."""
    folder = tmp_path / "DCIM"
    folder.mkdir()
    found = square(seats=1, trees=1, lamps=1)
    ids = iter(f"{what}-{number}" for number in range(3) for what in ("import", "photo"))
    for number in range(3):
        file = made_photo(
            folder / f"{number}.jpg", place=(11.55, 48.08), heading=90, tint=9 * number
        )
        intake = Intake(found, lambda: Stamp(id=next(ids)), BY)
        found = intake.command(read_one(file)).apply(found)
    found = blur_on(found, "photo-1", [MIDDLE], stamp=stamp(), by=BY).apply(found)
    checked = ["photo-0", "photo-1"]
    return mark_checked(found, checked, is_checked=True, stamp=stamp(), by=BY).apply(found)


def written(project, folder, suffix, edition):
    path = folder / f"out.{suffix}"
    done = export(
        project, None, load_rules(project), path, edition=edition, words=WORDS, clock=FixedClock()
    )
    return path.read_bytes(), [WORDS(one) for one in done.withheld]


def pictures_in(raw):
    """Every JPEG and PNG larger than a sign inside a file, decoded."""
    for found in dict.fromkeys(piece.raw for piece in pieces(raw)):
        if found[:2] == b"\xff\xd8" or found[:4] == b"\x89PNG":
            yield Image.open(io.BytesIO(found))


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.PUBLIC])
def test_unchecked_photos_are_left_out_and_counted(taken, tmp_path, edition):
    raw, withheld = written(taken, tmp_path, "report.html", edition)
    assert "1 photo is left out: not checked." in withheld
    assert len([one for one in pictures_in(raw) if one.size == (320, 240)]) == 2
    police, told = written(taken, tmp_path, "report.html", Edition.POLICE)
    assert len([one for one in pictures_in(police) if one.size == (320, 240)]) == 3
    assert not any("photo" in line for line in told)
    assert b"not checked for faces" in police


@pytest.mark.parametrize("suffix", TOLD)
def test_nothing_the_phone_wrote_leaves_in_any_edition(taken, tmp_path, suffix):
    for edition in Edition if suffix == "report.html" else (Edition.PUBLIC,):
        raw, _ = written(taken, tmp_path, suffix, edition)
        found = list(pieces(raw))
        for words in (PHONE_OWNER, MAKER_NOTE, "Photomaker"):
            assert not any(words.encode() in piece.raw for piece in found), (edition, words)
        assert not any(b"Exif\0\0" in piece.raw for piece in found)
        for original in taken.blobs.values():
            middle = original[len(original) * 3 // 4 :][:48]
            assert not any(middle in piece.raw for piece in found)


def test_an_original_put_into_an_export_is_found_by_the_attack(taken, tmp_path, monkeypatch):
    exporter = EXPORTERS["report.html"]

    def careless(job, sink, progress):
        sink.write_bytes(next(iter(taken.blobs.values())))

    from sbd_tool.app import exporting

    monkeypatch.setattr(exporting, "EXPORTERS", (replace(exporter, write=careless),))
    with pytest.raises(ExportError) as caught:
        written(taken, tmp_path, "report.html", Edition.PUBLIC)
    assert "would give away" in WORDS(caught.value.what)


def test_what_the_brush_covers_is_one_flat_colour_and_the_original_stays(taken):
    original = taken.blobs[taken.photos["photo-1"].blob]
    brush = checks_of(taken.records)["photo-1"].brush
    raw, (width, height) = copy_without_words(original, 320, brush, block_share=0.04, levels=8)
    plain, _ = copy_without_words(original, 320, (), block_share=0.04, levels=8)
    block = 13  # 0.04 of 320 pixels; the brush covers the one from (156, 117)
    box = (slice(118, 117 + block - 1), slice(157, 156 + block - 1))
    before = np.asarray(Image.open(io.BytesIO(plain)), dtype=float)[box]
    after = np.asarray(Image.open(io.BytesIO(raw)), dtype=float)[box]
    assert before.std(axis=(0, 1)).max() > 30  # stripes like those of a plate
    assert after.std(axis=(0, 1)).max() < 4
    far = (slice(0, height // 4), slice(0, width // 4))
    same = [np.asarray(Image.open(io.BytesIO(one)), dtype=float)[far] for one in (plain, raw)]
    assert np.abs(same[0] - same[1]).max() < 4
    again, _ = copy_without_words(original, 320, brush, block_share=0.04, levels=8)
    assert again == raw


def test_a_word_counts_for_what_was_seen_only(taken, tmp_path):
    counts = {"": "1 photo", "caption": "2 photos", "brush": "2 photos"}
    changed = {
        "": taken,
        "caption": EditPhoto(photo_id="photo-0", caption="the door code", by=BY).apply(taken),
        "brush": blur_on(taken, "photo-1", [MIDDLE, MIDDLE], stamp=stamp(), by=BY).apply(taken),
    }
    for key, project in changed.items():
        _, withheld = written(project, tmp_path, "report.html", Edition.PUBLIC)
        assert any(line.startswith(counts[key]) for line in withheld), key
    label = replace(taken.photos["photo-0"].stamp, marking=Tlp.RED.value)
    red = replace(taken.photos["photo-0"], stamp=label)
    closed = replace(taken, photos={**taken.photos, "photo-0": red})
    _, withheld = written(closed, tmp_path, "report.html", Edition.POLICE)
    assert any("its label is narrower" in line for line in withheld)


def test_sketches_stay_on_their_own_layer_and_out_of_the_public_edition(taken, tmp_path):
    line = Stroke(((0.1, 0.1), (0.9, 0.9)), 0.01, "danger")
    drawn = sketch_on(taken, "photo-0", [line], stamp=stamp(), by=BY).apply(taken)
    assert drawn.blobs is taken.blobs
    plain, _ = written(taken, tmp_path, "report.html", Edition.PUBLIC)
    public, _ = written(drawn, tmp_path, "report.html", Edition.PUBLIC)
    assert plain == public
    partner, _ = written(drawn, tmp_path, "report.html", Edition.PARTNER)
    assert len(partner) > len(public)
    gone = sketch_on(drawn, "photo-0", [], stamp=stamp(), by=BY).apply(drawn)
    assert design_digest(gone) == design_digest(taken)


def test_a_deleted_photo_takes_what_lies_beside_it_along(taken):
    left = DeletePhoto(photo_id="photo-1", by=BY).apply(taken)
    assert len(taken.records) - len(left.records) == 2
    assert "photo-1" not in checks_of(left.records)


def test_a_document_carries_no_preview_of_another(taken, tmp_path):
    raw, _ = written(taken, tmp_path, "docx", Edition.PUBLIC)
    names = zipfile.ZipFile(io.BytesIO(raw)).namelist()
    assert not any("thumbnail" in name for name in names)


def test_copies_into_a_folder_are_bare_numbered_and_listed(taken, tmp_path):
    out = let_out(taken, tmp_path / "out", Edition.PUBLIC)
    assert [path.name for path in out.files] == ["photo-001.jpg", "photo-002.jpg"]
    assert [WORDS(one) for one in out.withheld] == ["1 photo is left out: not checked."]
    for path in out.files:
        with Image.open(path) as image:
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    rows = (tmp_path / "out" / "photos.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("label,edition,file")
    assert rows[1].startswith("TLP:CLEAR,public,photo-001.jpg,1,")
    with pytest.raises(InputError):
        let_out(taken, tmp_path / "out", Edition.PUBLIC)  # there is something already
    nobody = mark_checked(
        taken, ["photo-0", "photo-1"], is_checked=False, stamp=stamp(), by=BY
    ).apply(taken)
    with pytest.raises(InputError) as caught:
        let_out(nobody, tmp_path / "none", Edition.PUBLIC)
    assert "3 photos are left out: not checked." in WORDS(caught.value.what)
    assert not (tmp_path / "none").exists()
