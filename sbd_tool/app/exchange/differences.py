"""What differs between two copies of a project, told by object: what, which fields, who, when."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.app.record_names import record_kind
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.delta import BLOBS, FEATURES, Delta, RowChange
from sbd_tool.domain.merge.values import same
from sbd_tool.domain.plain import Plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text

RECORDS: Final = "records"
_WHO: Final = frozenset({"author", "changed", "created"})
_DEEP: Final = frozenset({"stamp", "attributes", "parameters", "content"})


class Kind(StrEnum):
    """What happened to an object."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One object that differs.

    Attributes:
        kind: Added, removed or changed.
        table: What sort of thing ("measures", "features", "layers", "project", …).
        id: Its id; for a field of the project its name.
        sort: What sort of thing in words; of a record its kind.
        name: What a person calls it.
        fields: Names of the fields that differ; dotted where they lie deeper.
        author, when: Who changed it last, and when, as its stamp says.
    """

    kind: Kind
    table: str
    id: str
    sort: Text
    name: Text
    fields: tuple[str, ...] = ()
    author: str = ""
    when: str = ""


def differences(
    before: Project, after: Project, changes: Delta, rules: Rules
) -> tuple[Difference, ...]:
    """Tell a delta by object, in the order of its rows.

    Args:
        before: The project without the changes.
        after: The project with them.
        changes: What differs.
        rules: Names of kinds.
    """
    old = names_of(before, rules, before, after)
    new = names_of(after, rules, before, after)
    return tuple(
        _difference(row, old(row.id) if row.after is None else new(row.id))
        for row in changes.rows
        if row.table != BLOBS and not _is_nothing(row)
    )


def _is_nothing(row: RowChange) -> bool:
    return row.before is None and row.after is None


def _difference(row: RowChange, name: Text) -> Difference:
    kind = Kind.CHANGED
    if row.before is None:
        kind = Kind.ADDED
    elif row.after is None:
        kind = Kind.REMOVED
    if row.table == "project":
        kind, name = Kind.CHANGED, text(f"exchange.field.{row.id}")
    told = row.after if row.after is not None else row.before
    stamp = told.get("stamp") if isinstance(told, dict) else None
    who = stamp if isinstance(stamp, dict) else {}
    table = "features" if row.table.startswith(FEATURES) else row.table
    return Difference(
        kind=kind,
        table=table,
        id=row.id,
        sort=_sort(table, told),
        name=_titled(told) or name,
        fields=tuple(_fields(row.before, row.after)) if kind is Kind.CHANGED else (),
        author=str(who.get("author") or ""),
        when=str(who.get("changed") or ""),
    )


def _sort(table: str, row: Plain) -> Text:
    if table == RECORDS and isinstance(row, dict):
        return record_kind(str(row.get("kind") or ""))
    return text(f"exchange.table_{table}")


def _titled(row: Plain) -> Text | None:
    """Rows that say their own name or words."""
    if not isinstance(row, dict):
        return None
    for key in ("name", "caption", "words", "title", "key"):
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return literal(value.strip()[:80])
    return None


def _fields(before: Plain, after: Plain, path: str = "") -> Iterator[str]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if same(old, new) or (path == "stamp." and name in _WHO):
            continue
        if not path and name in _DEEP:
            yield from _fields(old or {}, new or {}, f"{name}.")
        else:
            yield f"{path}{name}"
