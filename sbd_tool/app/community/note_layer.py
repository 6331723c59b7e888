"""The layer of notes: sorts of notes switched on and off, as a step that can be undone."""

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.community import Liking
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.shown_notes import hidden_likings, hiding_record, shown_notes_record
from sbd_tool.domain.text import text


def show_notes(
    project: Project,
    likings: frozenset[Liking],
    stamp: Stamp,
    *,
    is_visible: bool,
    by: By = NOBODY,
) -> PutRecords:
    """The command that shows or hides sorts of notes on maps.

    Args:
        project: The whole project.
        likings: Which sorts.
        stamp: A new stamp, used when nothing was ever switched off.
        is_visible: Shown or hidden from now on.
        by: Who.
    """
    hidden = hidden_likings(project.records)
    after = hidden - likings if is_visible else hidden | likings
    before = shown_notes_record(project.records)
    record = hiding_record(after, stamp if before is None else before.stamp)
    says = text("heard.do_show" if is_visible else "heard.do_hide")
    return PutRecords(records=(record,), says=says, by=by)
