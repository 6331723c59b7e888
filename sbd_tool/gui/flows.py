"""Opening, bringing in, saving, exporting: work as jobs, decisions as questions that wait."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock
from sbd_tool.app.drawing_desk import is_drawing
from sbd_tool.app.import_desk import import_pasted
from sbd_tool.app.importing import Imported, import_into, import_plans
from sbd_tool.app.projects import is_closed_file
from sbd_tool.app.samples import Sample, import_sample
from sbd_tool.app.vaults import Vault
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.flow_questions import ImportWish, Questions
from sbd_tool.gui.opening import offer_backup, tell_about_file
from sbd_tool.gui.photos.intake import take_photos
from sbd_tool.gui.problem_view import BannerSlot

__all__ = ["Flows", "ImportWish"]

PROJECT_SUFFIXES: Final = (".sbd.gpkg", ".sbd.gpkg.age")


Unlocking = Callable[[Path, Callable[[Vault], None]], object]


class Flows(Questions):
    """The long roads of one window.

    Args:
        desk: Where results go.
        clock: Time of imports.
        banners: Gives the place where questions are asked at this moment.
    """

    def __init__(self, desk: Desk, clock: Clock, banners: Callable[[], BannerSlot]) -> None:
        self.desk, self.clock, self._banners = desk, clock, banners
        self.ask_save_as: Callable[[], None] = _nothing
        self.open_desk: Callable[[ImportWish], None] | None = None
        self.follow: Callable[[ImportWish], None] | None = None
        self.unlock: Unlocking | None = None

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open what was dropped or chosen: a project file, else plans to bring in."""
        if not paths:
            return
        if len(paths) == 1 and paths[0].name.casefold().endswith(PROJECT_SUFFIXES):
            self.open_project(paths[0])
        else:
            self.bring_in(ImportWish(tuple(paths)))

    def open_project(self, path: Path) -> None:
        """Open a project file, and offer what the last session left unsaved."""
        if is_closed_file(path) and self.unlock is not None:
            self.unlock(path, lambda vault: self._open(path, vault))
        else:
            self._open(path)

    def _open(self, path: Path, vault: Vault | None = None) -> None:
        if self.desk.bench.open(path, vault):
            tell_about_file(self.desk, self._banners(), self.ask_save_as)
        else:
            offer_backup(self.desk, path, self._banners())

    def bring_in(self, wish: ImportWish) -> None:
        """Read plans as a job; what somebody has to decide is asked and the job starts again.

        Drawings are looked into at the import desk first.
        """
        has_drawing = any(is_drawing(path) for path in wish.paths)
        if has_drawing and not wish.is_looked_into and self.open_desk is not None:
            self.open_desk(wish)
            return
        self.desk.run(
            text("gui.job.import", file=_named(wish)),
            self._reading(wish),
            lambda imported: self._arrived(imported, wish),
            lambda error: self._import_failed(error, wish),
            key="import",
        )

    def _reading(self, wish: ImportWish) -> Callable[[Progress], Imported]:
        desk, clock = self.desk, self.clock
        project = desk.project if wish.is_added else None
        catalogue, author = desk.rules.catalogue, desk.bench.settings.author

        def task(progress: Progress) -> Imported:
            if wish.pasted:
                return import_pasted(
                    wish.pasted, project, crs=wish.crs, author=author, clock=clock,
                    catalogue=catalogue, progress=progress,
                )  # fmt: skip
            if project is not None:
                return import_into(
                    project, wish.paths, crs=wish.crs, units=wish.units, square=wish.square,
                    mapping=wish.mapping, author=author, clock=clock, catalogue=catalogue,
                    progress=progress,
                )  # fmt: skip
            return import_plans(
                wish.paths, crs=wish.crs, units=wish.units, square=wish.square,
                mapping=wish.mapping, author=author, clock=clock, catalogue=catalogue,
                progress=progress,
            )  # fmt: skip

        return task

    def open_sample(self, sample: Sample) -> None:
        """Open a fictional square with its measures."""
        desk, clock = self.desk, self.clock
        catalogue = desk.rules.catalogue

        def task(progress: Progress) -> Imported:
            imported = import_sample(sample, catalogue, clock=clock, progress=progress)
            measures = sample.measures
            if measures is None:
                return imported
            from sbd_tool.app.tagging import read_tags

            tagged = read_tags(measures, imported.project, catalogue, clock=clock)
            rows = {m.id: m for m in tagged.measures}
            project = replace(imported.project, measures={**imported.project.measures, **rows})
            return Imported(project=project, findings=imported.findings)

        desk.run(
            text("gui.job.import", file=sample.title),
            task,
            lambda imported: _ignore(desk.bench.new(imported.project)),
            key="import",
        )

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Take photos in as a job, each as a step; those without a position wait for a place."""
        take_photos(self.desk, paths)

    def save_as(self, path: Path) -> bool:
        """Save elsewhere and go on there."""
        if not self.desk.bench.save_as(path):
            return False
        self.desk.told.emit(text("gui.saved", file=path.name))
        return True

    def _arrived(self, imported: Imported, wish: ImportWish) -> None:
        desk = self.desk
        project = desk.project
        if wish.is_added and project is not None:
            from sbd_tool.app.commands import AddLayers

            known = {layer.id for layer in project.layers} | {u.id for u in project.underlays}
            layers = tuple(one for one in imported.project.layers if one.id not in known)
            underlays = tuple(one for one in imported.project.underlays if one.id not in known)
            blobs = {k: v for k, v in imported.project.blobs.items() if k not in project.blobs}
            desk.do(
                AddLayers(
                    layers=layers,
                    underlays=underlays,
                    blobs=blobs,
                    findings=imported.findings,
                    by=desk.by(),
                )
            )
        else:
            desk.bench.new(imported.project)
        count = sum(len(layer) for layer in imported.project.layers)
        desk.told.emit(text("gui.imported", count=count, layers=len(imported.project.layers)))
        if self.follow is not None and (wish.photos or wish.pictures):
            self.follow(wish)


def _named(wish: ImportWish) -> Text:
    if wish.pasted:
        return text("desk.clipboard")
    return literal(", ".join(path.name for path in wish.paths[:3]))


def _nothing() -> None:
    """Until the window says how a place to save is asked for."""


def _ignore(_answer: object) -> None:
    """Drop what a call answers: a failure of it is on the list of problems already."""
