"""The shipped data of incidents: least numbers, when places count as snapped, and the reach."""

from functools import lru_cache
from pathlib import Path

from sbd_tool.domain.incidents import IncidentRules
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document


def incident_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("incidents", "incidents.yaml"), "incidents"


@lru_cache(maxsize=1)
def read_incident_rules() -> IncidentRules:
    """Numbers as shipped.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    path, definition = incident_file()
    document = read_document(RuleFile.at(path), path.parent / "schema.json", definition)
    return IncidentRules(
        least_in_all=int(document["least_in_all"]["value"]),
        least_at_point=int(document["least_at_point"]["value"]),
        snapped_share=float(document["snapped_share"]["value"]),
        reach_m=float(document["reach_m"]["value"]),
    )
