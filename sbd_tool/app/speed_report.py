"""Approach speeds for a report: for the police only, and only where they are part of the scores."""

from sbd_tool.app.rules import Rules
from sbd_tool.app.speed_words import SpeedLine, speed_lines
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.approach_results import SPEEDS, EdgeSpeeds
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.report.speed_model import SpeedRow, SpeedSection


def speed_section(
    project: Project, assessment: Assessment | None, rules: Rules, edition: Edition
) -> SpeedSection | None:
    """Rows in order along the edge, and what has to be known of them.

    Args:
        project: The whole project.
        assessment: Its assessment; without speeds in it there is nothing to tell.
        rules: Vehicle classes and names of kinds.
        edition: For whom; nothing but for the police.
    """
    found = None if assessment is None else assessment.results.get(SPEEDS)
    if edition is not Edition.POLICE or not isinstance(found, EdgeSpeeds):
        return None
    lines = speed_lines(found, rules.rubric, lambda key: plain_name(project, rules, key))
    return SpeedSection(rows=tuple(_row(line) for line in lines), notes=found.notes)


def _row(line: SpeedLine) -> SpeedRow:
    others = tuple(band for band in line.bands if band != line.band)
    return SpeedRow(
        number=line.number,
        bands=(line.band, *others),
        energy=line.energy,
        required=line.rating,
        stands=line.stands,
        standoff=line.standoff,
        by_hand=line.by_hand,
        doubts=line.doubts,
    )
