"""What of a project can be laid down: each picture, and the layers of each drawing together."""

from dataclasses import dataclass, replace

from sbd_tool.app.commands import Command, GeoreferenceLayers, GeoreferenceUnderlay
from sbd_tool.app.commands.base import By
from sbd_tool.app.georeferencing import (
    fit_layers,
    fit_layers_by_distance,
    fit_underlay,
    fit_underlay_by_distance,
    lies_now,
)
from sbd_tool.domain.control_points import IDENTITY, ControlPoint, Transform
from sbd_tool.domain.georeference import Fit, Model
from sbd_tool.domain.layers import MBTILES, Layer, Underlay
from sbd_tool.domain.project import Project


@dataclass(frozen=True, slots=True)
class Subject:
    """A picture, or all layers of one file.

    Attributes:
        key: Id of the picture, or name of the file.
        name: Name to show.
        underlay: The picture, or None.
        layers: The layers, or ().
    """

    key: str
    name: str
    underlay: Underlay | None = None
    layers: tuple[Layer, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture: its own coordinates are pixels."""
        return self.underlay is not None

    @property
    def lies_now(self) -> Transform:
        """From its own coordinates to where they lie now."""
        return IDENTITY if self.underlay is None else lies_now(self.underlay)

    def fitted(
        self, points: tuple[ControlPoint, ...], model: Model, control_sigma_m: float | None
    ) -> Fit:
        """Fit it by control points.

        Raises:
            InputError: Too few points, or points that do not determine the fit.
        """
        if self.underlay is not None:
            return fit_underlay(self.underlay, points, model, control_sigma_m=control_sigma_m)
        return fit_layers(self.layers, points, model, control_sigma_m=control_sigma_m)

    def scaled(
        self,
        ends: tuple[tuple[float, float], tuple[float, float]],
        length_m: float,
        sigma_m: float | None,
    ) -> Fit:
        """Scale it by a known distance.

        Raises:
            InputError: The ends coincide, or the length is no positive number.
        """
        first, second = ends
        if self.underlay is not None:
            return fit_underlay_by_distance(
                self.underlay, first, second, length_m, length_sigma_m=sigma_m
            )
        return fit_layers_by_distance(self.layers, first, second, length_m, length_sigma_m=sigma_m)

    def command(self, fit: Fit, by: By) -> Command:
        """The step that lays it where a fit says."""
        if self.underlay is not None:
            return GeoreferenceUnderlay(underlay_id=self.underlay.id, fit=fit, by=by)
        ids = tuple(layer.id for layer in self.layers)
        return GeoreferenceLayers(layer_ids=ids, fit=fit, by=by)


def file_key(layer: Layer) -> str:
    """Key of the subject a layer belongs to: layers of one file move together."""
    return f"file:{layer.source.name}"


def subjects_of(project: Project) -> tuple[Subject, ...]:
    """Pictures first, topmost first, then files with layers."""
    pictures = [
        Subject(one.id, one.name, underlay=one)
        for one in reversed(project.underlays)
        if one.media_type != MBTILES  # tiles know where they lie
    ]
    files: dict[str, list[Layer]] = {}
    for layer in project.layers:
        files.setdefault(file_key(layer), []).append(layer)
    drawings = [
        Subject(key, layers[0].source.name or layers[0].name, layers=tuple(layers))
        for key, layers in files.items()
    ]
    return (*pictures, *drawings)


def without(project: Project, subject: Subject) -> Project:
    """The project as it is drawn while a picture of it is being laid down by hand."""
    if subject.underlay is None:
        return project
    return replace(
        project,
        underlays=tuple(
            replace(one, is_visible=False) if one.id == subject.underlay.id else one
            for one in project.underlays
        ),
    )
