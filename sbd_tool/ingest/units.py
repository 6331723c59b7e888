"""The unit of a drawing: what the file declares, checked against what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.errors import InputError, UnitsDoubtfulError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.role_rules import RoleRules
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.ingest import crs as crs_choice
from sbd_tool.ingest.crs_candidates import DRAWINGS

UNITS_M: Final = {
    "mm": 0.001,
    "cm": 0.01,
    "dm": 0.1,
    "m": 1.0,
    "km": 1000.0,
    "in": 0.0254,
    "ft": 0.3048,
    "us-ft": 1200 / 3937,
}
_LEAST_UNIT_M, _MOST_UNIT_M = 1e-6, 1e5
_ORDER_OF_GUESSES: Final = ("m", "mm", "cm", "ft", "in", "km", "dm")
_IMPERIAL: Final = (0.0254, 0.3048)
_STRAYS: Final = (2.0, 98.0)


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """Metres per drawing unit, and what has to be said about it."""

    unit_m: float
    findings: tuple[Finding, ...] = ()


def unit_named(name: str) -> float:
    """Metres of a unit a person named, or of "0.0123": a drawing that was scaled by an odd factor.

    Raises:
        InputError: The unit is unknown, and no plausible number of metres either.
    """
    wanted = name.strip().casefold()
    try:
        unit_m = UNITS_M[wanted] if wanted in UNITS_M else float(wanted)
    except ValueError:
        unit_m = 0.0
    if not _LEAST_UNIT_M <= unit_m <= _MOST_UNIT_M:
        raise InputError(
            text("ingest.unit_unknown", unit=name[:20]),
            text("ingest.unit_unknown_hint", units=", ".join(UNITS_M)),
            name[:20],
        )
    return unit_m


def is_drawing(layer: RawLayer) -> bool:
    """Whether coordinates are drawing units and not those of a coordinate system."""
    return layer.unit_m is not None or (
        layer.source.format in DRAWINGS and crs_choice.is_silent(layer.crs)
    )


def measured_size(layers: Sequence[RawLayer]) -> float:
    """Longest side of a drawing in its own units, without the two outer percent of its objects."""
    geometry = np.concatenate([layer.geometry for layer in layers])
    kept = geometry[~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)]
    bounds = shapely.bounds(kept)
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    if not len(bounds):
        return 0.0
    low = np.percentile(bounds[:, :2], _STRAYS[0], axis=0)
    high = np.percentile(bounds[:, 2:], _STRAYS[1], axis=0)
    return float(max(high - low))


def choose_unit(plan: RawPlan, asked: str | None, rules: RoleRules) -> UnitChoice:
    """Decide in which unit a drawing is drawn.

    A declared unit is believed when it gives the drawing a size a square and its town can have. A
    silent drawing of plausible size in metres is taken as metres, and that guess is told. Inches
    and feet are what many programs write when nobody chose, so they are told as well.

    Raises:
        UnitsDoubtfulError: The declared unit does not fit, or none is declared and metres do not.
        InputError: ``asked`` is no unit.
    """
    layers = [layer for layer in plan.layers if is_drawing(layer)]
    if not layers:
        return UnitChoice(1.0)
    if asked is not None:
        return UnitChoice(unit_named(asked))
    size = measured_size(layers)
    declared = next((layer.unit_m for layer in layers if layer.unit_m), None)
    if size == 0.0:
        return UnitChoice(declared or 1.0)
    fitting = [name for name in _ORDER_OF_GUESSES if _fits(size * UNITS_M[name], rules)]
    if declared is not None and _fits(size * declared, rules):
        return UnitChoice(declared, _told(plan, size, declared))
    if declared is None and "m" in fitting:
        return UnitChoice(1.0, (_finding(plan, "ingest.units_guessed", size),))
    raise UnitsDoubtfulError(
        _doubt(plan, size, declared),
        text("ingest.units_doubtful_hint", units=", ".join(fitting[:3]) or "m, mm"),
        plan.source.name,
    )


def _fits(size_m: float, rules: RoleRules) -> bool:
    return rules.limit("square_min_m") <= size_m <= rules.limit("square_max_m")


def _doubt(plan: RawPlan, size: float, declared: float | None) -> Text:
    if declared is None:
        return text("ingest.units_missing", file=plan.source.name, size=Quantity(size, "", 1))
    return text(
        "ingest.units_doubtful",
        file=plan.source.name,
        unit=_symbol(declared),
        size=Quantity(size * declared, "m", 3 if size * declared < 1 else 0),
    )


def _told(plan: RawPlan, size: float, declared: float) -> tuple[Finding, ...]:
    if any(abs(declared - unit) < unit * 1e-5 for unit in _IMPERIAL):
        return (_finding(plan, "ingest.units_imperial", size * declared, _symbol(declared)),)
    return ()


def _finding(plan: RawPlan, key: str, size_m: float, unit: str = "m") -> Finding:
    return Finding(
        key=key,
        severity=Severity.WARNING,
        sentence=text(key, file=plan.source.name, unit=unit, size=Quantity(size_m, "m", 1)),
        remedy=text("ingest.units_remedy"),
        layer=plan.source.name,
        is_open=True,
    )


def _symbol(unit_m: float) -> str:
    return min(UNITS_M, key=lambda name: abs(UNITS_M[name] - unit_m))
