"""Adding, moving, editing, doubling and deleting measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import (
    NOBODY,
    WORDS_LIMIT,
    By,
    changed,
    drawable,
    fresh,
    named,
    row_of,
    without_rows,
)
from sbd_tool.app.commands.labelling import lowered, without_lowering
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.lowering import without_lowerings
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import CostBand, Measure, MeasureState, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

_DIMENSION_WORDS: Final = {0: "point", 1: "line", 2: "area"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeasures:
    """Add measures; their stamps carry id, author and time."""

    key: ClassVar[str] = "measures.add"
    measures: tuple[Measure, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_measures", count=len(self.measures))

    @property
    def merge_key(self) -> str | None:
        """Each addition is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the measures in their order; none begins with a lowered label."""
        rows = dict(project.measures)
        for measure in self.measures:
            fresh(rows, measure.id)
            if measure.geometry is not None:
                drawable(measure.geometry, measure.id)
            named(measure.name)
            named(measure.note, WORDS_LIMIT)
            rows[measure.id] = without_lowering(project, measure)
        return replace(project, measures=rows) if self.measures else project


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMeasure:
    """Give one measure another geometry of the same dimension: a move or an edited vertex.

    Attributes:
        measure_id: The measure.
        geometry: Its new geometry, metres in the project CRS.
        drag: Name of a running drag; moves of one drag are one step of undo. "" never merges.
    """

    key: ClassVar[str] = "measures.move"
    measure_id: str
    geometry: BaseGeometry
    drag: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.move_measure")

    @property
    def merge_key(self) -> str | None:
        """One drag of one measure is one step."""
        return f"{self.key}:{self.measure_id}:{self.drag}" if self.drag else None

    def apply(self, project: Project) -> Project:
        """Replace the geometry."""
        measure = row_of(project.measures, self.measure_id, "measure")
        geometry = drawable(self.geometry, measure.id)
        old = measure.geometry
        if old is None:
            raise InputError(
                text("app.measure_site_wide"), text("app.measure_site_wide.hint"), measure.id
            )
        if _dimension(old) != _dimension(geometry):
            raise InputError(
                text(
                    "app.measure_other_dimension",
                    dimension=text("app.dimension." + _DIMENSION_WORDS[_dimension(old)]),
                ),
                text("app.draw_again"),
                measure.id,
            )
        moved = replace(measure, geometry=geometry, stamp=changed(measure.stamp, self.by))
        return replace(project, measures={**project.measures, measure.id: moved})


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMeasures:
    """Change the same things of one or many measures; None leaves a thing as it is.

    Attributes:
        measure_ids: The measures.
        state, name, note, evidence, cost_band: New values.
        marking: TLP label; "" goes back to the default of the kind.
        reason: Why, where the label becomes wider than that of the kind; see `lowered`.
        time_states: Keys of the states in which they hold; () means in all of them.
        parameters: Parameters to set.
        reset_parameters: Parameters that go back to the catalogue's default.
        parameter_evidence: How single parameters are known.
    """

    key: ClassVar[str] = "measures.edit"
    measure_ids: tuple[str, ...]
    state: MeasureState | None = None
    name: str | None = None
    note: str | None = None
    evidence: Evidence | None = None
    cost_band: CostBand | None = None
    marking: str | None = None
    time_states: tuple[str, ...] | None = None
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    reset_parameters: tuple[str, ...] = ()
    parameter_evidence: Mapping[str, Evidence] = field(default_factory=dict)
    reason: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.edit_measures", count=len(self.measure_ids))

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Edit all of them or, when one cannot be, none."""
        if self.marking:
            _known_label(self.marking)
        rows, records = dict(project.measures), project.records
        if self.marking is not None:
            mine = [row_of(rows, measure_id, "measure") for measure_id in self.measure_ids]
            records = lowered(project, mine, self.marking, self.by, self.reason)
        for measure_id in self.measure_ids:
            rows[measure_id] = self._edited(row_of(rows, measure_id, "measure"))
        return replace(project, measures=rows, records=records) if self.measure_ids else project

    def _edited(self, measure: Measure) -> Measure:
        stamp = changed(measure.stamp, self.by)
        if self.evidence is not None:
            stamp = replace(stamp, evidence=self.evidence)
        if self.marking is not None:
            stamp = replace(stamp, marking=self.marking or None)
        if self.time_states is not None:
            stamp = replace(stamp, time_states=self.time_states or None)
        merged = {**measure.parameters, **self.parameters}
        known = {**measure.parameter_evidence, **self.parameter_evidence}
        gone = set(self.reset_parameters)
        return replace(
            measure,
            stamp=stamp,
            state=measure.state if self.state is None else self.state,
            name=measure.name if self.name is None else named(self.name),
            note=measure.note if self.note is None else named(self.note, WORDS_LIMIT),
            cost_band=measure.cost_band if self.cost_band is None else self.cost_band,
            parameters={name: value for name, value in merged.items() if name not in gone},
            parameter_evidence={name: how for name, how in known.items() if name not in gone},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteMeasures:
    """Delete measures; the project file keeps a tombstone of each."""

    key: ClassVar[str] = "measures.delete"
    measure_ids: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.delete_measures", count=len(self.measure_ids))

    @property
    def merge_key(self) -> str | None:
        """Each deletion is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop all of them or none; who lowered a label of one, and why, goes with it."""
        rows = without_rows(project.measures, self.measure_ids, "measure")
        records = without_lowerings(project.records, self.measure_ids)
        return replace(project, measures=rows, records=records) if self.measure_ids else project


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateMeasures:
    """Double measures beside themselves.

    A copy is a new, drawn thing: it is proposed, its place is assumed, and it no longer names a
    feature of the plan.

    Attributes:
        measure_ids: The originals.
        new_ids: Ids of the copies, in the same order.
        dx_m: Shift east, metres.
        dy_m: Shift north, metres.
    """

    key: ClassVar[str] = "measures.duplicate"
    measure_ids: tuple[str, ...]
    new_ids: tuple[str, ...]
    dx_m: float = 1.0
    dy_m: float = -1.0
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.duplicate_measures", count=len(self.measure_ids))

    @property
    def merge_key(self) -> str | None:
        """Each doubling is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the copies."""
        rows = dict(project.measures)
        for measure_id, new_id in zip(self.measure_ids, self.new_ids, strict=True):
            original = row_of(rows, measure_id, "measure")
            fresh(rows, new_id)
            place = original.geometry
            kept = without_lowering(project, original)
            rows[new_id] = replace(
                kept,
                stamp=replace(
                    kept.stamp,
                    id=new_id,
                    evidence=Evidence.ASSUMED,
                    author=self.by.author,
                    created=self.by.when,
                    changed=self.by.when,
                ),
                geometry=None if place is None else self._shifted(place, new_id),
                state=MeasureState.PROPOSED,
                plan_feature="",
            )
        return replace(project, measures=rows) if self.measure_ids else project

    def _shifted(self, geometry: BaseGeometry, new_id: str) -> BaseGeometry:
        return drawable(affinity.translate(geometry, self.dx_m, self.dy_m), new_id)


def _dimension(geometry: BaseGeometry) -> int:
    return int(shapely.get_dimensions(geometry))


def _known_label(label: str) -> None:
    if label not in set(Tlp):
        raise InputError(
            text("app.label_unknown", label=label), text("app.label_unknown.hint"), label
        )
