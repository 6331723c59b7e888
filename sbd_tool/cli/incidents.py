"""`sbd incidents`: recorded incidents near the square, as counts at their points."""

from argparse import Namespace
from pathlib import Path

from sbd_tool.app.community.incidents import incident_lines, read_incidents
from sbd_tool.app.projects import open_project
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import say, say_lines
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import literal
from sbd_tool.domain.words import Words

DONE = 0
LABEL = Tlp.AMBER_STRICT


def incidents(arguments: Namespace, words: Words) -> int:
    """Read a file and tell what is near; the project is only read."""
    project = open_project(Path(arguments.project)).project
    found = read_incidents(Path(arguments.file), project, arguments.accuracy)
    lines = [words(line) for line in incident_lines(found)]
    if not arguments.json:
        say(words(literal(LABEL.value)))
        say_lines(lines)
        return DONE
    print(
        dump(
            {
                "schema_version": OUTPUT_VERSION,
                "project": str(arguments.project),
                "marking": LABEL.value,
                "rows": found.rows,
                "without_place": found.without_place,
                "within": found.within,
                "reach_m": found.reach_m,
                "shared_share": found.shared_share,
                "snapped": found.is_snapped,
                "accuracy_m": found.accuracy_m,
                "not_shown": found.not_shown,
                "points": [
                    {
                        "x": one.x,
                        "y": one.y,
                        "count": one.count,
                        "catchment_m2": one.catchment.area,
                    }
                    for one in found.points
                ],
                "lines": lines,
            }
        )
    )
    return DONE
