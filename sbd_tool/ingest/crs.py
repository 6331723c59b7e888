"""Choose one metric coordinate system for the project; degrees are never used as metres."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from pyproj import CRS, Proj, Transformer
from pyproj.exceptions import CRSError, ProjError

from sbd_tool.domain.errors import CrsMissingError, InputError, PlanUnreadableError
from sbd_tool.domain.rawplan import RawLayer
from sbd_tool.domain.text import text
from sbd_tool.ingest.crs_candidates import LOCAL, candidates

LOCAL_WKT: Final = (
    'ENGCRS["Local drawing coordinates",EDATUM["Origin of the drawing"],CS[Cartesian,2],'
    'AXIS["x",east,ORDER[1]],AXIS["y",north,ORDER[2]],LENGTHUNIT["metre",1]]'
)
_WGS84: Final = "EPSG:4326"
_ETRS89_ZONES: Final = range(28, 39)
_POLES_DEG: Final = (-80.0, 84.0)
_ETRS89_SOUTH_DEG: Final = 32.0
_UNKNOWN_NAMES: Final = ("unknown", "undefined", "unnamed")
_METRE_TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Place:
    """Where on earth a plan lies, in degrees."""

    lon: float
    lat: float


@lru_cache(maxsize=64)
def understand(crs: str) -> CRS:
    """Read a CRS, bring it to two dimensions, and refuse what nobody can place.

    Args:
        crs: Authority code or WKT.

    Raises:
        InputError: pyproj does not know it.
    """
    try:
        found = CRS.from_user_input(crs)
    except CRSError as unknown:
        raise InputError(
            text("ingest.crs_unknown", crs=crs[:80]), text("ingest.crs_unknown_hint"), crs[:80]
        ) from unknown
    if found.is_compound and found.sub_crs_list:
        found = found.sub_crs_list[0]
    if found.is_bound and found.source_crs is not None:
        # A bound CRS carries its own shift; the shift is kept, the third axis is not.
        return found
    return found.to_2d() if len(found.axis_info) == 3 else found  # noqa: PLR2004 - three axes


def is_silent(crs: str | None) -> bool:
    """Whether a layer does not say where it lies: no CRS, or one that is called unknown."""
    if crs is None or not crs.strip():
        return True
    if crs.strip().casefold() == LOCAL:
        return False
    try:
        found = understand(crs)
    except InputError:
        return True  # what nobody can read says nothing
    if found.is_projected or found.is_bound:
        return False
    return not found.is_geographic or found.name.casefold().startswith(_UNKNOWN_NAMES)


def name_of(crs: str) -> str:
    """Name to show: "EPSG:3879", or the CRS's own name."""
    if crs in {LOCAL, LOCAL_WKT}:
        return LOCAL
    found = understand(crs)
    authority = found.to_authority()
    return ":".join(authority) if authority else found.name


def is_local(crs: str) -> bool:
    """Whether coordinates are metres of a drawing without a place on earth."""
    return crs in {LOCAL, LOCAL_WKT} or understand(crs).is_engineering


def stored(crs: str) -> str:
    """How a project keeps its CRS: the authority code where there is one, else WKT."""
    if crs == LOCAL:
        return LOCAL_WKT
    found = understand(crs)
    authority = found.to_authority()
    return ":".join(authority) if authority else found.to_wkt()


def suits(crs: str, place: Place, scale_error: float) -> bool:
    """Whether lengths and areas may be measured in a CRS at a place.

    Projected, in metres, and true to scale there within ``scale_error``: web mercator, feet and
    degrees fail. The error left over is at most ``scale_error`` of a length.
    """
    found = understand(crs)
    if found.is_bound or not found.is_projected or not _in_metres(found) or _is_web_mercator(found):
        return False
    try:
        factors = Proj(found).get_factors(place.lon, place.lat)
    except CRSError:
        return False
    scales = (factors.meridional_scale, factors.parallel_scale)
    return all(math.isfinite(scale) and abs(scale - 1) <= scale_error for scale in scales)


def drawing_factor(unit_m: float, crs: str | None) -> float:
    """From drawing units to the units of the CRS a drawing is to be read in.

    Metres where there is none; feet for a grid in feet; drawings in degrees are not scaled.
    """
    if crs is None or crs == LOCAL:
        return unit_m
    found = understand(crs)
    if found.is_geographic:
        return 1.0
    unit = found.axis_info[0].unit_conversion_factor if found.axis_info else 1.0
    return unit_m / float(unit)


def _is_web_mercator(crs: CRS) -> bool:
    """True to scale at the equator alone, and even there no grid anybody surveys in."""
    method = crs.coordinate_operation.method_name if crs.coordinate_operation else ""
    return "Pseudo Mercator" in method


def _in_metres(crs: CRS) -> bool:
    return all(
        abs(axis.unit_conversion_factor - 1) < _METRE_TOLERANCE for axis in crs.axis_info[:2]
    )


