"""Splitting one object into several, and merging several into one."""

from dataclasses import dataclass
from typing import ClassVar

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.objects import Copy, shapes_of, with_copies, with_shapes, without
from sbd_tool.domain.edits.cutting import merge, split, trim
from sbd_tool.domain.edits.soundness import XY, refusal
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitObject:
    """Cut a line or area by a line; the first or largest piece stays the object.

    Attributes:
        object_id: Measure or plan feature.
        blade: The cutting line.
        new_ids: Ids for the other pieces; more than needed are left over.
    """

    key: ClassVar[str] = "objects.split"
    object_id: str
    blade: LineString
    new_ids: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.split")

    @property
    def merge_key(self) -> str | None:
        """Each cut is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Cut it; pieces keep every attribute."""
        shape = shapes_of(project, (self.object_id,))[self.object_id]
        first, *others = split(shape, self.blade, self.object_id)
        if len(others) > len(self.new_ids):
            raise refusal(text("edits.ids_missing", count=len(others)), self.object_id)
        copies = [
            Copy(self.object_id, name, piece, is_piece=True)
            for name, piece in zip(self.new_ids, others, strict=False)
        ]
        cut = with_shapes(project, {self.object_id: first}, self.by)
        return with_copies(cut, copies, self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimObject:
    """Take the stretch of a line between two edges away; what is left beyond it is a new object.

    Attributes:
        object_id: Measure or plan feature with a line.
        edges: Cutting lines and outlines, metres.
        at: The click: the stretch nearest to it goes.
        new_id: Id of the second piece, when the middle is taken away.
    """

    key: ClassVar[str] = "objects.trim"
    object_id: str
    edges: tuple[BaseGeometry, ...]
    at: XY
    new_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.trimmed")

    @property
    def merge_key(self) -> str | None:
        """Each trim is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Trim it; both pieces keep every attribute."""
        shape = shapes_of(project, (self.object_id,))[self.object_id]
        first, *more = trim(shape, self.edges, self.at, keeps_clicked=False, subject=self.object_id)
        cut = with_shapes(project, {self.object_id: first}, self.by)
        copies = [Copy(self.object_id, self.new_id, piece, is_piece=True) for piece in more]
        return with_copies(cut, copies, self.by) if copies else cut


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeObjects:
    """Join measures of one kind, or features of one layer; the first keeps its attributes.

    Attributes:
        object_ids: Two or more; the first stays.
        may_lie_apart: Accept one object of several parts.
    """

    key: ClassVar[str] = "objects.merge"
    object_ids: tuple[str, ...]
    may_lie_apart: bool = False
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.merge", count=len(self.object_ids))

    @property
    def merge_key(self) -> str | None:
        """Each merge is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Join them; the square stays the square whichever of them it was."""
        shapes = shapes_of(project, self.object_ids)
        made = merge(tuple(shapes.values()), may_lie_apart=self.may_lie_apart)
        if len({_sort_of(project, name) for name in shapes}) > 1:
            raise refusal(text("edits.merge_sorts"))
        first, *others = shapes
        joined = with_shapes(project, {first: made}, self.by)
        is_feature = first not in project.measures
        return without(joined, others, self.by, heir=first if is_feature else "")


def _sort_of(project: Project, object_id: str) -> tuple[str, str]:
    measure = project.measures.get(object_id)
    if measure is not None:
        return "measure", measure.kind
    layer = next(layer for layer in project.layers if object_id in layer.ids)
    return "feature", layer.id
