"""The threat view for a report: for the police only, and only what was ticked."""

from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import literal
from sbd_tool.report.model import ThreatRow


def threat_rows(
    project: Project, assessment: Assessment | None, rules: Rules, edition: Edition
) -> tuple[ThreatRow, ...]:
    """One row for each zone, ticked threat and strategy that is not empty of meaning.

    Args:
        project: The whole project.
        assessment: Its assessment; the option and state in it are taken.
        rules: Catalogue and rubric.
        edition: For whom; none but for the police.
    """
    if edition is not Edition.POLICE or assessment is None or not project.rules.threats:
        return ()
    from sbd_tool.app.threats import threat_rules, threat_view_of

    found = threat_view_of(project, rules, assessment)
    zone_name = names_of(project, rules)
    threats = {threat.key: threat.name for threat in rules.catalogue.threats}
    columns = {column.key: column.name for column in threat_rules().columns}
    kinds = {kind.key: kind.name for kind in rules.catalogue.measures}
    return tuple(
        ThreatRow(
            zone=literal(project.title) if zone.zone == project.square else zone_name(zone.zone),
            threat=threats[cell.threat],
            strategy=columns[cell.column],
            cover=cell.cover.value,
            in_place=tuple(kinds[kind] for kind, _ in cell.in_place[:3] if kind in kinds),
        )
        for zone in found.zones
        for cell in zone.cells
    )
