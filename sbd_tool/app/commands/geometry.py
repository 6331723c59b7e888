"""Editing shapes of measures and plan features: transform, reshape, offset, array."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.objects import Copy, shapes_of, with_copies, with_shapes
from sbd_tool.domain.edits.offsets import Join, Side, offset
from sbd_tool.domain.edits.placing import (
    Array,
    Mirror,
    Move,
    Rotate,
    Transform,
    arrayed,
    transformed,
)
from sbd_tool.domain.edits.reshaping import reshape
from sbd_tool.domain.edits.soundness import refusal, sound
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


class ShapeEdit(StrEnum):
    """Edits of one shape whose result is handed over; names the step in the history."""

    VERTEX_MOVED = "vertex_moved"
    VERTEX_INSERTED = "vertex_inserted"
    VERTEX_DELETED = "vertex_deleted"
    TRIMMED = "trimmed"
    EXTENDED = "extended"
    SIMPLIFIED = "simplified"
    CLOSED = "closed"
    OPENED = "opened"
    REVERSED = "reversed"
    RUN_MOVED = "run_moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformObjects:
    """Move, turn, scale or mirror objects.

    Attributes:
        object_ids: Measures and plan features.
        transform: What happens to each.
        drag: Name of a running drag; its commands are one step of undo, each going on from where
            the one before left off. "" never merges.
    """

    key: ClassVar[str] = "objects.transform"
    object_ids: tuple[str, ...]
    transform: Transform
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        count = len(self.object_ids)
        if isinstance(self.transform, Move):
            return text("edits.do.move", count=count)
        if isinstance(self.transform, Rotate):
            return text("edits.do.rotate", count=count)
        if isinstance(self.transform, Mirror):
            return text("edits.do.mirror", count=count)
        return text("edits.do.scale", count=count)

    @property
    def merge_key(self) -> str | None:
        """One drag of the same objects is one step."""
        sort = type(self.transform).__name__
        return f"{self.key}:{sort}:{self.drag}:{self.object_ids}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Transform all of them or none."""
        shapes = shapes_of(project, self.object_ids)
        moved = {name: transformed(shape, self.transform, name) for name, shape in shapes.items()}
        return with_shapes(project, moved, self.by) if moved else project


@dataclass(frozen=True, slots=True, kw_only=True)
class SetShape:
    """Give one object the shape an edit made: a vertex, a trim, a simpler course.

    Attributes:
        object_id: Measure or plan feature.
        geometry: Its new shape, metres, of the same dimension.
        edit: What was done; names the step.
        drag: Name of a running drag; "" never merges.
    """

    key: ClassVar[str] = "objects.shape"
    object_id: str
    geometry: BaseGeometry
    edit: ShapeEdit
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text(f"edits.do.{self.edit.value}")

    @property
    def merge_key(self) -> str | None:
        """One drag of one object is one step."""
        return f"{self.key}:{self.object_id}:{self.drag}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Replace the shape."""
        shape = sound(self.geometry, self.object_id)
        return with_shapes(project, {self.object_id: shape}, self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReshapeObject:
    """Replace a stretch of a line or outline by a sketch."""

    key: ClassVar[str] = "objects.reshape"
    object_id: str
    sketch: LineString
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.reshape")

    @property
    def merge_key(self) -> str | None:
        """Each reshaping is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Reshape it."""
        shape = shapes_of(project, (self.object_id,))[self.object_id]
        made = reshape(shape, self.sketch, self.object_id)
        return with_shapes(project, {self.object_id: made}, self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetObject:
    """Draw a parallel line, or grow or shrink an area.

    Attributes:
        object_id: Measure or plan feature.
        distance_m: Greater than zero.
        side: Left or right of a line, out or in of an area.
        join: What corners become.
        new_id: Id of the parallel; "" changes the object itself.
    """

    key: ClassVar[str] = "objects.offset"
    object_id: str
    distance_m: float
    side: Side
    join: Join = Join.MITRE
    new_id: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.offset")

    @property
    def merge_key(self) -> str | None:
        """Each offset is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Offset it."""
        shape = shapes_of(project, (self.object_id,))[self.object_id]
        made = offset(shape, self.distance_m, self.side, self.join, self.object_id)
        if not self.new_id:
            return with_shapes(project, {self.object_id: made}, self.by)
        return with_copies(project, [Copy(self.object_id, self.new_id, made)], self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayObjects:
    """Repeat objects along a step or around a centre.

    Attributes:
        object_ids: The originals.
        array: Step and count, or centre, count and sweep.
        new_ids: Ids of the copies: all of the first original, then of the next.
    """

    key: ClassVar[str] = "objects.array"
    object_ids: tuple[str, ...]
    array: Array
    new_ids: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.array", count=self.array.count)

    @property
    def merge_key(self) -> str | None:
        """Each array is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the copies: proposed, their places assumed."""
        shapes = shapes_of(project, self.object_ids)
        made = [
            (name, shape)
            for name, original in shapes.items()
            for shape in arrayed(original, self.array, name)
        ]
        if len(made) > len(self.new_ids):
            raise refusal(text("edits.ids_missing", count=len(made)))
        copies = [
            Copy(name, new_id, shape)
            for (name, shape), new_id in zip(made, self.new_ids, strict=False)
        ]
        return with_copies(project, copies, self.by) if copies else project
