"""Maps of analyses for a report: what is seen, who watches by day and night, what cameras see."""

from typing import Final

from sbd_tool.app.beside import COMPARES
from sbd_tool.app.field_maps import FIELD_MAPS, cannot_be_shown, heat_of, work_out
from sbd_tool.app.report_kinds import REPORT_KINDS, TOLD, WITHOUT_MAPS
from sbd_tool.app.rules import Rules
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.field_result import FieldResult
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.domain.text import text

SHOWN: Final = ("area", "eyes_day", "eyes_night", "cameras")


def analysis_maps(
    project: Project, rules: Rules, progress: Progress = SILENT
) -> tuple[HeatMap, ...]:
    """The maps of a report in the order they are read; what makes no map is left out.

    Args:
        project: The whole project; its base and ordinary state.
        rules: Catalogue and rubric.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
    """
    results: dict[str, FieldResult] = {}
    subjects = tuple(dict.fromkeys(FIELD_MAPS[key].subject for key in SHOWN))
    for number, subject in enumerate(subjects):
        part = Span(progress, number / len(subjects), (number + 1) / len(subjects))
        results[subject] = work_out(project, rules, subject, part)
    found = []
    for key in SHOWN:
        one = FIELD_MAPS[key]
        result = results[one.subject]
        heat = None if cannot_be_shown(one, result) else heat_of(one, result, rules.rubric)
        if heat is not None:
            found.append(heat)
    return tuple(found)


def check_maps(told_as: str, edition: Edition, template: str) -> None:
    """Refuse maps of analyses where the file would leave them out without a word.

    Args:
        told_as: Key of the format.
        edition: For whom.
        template: Kind of report.

    Raises:
        InputError: The format or the kind of report shows none, or the edition is not for the
            police.
    """
    formats = (*TOLD, COMPARES)
    if told_as not in formats:
        raise InputError(
            text("report.maps_unshown", suffix=f".{told_as}"),
            text("report.maps_unshown.hint", suffixes=", ".join(f".{one}" for one in formats)),
        )
    if edition is not Edition.POLICE:
        raise InputError(
            text("report.maps_not_for", edition=edition.label.value),
            text("report.maps_not_for.hint"),
        )
    if told_as in TOLD and template in WITHOUT_MAPS:
        fitting = ", ".join(one for one in REPORT_KINDS if one not in WITHOUT_MAPS)
        raise InputError(
            text("outputs.kind_without_maps", kind=text(f"report.template_{template}")),
            text("outputs.kind_without_maps.hint", kinds=fitting),
            template,
        )


def maps_for(
    project: Project,
    rules: Rules,
    edition: Edition,
    place: tuple[str, str] = (BASE_OPTION, ORDINARY_STATE),
    progress: Progress = SILENT,
) -> tuple[HeatMap, ...]:
    """Maps of analyses for the report of an option and state; none but for the police."""
    if edition is not Edition.POLICE:
        return ()
    return analysis_maps(as_it_stands(project, *place), rules, progress)
