"""Lamps of a site as light sources: what is stated of them, and what is assumed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.cells import lattice
from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.effective import EffectiveSite, Element, Leaning
from sbd_tool.domain.photometry import PER_KLM, Photometry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

ASSUMED_KIND: Final = "lambert"
LUMINAIRE_NUMBERS: Final = (
    "lamp_height_m",
    "lamp_flux_lm",
    "lamp_flux_low_lm",
    "lamp_flux_high_lm",
    "lamp_maintenance_factor",
    "lamp_reach_m",
    "lamp_reach_most_m",
    "lamp_reach_lx",
    "lamp_spacing_m",
    "lamp_facade_m",
)
_HEIGHTS_M: Final = (0.3, 60.0)
_FLUXES_LM: Final = (1.0, 1_000_000.0)
_MOST: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Luminaire:
    """One light source.

    Attributes:
        id: Id of the element it belongs to.
        x, y: Where it hangs, metres; height_m: above the ground.
        photometry: Its distribution.
        factor: What its candela are multiplied with: flux over declared flux, and maintenance.
        bearing_deg: Compass bearing C90 looks to; None when nobody said: then it is averaged round.
        is_assumed: Its flux, height or distribution is not stated, or the distribution is ours.
        unknown_kind: The distribution it names where the library holds none of that name, or "".
        reach_m: On the ground farther away it adds nothing; infinite where nobody bounds it.
    """

    id: str
    x: float
    y: float
    height_m: float
    photometry: Photometry
    factor: float
    bearing_deg: float | None
    is_assumed: bool
    unknown_kind: str = ""
    reach_m: float = math.inf


def luminaires_of(
    site: EffectiveSite, rubric: Rubric, region: BaseGeometry, built: BaseGeometry
) -> list[Luminaire]:
    """Light sources within reach of a region.

    A lamp drawn as a line or an area is a row or a grid of luminaires ``lamp_spacing_m`` apart. One
    drawn up to ``lamp_facade_m`` inside a building hangs on its wall; deeper inside it is indoors.
    What nobody stated is assumed: flux (three values, by the leaning of the world), height,
    maintenance, and a Lambert distribution.

    Args:
        site: Reads role LAMP.
        rubric: Numbers named in ``LUMINAIRE_NUMBERS`` and the library of distributions.
        region: What is to be lit, metres.
        built: Ground of buildings.
    """
    near = region.buffer(rubric.value("lamp_reach_most_m"))
    shapely.prepare(near)
    region = prepared(region)
    built = prepared(built)
    found: list[Luminaire] = []
    for element in site.of(Role.LAMP):
        if element.geometry.is_empty or not shapely.intersects(near, element.geometry):
            continue
        for x, y in _places(element.geometry, near, rubric.value("lamp_spacing_m")):
            hung = _hung(x, y, built, rubric.value("lamp_facade_m"))
            if hung is None or len(found) >= _MOST:
                continue
            lamp = _luminaire(element, hung, site.world.attributes, rubric)
            if shapely.dwithin(region, shapely.Point(hung), lamp.reach_m):
                found.append(lamp)
    return found


def reach_of(photometry: Photometry, factor: float, height_m: float, rubric: Rubric) -> float:
    """How far a lamp's light on the ground is followed, metres.

    Were its strongest intensity to go there, I H / (d2 + H2)^1.5 would be ``lamp_reach_lx``: light
    beyond that is always less. At least ``lamp_reach_m``, at most ``lamp_reach_most_m``.
    """
    strongest = float(photometry.candela.max()) * factor
    ray2 = (strongest * height_m / rubric.value("lamp_reach_lx")) ** (2.0 / 3.0)
    away = math.sqrt(max(0.0, ray2 - height_m**2))
    return min(rubric.value("lamp_reach_most_m"), max(rubric.value("lamp_reach_m"), away))


def assumed_flux(leaning: Leaning, rubric: Rubric) -> float:
    """Flux of a lamp nobody stated it of, lm."""
    if leaning is Leaning.FEW:
        return rubric.value("lamp_flux_low_lm")
    if leaning is Leaning.MANY:
        return rubric.value("lamp_flux_high_lm")
    return rubric.value("lamp_flux_lm")


def _luminaire(
    element: Element, place: tuple[float, float], leaning: Leaning, rubric: Rubric
) -> Luminaire:
    name = word(element, "photometry")
    named = rubric.luminaires.get(name)
    kind = named or rubric.luminaires[ASSUMED_KIND]
    flux = _bounded(element, _FLUXES_LM, "luminous_flux_lm", "flux_lm")
    height = _bounded(
        element, _HEIGHTS_M, "mounting_height_m", "lamp_height_m", "height_m", "height"
    )
    kept = _bounded(element, (0.01, 1.0), "maintenance_factor")
    is_file = kind.basis == "file"
    emitted = kind.flux_lm or (kind.emitted_lm if kind.is_absolute else PER_KLM)
    wanted = flux or (emitted if is_file else assumed_flux(leaning, rubric))
    factor = wanted / emitted * (kept or rubric.value("lamp_maintenance_factor"))
    height_m = height or rubric.value("lamp_height_m")
    return Luminaire(
        id=element.id,
        x=place[0],
        y=place[1],
        height_m=height_m,
        photometry=kind,
        factor=factor,
        bearing_deg=number(element, "direction_deg", "light:direction", "direction"),
        is_assumed=height is None or not is_file,
        unknown_kind="" if named is not None else name,
        reach_m=reach_of(kind, factor, height_m, rubric),
    )


def _bounded(element: Element, bounds: tuple[float, float], *keys: str) -> float | None:
    """A stated number; what no lamp has is not stated."""
    found = number(element, *keys)
    return found if found is not None and bounds[0] <= found <= bounds[1] else None


def _places(
    geometry: BaseGeometry, near: BaseGeometry, spacing_m: float
) -> Iterator[tuple[float, float]]:
    """Where the luminaires of an element hang."""
    for part in shapely.get_parts(shapely.make_valid(shapely.force_2d(geometry))):
        if part.geom_type == "Point":
            yield part.x, part.y
        elif "Line" in part.geom_type:
            count = min(_MOST, max(1, round(part.length / spacing_m)))
            for step in range(count):
                at = part.interpolate((step + 0.5) / count, normalized=True)
                if near.contains(at):
                    yield at.x, at.y
        elif part.area > 0:
            yield from _spread(part, near, spacing_m)


def _spread(
    area: BaseGeometry, near: BaseGeometry, spacing_m: float
) -> Iterator[tuple[float, float]]:
    mesh = max(spacing_m, float(np.sqrt(shapely.oriented_envelope(area).area / _MOST)))
    points, _ = lattice(area, mesh)  # type: ignore[arg-type]
    inside = points[shapely.contains_xy(area, points[:, 0], points[:, 1])]
    if not len(inside):
        inside = shapely.get_coordinates(shapely.point_on_surface(area))
    kept = inside[shapely.contains_xy(near, inside[:, 0], inside[:, 1])]
    yield from ((float(x), float(y)) for x, y in kept)


def _hung(x: float, y: float, built: BaseGeometry, facade_m: float) -> tuple[float, float] | None:
    """The place itself, the wall it hangs on, or None for a lamp indoors."""
    if built.is_empty or not shapely.contains_xy(built, x, y):
        return x, y
    at = shapely.Point(x, y)
    wall = shapely.boundary(built)
    if at.distance(wall) > facade_m:
        return None
    nearest = wall.interpolate(wall.project(at))
    return float(nearest.x), float(nearest.y)
