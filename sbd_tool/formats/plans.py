"""Open any plan file: recognised by content, unpacked within bounds, parsed in its own process."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats.archives import (
    GZIP,
    ZIP,
    Member,
    is_archive_name,
    safe_name,
    unpack_gzip,
    unpack_zip,
)
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.isolation import run_apart
from sbd_tool.formats.limits import (
    HEAD_BYTES,
    MAX_FILE_BYTES,
    WORKER_SECONDS,
    WORKER_SECONDS_PER_MB,
)
from sbd_tool.formats.osm_places import Place
from sbd_tool.formats.problems import noted, unreadable
from sbd_tool.formats.readers import reader_for
from sbd_tool.formats.refused import is_companion, refusal
from sbd_tool.formats.scratch import scratch_folder
from sbd_tool.formats.spec import Bbox, PlanReader
from sbd_tool.formats.vector import drawable_count
from sbd_tool.formats.xml_heads import has_entities

_BLOCK: Final = 1 << 20
_OSM: Final = ("osm_xml", "osm_pbf")
_KMZ: Final = ".kmz"


def read_plan(path: Path, *, progress: Progress = SILENT, bbox: Bbox | None = None) -> RawPlan:
    """Read a plan file. The file and its folder are never written to.

    Args:
        path: Any file; what it is decides its content first and its suffix second.
        progress: Told how far it is; may raise `Cancelled`.
        bbox: West, south, east, north in degrees: of OpenStreetMap files only what touches this
            window is read. Other formats are read whole.

    Returns:
        Layers, pictures and findings. A valid file without objects comes back empty, with a
        finding that says so.

    Raises:
        PlanUnreadableError: The file cannot be read, with the reason and a way out.
    """
    name = clean_name(path.name)
    try:
        with scratch_folder("plan", beside=path) as folder:
            source = Source(name=name, sha256=_digest(path, name))
            progress.advance(0.05)
            plan = _read_any(path, folder, source, Span(progress, 0.05, 1.0), bbox)
    except OSError:
        raise unreadable("not_readable", "not_readable", name) from None
    progress.advance(1.0)
    if not plan.pictures and not drawable_count(plan.layers):
        said = noted("nothing_to_draw", name, Severity.WARNING)
        plan = replace(plan, findings=(*plan.findings, said))
    return plan


def find_places(path: Path, query: str, *, progress: Progress = SILENT) -> tuple[Place, ...]:
    """Find objects by name or OSM id in an OpenStreetMap file, best first.

    Args:
        path: OSM XML or PBF file, also compressed.
        query: A name in any case, or an id like "r2919118".
        progress: May raise `Cancelled`.

    Returns:
        Candidates with their bounds; empty for other formats.

    Raises:
        PlanUnreadableError: The file cannot be read.
    """
    name = clean_name(path.name)
    with scratch_folder("plan", beside=path) as folder:
        member = Member(path, name)
        if _head(path).startswith(GZIP):
            member = unpack_gzip(path, folder, name)
        reader = _reader(member)
        if reader is None or reader.key not in _OSM:
            return ()
        found: tuple[Place, ...] = run_apart(
            "find_places", name, progress, _limit_s(member.path),
            path=member.path, source=Source(name=name, format=reader.key), query=query,
        )  # fmt: skip
    return found


def is_osm(path: Path) -> bool:
    """Whether a file is an OpenStreetMap file, possibly compressed; decided by name and content."""
    lower = path.name.casefold()
    if lower.endswith((".osm.gz", ".osm.pbf")):
        return True
    reader = _reader(Member(path, path.name)) if path.is_file() else None
    return reader is not None and reader.key in _OSM


def choose_main_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Leave out files that only belong to others (.dbf, .prj, .wld) when those are chosen too."""
    stems = {path.with_suffix("") for path in paths if path.name and not is_companion(path.name)}
    return tuple(
        path
        for path in paths
        if not path.name or not is_companion(path.name) or path.with_suffix("") not in stems
    )


