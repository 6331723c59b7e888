"""Does a report still say what the project says? Its seal is compared with the project of today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sbd_tool.app.exporting import export_bytes, export_job, is_paged
from sbd_tool.app.language import load_words
from sbd_tool.app.photos.leaving import printed
from sbd_tool.app.pipeline import assess, check_place
from sbd_tool.app.rules import Rules
from sbd_tool.app.sealed_files import Matches, names_by_content, report_bytes
from sbd_tool.app.sealed_maps import SealedMaps, blank_map, sealed_maps
from sbd_tool.app.sealing import BESIDE, SHEET, seal_of
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.seal import Seal, seals_in
from sbd_tool.domain.text import Text, text
from sbd_tool.report.leaks.unpacking import pieces, readings
from sbd_tool.report.spec import ExportJob

_PARTS: Final = frozenset(
    {
        "site", "layers", "underlays", "measures", "answers", "notes", "photos", "annotations",
        "luminaires", "records", "sheet", "options", "time_states", "rules", "findings",
    }
)  # fmt: skip
_SHEET: Final = frozenset(
    {"paper", "is_portrait", "scale", "title", "parts", "logo", "atlas", "pages"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing in which a report and a project differ.

    Attributes:
        what: "version", "catalogue", "rubric", or a part of the project ("project.measures").
        then, now: Version or digest in the report and of today, or "" where there is none.
    """

    what: str
    then: str
    now: str

    @property
    def sentence(self) -> Text:
        """In words."""
        kind, _, part = self.what.partition(".")
        if kind == "project":
            part = part.removeprefix(BESIDE)
            if part.removeprefix(SHEET) in _SHEET:
                return text("verify.sheet_differs", part=text(f"verify.{part.replace('.', '_')}"))
            known = part if part in _PARTS else "site"
            return text("verify.part_differs", part=text(f"verify.part_{known}"))
        if self.then == self.now:
            return text(f"verify.{kind}_changed", edition=self.now)
        return text(f"verify.{kind}_differs", then=self.then, now=self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a report's seal says about a project.

    Attributes:
        seal: The seal of the report.
        differences: Where report and project differ; empty when they are the same.
        is_rebuilt: The report was made anew for comparing bytes.
        is_untouched: Its bytes are those this version makes of this project; None if not rebuilt.
    """

    seal: Seal
    differences: tuple[Difference, ...]
    is_rebuilt: bool = False
    is_untouched: bool | None = None

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that was looked at."""
        return not self.differences and self.is_untouched is not False

    @property
    def key(self) -> str:
        """Key of the sentence that says it: what was not looked at is not called the same."""
        if not self.is_same:
            return "verify.differs" if self.differences else "outputs.not_as_made"
        return "verify.same" if self.is_rebuilt else "outputs.made_from"


def read_seal(raw: bytes, name: str) -> Seal:
    """The seal of a file of any of our formats.

    Raises:
        InputError: It carries none, or several that differ.
    """
    found: dict[str, Seal] = {}
    for piece in pieces(raw):
        for reading in readings(piece):
            found |= {seal.word(): seal for seal in seals_in(reading)}
    if len(found) != 1:
        key = "verify.no_seal" if not found else "verify.many_seals"
        raise InputError(text(key, file=name), text("verify.no_seal_hint"), name)
    return next(iter(found.values()))


def verify(
    path: Path,
    project: Project,
    rules: Rules,
    *,
    is_rebuilt: bool = False,
    pdf_passphrase: str = "",
    progress: Progress = SILENT,
) -> Verified:
    """Compare a report with a project.

    Args:
        path: The report: any export of ours.
        project: The whole project of today.
        rules: Its rules of today.
        is_rebuilt: Also make the report anew and compare every byte; takes as long as an export.
        pdf_passphrase: Opens a locked PDF, or "".
        progress: Told how far the work is.

    Raises:
        InputError: The file is not there, not whole or locked, carries no seal of ours, or shows an
            option the project lacks.
        ProjectFileError: The file cannot be read.
    """
    raw, matches = report_bytes(path, pdf_passphrase)
    return verify_bytes(
        raw, path, project, rules, is_rebuilt=is_rebuilt, matches=matches, progress=progress
    )


def verify_bytes(
    raw: bytes,
    path: Path,
    project: Project,
    rules: Rules,
    *,
    is_rebuilt: bool = False,
    matches: Matches | None = None,
    progress: Progress = SILENT,
) -> Verified:
    """As `verify`, for bytes that were read, and opened, by the caller.

    A file under another name is made anew in each format it may be by its content.
    """
    seal = read_seal(raw, path.name)
    check_place(project, seal.option, seal.time_state)
    places = [(seal.option, seal.time_state)]
    if seal.beside_option:
        check_place(project, seal.beside_option, seal.beside_state)
        places.append((seal.beside_option, seal.beside_state))
    found: list[Assessment | None] = [None] * len(places)
    if is_rebuilt:
        found = [*_assessed(project, rules, seal, places, Span(progress, 0.0, 0.6))]
    sides = list(zip(places, found, strict=True))
    names = names_by_content(path, raw)

    def job_of(name: Path, shown: SealedMaps) -> ExportJob:
        has_pages = is_paged(name, seal.template)
        return sealed_job(seal, project, rules, sides, shown, has_pages=has_pages)

    shown = sealed_maps(seal, project, rules) if is_rebuilt else SealedMaps()
    job = job_of(names[0], shown)
    progress.advance(0.7)
    differences = _differences(seal, seal_of(job))
    if not is_rebuilt:
        return Verified(seal=seal, differences=differences)
    told = [shown]
    if seal.edition != Edition.POLICE.value:  # it may say that a map is left out
        told.append(SealedMaps(blank_map()))
    is_same, step = matches or raw.__eq__, Span(progress, 0.7, 1.0)
    anew = (
        export_bytes(name, printed(job_of(name, maps), project, name), step)
        for name in names
        for maps in told
    )
    is_untouched = any(is_same(again) for again in anew)
    return Verified(seal=seal, differences=differences, is_rebuilt=True, is_untouched=is_untouched)


def sealed_job(
    seal: Seal,
    project: Project,
    rules: Rules,
    sides: list[tuple[tuple[str, str], Assessment | None]],
    shown: SealedMaps,
    *,
    has_pages: bool = False,
) -> ExportJob:
    """The export that a seal tells of, from the project of today.

    Args:
        seal: Of the export.
        project: The whole project of today.
        rules: Its rules of today.
        sides: Option and state, with their assessment or None; a second one stands beside.
        shown: Maps of analyses it showed.
        has_pages: Whether it holds the further pages of an atlas.
    """
    (place, assessment), (beside_place, beside) = sides[0], sides[-1]
    is_beside = len(sides) > 1
    return export_job(
        project,
        assessment,
        rules,
        edition=Edition(seal.edition),
        scale=seal.scale or None,
        template=seal.template,
        words=load_words(seal.language, seal.numbers),
        now=datetime.fromisoformat(seal.made).replace(tzinfo=UTC),
        place=place,
        beside=beside if is_beside else None,
        beside_place=beside_place if is_beside else None,
        heat=shown.heat,
        maps=shown.maps,
        has_pages=has_pages,
    )


def _assessed(
    project: Project,
    rules: Rules,
    seal: Seal,
    places: list[tuple[str, str]],
    progress: Progress,
) -> Iterator[Assessment]:
    for turn, (option, state) in enumerate(places):
        part = Span(progress, turn / len(places), (turn + 1) / len(places))
        yield assess(
            project, rules, option=option, time_state=state, with_slow=True,
            with_speeds=seal.speeds, progress=part,
        )  # fmt: skip


def _parts_to_compare(then: Seal, now: Seal) -> list[str]:
    """Parts of both seals; of a sheet its single things, where both seals tell them."""
    parts = {*then.parts, *now.parts}
    single = {part for part in parts if part.startswith(SHEET)}
    is_told = all(
        "sheet" not in seal.parts or any(part in seal.parts for part in single)
        for seal in (then, now)
    )
    return sorted(parts - ({"sheet"} if single and is_told else single))


def _differences(then: Seal, now: Seal) -> tuple[Difference, ...]:
    found = []
    if then.software != now.software:
        found.append(Difference(what="version", then=then.software, now=now.software))
    for kind in ("catalogue", "rubric"):
        names = getattr(then, kind), getattr(now, kind)
        digests = getattr(then, f"{kind}_digest"), getattr(now, f"{kind}_digest")
        if names[0] != names[1] or digests[0] != digests[1]:
            found.append(Difference(what=kind, then=names[0], now=names[1]))
    for part in _parts_to_compare(then, now):
        before, after = then.parts.get(part, ""), now.parts.get(part, "")
        if before != after:
            found.append(Difference(what=f"project.{part}", then=before, now=after))
    return tuple(found)
