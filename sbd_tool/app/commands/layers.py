"""Changing what the plan's layers are and how they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sbd_tool.app.commands.base import NOBODY, By, changed, fresh, named, row_of, with_layer
from sbd_tool.domain.delta import by_id
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import Layer, RoleOrigin, Underlay
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLayer:
    """Change one layer or underlay; None leaves a thing as it is.

    Attributes:
        layer_id: Id of the layer or underlay.
        role: What its features are; a role set by a person is confirmed.
        is_visible: Whether it is shown.
        opacity: 0 to 1.
        name: Name in the layer tree.
        position: New place in the drawing order, 0 lowest, among layers (or among underlays).
    """

    key: ClassVar[str] = "layers.set"
    layer_id: str
    role: Role | None = None
    is_visible: bool | None = None
    opacity: float | None = None
    name: str | None = None
    position: int | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        given = {
            "layer_role": self.role,
            "layer_opacity": self.opacity,
            "layer_name": self.name,
            "layer_order": self.position,
        }
        what = next((name for name, value in given.items() if value is not None), None)
        if what is None:
            what = "layer_hide" if self.is_visible is False else "layer_show"
        return text(f"app.do.{what}")

    @property
    def merge_key(self) -> str | None:
        """Pulling the opacity slider is one step."""
        return None if self.opacity is None else f"{self.key}:{self.layer_id}:opacity"

    def apply(self, project: Project) -> Project:
        """Replace the layer, and move it when a position is given."""
        if self.opacity is not None and not 0.0 <= self.opacity <= 1.0:
            raise InputError(text("app.opacity_range"), text("app.opacity_range.hint"))
        underlays = by_id(project.underlays)
        if self.layer_id in underlays:
            if self.role is not None:
                raise InputError(
                    text("app.underlay_role"), text("app.underlay_role.hint"), self.layer_id
                )
            pictures = _moved(_put(project.underlays, self._shown(underlays[self.layer_id])), self)
            return replace(project, underlays=pictures)
        layer: Layer = self._shown(row_of(by_id(project.layers), self.layer_id, "layer"))
        if self.role is not None:
            layer = replace(
                layer, role=self.role, role_origin=RoleOrigin.CONFIRMED, role_confidence=1.0
            )
        return replace(project, layers=_moved(_put(project.layers, layer), self))

    def _shown(self, row: Any) -> Any:
        return replace(
            row,
            stamp=changed(row.stamp, self.by),
            is_visible=row.is_visible if self.is_visible is None else self.is_visible,
            opacity=row.opacity if self.opacity is None else float(self.opacity),
            name=row.name if self.name is None else named(self.name),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLayers:
    """Show some layers and underlays and hide all others, in one step.

    Attributes:
        shown: Ids of the layers and underlays to show.
    """

    key: ClassVar[str] = "layers.show_only"
    shown: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.show_layers", count=len(self.shown))

    @property
    def merge_key(self) -> str | None:
        """Each choice is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Touch only rows whose visibility changes."""

        def shown(row: Any) -> Any:
            is_visible = row.id in self.shown
            if row.is_visible is is_visible:
                return row
            return replace(row, stamp=changed(row.stamp, self.by), is_visible=is_visible)

        return replace(
            project,
            layers=tuple(shown(row) for row in project.layers),
            underlays=tuple(shown(row) for row in project.underlays),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRoles:
    """Say that the proposed roles of these layers are right."""

    key: ClassVar[str] = "layers.confirm"
    layer_ids: tuple[str, ...]
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.confirm_roles", count=len(self.layer_ids))

    @property
    def merge_key(self) -> str | None:
        """Each confirmation is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Confirm all of them; a layer without a role cannot be."""
        for layer_id in self.layer_ids:
            layer: Layer = row_of(by_id(project.layers), layer_id, "layer")
            if layer.role is None:
                raise InputError(
                    text("app.role_undecided"), text("app.role_undecided.hint"), layer_id
                )
            confirmed = replace(
                layer,
                stamp=changed(layer.stamp, self.by),
                role_origin=RoleOrigin.CONFIRMED,
                role_confidence=1.0,
            )
            project = with_layer(project, confirmed)
        return project


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLayer:
    """Take a layer or underlay out of the project; the source file stays as it is."""

    key: ClassVar[str] = "layers.remove"
    layer_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.remove_layer")

    @property
    def merge_key(self) -> str | None:
        """Each removal is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop the layer, and the picked square if it lay there."""
        if self.layer_id in by_id(project.underlays):
            kept = tuple(row for row in project.underlays if row.id != self.layer_id)
            return replace(project, underlays=kept)
        layer: Layer = row_of(by_id(project.layers), self.layer_id, "layer")
        return replace(
            project,
            layers=tuple(row for row in project.layers if row.id != layer.id),
            square="" if project.square in layer.ids else project.square,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLayers:
    """Put further plans into the project.

    Attributes:
        layers: Layers in the project's CRS, lowest first; they come on top.
        underlays: Pictures.
        blobs: Bytes of the pictures by SHA-256.
        findings: What import said about them.
    """

    key: ClassVar[str] = "layers.add"
    layers: tuple[Layer, ...] = ()
    underlays: tuple[Underlay, ...] = ()
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_layers", count=len(self.layers) + len(self.underlays))

    @property
    def merge_key(self) -> str | None:
        """Each addition is a step."""
        return None

    def _rows(self) -> tuple[Layer | Underlay, ...]:
        return (*self.layers, *self.underlays)

    def apply(self, project: Project) -> Project:
        """Append everything."""
        rows = {**by_id(project.layers), **by_id(project.underlays)}
        for row in self._rows():
            fresh(rows, row.id)
            rows[row.id] = row
        return replace(
            project,
            layers=project.layers + self.layers,
            underlays=project.underlays + self.underlays,
            blobs={**self.blobs, **project.blobs} if self.blobs else project.blobs,
            findings=project.findings + self.findings,
        )


def _put(rows: tuple[Any, ...], row: Any) -> tuple[Any, ...]:
    return tuple(row if old.id == row.id else old for old in rows)


def _moved(rows: tuple[Any, ...], command: SetLayer) -> tuple[Any, ...]:
    if command.position is None:
        return rows
    row = next(row for row in rows if row.id == command.layer_id)
    others = [other for other in rows if other is not row]
    others.insert(max(0, min(command.position, len(others))), row)
    return tuple(others)
