"""Many rows of a table changed in one step, each in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, changed, named
from sbd_tool.app.commands.measures import EditMeasures
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.layers import AttributeValue, Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class EditManyFeatures:
    """Change attributes of plan features, row by row, in one step.

    Attributes:
        attributes: Feature id -> values to set.
        dropped: Feature id -> attributes to take away.
    """

    key: ClassVar[str] = "features.rows"
    attributes: Mapping[str, Mapping[str, AttributeValue]] = field(default_factory=dict)
    dropped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.feature_attributes", count=len({**self.attributes, **self.dropped}))

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Edit all rows or none; a layer is rebuilt once, however many of its rows change.

        Raises:
            InputError: A feature is not there, or a name or value is too long.
        """
        for values in self.attributes.values():
            for name, value in values.items():
                named(name)
                if isinstance(value, str):
                    named(value, WORDS_LIMIT)
        left: set[str] = {*self.attributes, *self.dropped}
        layers = []
        for layer in project.layers:
            mine = left.intersection(layer.ids) if left else set()
            layers.append(self._edited(layer, mine) if mine else layer)
            left -= mine
        if left:
            raise refusal(text("edits.object_missing"), min(left))
        return replace(project, layers=tuple(layers)) if layers != list(project.layers) else project

    def _edited(self, layer: Layer, mine: set[str]) -> Layer:
        rows = list(layer.attributes)
        for row, name in enumerate(layer.ids):
            if name in mine:
                gone = self.dropped.get(name, ())
                merged = {**rows[row], **self.attributes.get(name, {})}
                rows[row] = {key: value for key, value in merged.items() if key not in gone}
        return replace(layer, attributes=tuple(rows), stamp=changed(layer.stamp, self.by))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditManyMeasures:
    """Several edits of measures as one step.

    Attributes:
        edits: Each for one or many measures; later ones come on top of earlier ones.
    """

    key: ClassVar[str] = "measures.rows"
    edits: tuple[EditMeasures, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        touched = {name for edit in self.edits for name in edit.measure_ids}
        return text("app.do.edit_measures", count=len(touched))

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Do all of them or none."""
        for edit in self.edits:
            stamped: Any = replace(edit, by=self.by)
            project = stamped.apply(project)
        return project
