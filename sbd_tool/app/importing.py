"""Open plan files as a project, or add them to one: read, understand, tell what was noticed."""

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sbd_tool.app.city_window import grown
from sbd_tool.app.clock import Clock, timestamp
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Underlay
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rawplan import RawPicture, RawPlan
from sbd_tool.domain.role_mapping import RoleMapping
from sbd_tool.domain.text import text
from sbd_tool.formats.pictures import warp
from sbd_tool.formats.plans import choose_main_files, find_places, is_osm, read_plan
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest import crs as crs_choice
from sbd_tool.ingest.assemble import Assembled, ImportWish, assemble
from sbd_tool.ingest.joining import added_to, new_project, without_known
from sbd_tool.ingest.split import source_key, stable_id
from sbd_tool.ingest.themes import RETOLD

Bbox = tuple[float, float, float, float]
_MOST_FILES: Final = 64
_PICKED_REACH_M: Final = 500.0  # a picked point may lie anywhere in its square
_LON_LAT: Final = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*")
_ANY_METRIC_CRS: Final = "EPSG:32631"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A project and what import noticed, all at once.

    Attributes:
        project: The project; its own ``findings`` hold the same.
        findings: What was mended, left out, guessed, set apart or found missing.
    """

    project: Project
    findings: tuple[Finding, ...]


def import_plans(
    paths: Sequence[Path],
    *,
    crs: str | None = None,
    units: str | None = None,
    square: str | None = None,
    context_m: float = 250.0,
    title: str = "",
    author: str = "",
    clock: Clock,
    catalogue: Catalogue,
    mapping: RoleMapping | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """Make a project of one or more plan files; the files are only read.

    Args:
        paths: Files of any format we read; all come to one CRS.
        crs: CRS of layers that name none ("EPSG:3879"), also the project's when lengths can be
            measured in it; "local" keeps a drawing's own coordinates, in metres.
        units: Unit of drawings (mm, cm, dm, m, km, in, ft, us-ft) where theirs is doubtful.
        square: Name, OpenStreetMap id, "LON,LAT" or CAD layer of the square; None looks for it.
        context_m: How far around the square features are kept, metres.
        title: Name of the project; the square's name when empty.
        author: Who imports.
        clock: Gives the time of the import.
        catalogue: Says which features are measures.
        mapping: What layer and block names of drawings mean; None asks the shipped rules alone.
        progress: Told of every step; may stop the work.

    Raises:
        CrsMissingError, UnitsDoubtfulError, SquareMissingError: Somebody has to decide first.
        SbdError: A file cannot be read, or nothing in it can be drawn.
    """
    wish = replace(_wish(crs, units, square, context_m, title, author, clock), mapping=mapping)
    plans, known = without_known(_read(paths, wish, progress), frozenset())
    work = Span(progress, 0.6, 1.0)
    assembled = assemble(plans, wish, read_role_rules(), catalogue, work)
    assembled = replace(assembled, findings=(*known, *assembled.findings))
    project = new_project(plans, _lasting(assembled), wish, catalogue.edition)
    project, told = _with_underlays(project, plans, wish)
    progress.advance(1.0)
    return Imported(project=project, findings=(*assembled.findings, *told))


def import_into(
    project: Project,
    paths: Sequence[Path],
    *,
    crs: str | None = None,
    units: str | None = None,
    square: str | None = None,
    context_m: float = 250.0,
    author: str = "",
    clock: Clock,
    catalogue: Catalogue,
    mapping: RoleMapping | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """Add plan files to a project: its CRS and its square hold; a file in it already is left out.

    Args:
        project: Never changed; the returned one has the new layers on top.
        paths: Files of any format we read.
        crs: CRS of layers that name none.
        units: Unit of drawings where theirs is doubtful.
        square: Picks a square where the project has none.
        context_m: How far around the square features are kept, metres.
        author: Who imports.
        clock: Gives the time of the import.
        catalogue: Says which features are measures.
        mapping: What layer and block names of drawings mean; None asks the shipped rules alone.
        progress: Told of every step; may stop the work.

    Raises:
        As `import_plans`.
    """
    wanted = None if project.square else square
    wish = _wish(crs, units, wanted, context_m, project.title, author, clock)
    wish = replace(wish, mapping=mapping)
    held = {source_key(layer.source) for layer in project.layers}
    held |= {source_key(underlay.source) for underlay in project.underlays}
    plans, known = without_known(_read(paths, wish, progress), frozenset(held))
    if not plans:
        return Imported(project=project, findings=known)
    work = Span(progress, 0.6, 1.0)
    assembled: Assembled = assemble(plans, wish, read_role_rules(), catalogue, work, into=project)
    assembled = replace(assembled, findings=(*known, *assembled.findings))
    added, told = _with_underlays(added_to(project, _lasting(assembled)), plans, wish)
    progress.advance(1.0)
    return Imported(project=added, findings=(*assembled.findings, *told))


def _lasting(assembled: Assembled) -> Assembled:
    """Without what an assessment tells anew; where there is no square to assess, all is kept."""
    if not assembled.square:
        return assembled
    lasting = tuple(found for found in assembled.findings if found.key not in RETOLD)
    return replace(assembled, findings=lasting)


def _wish(  # noqa: PLR0917 - the wishes in the order of the command line
    crs: str | None,
    units: str | None,
    square: str | None,
    context_m: float,
    title: str,
    author: str,
    clock: Clock,
) -> ImportWish:
    return ImportWish(
        crs=crs.strip() if crs else None,
        units=units,
        square=square,
        context_m=context_m if math.isfinite(context_m) else 0.0,
        title=title.strip()[:120],
        author=author,
        created=timestamp(clock),
    )


# -- reading


def _read(paths: Sequence[Path], wish: ImportWish, progress: Progress) -> tuple[RawPlan, ...]:
    if not paths or len(paths) > _MOST_FILES:
        raise InputError(
            text("ingest.files_count", most=_MOST_FILES), text("ingest.files_count_hint")
        )
    chosen = choose_main_files(paths)
    share = 0.6 / len(chosen)
    return tuple(
        _read_one(path, wish, Span(progress, place * share, (place + 1) * share))
        for place, path in enumerate(chosen)
    )


def _read_one(path: Path, wish: ImportWish, progress: Progress) -> RawPlan:
    progress.advance(0.0, text("ingest.at_file", file=path.name))
    return read_plan(path, progress=progress, bbox=_window(path, wish))


def _window(path: Path, wish: ImportWish) -> Bbox | None:
    """The part of a city that is wanted, so that the rest need not be kept in memory."""
    if wish.square is None or not is_osm(path):
        return None
    if point := _LON_LAT.fullmatch(wish.square):
        lon, lat = float(point[1]), float(point[2])
        return grown((lon, lat, lon, lat), wish.context_m + _PICKED_REACH_M)
    places = [place for place in find_places(path, wish.square) if place.is_area]
    if not places:
        return None  # the whole map is read, so that the hint can name what is there
    boxes = [place.bounds for place in places]
    return grown(
        (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        ),
        wish.context_m,
    )


# -- pictures


def _with_underlays(
    project: Project, plans: Sequence[RawPlan], wish: ImportWish
) -> tuple[Project, tuple[Finding, ...]]:
    underlays: list[Underlay] = []
    blobs: dict[str, bytes] = {}
    findings: list[Finding] = []
    for plan in plans:
        for number, picture in enumerate(plan.pictures):
            if picture.transform is None:
                findings.append(_told("ingest.picture_unplaced", picture))
                continue
            near = next((x.crs for x in plan.layers if not crs_choice.is_silent(x.crs)), None)
            placed = _placed(picture, near or project.crs, wish)
            if crs_choice.is_silent(picture.crs) and wish.crs is None and not _is_told(plan):
                findings.append(_told("ingest.picture_crs_assumed", picture))
            underlay, png = _underlay(placed, number, project.crs, wish)
            underlays.append(underlay)
            blobs[underlay.blob] = png
    told = tuple(findings)
    return (
        replace(
            project,
            underlays=(*project.underlays, *underlays),
            blobs={**project.blobs, **blobs},
            findings=(*project.findings, *told),
        ),
        told,
    )


def _is_told(plan: RawPlan) -> bool:
    """Whether the reader has said already that its pictures name no coordinate system."""
    return any(finding.key == "formats.picture_without_crs" for finding in plan.findings)


def _placed(picture: RawPicture, crs: str, wish: ImportWish) -> RawPicture:
    if not crs_choice.is_silent(picture.crs):
        return picture
    return replace(picture, crs=crs if wish.crs is None or crs_choice.is_local(crs) else wish.crs)


def _told(key: str, picture: RawPicture) -> Finding:
    return Finding(
        key=key,
        severity=Severity.WARNING,
        sentence=text(key, picture=picture.name),
        remedy=text("ingest.picture_remedy"),
        layer=picture.name,
        is_open=True,
    )


def _underlay(
    picture: RawPicture, number: int, crs: str, wish: ImportWish
) -> tuple[Underlay, bytes]:
    if crs_choice.is_local(crs):
        # Without a place on earth there is nothing to reproject; any equal pair only packs it.
        picture, crs = replace(picture, crs=_ANY_METRIC_CRS), _ANY_METRIC_CRS
    png, width, height, transform = warp(picture, crs)
    return (
        Underlay(
            stamp=Stamp(
                id=stable_id(source_key(picture.source), "underlay", picture.name, str(number)),
                evidence=Evidence.PLAN,
                author=wish.author,
                created=wish.created,
                changed=wish.created,
            ),
            name=picture.name,
            blob=hashlib.sha256(png).hexdigest(),
            media_type="image/png",
            width_px=width,
            height_px=height,
            transform=transform,
            source=picture.source,
        ),
        png,
    )
