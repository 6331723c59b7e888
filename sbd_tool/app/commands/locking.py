"""Locking objects and layers, and the one check that keeps locked things as they are."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.locks import first_locked_change
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLock:
    """Lock or unlock measures, plan features, layers and underlays.

    Attributes:
        object_ids: Their ids.
        is_locked: Lock them, or let go.
    """

    key: ClassVar[str] = "objects.lock"
    object_ids: tuple[str, ...]
    is_locked: bool = True
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text(
            "table.do.lock" if self.is_locked else "table.do.unlock", count=len(self.object_ids)
        )

    @property
    def merge_key(self) -> str | None:
        """Each lock is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Lock or unlock all of them or none.

        Raises:
            InputError: One is not there.
        """
        asked = frozenset(self.object_ids)
        unknown = asked.difference(
            project.measures, by_id(project.layers), by_id(project.underlays)
        )
        for layer in project.layers if unknown else ():
            unknown = unknown.difference(layer.ids)
        if unknown and self.is_locked:
            raise refusal(text("edits.object_missing"), min(unknown))
        now = frozenset(project.locked)
        later = now | asked if self.is_locked else now - asked
        return project if later == now else replace(project, locked=tuple(sorted(later)))


def refuse_locked_change(before: Project, after: Project) -> None:
    """Stop a command that would change what is locked.

    Raises:
        InputError: It would; the message names the object or layer.
    """
    touched = first_locked_change(before, after)
    if touched is not None:
        raise refusal(text("table.locked", name=_name_of(before, touched)), touched)


def _name_of(project: Project, object_id: str) -> Text:
    measure = project.measures.get(object_id)
    if measure is not None:
        return literal(measure.name) if measure.name else text("table.locked.measure")
    row = {**by_id(project.layers), **by_id(project.underlays)}.get(object_id)
    if row is not None:
        return text("table.locked.layer", name=row.name)
    for layer in project.layers:
        if object_id in layer.ids:
            return text("table.locked.feature", name=layer.name)
    return text("table.locked.measure")
