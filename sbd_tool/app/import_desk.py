"""The import desk: look into drawings, map their names to roles, find their unit, paste."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sbd_tool.app.clock import Clock
from sbd_tool.app.importing import Imported, import_into, import_plans
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.dxf_inspection import DxfInspection
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.role_mapping import Named, PatternRule, RoleMapping
from sbd_tool.domain.role_rules import AREA, LINE, POINT
from sbd_tool.domain.roles import Role
from sbd_tool.formats.desk_rules import read_georeference_rules
from sbd_tool.formats.dxf_desk import inspect_dxf
from sbd_tool.formats.pasted import pasted_bytes, pasted_file, read_pasted, suffix_of_pasted
from sbd_tool.formats.role_mapping_file import (
    read_role_mapping,
    role_mapping_words,
    write_role_mapping,
)
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest.crs import understand
from sbd_tool.ingest.role_mapping import rule_for
from sbd_tool.ingest.roles import RoleReader
from sbd_tool.ingest.unit_calibration import UnitCalibration
from sbd_tool.ingest.unit_calibration import units_from_known_length as calibrated

__all__ = [
    "ProposedRole",
    "import_pasted",
    "inspect_dxf",
    "mapping_of",
    "proposed_roles",
    "read_pasted",
    "read_role_mapping",
    "role_mapping_words",
    "suffix_of_pasted",
    "title_of_crs",
    "units_from_known_length",
    "write_role_mapping",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRole:
    """What a name of a drawing is taken for.

    Attributes:
        of: Layer or block.
        name: Its name.
        role: The role, or None when nothing speaks for one, or it is left out.
        is_left_out: A mapping leaves it out.
        confidence: 0 to 1; 1 when a mapping says so.
        reason: The mapping's reason, or "".
    """

    of: Named
    name: str
    role: Role | None
    is_left_out: bool = False
    confidence: float = 0.0
    reason: str = ""


def proposed_roles(
    inspection: DxfInspection, mapping: RoleMapping | None = None
) -> tuple[ProposedRole, ...]:
    """Roles of a drawing's layers and blocks: those of a mapping, else guesses from the names."""
    reader = RoleReader(read_role_rules())
    names = [(Named.LAYER, layer.name) for layer in inspection.layers]
    names += [(Named.BLOCK, block.name) for block in inspection.blocks]
    return tuple(_proposed(of, name, mapping, reader) for of, name in names)


def _proposed(
    of: Named, name: str, mapping: RoleMapping | None, reader: RoleReader
) -> ProposedRole:
    layer, block = (name, "") if of is Named.LAYER else ("", name)
    rule = None if mapping is None else rule_for(mapping, layer, block, None)
    if rule is not None:
        return ProposedRole(
            of=of,
            name=name,
            role=rule.role,
            is_left_out=rule.role is None,
            confidence=1.0,
            reason=rule.reason,
        )
    guesses = [reader.by_name(name, shape) for shape in (AREA, LINE, POINT)]
    best = max(guesses, key=lambda guess: guess.confidence)
    return ProposedRole(of=of, name=name, role=best.role, confidence=best.confidence)


def mapping_of(
    chosen: Mapping[tuple[Named, str], Role | None],
    *,
    edition: str,
    author: str,
    reason: str,
) -> RoleMapping:
    """A mapping from what a person chose in the dialog: (layer or block, name) -> role.

    None leaves a name out. Names are taken literally: * and ? in them stand for themselves.
    """
    rules = tuple(
        PatternRule(of=of, pattern=_literal(name), role=role) for (of, name), role in chosen.items()
    )
    return RoleMapping(edition=edition, author=author, reason=reason, rules=rules)


def _literal(name: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in name)


def title_of_crs(crs: str) -> str:
    """Name of a coordinate system beside its code ("EPSG:25832 · ETRS89 / UTM zone 32N").

    Raises:
        InputError: The code is unknown.
    """
    return f"{crs} \u00b7 {understand(crs).name}"


def units_from_known_length(drawn_units: float, known_m: float) -> UnitCalibration:
    """The unit in which a thing of known length is drawn.

    Raises:
        InputError: A length is no positive number.
    """
    return calibrated(drawn_units, known_m, read_georeference_rules())


def import_pasted(
    content: str | bytes,
    project: Project | None,
    *,
    clock: Clock,
    catalogue: Catalogue,
    crs: str | None = None,
    author: str = "",
    context_m: float = 250.0,
    progress: Progress = SILENT,
) -> Imported:
    """Add what was pasted to a project, or make one of it.

    A picture without a place is refused here: read it with `read_pasted` and lay it in view.

    Args:
        content: Text, or bytes of text or of a picture.
        project: The project, or None.
        clock: Gives the time of the import.
        catalogue: Says which features are measures.
        crs: CRS of well-known text without one.
        author: Who pastes.
        context_m: How far around the square features are kept, metres.
        progress: Told of every step; may stop the work.

    Raises:
        SbdError: As `import_plans` and `read_pasted`.
    """
    raw, suffix = pasted_bytes(content)
    with pasted_file(raw, suffix) as path:
        paths: Sequence[Path] = (path,)
        if project is None:
            return import_plans(
                paths, crs=crs, author=author, context_m=context_m, clock=clock,
                catalogue=catalogue, progress=progress,
            )  # fmt: skip
        return import_into(
            project, paths, crs=crs, author=author, context_m=context_m, clock=clock,
            catalogue=catalogue, progress=progress,
        )  # fmt: skip
