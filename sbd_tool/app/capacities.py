"""In which capacity a project is worked on: a reviewer reads, marks and answers, no more.

The gate sits where every change passes (`sbd_tool.app.history`), so window, command line and
scripts keep to it alike. It guards against mistakes, not against people: whoever holds the file can
open it as a planner.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from sbd_tool.app.commands.base import Command
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.text import text
from sbd_tool.domain.threads import Capacity

REQUEST: Final = "review_request"
_REQUEST_ID: Final = "review-request"
_OPEN: Final = (
    "notes.", "annotations.", "answers.", "bookmarks.", "photos.", "exchange.take_in",
    "layers.show_only", "project.recover", "place.edit",
)  # fmt: skip
"""Commands of a reviewer; of ``place.edit`` the command inside counts."""
_DESIGN_RECORDS: Final = frozenset({"weight_set", "weights_in_use", "sheet", "checklist_template"})


def capacity_asked(project: Project) -> Capacity:
    """The capacity a project asks for: reviewer where it was handed out for review."""
    asked = records_of(project.records, REQUEST)
    is_review = any(one.content.get("capacity") == Capacity.REVIEWER.value for one in asked)
    return Capacity.REVIEWER if is_review else Capacity.PLANNER


def asking_for_review(project: Project, until: str = "") -> Project:
    """The project as it is handed out for review; the request never comes back by a merge.

    Args:
        project: What is handed out.
        until: Id of the last entry of its log: what comes later was written by the reviewer.
    """
    content = {"capacity": Capacity.REVIEWER.value, "until": until}
    record = Record(stamp=Stamp(id=_REQUEST_ID), kind=REQUEST, content=content)
    return replace(project, records={**project.records, record.id: record})


def handed_out_at(project: Project) -> str:
    """Id of the last entry of the log when the project was handed out for review, or ""."""
    asked = records_of(project.records, REQUEST)
    return str(asked[0].content.get("until") or "") if asked else ""


def refuse_design(capacity: Capacity, project: Project, command: Command) -> None:
    """Refuse a reviewer's change of the design.

    Raises:
        InputError: It changes the design.
    """
    if capacity is Capacity.REVIEWER and not _is_open(project, command):
        raise InputError(text("review.design_closed"), text("review.design_closed.hint"))


def _is_open(project: Project, command: Any) -> bool:
    parts = getattr(command, "commands", None)
    if parts is not None:
        return all(_is_open(project, one) for one in parts)
    inner = getattr(command, "command", None)
    if inner is not None:
        return _is_open(project, inner)
    if command.key == "records.put":
        return _no_design(record.kind for record in command.records)
    if command.key == "records.drop":
        rows = project.records
        return _no_design(rows[one].kind for one in command.record_ids if one in rows)
    if command.key == "layers.set":
        return command.role is None and command.name is None and command.position is None
    return bool(command.key.startswith(_OPEN))


def _no_design(kinds: Iterable[str]) -> bool:
    return _DESIGN_RECORDS.isdisjoint(kinds)
