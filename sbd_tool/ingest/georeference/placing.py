"""Lay pictures and layers down by a fit; the accuracy travels with them. Nothing is resampled."""

import math
from collections.abc import Sequence
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.control_points import Transform
from sbd_tool.domain.georeference import Fit
from sbd_tool.domain.layers import Layer, Underlay
from sbd_tool.domain.rawplan import RawPicture


def world_file_order(
    transform: Transform,
) -> tuple[float, float, float, float, float, float]:
    """Order and pixel centres of `Underlay.transform` from an affine for pixel corners."""
    a, b, c, d, e, f = transform.as_tuple()
    return (a, d, b, e, c + (a + b) / 2, f + (d + e) / 2)


def corner_transform(underlay: Underlay) -> Transform:
    """Affine for pixel corners of an underlay: (column, row) to the project's metres.

    Its inverse turns a click on the canvas into the pixel of a control point.
    """
    a, d, b, e, c, f = underlay.transform
    return Transform(a, b, c - (a + b) / 2, d, e, f - (d + e) / 2)


def provisional_transform(
    width_px: int, height_px: int, centre_m: tuple[float, float], width_m: float
) -> Transform:
    """Lay a picture that knows no place upright in view, so that it can be clicked at."""
    size = width_m / max(width_px, 1)
    west, north = centre_m[0] - width_m / 2, centre_m[1] + size * height_px / 2
    return Transform(size, 0.0, west, 0.0, -size, north)


def georeferenced(picture: RawPicture, fit: Fit, crs: str) -> RawPicture:
    """The picture in its place; pixels are shared, not copied."""
    return replace(picture, transform=fit.transform.as_tuple(), crs=crs)


def moved_underlay(underlay: Underlay, fit: Fit) -> Underlay:
    """The underlay in its place, with the fit's accuracy and control points."""
    return replace(
        underlay,
        transform=world_file_order(fit.transform),
        accuracy_m=fit.accuracy_m,
        control_points=fit.points,
    )


def moved_layer(layer: Layer, fit: Fit) -> Layer:
    """The layer in its place.

    The accuracy of the drawing itself, scaled, and that of the fit add as variances. Where nobody
    knows the fit's, nobody knows the sum.
    """
    scale = math.sqrt(abs(fit.transform.determinant))
    accuracy = fit.accuracy_m
    if accuracy is not None and layer.accuracy_m is not None:
        accuracy = math.hypot(accuracy, layer.accuracy_m * scale)
    return replace(
        layer,
        geometry=shapely.transform(layer.geometry, fit.transform.moved),
        accuracy_m=accuracy,
    )


def traced_accuracy_m(underlays: Sequence[Underlay], geometry: BaseGeometry) -> float | None:
    """Accuracy of what is traced at a place: that of the topmost visible picture under it.

    Args:
        underlays: Bottom first.
        geometry: What was drawn, metres.

    Returns:
        One sigma of a coordinate in metres; None without a picture there, or when nobody knows.
    """
    for underlay in reversed(underlays):
        if underlay.is_visible and shapely.intersects(frame_of_underlay(underlay), geometry):
            return underlay.accuracy_m
    return None


def frame_of_underlay(underlay: Underlay) -> BaseGeometry:
    """Outline of an underlay on the ground."""
    width, height = underlay.width_px, underlay.height_px
    corners = shapely.get_coordinates(
        shapely.linestrings([(0, 0), (width, 0), (width, height), (0, height)])
    )
    return shapely.Polygon(corner_transform(underlay).moved(corners))
