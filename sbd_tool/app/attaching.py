"""Attach a luminaire file to lamps of a project file: read, kept, named, saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands.luminaires import AttachLuminaire
from sbd_tool.app.luminaires import chosen_lamps, read_luminaire
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.luminaire_files import LuminaireFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What was kept, and which lamps name it now."""

    luminaire: LuminaireFile
    lamps: tuple[str, ...]


def attach_luminaire(
    project: Path,
    file: Path,
    lamps: Sequence[str] = (),
    *,
    author: str = "",
    clock: Clock | None = None,
) -> Attached:
    """Keep a luminaire file in a project, let lamps name it, and save.

    Args:
        project: The project file.
        file: EULUMDAT or IES LM-63.
        lamps: Ids of measures or plan features, or "all"; none only keeps the file, so that
            measures brought in later may name it as their ``photometry``.
        author: Who does it.
        clock: Gives the time.

    Raises:
        PhotometryFileError: The file cannot be used; the project stays as it is.
        InputError: There is no such lamp; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    with opened_to_edit(project, author=author, clock=clock) as (session, around):
        catalogue = load_rules(session.project).catalogue
        chosen = chosen_lamps(session.project, catalogue, lamps)
        luminaire = read_luminaire(file, session.project, around.stamp(Evidence.SURVEYED))
        session.do(AttachLuminaire(luminaire=luminaire, lamp_ids=chosen, by=around.by()))
    return Attached(luminaire=luminaire, lamps=chosen)
