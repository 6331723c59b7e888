"""Labels of objects: raised freely, lowered below the inherited one with a name and a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from sbd_tool.app.commands.base import NOBODY, By, changed
from sbd_tool.domain.annotations import INHERITED, Annotation
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.lowering import LONGEST_REASON, Lowering, is_lowered, lowered_id
from sbd_tool.domain.marking import Tlp, is_narrower
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.written import KIND as WRITTEN
from sbd_tool.formats.catalogue_file import read_catalogue

_Row = TypeVar("_Row", Measure, Annotation, Record, Layer)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelObjects:
    """Give measures, annotations, texts for the report and whole plan layers a label.

    Attributes:
        object_ids: Any of these; a feature carries the label of its layer.
        marking: TLP label; "" goes back to what is inherited.
        reason: Why, where the label becomes wider than the inherited one.
    """

    key: ClassVar[str] = "objects.label"
    object_ids: tuple[str, ...]
    marking: str
    reason: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("marks.do.label", count=len(self.object_ids))

    @property
    def merge_key(self) -> str | None:
        """Each labelling is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Label all of them or, when one cannot be, none.

        Raises:
            InputError: One is not there, the label is unknown, or it would be lowered without a
                name or a reason.
        """
        if self.marking and self.marking not in set(Tlp):
            shown = literal(self.marking[:60])
            raise InputError(
                text("app.label_unknown", label=shown), text("app.label_unknown.hint"), self.marking
            )
        rows = [_labelled_row(project, one) for one in self.object_ids]
        objects = ((row, before, inherited) for row, before, inherited in rows if inherited)
        records = _told(project, objects, self.marking or None, self.by, self.reason)
        return replace(
            project,
            measures=self._given(project.measures),
            annotations=self._given(project.annotations),
            layers=tuple(self._marked(one) for one in project.layers),
            records=self._given(records),
        )

    def _given(self, rows: Mapping[str, _Row]) -> Mapping[str, _Row]:
        mine = {one: self._marked(rows[one]) for one in self.object_ids if one in rows}
        return {**rows, **mine} if mine else rows

    def _marked(self, row: _Row) -> _Row:
        if row.stamp.id not in self.object_ids:
            return row
        stamp = replace(changed(row.stamp, self.by), marking=self.marking or None)
        return replace(row, stamp=stamp)


def _labelled_row(project: Project, object_id: str) -> tuple[str, str | None, Tlp | None]:
    """Id, label and inherited label of what can be labelled; a layer has no inherited one to lower.

    Raises:
        InputError: There is no such thing.
    """
    record = project.records.get(object_id)
    if object_id in project.measures:
        measure = project.measures[object_id]
        return object_id, measure.stamp.marking, inherited_label(project, measure)
    if object_id in project.annotations:
        return object_id, project.annotations[object_id].stamp.marking, INHERITED
    if record is not None and record.kind == WRITTEN:
        return object_id, record.stamp.marking, INHERITED
    layer = project.layer(object_id)
    if layer is None:
        raise refusal(text("edits.object_missing"), object_id)
    return object_id, layer.stamp.marking, None


def inherited_label(project: Project, measure: Measure) -> Tlp:
    """The label of a measure that nobody set: that of its kind, amber where the kind is unknown."""
    kinds = read_catalogue((project.rules.catalogue_overlay,)).measures
    return kinds[measure.kind].marking if measure.kind in kinds else Tlp.AMBER


def label_of_measure(project: Project, measure: Measure) -> Tlp:
    """The label of a measure: the one a person gave it, else the inherited one."""
    marking = measure.stamp.marking
    if not marking:
        return inherited_label(project, measure)
    return Tlp(marking) if marking in set(Tlp) else Tlp.AMBER


def lowered(
    project: Project,
    measures: Iterable[Measure],
    marking: str | None,
    by: By,
    reason: str,
) -> Mapping[str, Record]:
    """The records of a project once measures have a label: who lowered it and why, or nothing.

    A label that was lowered before and becomes narrower, though not as narrow as the inherited
    one, keeps the name and the reason it has.

    Raises:
        InputError: A label becomes wider than the inherited one without a name or a reason.
    """
    rows = ((one.id, one.stamp.marking, inherited_label(project, one)) for one in measures)
    return _told(project, rows, marking, by, reason)


def lowered_annotations(
    project: Project, rows: Iterable[Annotation], marking: str | None, by: By, reason: str
) -> Mapping[str, Record]:
    """As `lowered`, for annotations: without a label each is amber.

    Raises:
        InputError: A label becomes wider than that without a name or a reason.
    """
    told = ((one.id, one.stamp.marking, INHERITED) for one in rows)
    return _told(project, told, marking, by, reason)


def lowered_record(
    project: Project, row: tuple[str, str | None, Tlp], marking: str | None, by: By, reason: str
) -> Mapping[str, Record]:
    """As `lowered`, for one row told by its id, its label before and the one it inherits.

    Raises:
        InputError: The label becomes wider than inherited without a name or a reason.
    """
    return _told(project, (row,), marking, by, reason)


def _told(
    project: Project,
    objects: Iterable[tuple[str, str | None, Tlp]],
    marking: str | None,
    by: By,
    reason: str,
) -> Mapping[str, Record]:
    """Records once objects (id, label before, inherited label) have a label."""
    rows = dict(project.records)
    for object_id, before, inherited in objects:
        name = lowered_id(object_id)
        if not is_lowered(marking, inherited):
            rows.pop(name, None)
            continue
        label = Tlp(str(marking))
        is_wider = not is_lowered(before, inherited) or is_narrower(Tlp(str(before)), label)
        if not is_wider and not reason.strip():
            continue
        rows[name] = _lowering(object_id, label, inherited, by, reason).as_record()
    return rows if rows != project.records else project.records


def without_lowering(project: Project, measure: Measure) -> Measure:
    """A copy starts with the label of its kind where that of its original was lowered."""
    if not is_lowered(measure.stamp.marking, inherited_label(project, measure)):
        return measure
    return replace(measure, stamp=replace(measure.stamp, marking=None))


def with_label_of_its_own(annotation: Annotation) -> Annotation:
    """A new annotation starts as amber where it would start with a lowered label."""
    if not is_lowered(annotation.stamp.marking, INHERITED):
        return annotation
    return replace(annotation, stamp=replace(annotation.stamp, marking=None))


def _lowering(object_id: str, label: Tlp, inherited: Tlp, by: By, reason: str) -> Lowering:
    author, why = by.author.strip(), " ".join(reason.split())
    if not author or not why:
        labels = {"label": literal(label.value), "inherited": literal(inherited.value)}
        raise InputError(
            text("marks.needs_reason", **labels), text("marks.needs_reason.hint"), object_id
        )
    if len(why) > LONGEST_REASON:
        raise InputError(
            text("app.too_long", limit=LONGEST_REASON, count=len(why)), text("app.too_long.hint")
        )
    return Lowering(
        object_id=object_id, label=label, inherited=inherited, author=author, reason=why,
        when=by.when,
    )  # fmt: skip
