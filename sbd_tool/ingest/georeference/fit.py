"""Fit a transformation from control points or from one known distance."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from sbd_tool.domain.control_points import ControlPoint, Coordinates, Transform
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.georeference import FEWEST_POINTS, Fit, GeoreferenceRules, Model, Residual
from sbd_tool.domain.text import text
from sbd_tool.ingest.georeference.adjustment import PARAMETERS, SingularFitError, adjusted
from sbd_tool.ingest.georeference.checks import Quality, quality, warnings

Extent = tuple[float, float, float, float]
_FARTHEST: Final = 1e12
"""No plan and no coordinate system has numbers beyond; squares of larger ones would overflow."""


def fit(
    points: Sequence[ControlPoint],
    model: Model,
    rules: GeoreferenceRules,
    *,
    is_picture: bool = False,
    extent: Extent | None = None,
    control_sigma_m: float | None = None,
) -> Fit:
    """Fit Helmert or affine by least squares, all points of equal weight.

    Args:
        points: Control points; those not used are judged as independent checks.
        model: Helmert (two points or more) or affine (three or more).
        rules: Numbers of the checks.
        is_picture: y counts rows downwards; a similarity then turns the picture the right way up.
        extent: What will be traced: west, south, east, north in the drawing's units.
        control_sigma_m: One sigma of a coordinate of the control points themselves, where known;
            no fit is better than that, and without redundancy it is all that is known.

    Raises:
        InputError: Too few points, no numbers, or points that do not determine the model.
    """
    used = [point for point in points if point.is_used]
    _check(used, model)
    source, target = _source(used, is_picture=is_picture), _target(used)
    try:
        found = adjusted(source, target, model)
    except SingularFitError:
        raise InputError(text("desk.fit_singular"), text("desk.fit_singular_hint")) from None
    if abs(found.transform.determinant) < 1e-18:  # noqa: PLR2004 - all goals in one place
        raise InputError(text("desk.fit_singular"), text("desk.fit_singular_hint"))
    judged = quality(found, model, rules)
    transform = flipped(found.transform) if is_picture else found.transform
    residuals = _residuals(points, transform, judged)
    return Fit(
        model=model,
        transform=transform,
        points=tuple(points),
        residuals=residuals,
        rms_m=judged.rms_m,
        left_out_rms_m=judged.left_out_rms_m,
        redundancy=judged.redundancy,
        sigma_m=judged.sigma_m,
        accuracy_m=_accuracy_m(judged.sigma_m, control_sigma_m, model, len(used)),
        findings=warnings(
            used, source, found.transform, residuals,
            redundancy=judged.redundancy, extent=extent, rules=rules,
        ),
    )  # fmt: skip


def fit_known_distance(
    first: tuple[float, float],
    second: tuple[float, float],
    length_m: float,
    rules: GeoreferenceRules,
    *,
    lies_at_m: tuple[float, float] = (0.0, 0.0),
    rotation_deg: float = 0.0,
    is_picture: bool = False,
    extent: Extent | None = None,
    length_sigma_m: float | None = None,
) -> Fit:
    """Scale by one known distance and put its first end at a place.

    Args:
        first: One end in the drawing's units (or pixels).
        second: The other end.
        length_m: Its true length.
        rules: Numbers of the checks.
        lies_at_m: Where ``first`` comes to lie, in the project's CRS.
        rotation_deg: Turn of the drawing's x axis, counter-clockwise.
        is_picture: y counts rows downwards.
        extent: What will be traced, in the drawing's units.
        length_sigma_m: One sigma of the length, where known; it becomes the accuracy at the far
            end. Shift and turn are taken as given and are not judged.

    Raises:
        InputError: The ends coincide, or the length is no positive number.
    """
    up = -1.0 if is_picture else 1.0
    drawn = math.hypot(second[0] - first[0], second[1] - first[1])
    numbers = (*first, *second, *lies_at_m, length_m, rotation_deg)
    if not _are_places(*numbers) or drawn <= 0 or length_m <= 0:
        raise InputError(text("desk.distance_refused"), text("desk.distance_refused_hint"))
    scale, turn = length_m / drawn, math.radians(rotation_deg)
    a, d = scale * math.cos(turn), scale * math.sin(turn)
    x, y = first[0], up * first[1]
    upright = Transform(a, -d, lies_at_m[0] - a * x + d * y, d, a, lies_at_m[1] - d * x - a * y)
    transform = flipped(upright) if is_picture else upright
    ends = transform.moved(np.array([first, second]))
    points = tuple(
        ControlPoint(key=key, x=end[0], y=end[1], easting_m=float(at[0]), northing_m=float(at[1]))
        for key, end, at in zip(("1", "2"), (first, second), ends, strict=True)
    )
    source = _source(points, is_picture=is_picture)
    residuals = tuple(Residual(key=point.key, de_m=0.0, dn_m=0.0) for point in points)
    return Fit(
        model=Model.KNOWN_DISTANCE,
        transform=transform,
        points=points,
        residuals=residuals,
        rms_m=0.0,
        left_out_rms_m=None,
        redundancy=0,
        sigma_m=None,
        accuracy_m=length_sigma_m,
        findings=warnings(
            points, source, upright, residuals, redundancy=0, extent=extent, rules=rules
        ),
    )


def flipped(transform: Transform) -> Transform:
    """The same transformation for a y axis that points the other way."""
    return Transform(transform.a, -transform.b, transform.c, transform.d, -transform.e, transform.f)


def _are_places(*numbers: float) -> bool:
    return all(abs(number) < _FARTHEST for number in numbers)


def _check(used: Sequence[ControlPoint], model: Model) -> None:
    if model not in PARAMETERS or len(used) < FEWEST_POINTS[model]:
        fewest = FEWEST_POINTS[model]
        raise InputError(
            text("desk.fit_too_few", count=len(used), fewest=fewest),
            text("desk.fit_too_few_hint", fewest=fewest),
        )
    for point in used:
        if not _are_places(point.x, point.y, point.easting_m, point.northing_m):
            raise InputError(
                text("desk.fit_no_number", point=point.key[:40]), text("desk.fit_no_number_hint")
            )


def _source(points: Sequence[ControlPoint], *, is_picture: bool) -> Coordinates:
    up = -1.0 if is_picture else 1.0
    return np.array([[point.x, up * point.y] for point in points], dtype=np.float64)


def _target(points: Sequence[ControlPoint]) -> Coordinates:
    return np.array([[p.easting_m, p.northing_m] for p in points], dtype=np.float64)


def _residuals(
    points: Sequence[ControlPoint], transform: Transform, judged: Quality
) -> tuple[Residual, ...]:
    fitted = transform.moved(np.array([[p.x, p.y] for p in points], dtype=np.float64))
    told = iter(zip(judged.left_out_m, judged.is_outlier, strict=True))
    rows = []
    for point, at in zip(points, fitted, strict=True):
        left_out, is_outlier = next(told) if point.is_used else (None, False)
        rows.append(
            Residual(
                key=point.key,
                de_m=point.easting_m - float(at[0]),
                dn_m=point.northing_m - float(at[1]),
                left_out_m=left_out,
                is_outlier=is_outlier,
                is_used=point.is_used,
            )
        )
    return tuple(rows)


def _accuracy_m(
    sigma_m: float | None, control_sigma_m: float | None, model: Model, count: int
) -> float | None:
    """One sigma of a traced coordinate: its own reading and the uncertainty of the fit.

    The mean leverage of the control points is parameters over observations.
    """
    known = [sigma for sigma in (sigma_m, control_sigma_m) if sigma is not None]
    if not known:
        return None
    return max(known) * math.sqrt(1.0 + PARAMETERS[model] / (2 * count))
