"""Three-way merge of one row as plain values, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sbd_tool.domain.marking import Tlp, narrower
from sbd_tool.domain.merge.conflicts import Choice, Conflict, Side
from sbd_tool.domain.plain import Plain, canonical

_DEEP: Final = frozenset(
    {"stamp", "attributes", "parameters", "parameter_evidence", "content", "rubric_overrides"}
)
"""Fields that are merged name by name."""
_WHO: Final = frozenset({"stamp.author", "stamp.changed"})
"""Who changed a row last is told by the later stamp, and never a conflict."""
LABEL: Final = "stamp.marking"
MISSING: Final = "\0missing"


@dataclass
class RowMerge:
    """Merges one row.

    Attributes:
        table, id: Which row.
        choice: What a person chose.
        theirs_is_later: Their stamp is the later one.
        conflicts: What both sides changed; filled while merging.
    """

    table: str
    id: str
    choice: Choice
    theirs_is_later: bool
    conflicts: list[Conflict] = field(default_factory=list)

    def fields(
        self,
        base: Mapping[str, Plain],
        ours: Mapping[str, Plain],
        theirs: Mapping[str, Plain],
        path: str = "",
    ) -> dict[str, Plain]:
        """The merged row: our names in our order, then theirs."""
        merged: dict[str, Plain] = {}
        for name in dict.fromkeys((*ours, *theirs, *base)):
            value = self._field(
                f"{path}{name}",
                base.get(name, MISSING),
                ours.get(name, MISSING),
                theirs.get(name, MISSING),
            )
            if value != MISSING:
                merged[name] = value
        return merged

    def value(self, name: str, base: Plain, ours: Plain, theirs: Plain) -> Plain:
        """One value that is no row: a field of the project."""
        return self._field(name, base, ours, theirs)

    def _field(self, path: str, base: Plain, ours: Plain, theirs: Plain) -> Plain:
        if same(ours, theirs) or same(base, theirs):
            return ours
        if same(base, ours):
            return theirs
        if path in _WHO:
            return theirs if self.theirs_is_later else ours
        if path in _DEEP and isinstance(ours, dict) and isinstance(theirs, dict):
            deep = base if isinstance(base, dict) else {}
            return {**self.fields(deep, ours, theirs, f"{path}.")}
        if isinstance(ours, list) and isinstance(theirs, list) and _is_set_like(ours, theirs):
            return _united(base if isinstance(base, list) else [], ours, theirs)
        return self._decided(path, base, ours, theirs)

    def _decided(self, path: str, base: Plain, ours: Plain, theirs: Plain) -> Plain:
        chosen = self.choice.get((self.table, self.id, path))
        usual = Side.THEIRS if self.theirs_is_later else Side.OURS
        if path == LABEL:
            usual = _narrower(ours, theirs)
        stands = chosen or usual
        self.conflicts.append(
            Conflict(
                self.table,
                self.id,
                path,
                _told(base),
                _told(ours),
                _told(theirs),
                stands,
                is_chosen=chosen is not None,
            )
        )
        return theirs if stands is Side.THEIRS else ours


def same(one: Plain, other: Plain) -> bool:
    """Whether two plain values are equal; 1 and true are not."""
    return canonical(one) == canonical(other)


def _narrower(ours: Plain, theirs: Plain) -> Side:
    """The narrower label stands until a person decides; a label stands over none."""
    labels = [Tlp(value) if value in set(Tlp) else None for value in (ours, theirs)]
    if labels[0] is None or labels[1] is None:
        return Side.OURS if labels[0] is not None else Side.THEIRS
    return Side.OURS if narrower(labels[0], labels[1]) is labels[0] else Side.THEIRS


def _told(value: Plain) -> Plain:
    return None if value == MISSING else value


def _is_set_like(ours: list[Plain], theirs: list[Plain]) -> bool:
    """Lists of named things or of words: each element stands for itself."""
    return all(_name(entry) is not None for entry in (*ours, *theirs))


def _name(entry: Plain) -> str | None:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict):
        for key in ("id", "key"):
            name = entry.get(key)
            if isinstance(name, str):
                return name if key == "id" else f"{key}:{canonical(entry)}"
    return None


def _united(base: list[Plain], ours: list[Plain], theirs: list[Plain]) -> Plain:
    """What neither side took out, and what either side brought in."""
    was = {canonical(entry) for entry in base}
    here = {canonical(entry) for entry in ours}
    there = {canonical(entry) for entry in theirs}
    kept = [entry for entry in ours if canonical(entry) in there or canonical(entry) not in was]
    return [*kept, *(e for e in theirs if canonical(e) not in here and canonical(e) not in was)]
