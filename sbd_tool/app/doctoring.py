"""The input doctor at a project: examine, list, repair through one undoable command."""

from collections.abc import Collection, Mapping, Sequence

from sbd_tool.app.commands.repairs import features_in_use
from sbd_tool.domain.diagnosis import Ailment, Diagnosis, DoctorRules
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.formats.desk_rules import read_doctor_rules
from sbd_tool.ingest.doctor import diagnose

__all__ = ["doctor_rules", "examine"]


def examine(
    project: Project,
    *,
    kinds: Collection[Ailment] = tuple(Ailment),
    heights_m: Mapping[str, Sequence[float]] | None = None,
    progress: Progress = SILENT,
) -> tuple[Diagnosis, ...]:
    """Find the drawing errors of a project's plan; the project stays as it is.

    Args:
        project: What to examine.
        kinds: What to look for.
        heights_m: Heights of the vertices of features by id, where known.
        progress: Told before each kind; may raise `Cancelled`.

    Returns:
        Diagnoses, to be shown and handed to `ApplyRepairs` once a person agrees.
    """
    square = project.feature(project.square) if project.square else None
    centre = None if square is None else square[1].geometry.centroid
    rules, kept = read_doctor_rules(), features_in_use(project)
    wanted = [kind for kind in Ailment if kind in kinds]
    found: list[Diagnosis] = []
    for number, kind in enumerate(wanted):
        progress.advance(number / len(wanted), text(f"desk.kind_{kind}"))
        found += diagnose(
            project.layers,
            rules,
            kinds=(kind,),
            kept=kept,
            heights_m=heights_m,
            centre_m=None if centre is None or centre.is_empty else (centre.x, centre.y),
        )
    return tuple(found)


def doctor_rules() -> DoctorRules:
    """Tolerances the doctor works with, each with its source."""
    return read_doctor_rules()
