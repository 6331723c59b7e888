"""Comments as files: BCF that its schema accepts, a safe table, and editions that hold their label.

The order of elements and the patterns are those of buildingSMART's BCF 2.1 schemas.
"""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.exporting import export, export_bytes, export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.review.report_rows import comment_rows
from sbd_tool.app.review.writing import Draft, add_entry, open_thread, thread_named
from sbd_tool.app.rules import load_rules
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.seal import seals_in
from sbd_tool.domain.threads import Act, Capacity
from tests.generated_square import X0, Y0, placed, project

RULES, WORDS = load_rules(None), load_words("en")
GUID = re.compile(r"[a-fA-F0-9]{8}-([a-fA-F0-9]{4}-){3}[a-fA-F0-9]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
ORDER = {
    "Markup": ("Header", "Topic", "Comment", "Viewpoints"),
    "Topic": (
        "ReferenceLink", "Title", "Priority", "Index", "Labels", "CreationDate", "CreationAuthor",
        "ModifiedDate", "ModifiedAuthor", "DueDate", "AssignedTo", "Stage", "Description",
        "BimSnippet", "DocumentReference", "RelatedTopic",
    ),
    "Comment": ("Date", "Author", "Comment", "Viewpoint", "ModifiedDate", "ModifiedAuthor"),
    "Viewpoints": ("Viewpoint", "Snapshot", "Index"),
    "VisualizationInfo": (
        "Components", "OrthogonalCamera", "PerspectiveCamera", "Lines", "ClippingPlanes", "Bitmap",
    ),
    "OrthogonalCamera": (
        "CameraViewPoint", "CameraDirection", "CameraUpVector", "ViewToWorldScale",
    ),
    "ProjectExtension": ("Project", "ExtensionSchema"),
}  # fmt: skip
NEEDED = {
    "Topic": {"Title", "CreationDate", "CreationAuthor"},
    "Comment": {"Date", "Author", "Comment"},
    "OrthogonalCamera": set(ORDER["OrthogonalCamera"]),
    "ProjectExtension": {"ExtensionSchema"},
}


def commented(label=None):
    here = Surroundings(FixedClock(), CountedIds(5), None, "A. Officer")
    of = placed(project(seats=1), "bollards-rated-fixed", Point(20.3, 7.7))
    for words, objects in (
        ("=SUM(1)\n& <too wide> \x07", ("measure-0",)),
        ("The whole is good.", ()),
    ):
        stamp = replace(here.stamp(Evidence.SEEN), marking=label)
        draft = Draft(
            words=words, objects=objects, due="2026-12-24", source="ISO22343-2", reason="@home",
            label_reason="Read out in council",
        )  # fmt: skip
        command = open_thread(
            of, RULES, draft, stamp, capacity=Capacity.REVIEWER, where=Place(), words=WORDS,
            by=here.by(),
        )  # fmt: skip
        of = command.apply(of)
    answer = add_entry(
        thread_named(of, "1"), Act.REJECT, "+ no", here.stamp(), capacity=Capacity.PLANNER
    )
    return answer.apply(of)


def made(of, suffix, tmp_path, edition=Edition.POLICE):
    job = export_job(
        of, None, RULES, edition=edition, scale=None, words=WORDS, now=FixedClock().now()
    )
    return export_bytes(tmp_path / f"a.{suffix}", job)


def archive(raw):
    return zipfile.ZipFile(io.BytesIO(raw))


def elements(raw):
    for name in archive(raw).namelist():
        if not name.endswith(".png"):
            root = fromstring(archive(raw).read(name))  # noqa: S314 - written by us
            yield from ((element, name) for element in root.iter())


def test_every_comment_has_markup_viewpoint_and_picture_under_their_fixed_names(tmp_path):
    names = archive(made(commented(), "bcfzip", tmp_path)).namelist()
    assert {"bcf.version", "project.bcfp"} <= set(names)
    folders = {name.partition("/")[0] for name in names if "/" in name}
    assert len(folders) == 2
    for folder in folders:
        assert GUID.fullmatch(folder)
        for part in ("markup.bcf", "viewpoint.bcfv", "snapshot.png"):
            assert f"{folder}/{part}" in names


def test_elements_stand_in_the_order_of_the_schema_and_none_that_is_needed_is_missing(tmp_path):
    for element, name in elements(made(commented(), "bcfzip", tmp_path)):
        children = [child.tag for child in element]
        if element.tag in ORDER:
            order = ORDER[element.tag]
            assert set(children) <= set(order), name
            assert children == sorted(children, key=order.index), name
        if children or element.tag == "ProjectExtension":
            assert NEEDED.get(element.tag, set()) <= set(children), name
        if "Guid" in element.attrib:
            assert GUID.fullmatch(element.attrib["Guid"])
        if element.tag.endswith("Date"):
            assert MOMENT.fullmatch(element.text)


def test_the_camera_looks_down_on_the_pin(tmp_path):
    found = [e for e, _ in elements(made(commented(), "bcfzip", tmp_path))]
    (point,) = [e for e in found if e.tag == "CameraViewPoint"]
    assert [float(child.text) for child in point][:2] == pytest.approx([X0 + 20.3, Y0 + 7.7])


def test_equal_comments_give_equal_bytes_and_carry_the_seal(tmp_path):
    one, other = (made(commented(), "bcfzip", tmp_path) for _ in range(2))
    assert one == other
    assert len(seals_in(archive(one).comment.decode())) == 1


def test_the_table_runs_no_formula(tmp_path):
    told = made(commented(), "comments.csv", tmp_path).decode("utf-8-sig")
    assert "'=SUM(1)" in told
    assert "'@home" in told
    assert not re.search(r"(^|,)[\"]?[=+@]", told, re.MULTILINE)


@pytest.mark.parametrize("suffix", ["bcfzip", "comments.csv"])
def test_a_comment_without_a_label_stays_in_the_police_edition(tmp_path, suffix):
    target = tmp_path / f"a.{suffix}"
    done = export(
        commented(), None, RULES, target, edition=Edition.PARTNER, words=WORDS, clock=FixedClock()
    )
    raw = target.read_bytes()
    assert b"too wide" not in raw
    if suffix == "bcfzip":
        assert set(archive(raw).namelist()) == {"bcf.version", "project.bcfp"}
    assert any("comments" in WORDS(line) for line in done.withheld)


def test_a_comment_labelled_for_all_leaves_without_author_place_and_object(tmp_path):
    of = commented("TLP:CLEAR")
    target = tmp_path / "a.bcfzip"
    export(of, None, RULES, target, edition=Edition.PUBLIC, words=WORDS, clock=FixedClock())
    told = "".join(
        archive(target.read_bytes()).read(name).decode()
        for name in archive(target.read_bytes()).namelist()
        if not name.endswith(".png")
    )
    assert "too wide" in told
    assert "Officer" not in told
    assert "ollard" not in told
    assert f"{X0 + 20:.3f}" in told
    assert f"{X0 + 20.3:.3f}" not in told


def test_the_record_tells_comments_and_decisions(tmp_path):
    of = commented()
    job = export_job(
        of, None, RULES, edition=Edition.POLICE, scale=None, words=WORDS, template="review",
        now=FixedClock().now(),
    )  # fmt: skip
    told = export_bytes(tmp_path / "a.report.html", job).decode()
    assert "Record of decisions" in told
    assert "rejected the advice" in told
    assert "&lt;too wide&gt;" in told


def test_an_answer_with_a_narrower_label_stays_out_of_an_edition_that_tells_its_comment() -> None:
    of = commented("TLP:CLEAR")
    answer = next(row for row in of.records.values() if row.kind == "thread_entry")
    narrow = replace(answer, stamp=replace(answer.stamp, marking="TLP:AMBER"))
    told = {
        label: comment_rows(held, RULES, Edition.PUBLIC, ("base", "ordinary"))[0]
        for label, held in (
            ("open", of),
            ("narrow", replace(of, records={**of.records, answer.id: narrow})),
        )
    }
    assert [entry.words for entry in told["open"].entries] == ["+ no"]
    assert told["narrow"].entries == ()
    assert (told["narrow"].deciding, told["narrow"].decision) == (None, "")


@pytest.mark.parametrize("suffix", ["docx", "report.html", "comments.csv"])
def test_no_unseen_sign_of_an_author_is_in_a_page_or_a_table(suffix, tmp_path):
    of = commented()
    rows = {
        key: replace(row, stamp=replace(row.stamp, author="A.\x00 \x1b[31mOfficer"))
        for key, row in of.records.items()
    }
    raw = made(replace(of, records=rows), suffix, tmp_path)
    told = archive(raw).read("word/document.xml") if suffix == "docx" else raw
    assert b"[31mOfficer" in told
    assert not {b"\x00", b"\x1b", b"\x07"} & {told[at : at + 1] for at in range(len(told))}
