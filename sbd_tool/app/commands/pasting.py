"""Pasting objects and attributes, and deleting whatever is selected."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from shapely.geometry import Point

from sbd_tool.app.commands.base import (
    NOBODY,
    WORDS_LIMIT,
    By,
    changed,
    drawable,
    fresh,
    named,
    row_of,
    with_layer,
)
from sbd_tool.app.commands.features import EditFeatureAttributes
from sbd_tool.app.commands.labelling import lowered, without_lowering
from sbd_tool.app.commands.objects import Copy, measure_like, without
from sbd_tool.domain.edits.placing import move
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.layers import AttributeValue, Feature, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


class Trait(StrEnum):
    """What of a measure is pasted onto others."""

    PARAMETERS = "parameters"  # with how each is known; between measures of one kind only
    STATE = "state"
    COST_BAND = "cost_band"
    NOTE = "note"
    MARKING = "marking"
    TIME_STATES = "time_states"


USUAL_TRAITS = frozenset({Trait.PARAMETERS, Trait.STATE, Trait.COST_BAND})


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteMeasures:
    """Add what was copied, shifted; from this project or another in the same coordinates.

    Attributes:
        measures: The measures as they were when copied.
        new_ids: Their new ids, in the same order.
        dx_m: Shift east, metres.
        dy_m: Shift north, metres.
    """

    key: ClassVar[str] = "measures.paste"
    measures: tuple[Measure, ...]
    new_ids: tuple[str, ...]
    dx_m: float = 0.0
    dy_m: float = 0.0
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.paste", count=len(self.measures))

    @property
    def merge_key(self) -> str | None:
        """Each paste is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append them: proposed, their places assumed, no longer features of a plan."""
        if len(self.measures) > len(self.new_ids):
            raise refusal(text("edits.ids_missing", count=len(self.measures)))
        rows = dict(project.measures)
        for copied, new_id in zip(self.measures, self.new_ids, strict=False):
            source = without_lowering(project, copied)
            fresh(rows, new_id)
            named(source.name)
            named(source.note, WORDS_LIMIT)
            shape = source.geometry
            if shape is None:
                whole = measure_like(source, Copy(source.id, new_id, Point(0, 0)), self.by)
                rows[new_id] = replace(whole, geometry=None)
                continue
            moved = move(drawable(shape, new_id), self.dx_m, self.dy_m, new_id)
            rows[new_id] = measure_like(source, Copy(source.id, new_id, moved), self.by)
        return replace(project, measures=rows) if self.measures else project


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteTraits:
    """Give measures what another one has.

    Attributes:
        measure_ids: Those that receive.
        source: The measure that was copied, as it was then.
        traits: What is pasted.
        reason: Why, where a pasted label is wider than that of a kind; see `lowered`.
    """

    key: ClassVar[str] = "measures.paste_traits"
    measure_ids: tuple[str, ...]
    source: Measure
    traits: frozenset[Trait] = USUAL_TRAITS
    reason: str = ""
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.paste_attributes", count=len(self.measure_ids))

    @property
    def merge_key(self) -> str | None:
        """Each paste is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Paste onto all of them or none."""
        rows, records = dict(project.measures), project.records
        if Trait.MARKING in self.traits:
            mine = [row_of(rows, name, "measure") for name in self.measure_ids]
            marking = self.source.stamp.marking
            records = lowered(project, mine, marking, self.by, self.reason)
        for name in self.measure_ids:
            rows[name] = self._like(row_of(rows, name, "measure"))
        return replace(project, measures=rows, records=records) if self.measure_ids else project

    def _like(self, measure: Measure) -> Measure:
        source, traits = self.source, self.traits
        if Trait.PARAMETERS in traits:
            if measure.kind != source.kind:
                raise refusal(text("edits.paste_other_kind"), measure.id)
            measure = replace(
                measure,
                parameters=dict(source.parameters),
                parameter_evidence=dict(source.parameter_evidence),
            )
        stamp = changed(measure.stamp, self.by)
        if Trait.MARKING in traits:
            stamp = replace(stamp, marking=source.stamp.marking)
        if Trait.TIME_STATES in traits:
            stamp = replace(stamp, time_states=source.stamp.time_states)
        return replace(
            measure,
            stamp=stamp,
            state=source.state if Trait.STATE in traits else measure.state,
            cost_band=source.cost_band if Trait.COST_BAND in traits else measure.cost_band,
            note=source.note if Trait.NOTE in traits else measure.note,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteAttributes:
    """Give plan features the attributes another one has; what they have besides stays.

    Attributes:
        feature_ids: Those that receive.
        attributes: The attributes that were copied.
        names: Columns to paste; () pastes all.
    """

    key: ClassVar[str] = "features.paste_attributes"
    feature_ids: tuple[str, ...]
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.paste_attributes", count=len(self.feature_ids))

    @property
    def merge_key(self) -> str | None:
        """Each paste is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Paste onto all of them or none."""
        unknown = [name for name in self.names if name not in self.attributes]
        if unknown:
            raise refusal(text("edits.select_column", column=unknown[0]), unknown[0])
        chosen = self.names or tuple(self.attributes)
        values = {name: self.attributes[name] for name in chosen}
        edit = EditFeatureAttributes(feature_ids=self.feature_ids, attributes=values, by=self.by)
        return edit.apply(project) if values else project


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteFeatures:
    """Add copied plan features to a layer, shifted.

    Attributes:
        layer_id: The layer that receives; its role becomes theirs.
        features: The features as they were when copied, in the project's coordinates.
        new_ids: Their new ids, in the same order.
        dx_m: Shift east, metres.
        dy_m: Shift north, metres.
    """

    key: ClassVar[str] = "features.paste"
    layer_id: str
    features: tuple[Feature, ...]
    new_ids: tuple[str, ...]
    dx_m: float = 0.0
    dy_m: float = 0.0
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.paste_features", count=len(self.features))

    @property
    def merge_key(self) -> str | None:
        """Each paste is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append all of them or none."""
        layer = row_of({row.id: row for row in project.layers}, self.layer_id, "layer")
        if len(self.features) > len(self.new_ids):
            raise refusal(text("edits.ids_missing", count=len(self.features)))
        new_ids = self.new_ids[: len(self.features)]
        taken = set(project.measures).union(*(row.ids for row in project.layers))
        for new_id in new_ids:
            if not new_id or new_id in taken:
                raise refusal(text("edits.id_taken"), new_id)
            taken.add(new_id)
        shapes = [
            move(drawable(feature.geometry, new_id), self.dx_m, self.dy_m, new_id)
            for feature, new_id in zip(self.features, new_ids, strict=True)
        ]
        more = replace(
            layer,
            ids=(*layer.ids, *new_ids),
            geometry=as_geometry_array([*layer.geometry, *shapes]),
            attributes=(*layer.attributes, *(dict(row.attributes) for row in self.features)),
            stamp=changed(layer.stamp, self.by),
        )
        return with_layer(project, more) if shapes else project


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteObjects:
    """Delete measures and plan features together; a deleted square leaves none picked."""

    key: ClassVar[str] = "objects.delete"
    object_ids: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("edits.do.delete", count=len(self.object_ids))

    @property
    def merge_key(self) -> str | None:
        """Each deletion is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop all of them or none."""
        return without(project, self.object_ids, self.by) if self.object_ids else project
