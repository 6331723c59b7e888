"""Annotations an edition may hold: by the label a person gave each, amber where none was given."""

from collections.abc import Iterable
from dataclasses import replace

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import holds, option_line
from sbd_tool.domain.text import Text, text


def open_annotations(
    project: Project, edition: Edition, option: str, time_state: str
) -> Iterable[Annotation]:
    """Annotations of an edition, exactly as drawn; wider ones without author and times.

    What was switched off on the map is nobody's to read in a wider edition either.

    Args:
        project: The whole project.
        edition: For whom.
        option: The option shown; annotations of others are left out of wider editions.
        time_state: The state shown.
    """
    options = option_line(project, option)
    for row in project.annotations.values():
        if not edition.may_show(row.marking):
            continue
        if edition is Edition.POLICE:
            yield row
        elif row.is_visible and holds(row.stamp, options, time_state):
            stamp = row.stamp
            bare = Stamp(id=stamp.id, option=stamp.option, time_states=stamp.time_states)
            yield replace(row, stamp=bare)


def withheld_annotations(project: Project) -> Iterable[Text]:
    """What even the narrowest edition leaves out."""
    count = sum(not Edition.POLICE.may_show(row.marking) for row in project.annotations.values())
    if count:
        yield text("sketch.withheld_red", count=count)
