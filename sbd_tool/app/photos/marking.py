"""Commands about photos that are there: place, sketch, blur, check; each is one step of undo."""

from collections.abc import Sequence
from dataclasses import replace

from sbd_tool.app.commands.base import By, Command, row_of
from sbd_tool.app.commands.photos import EditPhoto
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.commands.together import Together
from sbd_tool.app.photos.targets import Nearby
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.photo_facts import North, PhotoFacts, Placed, beside, facts_of_photo
from sbd_tool.domain.photo_marks import (
    CHECK,
    SKETCH,
    PhotoCheck,
    Sketch,
    Stroke,
    accepted,
    checks_of,
    word_about,
)
from sbd_tool.domain.project import Photo, Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import text
from sbd_tool.formats.photo_rules import read_photo_rules

_ROUND_DEG = 360.0


def place_photo(
    project: Project,
    photo_id: str,
    place_m: tuple[float, float],
    heading_deg: float | None,
    *,
    stamp: Stamp,
    by: By,
) -> Command:
    """Pin a photo where a person says it was taken, and turn it where they say it looked.

    Args:
        project: The project as it stands.
        photo_id: The photo.
        place_m: Metres, project CRS.
        heading_deg: Clockwise from grid north, or None to leave what the camera says.
        stamp: For its facts, where it has none yet.
        by: Who says so.

    Raises:
        InputError: There is no such photo, or the heading is none of a compass.
    """
    photo = row_of(project.photos, photo_id, "photo")
    if heading_deg is not None and not 0.0 <= heading_deg <= _ROUND_DEG:
        raise InputError(text("photo.no_heading"), text("photo.no_heading.hint"))
    known = facts_of_photo(project.records, photo_id)
    facts = known or PhotoFacts(stamp=stamp, photo=photo_id)
    near = Nearby(project, read_photo_rules().value("near_reach_m")).of(*place_m)
    facts = replace(
        facts,
        placed=Placed.PERSON,
        accuracy_m=None,
        near="" if near is None else near[0],
        near_m=None if near is None else round(near[1], 2),
        north=facts.north if heading_deg is None else North.UNSAID,
    )
    move = EditPhoto(photo_id=photo.id, place_m=place_m, heading_deg=heading_deg, by=by)
    put = PutRecords(records=(facts.as_record(),), by=by)
    return Together(commands=(move, put), label=text("photo.do.place"), by=by)


def sketch_on(
    project: Project, photo_id: str, strokes: Sequence[Stroke], *, stamp: Stamp, by: By
) -> Command | None:
    """Keep what is drawn on a photo; the photo itself stays as it is.

    Returns:
        The step, or None where nothing is drawn and nothing was.

    Raises:
        InputError: There is no such photo.
    """
    row_of(project.photos, photo_id, "photo")
    kept = accepted(strokes)
    row_id, says = beside(photo_id, SKETCH), text("photo.do.sketch")
    if not kept:
        is_there = row_id in project.records
        return DropRecords(record_ids=(row_id,), says=says, by=by) if is_there else None
    record = Sketch(stamp=stamp, photo=photo_id, strokes=kept).as_record()
    return PutRecords(records=(record,), says=says, by=by)


def blur_on(
    project: Project, photo_id: str, brush: Sequence[Stroke], *, stamp: Stamp, by: By
) -> Command | None:
    """Say which places of a photo are destroyed in every copy that leaves.

    A word given about another brush no longer counts.

    Raises:
        InputError: There is no such photo.
    """
    row_of(project.photos, photo_id, "photo")
    kept = accepted(replace(stroke, ink="") for stroke in brush)
    says, row_id = text("photo.do.blur"), beside(photo_id, CHECK)
    if not kept:
        is_there = row_id in project.records
        return DropRecords(record_ids=(row_id,), says=says, by=by) if is_there else None
    record = PhotoCheck(stamp=stamp, photo=photo_id, brush=kept).as_record()
    return PutRecords(records=(record,), says=says, by=by)


def mark_checked(
    project: Project, photo_ids: Sequence[str], *, is_checked: bool, stamp: Stamp, by: By
) -> Command:
    """Say that a person looked at photos for faces, plates and secrets, or take that back.

    Args:
        project: The project as it stands.
        photo_ids: The photos.
        is_checked: They may leave as they are, with what the brush covers destroyed.
        stamp: For checks that are new.
        by: Who looked.

    Raises:
        InputError: There is no such photo.
    """
    checks = checks_of(project.records)
    rows = []
    for photo_id in photo_ids:
        photo = row_of(project.photos, photo_id, "photo")
        rows.append(_checked(photo, checks.get(photo_id), stamp, is_checked=is_checked))
    key = "photo.do.check" if is_checked else "photo.do.uncheck"
    return PutRecords(records=tuple(rows), says=text(key, count=len(rows)), by=by)


def _checked(photo: Photo, known: PhotoCheck | None, stamp: Stamp, *, is_checked: bool) -> Record:
    check = known or PhotoCheck(stamp=stamp, photo=photo.id)
    word = word_about(photo, check.brush) if is_checked else ""
    return replace(check, word=word).as_record()
