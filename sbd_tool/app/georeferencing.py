"""Georeferencing at a project: fits for the canvas, pictures that know no place, tracing."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import By
from sbd_tool.domain.control_points import ControlPoint, Transform
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.georeference import Fit, Model
from sbd_tool.domain.layers import Layer, Underlay
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.formats.desk_rules import read_georeference_rules
from sbd_tool.formats.pictures import packed
from sbd_tool.formats.plans import read_plan
from sbd_tool.formats.turned_pictures import is_plain_jpeg, read_turned
from sbd_tool.ingest import georeference


def fit_underlay(
    underlay: Underlay,
    points: Sequence[ControlPoint],
    model: Model,
    *,
    control_sigma_m: float | None = None,
) -> Fit:
    """Fit a picture by control points in pixels; fast enough for every move of the mouse.

    Raises:
        InputError: Too few points, or points that do not determine the fit.
    """
    return georeference.fit(
        points,
        model,
        read_georeference_rules(),
        is_picture=True,
        extent=(0.0, 0.0, float(underlay.width_px), float(underlay.height_px)),
        control_sigma_m=control_sigma_m,
    )


def fit_underlay_by_distance(
    underlay: Underlay,
    first: tuple[float, float],
    second: tuple[float, float],
    length_m: float,
    *,
    length_sigma_m: float | None = None,
) -> Fit:
    """Scale a picture by a known distance between two pixels.

    The first end stays where it lies now, and so does the direction of the picture's rows.

    Raises:
        InputError: The ends coincide, or the length is no positive number.
    """
    now = georeference.corner_transform(underlay)
    stays = now.moved(np.array([first]))[0]
    return georeference.fit_known_distance(
        first,
        second,
        length_m,
        read_georeference_rules(),
        lies_at_m=(float(stays[0]), float(stays[1])),
        rotation_deg=now.rotation_deg,
        is_picture=True,
        extent=(0.0, 0.0, float(underlay.width_px), float(underlay.height_px)),
        length_sigma_m=length_sigma_m,
    )


def fit_layers(
    layers: Sequence[Layer],
    points: Sequence[ControlPoint],
    model: Model,
    *,
    control_sigma_m: float | None = None,
) -> Fit:
    """Fit drawn layers by control points in the coordinates they have now.

    Raises:
        InputError: Too few points, or points that do not determine the fit.
    """
    return georeference.fit(
        points,
        model,
        read_georeference_rules(),
        extent=_extent(layers),
        control_sigma_m=control_sigma_m,
    )


def _extent(layers: Sequence[Layer]) -> tuple[float, float, float, float] | None:
    edges = [layer.bounds for layer in layers if layer.bounds is not None]
    if not edges:
        return None
    west, south, east, north = zip(*edges, strict=True)
    return min(west), min(south), max(east), max(north)


def fit_layers_by_distance(
    layers: Sequence[Layer],
    first: tuple[float, float],
    second: tuple[float, float],
    length_m: float,
    *,
    length_sigma_m: float | None = None,
) -> Fit:
    """Scale drawn layers by a known distance between two places; the first stays where it lies.

    Raises:
        InputError: The ends coincide, or the length is no positive number.
    """
    return georeference.fit_known_distance(
        first,
        second,
        length_m,
        read_georeference_rules(),
        lies_at_m=first,
        extent=_extent(layers),
        length_sigma_m=length_sigma_m,
    )


def lies_now(underlay: Underlay) -> Transform:
    """From pixels (column, row) to where they lie on the canvas now."""
    return georeference.corner_transform(underlay)


def pixel_at(underlay: Underlay, x_m: float, y_m: float) -> tuple[float, float]:
    """Column and row under a place on the canvas, for the drawing side of a control point."""
    back = georeference.corner_transform(underlay).inverse()
    column, row = back.moved(np.array([(x_m, y_m)]))[0]
    return float(column), float(row)


def place_of_pixel(underlay: Underlay, column: float, row: float) -> tuple[float, float]:
    """Place on the canvas of a pixel."""
    x, y = georeference.corner_transform(underlay).moved(np.array([(column, row)]))[0]
    return float(x), float(y)


def pictures_of(path: Path, *, progress: Progress = SILENT) -> tuple[RawPicture, ...]:
    """Pictures of a file (PDF plan, scan, photograph), with or without a place.

    Of JPEG files without a world file the turn of the camera is honoured.

    Raises:
        SbdError: The file cannot be read.
    """
    if is_plain_jpeg(path):
        return (read_turned(path, progress=progress),)
    return read_plan(path, progress=progress).pictures


def laid_in_view(
    picture: RawPicture,
    *,
    centre_m: tuple[float, float],
    width_m: float,
    new_id: str,
    by: By,
) -> tuple[Underlay, bytes]:
    """An underlay of a picture that knows no place, upright in the middle of the view.

    Args:
        picture: As read or pasted.
        centre_m: Middle of the view, metres.
        width_m: Width to give it until it is fitted.
        new_id: Id of the underlay.
        by: Who adds it.

    Returns:
        The underlay, of unknown accuracy, and its PNG bytes, both for `AddLayers`.
    """
    height, width = picture.pixels.shape[:2]
    png = packed(picture)
    transform = georeference.provisional_transform(width, height, centre_m, width_m)
    underlay = Underlay(
        stamp=Stamp(
            id=new_id,
            evidence=Evidence.PLAN,
            author=by.author,
            created=by.when,
            changed=by.when,
        ),
        name=picture.name,
        blob=hashlib.sha256(png).hexdigest(),
        media_type="image/png",
        width_px=width,
        height_px=height,
        transform=georeference.world_file_order(transform),
        source=picture.source,
    )
    return underlay, png


def traced_accuracy_m(project: Project, geometry: BaseGeometry) -> float | None:
    """One sigma of a coordinate of what is traced from the topmost picture there, or None."""
    return georeference.traced_accuracy_m(project.underlays, geometry)


def traced(project: Project, measure: Measure) -> Measure:
    """The measure with the accuracy of the picture it was drawn on."""
    if measure.geometry is None:
        return measure
    return replace(measure, accuracy_m=traced_accuracy_m(project, measure.geometry))
