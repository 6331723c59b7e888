"""Conditions in the project: written, changed and crossed out as records, each a step of undo."""

from collections.abc import Mapping
from dataclasses import replace

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.conditions import CONDITION_KINDS
from sbd_tool.app.conditions.looking_up import found_in
from sbd_tool.domain.conditions import RECORD_KIND, BlankValue, Condition
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def conditions_of(project: Project) -> tuple[Condition, ...]:
    """The conditions of a project in the order of the brief; what reads as none is left out."""
    found = (_read(record) for record in records_of(project.records, RECORD_KIND))
    return tuple(one for one in found if one is not None)


def write_condition(  # noqa: PLR0917 - one call
    project: Project,
    kind: str,
    blanks: Mapping[str, BlankValue],
    new_id: str,
    rubric: Rubric,
    by: By = NOBODY,
) -> PutRecords:
    """The command that adds a condition.

    Args:
        project: What objects and states are looked for in.
        kind: Key of ``CONDITION_KINDS``.
        blanks: What was filled in, objects by id or by a name only one has; a blank left out
            starts as its kind says.
        new_id: Id of the record.
        rubric: Numbers blanks start with.
        by: Who writes it, and when.

    Raises:
        InputError: There is no such kind, blank, object, state, vehicle or indicator, or a blank
            is empty or out of range.
    """
    filled = CONDITION_KINDS[kind].filled(blanks, rubric)
    filled = found_in(project, CONDITION_KINDS[kind], filled, rubric)
    stamp = Stamp(
        id=new_id,
        evidence=Evidence.SEEN,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    record = Record(stamp=stamp, kind=RECORD_KIND, content={"kind": kind, "blanks": filled})
    return PutRecords(records=(record,), says=text("conditions.do_write"), by=by)


def rewrite_condition(
    project: Project,
    condition_id: str,
    blanks: Mapping[str, BlankValue],
    rubric: Rubric,
    by: By = NOBODY,
) -> PutRecords:
    """The command that fills in blanks of a condition anew; the others stay.

    Raises:
        InputError: There is no such condition, or as `write_condition`.
    """
    record = project.records.get(condition_id)
    before = None if record is None else _read(record)
    if record is None or before is None:
        raise _missing(condition_id)
    filled = CONDITION_KINDS[before.kind].filled({**before.blanks, **blanks}, rubric)
    filled = found_in(project, CONDITION_KINDS[before.kind], filled, rubric)
    changed = replace(record, content={"kind": before.kind, "blanks": filled})
    return PutRecords(records=(changed,), says=text("conditions.do_rewrite"), by=by)


def cross_out(project: Project, condition_id: str, by: By = NOBODY) -> DropRecords:
    """The command that takes a condition out of the brief.

    Raises:
        InputError: There is no such condition.
    """
    if not any(one.id == condition_id for one in conditions_of(project)):
        raise _missing(condition_id)
    return DropRecords(record_ids=(condition_id,), says=text("conditions.do_cross_out"), by=by)


def _read(record: Record) -> Condition | None:
    kind, blanks = record.content.get("kind"), record.content.get("blanks")
    if not isinstance(kind, str) or not isinstance(blanks, Mapping):
        return None
    kept = {
        str(key): value if isinstance(value, str) else float(value)
        for key, value in blanks.items()
        if isinstance(value, str | int | float)
    }
    return Condition(
        id=record.id,
        kind=kind,
        blanks=kept,
        author=record.stamp.author,
        when=record.stamp.created,
    )


def _missing(condition_id: str) -> InputError:
    return InputError(text("conditions.missing"), text("conditions.missing.hint"), condition_id)
