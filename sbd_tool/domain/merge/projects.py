"""Merge the changes of another side into a project: row by row, field by field, nothing lost.

Only the changes of the other side are needed, each with the value it replaced: that value is the
common ancestor of the row. So a small file can carry them, and what the other side did not touch
stays as it is here. Sources: three-way merge as in diff3; the rule for rows that one side changed
and the other deleted keeps the change, because losing work is worse than bringing a thing back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.delta import (
    BLOBS,
    FEATURES,
    Delta,
    RowChange,
    patched,
)
from sbd_tool.domain.lowering import KIND as LOWERED
from sbd_tool.domain.merge.conflicts import Choice, Conflict, Side
from sbd_tool.domain.merge.rows import PlainRows
from sbd_tool.domain.merge.values import LABEL, RowMerge, same
from sbd_tool.domain.plain import Plain, canonical
from sbd_tool.domain.project import Project

_NEVER: Final = frozenset({"id", "crs"})
"""Fields of a project that a merge never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge gave.

    Attributes:
        project: The merged project.
        taken: Rows of the other side that changed something here.
        known: Rows of the other side that were here already.
        conflicts: Where both sides changed the same thing.
    """

    project: Project
    taken: tuple[RowChange, ...]
    known: int
    conflicts: tuple[Conflict, ...]


def merged(ours: Project, theirs: Delta, choice: Choice | None = None) -> Merged:
    """Merge the other side's changes.

    Args:
        ours: The project here.
        theirs: What the other side changed since both parted; ``before`` of each row is the value
            both knew.
        choice: Whose value stands where both changed the same field; else what was changed last.

    Returns:
        The merged project. Where nothing conflicts, the same rows come out whichever side merges;
        rows that both added stand ours first.

    Raises:
        ValueError: A change does not read.
    """
    work = _Work(ours, choice or {})
    rows = tuple(work.decide(theirs))
    kept = tuple(row for row in rows if row is not None)
    project = patched(ours, Delta(_without_lost_pictures(ours, kept)))
    return Merged(
        project=project,
        taken=kept,
        known=work.known,
        conflicts=tuple(work.conflicts),
    )


class _Work:
    def __init__(self, ours: Project, choice: Choice) -> None:
        self._choice = choice
        self._here = PlainRows(ours)
        self.conflicts: list[Conflict] = []
        self.known = 0

    def decide(self, theirs: Delta) -> Iterator[RowChange | None]:
        """What each of their rows becomes here; None where nothing is to be done."""
        gone = {row.id for row in theirs.rows if row.table == "layers" and row.after is None}
        kept_layers = {key for key in gone if self._is_changed_here(key, theirs)}
        for row in sorted(theirs.rows, key=_is_lowering):  # its label is decided before its reason
            layer = row.table.removeprefix(FEATURES) if row.table.startswith(FEATURES) else ""
            if row.id in kept_layers and row.table == "layers":
                self._stake(row, Side.OURS)
            elif layer in kept_layers and row.after is None:
                continue  # the layer stays whole
            elif layer and row.after is None and not self._here.keys(row.table):
                self.known += 1  # gone with its layer
            elif layer and not self._has_layer(layer, theirs):
                self._stake(row, Side.OURS)
            else:
                yield self._row(row)

    def _is_changed_here(self, layer: str, theirs: Delta) -> bool:
        """Whether a layer they deleted differs here from what they deleted."""
        table = f"{FEATURES}{layer}"
        heads = [row for row in theirs.rows if row.table == "layers" and row.id == layer]
        before = {row.id: row.before for row in theirs.rows if row.table == table}
        here = {key: self._here.row(table, key) for key in self._here.keys(table)}
        head = self._here.row("layers", layer)
        return head is not None and (
            any(not same(row.before, head) for row in heads)
            or here.keys() != before.keys()
            or any(not same(value, before[key]) for key, value in here.items())
        )

    def _has_layer(self, layer: str, theirs: Delta) -> bool:
        arrives = any(
            row.table == "layers" and row.id == layer and row.after is not None and not row.before
            for row in theirs.rows
        )
        return arrives or layer in self._here.keys("layers")

    def _row(self, row: RowChange) -> RowChange | None:
        if row.table == "project" and row.id in _NEVER:
            return None
        here = self._here.row(row.table, row.id)
        if same(here, row.after):
            self.known += 1
            return None
        if same(here, row.before) or row.table == BLOBS:
            return row
        return self._both(row, here)

    def _both(self, row: RowChange, here: Plain) -> RowChange | None:
        """A row that both sides changed."""
        if row.table == "project":
            return self._changed(row, here, self._field(row, here))
        side = self._side_of_label(row) if _is_lowering(row) else None
        if side is not None and here is not None and row.after is not None:
            return self._changed(row, here, here if side is Side.OURS else row.after)
        if here is None or row.after is None:
            return self._deleted_on_one_side(row, here)
        return self._changed(row, here, self._fields(row, here))

    def _side_of_label(self, row: RowChange) -> Side | None:
        """Whose label stands where both lowered one: name and reason go with it, whole."""
        lowered = _mapping(_mapping(row.after).get("content")).get("object")
        return next(
            (one.stands for one in self.conflicts if (one.id, one.field) == (lowered, LABEL)), None
        )

    def _deleted_on_one_side(self, row: RowChange, here: Plain) -> RowChange | None:
        """They changed what we deleted, or deleted what we changed: the change stands."""
        usual = Side.THEIRS if here is None else Side.OURS
        stands = self._stake(row, usual)
        if stands is Side.OURS:
            return None
        return RowChange(row.table, row.id, here, row.after)

    def _stake(self, row: RowChange, usual: Side) -> Side:
        """Note a conflict about a whole row."""
        chosen = self._choice.get((row.table, row.id, ""))
        stands = chosen or usual
        here = self._here.row(row.table, row.id)
        self.conflicts.append(
            Conflict(
                row.table, row.id, "", row.before, here, row.after, stands,
                is_chosen=chosen is not None,
            )
        )  # fmt: skip
        return stands

    def _fields(self, row: RowChange, here: Plain) -> Plain:
        work = RowMerge(row.table, row.id, self._choice, _is_later(row.after, here))
        base, theirs = _mapping(row.before), _mapping(row.after)
        fields = work.fields(base, _mapping(here), theirs)
        self.conflicts += work.conflicts
        return fields

    def _field(self, row: RowChange, here: Plain) -> Plain:
        work = RowMerge(row.table, row.id, self._choice, theirs_is_later=False)
        if all(isinstance(value, dict) for value in (row.before, here, row.after)):
            fields = work.fields(_mapping(row.before), _mapping(here), _mapping(row.after))
            self.conflicts += work.conflicts
            return fields
        value = work.value("", row.before, here, row.after)
        self.conflicts += work.conflicts
        return value

    def _changed(self, row: RowChange, here: Plain, after: Plain) -> RowChange | None:
        if same(here, after):
            self.known += 1
            return None
        return RowChange(row.table, row.id, here, after)


def _is_lowering(row: RowChange) -> bool:
    """Whether a row tells who lowered a label, and why."""
    return row.table == "records" and _mapping(row.after).get("kind") == LOWERED


def _without_lost_pictures(ours: Project, rows: tuple[RowChange, ...]) -> tuple[RowChange, ...]:
    """Keep the bytes of pictures that something still shows."""
    dropped = {row.id for row in rows if row.table == BLOBS and row.after is None}
    if not dropped:
        return rows
    without = tuple(row for row in rows if not (row.table == BLOBS and row.after is None))
    after = patched(ours, Delta(without))
    shown = {photo.blob for photo in after.photos.values()}
    shown |= {underlay.blob for underlay in after.underlays}
    return tuple(
        row for row in rows if not (row.table == BLOBS and row.after is None and row.id in shown)
    )


def _is_later(theirs: Plain, here: Plain) -> bool:
    """Whether their stamp is the later one; equal times are parted by the values themselves."""
    there_at, here_at = _changed_at(theirs), _changed_at(here)
    if there_at != here_at:
        return there_at > here_at
    return canonical(theirs) > canonical(here)


def _changed_at(row: Plain) -> str:
    stamp = _mapping(row).get("stamp")
    when = _mapping(stamp).get("changed")
    return when if isinstance(when, str) else ""


def _mapping(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}
