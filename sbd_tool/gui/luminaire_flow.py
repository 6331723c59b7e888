"""Luminaire files into the open project, as a job: read, kept, named by lamps."""

from collections.abc import Sequence
from pathlib import Path

from sbd_tool.app.commands import AttachLuminaire
from sbd_tool.app.luminaires import lamps_among, read_luminaire
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk


def bring_luminaires(desk: Desk, paths: Sequence[Path], chosen: Sequence[str]) -> None:
    """Read files one by one; the lamps among what is chosen use each, the last one stays.

    A file that cannot be used is a listed problem and costs the others nothing.
    """
    for path in paths:
        _bring(desk, path, tuple(chosen))


def _bring(desk: Desk, path: Path, chosen: tuple[str, ...]) -> None:
    project = desk.project
    if project is None:
        return
    stamp = desk.bench.new_stamp(Evidence.SURVEYED)

    def task(progress: Progress) -> LuminaireFile:
        progress.advance(0.0, literal(path.name))
        return read_luminaire(path, project, stamp)

    def done(found: LuminaireFile) -> None:
        now = desk.project
        if now is None or now.id != project.id:
            return
        kept = next((one for one in now.luminaires.values() if one.sha256 == found.sha256), found)
        lamps = lamps_among(now, desk.rules.catalogue, chosen)
        if desk.do(AttachLuminaire(luminaire=kept, lamp_ids=lamps, by=desk.by())):
            told = text(
                "light.attached",
                count=len(lamps),
                title=literal(kept.title),
                name=literal(kept.key),
            )
            desk.told.emit(told)

    desk.run(text("light.job_read", file=literal(path.name)), task, done)
