"""Sealing exports, and the day that stands on them: both come from what is shown, not from now."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

from sbd_tool import __version__
from sbd_tool.domain.approach_results import SPEEDS
from sbd_tool.domain.digest import part_digests
from sbd_tool.domain.plain import canonical, to_plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.seal import Seal
from sbd_tool.domain.sheets import USUAL_SHEET
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.spec import ExportJob

BESIDE: Final = "beside."
SHEET: Final = "sheet."
_TABLES: Final = ("measures", "answers", "notes", "photos", "annotations", "records")


def seal_of(job: ExportJob) -> Seal:
    """The seal of an export.

    Args:
        job: What the exporter is given.
    """
    content, words, beside = job.content, job.look.words, job.beside
    return Seal(
        edition=content.edition.value,
        option=content.option,
        time_state=content.time_state,
        software=__version__,
        catalogue=content.catalogue.edition,
        catalogue_digest=rule_digest(content.catalogue),
        rubric=f"{job.rubric.name} {job.rubric.version}",
        rubric_digest=rule_digest(job.rubric),
        parts={
            **part_digests(content.project),
            **_sheet_part(content),
            **_beside_parts(job),
            **_atlas_part(job),
        },
        made=job.made.date().isoformat(),
        language=words.language,
        numbers=words.number_locale,
        template=job.template,
        scale=job.scale or 0,
        speeds=SPEEDS in content.provenance.analyses,
        beside_option="" if beside is None else beside.content.option,
        beside_state="" if beside is None else beside.content.time_state,
        heat="" if content.heat is None else content.heat.key,
        maps=",".join(heat.key for heat in content.maps),
    )


def _beside_parts(job: ExportJob) -> dict[str, str]:
    """Digests of what stands beside, so that a change there is a difference too."""
    if job.beside is None:
        return {}
    found = part_digests(job.beside.content.project)
    return {f"{BESIDE}{part}": digest for part, digest in found.items()}


def _atlas_part(job: ExportJob) -> dict[str, str]:
    """One digest of all that further pages of the sheet show."""
    if not job.atlas:
        return {}
    found = [part_digests(side.content.project) for side in job.atlas]
    return {f"{SHEET}pages": _short(canonical(to_plain(found)))}


def _sheet_part(content: EditionContent) -> dict[str, str]:
    """Digests of a sheet that somebody set up, as a whole and of each thing that is not as usual.

    Wider editions hold no record of it.
    """
    if content.sheet == USUAL_SHEET:
        return {}
    said = canonical(to_plain(dict(content.sheet.as_content())))
    logo = hashlib.sha256(content.logo).hexdigest()
    whole = _short(f"{said}{logo}")
    usual, mine = USUAL_SHEET.as_content(), dict(content.sheet.as_content())
    told = {
        f"{SHEET}{name}": _short(canonical(to_plain(value)))
        for name, value in mine.items()
        if value != usual[name]
    }
    return {"sheet": whole, **told, **({f"{SHEET}logo": _short(logo)} if content.logo else {})}


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def day_of(whole: Project, shown: Project, otherwise: datetime) -> datetime:
    """The moment of the last change among the objects an edition shows.

    So the same project gives the same file on any day, and a change of what is withheld shows in
    no wider edition, not even as a date.

    Args:
        whole: The whole project, with the times of its rows.
        shown: The project of the edition.
        otherwise: Used when no row says when it was changed.
    """
    moments = [moment for when in _times(whole, shown) if (moment := _moment(when)) is not None]
    return max(moments, default=otherwise)


def _times(whole: Project, shown: Project) -> Iterator[str]:
    kept = {layer.id for layer in shown.layers}
    for layer in whole.layers:
        if layer.id in kept:
            yield layer.stamp.changed or layer.stamp.created
    for table in _TABLES:
        kept = getattr(shown, table).keys()
        for key, row in getattr(whole, table).items():
            if key in kept:
                yield row.stamp.changed or row.stamp.created


def _moment(when: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def rule_digest(rules: Any) -> str:
    """Digest the content of a catalogue or a rubric: 16 hexadecimal digits."""
    return hashlib.sha256(canonical(_plain(rules)).encode("ascii")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    return _row(value)


def _row(value: Any) -> Any:
    if isinstance(value, (frozenset, set)):
        return sorted(str(_plain(inner)) for inner in value)
    if isinstance(value, (Registry, Iterable)):
        return [_plain(inner) for inner in value]
    return str(value)
