"""Adding, editing, moving, showing and deleting annotations."""

from dataclasses import dataclass, replace
from typing import ClassVar

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY, By, changed, fresh, named, row_of, without_rows
from sbd_tool.app.commands.labelling import lowered_annotations, with_label_of_its_own
from sbd_tool.app.measuring import points_accuracy_m
from sbd_tool.domain.annotations import (
    LARGEST_SIZE_MM,
    LEAST_SIZE_MM,
    WORDS_LIMIT,
    Annotation,
    AnnotationKind,
    Tone,
    fits,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.lowering import without_lowerings
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

_WORDED = frozenset({AnnotationKind.TEXT, AnnotationKind.CALLOUT})
"""Kinds that say nothing without words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAnnotations:
    """Add annotations; their stamps carry id, author and time."""

    key: ClassVar[str] = "annotations.add"
    annotations: tuple[Annotation, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("sketch.do.add", count=len(self.annotations))

    @property
    def merge_key(self) -> str | None:
        """Each addition is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the annotations in their order; none begins with a lowered label.

        Raises:
            InputError: An id is taken, a geometry does not fit, or words are missing or too many.
        """
        rows = dict(project.annotations)
        for annotation in self.annotations:
            fresh(rows, annotation.id)
            rows[annotation.id] = with_label_of_its_own(_sound(annotation))
        return replace(project, annotations=rows) if self.annotations else project


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAnnotations:
    """Change the same things of one or many annotations; None leaves a thing as it is.

    Attributes:
        annotation_ids: The annotations.
        words, tone, size_mm, is_visible: New values.
        marking: TLP label; "" goes back to amber, as for every free remark.
        reason: Why, where the label becomes wider than amber; the author is named too.
    """

    key: ClassVar[str] = "annotations.edit"
    annotation_ids: tuple[str, ...]
    words: str | None = None
    tone: Tone | None = None
    size_mm: float | None = None
    is_visible: bool | None = None
    marking: str | None = None
    reason: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        if self.is_visible is not None:
            key = "sketch.do.show" if self.is_visible else "sketch.do.hide"
            return text(key, count=len(self.annotation_ids))
        return text("sketch.do.edit", count=len(self.annotation_ids))

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Edit all of them or, when one cannot be, none.

        Raises:
            InputError: One is not there, a value cannot be taken, or a label would be lowered
                without a name or a reason.
        """
        if self.marking and self.marking not in set(Tlp):
            raise InputError(
                text("app.label_unknown", label=self.marking),
                text("app.label_unknown.hint"),
                self.marking,
            )
        if not self.annotation_ids:
            return project
        rows, records = dict(project.annotations), project.records
        before = [row_of(rows, row_id, "annotation") for row_id in self.annotation_ids]
        rows.update((one.id, _sound(self._edited(one))) for one in before)
        if self.marking is not None:
            wanted = self.marking or None
            records = lowered_annotations(project, before, wanted, self.by, self.reason)
        return replace(project, annotations=rows, records=records)

    def _edited(self, annotation: Annotation) -> Annotation:
        stamp = changed(annotation.stamp, self.by)
        if self.marking is not None:
            stamp = replace(stamp, marking=self.marking or None)
        return replace(
            annotation,
            stamp=stamp,
            words=annotation.words if self.words is None else self.words,
            tone=annotation.tone if self.tone is None else self.tone,
            size_mm=annotation.size_mm if self.size_mm is None else self.size_mm,
            is_visible=annotation.is_visible if self.is_visible is None else self.is_visible,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAnnotation:
    """Give one annotation another geometry: a move or an edited point.

    Attributes:
        annotation_id: The annotation.
        geometry: Its new geometry, metres in the project CRS.
        drag: Name of a running drag; moves of one drag are one step of undo. "" never merges.
    """

    key: ClassVar[str] = "annotations.move"
    annotation_id: str
    geometry: BaseGeometry
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("sketch.do.move")

    @property
    def merge_key(self) -> str | None:
        """One drag of one annotation is one step."""
        return f"{self.key}:{self.annotation_id}:{self.drag}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Replace the geometry.

        Raises:
            InputError: It is not there, or the geometry is none of its kind.
        """
        annotation = row_of(project.annotations, self.annotation_id, "annotation")
        moved = reshaped(project, annotation, self.geometry, self.by)
        return replace(project, annotations={**project.annotations, annotation.id: moved})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAnnotations:
    """Delete annotations; the project file keeps a tombstone of each."""

    key: ClassVar[str] = "annotations.delete"
    annotation_ids: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("sketch.do.delete", count=len(self.annotation_ids))

    @property
    def merge_key(self) -> str | None:
        """Each deletion is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop all of them or none; who lowered a label of one, and why, goes with it.

        Raises:
            InputError: One is not there.
        """
        rows = without_rows(project.annotations, self.annotation_ids, "annotation")
        records = without_lowerings(project.records, self.annotation_ids)
        told = replace(project, annotations=rows, records=records)
        return told if self.annotation_ids else project


def reshaped(
    project: Project, annotation: Annotation, geometry: BaseGeometry, by: By
) -> Annotation:
    """An annotation with another geometry; a dimension is as accurate as its new points.

    Raises:
        InputError: The geometry is none of its kind.
    """
    moved = replace(annotation, geometry=geometry, stamp=changed(annotation.stamp, by))
    return _sound(moved if moved.quantum is None else measured_on(project, moved))


def measured_on(project: Project, dimension: Annotation) -> Annotation:
    """A dimension with the accuracy of what its points lie on in a project."""
    return replace(dimension, accuracy_m=points_accuracy_m(project, dimension.geometry))


def copied(
    project: Project, source: Annotation, new_id: str, geometry: BaseGeometry, by: By
) -> Annotation:
    """Another annotation like one, of its own author and time.

    Raises:
        InputError: The geometry is none of its kind.
    """
    stamp = replace(source.stamp, id=new_id, author=by.author, created=by.when, changed=by.when)
    return reshaped(project, with_label_of_its_own(replace(source, stamp=stamp)), geometry, by)


def _sound(annotation: Annotation) -> Annotation:
    if not fits(annotation.kind, annotation.geometry, annotation.quantum):
        raise InputError(
            text("sketch.shape_refused", kind=text(f"sketch.kind.{annotation.kind.value}")),
            text("app.draw_again"),
            annotation.id,
        )
    named(annotation.words, WORDS_LIMIT)
    if annotation.kind in _WORDED and not annotation.words.strip():
        raise InputError(text("sketch.no_words"), text("sketch.no_words.hint"), annotation.id)
    if not LEAST_SIZE_MM <= annotation.size_mm <= LARGEST_SIZE_MM:
        raise InputError(
            text("sketch.size_refused", least=LEAST_SIZE_MM, most=LARGEST_SIZE_MM),
            text("sketch.size_refused.hint"),
            annotation.id,
        )
    return annotation
