"""Sample sites: fictional squares that ship with the product."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sbd_tool.app.answering import typed_answer
from sbd_tool.app.clock import Clock, CountedIds, timestamp
from sbd_tool.app.commands.answers import SetAnswer
from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.measures import AddMeasures
from sbd_tool.app.importing import Imported, import_plans
from sbd_tool.app.rules import load_rules
from sbd_tool.app.tagging import read_tags
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.errors import InputError, ProjectFileError
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import sample_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample site.

    Attributes:
        key: Folder name ("market-square").
        title: Name shown.
        story: One sentence by language.
        plans: Plan files to import, in order.
        crs: CRS of files without one, or None.
        square: How the square is picked, or None when the plan says it.
        answers: Question key -> value, as the story's planner knows them.
        folder: Where the files lie.
    """

    key: str
    title: str
    story: Mapping[str, str]
    plans: tuple[str, ...]
    crs: str | None
    square: str | None
    answers: Mapping[str, str]
    folder: Path

    @property
    def measures(self) -> Path | None:
        """GeoJSON of the story's measures, if it has any."""
        path = self.folder / "measures.geojson"
        return path if path.exists() else None


def samples() -> tuple[Sample, ...]:
    """Every sample site, by key."""
    folders = sorted(sample_path().iterdir())
    return tuple(_read(folder) for folder in folders if (folder / "sample.json").exists())


def sample(key: str) -> Sample:
    """The sample site of that key.

    Raises:
        InputError: There is none; the hint names those that exist.
    """
    known = samples()
    for found in known:
        if found.key == key:
            return found
    raise InputError(
        text("sample.unknown", name=key),
        text("sample.known", names=", ".join(found.key for found in known)),
        key,
    )


def import_sample(
    found: Sample, catalogue: Catalogue, *, clock: Clock, progress: Progress = SILENT
) -> Imported:
    """Import a sample's plans as its story does."""
    return import_plans(
        [found.folder / name for name in found.plans],
        crs=found.crs,
        square=found.square,
        title=found.title,
        author="",
        clock=clock,
        catalogue=catalogue,
        progress=progress,
    )


def build_sample(found: Sample, *, clock: Clock, progress: Progress = SILENT) -> Project:
    """A sample as its story has it: plan imported, measures placed, answers given."""
    rules = load_rules(None)
    project = import_sample(
        found, rules.catalogue, clock=clock, progress=Span(progress, 0.0, 0.8)
    ).project
    ids = CountedIds(seed=1)
    by = By("", timestamp(clock))
    if found.measures is not None:
        tagged = read_tags(found.measures, project, rules.catalogue, clock=clock)
        project = AddMeasures(measures=tagged.measures, by=by).apply(project)
    for key, words in found.answers.items():
        value = typed_answer(key, words, rules)
        project = SetAnswer(question=key, value=value, new_id=ids.new_id(), by=by).apply(project)
    progress.advance(1.0)
    return project


def copy_sample(found: Sample, folder: Path) -> tuple[Path, ...]:
    """Copy a sample's files; nothing that is already there is overwritten.

    Raises:
        ProjectFileError: The folder cannot be written, or holds a file of the same name.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(found.folder.iterdir()):
            if not source.is_file() or source.name.startswith("."):
                continue
            target = folder / source.name
            if target.exists() and target.read_bytes() != source.read_bytes():
                raise ProjectFileError(
                    text("sample.in_the_way", file=target.name),
                    text("sample.choose_folder"),
                    str(target.name),
                )
            target.write_bytes(source.read_bytes())
            written.append(target)
    except OSError as error:
        raise ProjectFileError(
            text("sample.cannot_write", folder=folder.name), text("sample.choose_folder")
        ) from error
    return tuple(written)


def _read(folder: Path) -> Sample:
    told: dict[str, Any] = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    return Sample(
        key=folder.name,
        title=told["title"],
        story=told["story"],
        plans=tuple(told["plans"]),
        crs=told.get("crs"),
        square=told.get("square"),
        answers=told.get("answers", {}),
        folder=folder,
    )
