"""Maps of analyses that a seal says were part of an export, worked out anew for a rebuild."""

from dataclasses import dataclass

import numpy as np

from sbd_tool.app.field_maps import FIELD_MAPS, cannot_be_shown, heat_of, work_out
from sbd_tool.app.rules import Rules
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.field_result import FieldResult
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.seal import Seal
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.domain.text import literal


@dataclass(frozen=True, slots=True)
class SealedMaps:
    """What was laid over the plan, and what the report showed."""

    heat: HeatMap | None = None
    maps: tuple[HeatMap, ...] = ()


def sealed_maps(
    seal: Seal, project: Project, rules: Rules, progress: Progress = SILENT
) -> SealedMaps:
    """Work out the maps a seal names; what this version does not know is left out.

    Args:
        seal: Of the export.
        project: The whole project of today.
        rules: Catalogue and rubric.
        progress: Told how far it is.
    """
    asked = [key for key in (seal.heat, *seal.maps.split(",")) if key in FIELD_MAPS]
    if not asked or seal.edition != Edition.POLICE.value:
        return SealedMaps()
    stands = as_it_stands(project, seal.option, seal.time_state)
    results: dict[str, FieldResult] = {}
    subjects = list(dict.fromkeys(FIELD_MAPS[key].subject for key in asked))
    for number, subject in enumerate(subjects):
        part = Span(progress, number / len(subjects), (number + 1) / len(subjects))
        results[subject] = work_out(stands, rules, subject, part)
    made = {key: _map(key, results, rules) for key in asked}
    shown = (made.get(key) for key in seal.maps.split(","))
    return SealedMaps(made.get(seal.heat), tuple(one for one in shown if one is not None))


def _map(key: str, results: dict[str, FieldResult], rules: Rules) -> HeatMap | None:
    one = FIELD_MAPS[key]
    result = results[one.subject]
    return None if cannot_be_shown(one, result) else heat_of(one, result, rules.rubric)


def blank_map() -> HeatMap:
    """A map without values: a wider edition says in words that a map is left out, whatever map."""
    return HeatMap(
        key="",
        title=literal(""),
        values=np.full((1, 1), np.nan),
        x0_m=0.0,
        y0_m=0.0,
        step_m=1.0,
        unit="",
        stops=(0.0, 1.0),
    )