def local_to(place: Place) -> str:
    """The UTM zone of a place: ETRS89 in Europe, WGS 84 elsewhere, polar beyond both."""
    if place.lat >= _POLES_DEG[1]:
        return "EPSG:32661"
    if place.lat <= _POLES_DEG[0]:
        return "EPSG:32761"
    zone = min(60, int((place.lon + 180) // 6) + 1)
    if zone in _ETRS89_ZONES and place.lat >= _ETRS89_SOUTH_DEG:
        return f"EPSG:{25800 + zone}"
    return f"EPSG:{(32600 if place.lat >= 0 else 32700) + zone}"


def place_of(layer: RawLayer, crs: str) -> Place | None:
    """The middle of a layer in degrees: the median of its features, deaf to strays."""
    kept = layer.geometry[~shapely.is_missing(layer.geometry) & ~shapely.is_empty(layer.geometry)]
    if not len(kept):
        return None
    bounds = shapely.bounds(kept)
    middles = np.column_stack(
        ((bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2)
    )
    middles = middles[np.isfinite(middles).all(axis=1)]
    if not len(middles):
        return None
    x, y = np.median(middles, axis=0)
    lon, lat = between(crs, _WGS84).transform(x, y)
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 90):  # noqa: PLR2004 - a pole
        return None
    return Place((lon + 180) % 360 - 180, lat)


@lru_cache(maxsize=64)
def between(source: str, target: str) -> Transformer:
    """A transformer that takes and gives x before y, whatever the authorities prescribe.

    Raises:
        InputError: There is no road between the two, as from the Moon to the Earth.
    """
    try:
        return Transformer.from_crs(understand(source), understand(target), always_xy=True)
    except ProjError as impossible:
        raise InputError(
            text("ingest.crs_no_road", source=name_of(source), target=name_of(target)),
            text("ingest.crs_unknown_hint"),
            name_of(source),
        ) from impossible


def choose(layers: Sequence[RawLayer], asked: str | None, *, scale_error: float) -> str:
    """Choose the project's CRS from the layers in it.

    Args:
        layers: Layers in file order; layers without coordinates are passed over.
        asked: What a person gave: the CRS of the layers that are silent, the project's CRS when
            it is fit to measure in, or "local" for a drawing without a place.
        scale_error: Greatest relative error of a length.

    Raises:
        CrsMissingError: A layer is silent and nobody said where it lies.
        InputError: ``asked`` is no CRS, or "local" is asked for layers that have a place.
        PlanUnreadableError: Nothing has a place on earth.
    """
    wanted = stored(asked) if asked else None
    drawn = [layer for layer in layers if has_coordinates(layer)]
    if wanted is not None and is_local(wanted):
        return _choose_local(drawn)
    _refuse_silent(drawn, wanted)
    first: str | None = None
    for layer in sorted(drawn, key=len, reverse=True):
        crs = wanted if is_silent(layer.crs) else layer.crs
        place = place_of(layer, crs) if crs is not None else None
        if crs is None or place is None:
            continue
        if wanted is not None and suits(wanted, place, scale_error):
            return wanted
        if suits(crs, place, scale_error):
            return stored(crs)
        first = first or local_to(place)
    if first is None:
        raise PlanUnreadableError(text("ingest.nothing_placed"), text("ingest.nothing_placed_hint"))
    return first


def has_coordinates(layer: RawLayer) -> bool:
    """Whether anything in a layer has geometry."""
    geometry = layer.geometry
    return bool((~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)).any())


def must_fit(layers: Sequence[RawLayer], project_crs: str, asked: str | None) -> None:
    """Refuse layers that cannot join a project: without a place in one that has one, or vice versa.

    Raises:
        CrsMissingError: A layer is silent and nobody said where it lies.
        InputError: A layer has a place and the project is a local drawing.
    """
    drawn = [layer for layer in layers if has_coordinates(layer)]
    if is_local(project_crs):
        _choose_local(drawn)
    else:
        _refuse_silent(drawn, stored(asked) if asked else None)


def _choose_local(layers: Sequence[RawLayer]) -> str:
    placed = [layer.name for layer in layers if not is_silent(layer.crs)]
    if placed:
        raise InputError(
            text("ingest.crs_local_mixed", layer=placed[0]),
            text("ingest.crs_local_mixed_hint"),
            placed[0],
        )
    return LOCAL_WKT


def _refuse_silent(layers: Sequence[RawLayer], wanted: str | None) -> None:
    if wanted is not None:
        return
    for layer in layers:
        if is_silent(layer.crs):
            guesses = candidates(layer)
            hint = (
                text("ingest.crs_missing_hint", candidates=", ".join(guesses))
                if guesses
                else text("ingest.crs_missing_hint_none")
            )
            raise CrsMissingError(
                text("ingest.crs_missing", layer=layer.name, file=layer.source.name),
                hint,
                layer.name,
                guesses,
            )
