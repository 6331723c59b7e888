"""Comments as BCF 2.1: a folder for each with its words, a view from above and a picture.

Source: buildingSMART, BIM Collaboration Format 2.1 (markup.xsd, visinfo.xsd, project.xsd,
version.xsd). The names ``markup.bcf``, ``viewpoint.bcfv`` and ``snapshot.png`` are fixed: readers
lose comments that lack one. Equal input gives equal bytes.
"""

import io
import uuid
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.legible import legible
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.report.bcf_picture import VIEW_M, snapshot
from sbd_tool.report.review_rows import CommentRow, EntryRow
from sbd_tool.report.spec import ExportJob, Sink

VERSION: Final = "2.1"
EYE_M: Final = 100.0
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NAMESPACE: Final = uuid.UUID("6f1d6a0e-5f0b-4b7e-9a0e-2f8d2b5f0c21")
_STATUS: Final = {"open": "Open", "answered": "Answered", "settled": "Closed"}
_PRIORITY: Final = {"high": "High", "medium": "Normal", "low": "Low"}


def write_bcf(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The exporter."""
    target.write_bytes(bcf_zip(job, progress))


def bcf_zip(job: ExportJob, progress: Progress) -> bytes:
    """The whole archive; the seal stands in its comment."""
    stream = io.BytesIO()
    rows = job.model.comments
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "bcf.version", _xml(_version()))
        _put(archive, "project.bcfp", _xml(_project(job)))
        for number, row in enumerate(rows):
            folder = _guid(row.id)
            span = Span(progress, number / len(rows), (number + 1) / len(rows))
            _put(archive, f"{folder}/markup.bcf", _xml(_markup(row, job)))
            _put(archive, f"{folder}/viewpoint.bcfv", _xml(_view(row)))
            _put(archive, f"{folder}/snapshot.png", snapshot(job, row))
            span.advance(1.0)
        archive.comment = job.model.seal.encode("ascii")
    return stream.getvalue()


def _put(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, body, zipfile.ZIP_DEFLATED)


def _xml(root: Element) -> bytes:
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _version() -> Element:
    root = Element("Version", {"VersionId": VERSION})
    _leaf(root, "DetailedVersion", VERSION)
    return root


def _project(job: ExportJob) -> Element:
    root = Element("ProjectExtension")
    project = SubElement(root, "Project", {"ProjectId": _guid(job.content.project.id)})
    _leaf(project, "Name", f"{job.model.title} ({both(job.model.mark, job.model.label)})")
    SubElement(root, "ExtensionSchema")
    return root


def _markup(row: CommentRow, job: ExportJob) -> Element:
    """Elements in the order the schema asks for."""
    root = Element("Markup")
    say = job.look.words_of
    topic = SubElement(
        root,
        "Topic",
        {"Guid": _guid(row.id), "TopicType": "Remark", "TopicStatus": _STATUS[row.status]},
    )
    about = job.look.words(row.about)
    _leaf(topic, "Title", f"{row.number}. {about}: {row.words}"[:255])
    _leaf(topic, "Priority", _PRIORITY[row.severity])
    _leaf(topic, "Index", str(row.number))
    _leaf(topic, "Labels", both(job.model.mark, job.model.label))
    _leaf(topic, "Labels", say("review.required" if row.is_required else "review.advised"))
    _leaf(topic, "CreationDate", _moment(row.when, job))
    _leaf(topic, "CreationAuthor", row.author or say("review.somebody"))
    if row.entries:
        _leaf(topic, "ModifiedDate", _moment(row.entries[-1].when, job))
        _leaf(topic, "ModifiedAuthor", row.entries[-1].author or say("review.somebody"))
    if row.due:
        _leaf(topic, "DueDate", f"{row.due}T00:00:00Z")
    _leaf(topic, "Description", _description(row, job))
    for entry in row.entries:
        _comment(root, entry, job)
    view = SubElement(root, "Viewpoints", {"Guid": _guid(f"view/{row.id}")})
    _leaf(view, "Viewpoint", "viewpoint.bcfv")
    _leaf(view, "Snapshot", "snapshot.png")
    _leaf(view, "Index", "0")
    return root


def _description(row: CommentRow, job: ExportJob) -> str:
    say = job.look.words_of
    lines = [row.words]
    if row.reason:
        lines.append(say("review.reason_line", reason=row.reason))
    if row.source:
        lines.append(say("review.source_line", source=row.source))
    return "\n".join(lines)


def _comment(root: Element, entry: EntryRow, job: ExportJob) -> None:
    made = SubElement(root, "Comment", {"Guid": _guid(entry.id)})
    said = job.look.words(entry.said)
    _leaf(made, "Date", _moment(entry.when, job))
    _leaf(made, "Author", entry.author or job.look.words_of("review.somebody"))
    _leaf(made, "Comment", f"{said}: {entry.words}" if entry.words else said)


def _view(row: CommentRow) -> Element:
    """A camera that looks straight down on the pin, north on top."""
    root = Element("VisualizationInfo", {"Guid": _guid(f"view/{row.id}")})
    if row.place is None:
        return root
    x, y = row.place
    camera = SubElement(root, "OrthogonalCamera")
    _vector(camera, "CameraViewPoint", {"X": x, "Y": y, "Z": EYE_M})
    _vector(camera, "CameraDirection", {"X": 0.0, "Y": 0.0, "Z": -1.0})
    _vector(camera, "CameraUpVector", {"X": 0.0, "Y": 1.0, "Z": 0.0})
    _leaf(camera, "ViewToWorldScale", f"{VIEW_M:.3f}")
    return root


def _vector(parent: Element, name: str, values: Mapping[str, float]) -> None:
    made = SubElement(parent, name)
    for axis, value in values.items():
        _leaf(made, axis, f"{value:.3f}")


def _leaf(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = legible(words)


def _moment(when: str, job: ExportJob) -> str:
    return when or f"{job.model.made}T00:00:00Z"


def _guid(name: str) -> str:
    """The id as the schema wants it; ids that are none get a lasting one of their own."""
    try:
        return str(uuid.UUID(name))
    except ValueError:
        return str(uuid.uuid5(_NAMESPACE, name))
