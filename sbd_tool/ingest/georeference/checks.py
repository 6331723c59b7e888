"""What a fit is worth: leave-one-out, outliers, geometry, distortion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sbd_tool.domain.control_points import ControlPoint, Coordinates, Transform
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.georeference import GeoreferenceRules, Model, Residual
from sbd_tool.domain.text import Param, Quantity, text
from sbd_tool.ingest.georeference.adjustment import PARAMETERS, Adjusted, thinness

_FREE: Final = 1e-9
"""Leverage nearer to 1 than this: the point alone holds a parameter, nothing checks it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of a fit; see `domain.georeference.Fit`."""

    left_out_m: tuple[float | None, ...]
    is_outlier: tuple[bool, ...]
    rms_m: float
    left_out_rms_m: float | None
    redundancy: int
    sigma_m: float | None


def quality(found: Adjusted, model: Model, rules: GeoreferenceRules) -> Quality:
    """Judge a fit by its residuals."""
    squares = (found.missed**2).sum(axis=1)
    count = len(squares)
    redundancy = 2 * count - PARAMETERS[model]
    free = 1.0 - found.leverage
    left_out = tuple(
        float(np.sqrt(square)) / float(share) if share > _FREE and redundancy > 0 else None
        for square, share in zip(squares, free, strict=True)
    )
    told = [value for value in left_out if value is not None]
    return Quality(
        left_out_m=left_out,
        is_outlier=_outliers(squares, free, redundancy, rules),
        rms_m=float(np.sqrt(squares.mean())),
        left_out_rms_m=float(np.sqrt(np.mean(np.square(told)))) if told else None,
        redundancy=redundancy,
        sigma_m=float(np.sqrt(squares.sum() / redundancy)) if redundancy > 0 else None,
    )


def _outliers(
    squares: Coordinates, free: Coordinates, redundancy: int, rules: GeoreferenceRules
) -> tuple[bool, ...]:
    """The worst point, when the rest agree so well that chance does not explain it.

    Its squared residual over 2 (1 - h) is compared with the variance of the fit without it; the
    ratio follows F(2, r) with r the redundancy without it, whose upper tail is (1 + 2F/r)^(-r/2).
    """
    remaining = redundancy - 2
    flags = [False] * len(squares)
    usable = free > _FREE
    if remaining <= 0 or not usable.any():
        return tuple(flags)
    own = np.where(usable, squares / np.where(usable, free, 1.0), 0.0)
    worst = int(own.argmax())
    floor = rules.limit("outlier_floor_m") ** 2
    others = max(float(squares.sum() - own[worst]) / remaining, floor)
    ratio = float(own[worst]) / 2.0 / others
    chance = (1.0 + 2.0 * ratio / remaining) ** (-remaining / 2.0) * len(squares)
    flags[worst] = chance < rules.limit("outlier_chance")
    return tuple(flags)


def warnings(
    points: Sequence[ControlPoint],
    source: Coordinates,
    transform: Transform,
    residuals: Sequence[Residual],
    *,
    redundancy: int,
    extent: tuple[float, float, float, float] | None,
    rules: GeoreferenceRules,
) -> tuple[Finding, ...]:
    """Say what is doubtful about a fit; ``transform`` in right-handed axes."""
    said: list[Finding] = []
    if redundancy <= 0:
        said.append(_warn("unchecked", count=len(points)))
    if len(points) > 2 and thinness(source) < rules.limit("thin_ratio"):  # noqa: PLR2004 - a pair
        said.append(_warn("collinear", percent=Quantity(100 * thinness(source), "%", 0)))
    if extent is not None and _share(source, extent) < rules.limit("cover_share"):
        said.append(_warn("small_base", percent=Quantity(100 * _share(source, extent), "%", 0)))
    outlier = next((row for row in residuals if row.is_outlier), None)
    if outlier is not None:
        said.append(_warn("outlier", point=outlier.key, miss=_metres(outlier.left_out_m)))
    if transform.determinant < 0:
        said.append(_warn("mirrored", Severity.DANGER))
    stretch = max(transform.scale_x, transform.scale_y) / min(transform.scale_x, transform.scale_y)
    if stretch - 1.0 > rules.limit("stretch_share"):
        said.append(_warn("stretched", percent=Quantity(100 * (stretch - 1.0), "%", 1)))
    return tuple(said)


def _share(source: Coordinates, extent: tuple[float, float, float, float]) -> float:
    west, south, east, north = extent
    whole = float(np.hypot(east - west, north - south))
    spread = source.max(axis=0) - source.min(axis=0)
    return float(np.hypot(*spread)) / whole if whole > 0 else 1.0


def _metres(value: float | None) -> Quantity:
    return Quantity(value or 0.0, "m", 2)


def _warn(kind: str, severity: Severity = Severity.WARNING, **params: Param) -> Finding:
    return Finding(
        key=f"desk.fit_{kind}",
        severity=severity,
        sentence=text(f"desk.fit_{kind}", **params),
        remedy=text(f"desk.fit_{kind}_remedy"),
    )