def _digest(path: Path, name: str) -> str:
    if path.is_dir():
        raise unreadable("is_folder", "choose_file", name)
    if not path.is_file():
        raise unreadable("not_found", "choose_file", name)
    size = path.stat().st_size
    if not size:
        raise unreadable("empty", "empty", name)
    if size > MAX_FILE_BYTES:
        raise unreadable("too_large", "too_large", name)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _read_any(
    path: Path, folder: Path, source: Source, progress: Progress, bbox: Bbox | None
) -> RawPlan:
    head = _head(path)
    if head.startswith(ZIP):
        return _read_zip(path, folder, source, progress, bbox)
    if head.startswith(GZIP):
        member = unpack_gzip(path, folder, source.name)
        if _is_packed(member):
            raise unreadable("archive_nested", "unpack_first", source.name)
        return _read_one(member, folder, source, progress, bbox)
    return _read_one(Member(path, source.name), folder, source, progress, bbox)


def _is_packed(member: Member) -> bool:
    return is_archive_name(member.label) or _head(member.path).startswith((GZIP, *ZIP))


def _read_zip(
    path: Path, folder: Path, source: Source, progress: Progress, bbox: Bbox | None
) -> RawPlan:
    """Read every plan of an archive; one that fails is a finding unless it is the only one."""
    refused = refusal(b"", source.name)
    if refused is not None:  # an office file or another program's project is a zip as well
        raise refused
    members = unpack_zip(path, folder, source.name)
    plans = [member for member in members if _is_wanted(member, source.name)]
    findings: list[Finding] = []
    nested = sum(_is_packed(member) for member in members)
    if nested:
        if not plans:
            raise unreadable("archive_nested", "unpack_first", source.name)
        findings.append(noted("archive_member_nested", source.name, Severity.WARNING, count=nested))
    if not plans:
        raise unreadable("archive_without_plan", "archive_without_plan", source.name)
    read: list[RawPlan] = []
    for index, member in enumerate(plans):
        span = Span(progress, index / len(plans), (index + 1) / len(plans))
        try:
            read.append(_read_one(member, folder, source, span, bbox))
        except PlanUnreadableError as error:
            if len(plans) == 1:
                raise
            findings.append(
                Finding(
                    key="formats.archive_member",
                    severity=Severity.WARNING,
                    sentence=text(
                        "formats.archive_member", layer=clean_name(member.label), why=error.what
                    ),
                    layer=source.name,
                )
            )
    return RawPlan(
        source=source,
        layers=tuple(layer for plan in read for layer in plan.layers),
        pictures=tuple(picture for plan in read for picture in plan.pictures),
        findings=(*findings, *(finding for plan in read for finding in plan.findings)),
        window=read[0].window if len(read) == 1 else None,
    )


def _is_wanted(member: Member, archive: str) -> bool:
    """Whether a member is a plan; the pictures of a KMZ are signs, not underlays."""
    reader = None if _is_packed(member) else _reader(member)
    return reader is not None and (reader.key == "kml" or not archive.casefold().endswith(_KMZ))


def _reader(member: Member) -> PlanReader | None:
    try:
        return reader_for(_head(member.path), member.label)
    except PlanUnreadableError:
        return None


def _read_one(
    member: Member, folder: Path, source: Source, progress: Progress, bbox: Bbox | None
) -> RawPlan:
    head = _head(member.path)
    if not head:
        raise unreadable("empty", "empty", source.name)
    if has_entities(head):
        raise unreadable("entities_refused", "damaged", source.name)
    reader = reader_for(head, member.label)
    source = replace(source, format=reader.key, layer="")
    place = member.path
    if reader.companions is not None:
        place = _private_copy(member, reader.companions, folder)
    plan: RawPlan = run_apart(
        "read_file", source.name, progress, _limit_s(place),
        key=reader.key, path=place, source=source, bbox=bbox,
    )  # fmt: skip
    return plan


def _limit_s(path: Path) -> float:
    return WORKER_SECONDS + WORKER_SECONDS_PER_MB * path.stat().st_size / 1e6


def _private_copy(member: Member, companions: tuple[str, ...], folder: Path) -> Path:
    """Copy a file and what belongs to it, so that no library writes beside the user's file."""
    place = folder / "private"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    target = place / safe_name(member.label)
    shutil.copyfile(member.path, target)
    for ending in companions:
        if ending.startswith("."):
            beside, copy = member.path.with_suffix(ending), target.with_suffix(ending.lower())
        else:
            beside = member.path.with_name(member.path.name + ending)
            copy = target.with_name(target.name + ending)
        if beside.is_file() and not copy.exists():
            shutil.copyfile(beside, copy)
    return place / target.name


def count_objects(plan: RawPlan) -> int:
    """How many features and pictures a plan holds."""
    return sum(len(layer) for layer in plan.layers) + len(plan.pictures)
