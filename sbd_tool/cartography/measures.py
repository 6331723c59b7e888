"""Measures on the map: footprints, lines and areas, each run with one sign."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point

from sbd_tool.cartography.drawlist import Fill, Group, Item, Label, Marker, Stroke
from sbd_tool.cartography.labels import Occupied, around, disc
from sbd_tool.cartography.measure_styles import Look, footprint_style, generic_stroke, state_stroke
from sbd_tool.cartography.ragged import area_paths, geometry_paths
from sbd_tool.cartography.runs import (
    NEAREST_SCALE,
    UNITS,
    axis_lines,
    footprints,
    middle_one,
    midpoint,
    neighbours,
    places_along,
    unit_of,
)
from sbd_tool.domain.catalogue import Catalogue, MeasureKind
from sbd_tool.domain.evidence import BASE_OPTION, Evidence
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import holds, option_line

_QUIET_OPACITY: Final = 0.6
_DOT_MM: Final = 1.25
_CAMERA_DOT_MM: Final = 2.0
"""Cameras and lamps are of one family: their dots differ in size, in grey too."""
_FEW: Final = 9
"""Up to so many measures of one kind from the plan get a sign each; more are dots."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Measures as items, with the place their signs take."""

    items: tuple[Item, ...]
    names: tuple[tuple[Label, ...], ...]


def shown_measures(
    project: Project, option: str = BASE_OPTION, time_state: str = "ordinary"
) -> tuple[Measure, ...]:
    """Measures with a place that hold in an option and a state of time."""
    options = option_line(project, option)
    return tuple(
        measure
        for measure in project.measures.values()
        if measure.geometry is not None
        and not measure.geometry.is_empty
        and holds(measure.stamp, options, time_state)
    )


def is_quiet(measure: Measure) -> bool:
    """Whether a measure came from the plan and nobody has looked at it yet."""
    return bool(measure.plan_feature) and measure.stamp.evidence in (
        Evidence.PLAN,
        Evidence.ASSUMED,
        Evidence.NONE,
    )


def draw_measures(
    measures: Iterable[Measure], catalogue: Catalogue, look: Look, occupied: Occupied
) -> Drawn:
    """Measures from below to above: areas, lines and footprints, dots, signs.

    Args:
        measures: What to draw; kinds the catalogue does not know are left out.
        catalogue: Families and symbols.
        look: Colours, scale and selection.
        occupied: Taken room on the page; the signs are added.
    """
    known = [
        (measure, catalogue.measures[measure.kind])
        for measure in measures
        if measure.kind in catalogue.measures
    ]
    shapes = [item for measure, kind in known for item in _shape(measure, kind, look)]
    rows, signs = _rows_of_points(known, look)
    elsewhere = {measure.id: places_along(measure.geometry) for measure, _ in known}
    dots, markers = _settle(signs, look, occupied, elsewhere)
    given = known_names(known)
    names = tuple(_name(marker, look, given) for marker in markers)
    return Drawn((*shapes, *rows, *dots, *markers), tuple(name for name in names if name))


def known_names(known: Iterable[tuple[Measure, MeasureKind]]) -> Mapping[str, str]:
    """Names people gave to measures, by id."""
    return {measure.id: measure.name for measure, _ in known if measure.name}


def _name(marker: Marker, look: Look, names: Mapping[str, str]) -> tuple[Label, ...]:
    words = names.get(marker.id, "")[:40]
    if not words:
        return ()
    label = Label(
        x_m=marker.x_m,
        y_m=marker.y_m,
        words=words,
        size_mm=look.design.label_mm,
        colour=look.theme.colour("ink"),
        halo=look.theme.colour("map.halo"),
        weight=600,
        priority=800,
        id=marker.id,
    )
    return around(label, marker.size_mm, look.scale, look.turned_deg)


def _halo(measure: Measure, look: Look) -> tuple[Item, ...]:
    if measure.id not in look.selection:
        return ()
    yellow = Stroke(colour=look.theme.colour("select"), width_mm=2.4)
    return geometry_paths(measure.geometry, measure.id, stroke=yellow)


def _shape(measure: Measure, kind: MeasureKind, look: Look) -> tuple[Item, ...]:
    """Ground drawing of lines and areas; points have none of their own."""
    if measure.geometry is None or measure.geometry.geom_type in ("Point", "MultiPoint"):
        return ()
    hue = look.hue(kind.family)
    lines = axis_lines(measure.geometry)
    unit = unit_of(kind.symbol, _sizes(measure, kind)) if lines else None
    if unit is not None and look.scale <= NEAREST_SCALE:
        drawn = [foot for line in lines for foot in footprints(line, unit, least_m=look.least_m)]
        inside, edge = footprint_style(measure.state, hue, look)
        array = as_geometry_array(list(drawn))
        rows = np.arange(len(drawn))
        paths = area_paths(array, rows, (measure.id,) * len(drawn), fill=inside, stroke=edge)
        return (*_halo(measure, look), *(() if paths is None else (paths,)))
    stroke = state_stroke(measure.state, hue, look, 0.7 if lines else 0.35)
    if lines and not kind.symbol:
        stroke = generic_stroke(look.theme)
    if measure.plan_feature and is_quiet(measure):
        stroke = Stroke(colour=hue, width_mm=0.4, opacity=_QUIET_OPACITY)
    fill = None if lines else Fill(colour=hue, opacity=0.10)
    return (
        *_halo(measure, look),
        *geometry_paths(measure.geometry, measure.id, fill=fill, stroke=stroke),
    )


def _sizes(measure: Measure, kind: MeasureKind) -> Mapping[str, ParameterValue]:
    return {spec.key: spec.value for spec in kind.parameters} | dict(measure.parameters)


def _rows_of_points(
    known: list[tuple[Measure, MeasureKind]], look: Look
) -> tuple[tuple[Item, ...], list[Marker]]:
    """Single bollards, planters and benches that stand in a row: true footprints, one sign."""
    items: list[Item] = []
    signs: list[Marker] = []
    rows: dict[tuple[str, MeasureState], list[Measure]] = {}
    for measure, kind in known:
        if measure.geometry is None:
            continue
        if not kind.symbol:
            if measure.geometry.geom_type == "Point":
                items.append(dot_of(_sign(measure, kind, look), look))
            continue
        if measure.geometry.geom_type == "Point" and kind.symbol in UNITS:
            rows.setdefault((kind.key, measure.state), []).append(measure)
        elif not (kind.symbol == "tree" and is_quiet(measure)):
            signs.append(_sign(measure, kind, look))
    kinds = {kind.key: kind for _, kind in known}
    for (key, state), members in rows.items():
        found, markers = _row(members, kinds[key], state, look)
        items.extend(found)
        signs.extend(markers)
    return tuple(items), signs


def _row(
    members: list[Measure], kind: MeasureKind, state: MeasureState, look: Look
) -> tuple[tuple[Item, ...], list[Marker]]:
    points = as_geometry_array([measure.geometry for measure in members])
    markers = []
    for group in neighbours(points):
        chosen = next((row for row in group if members[row].id in look.selection), None)
        middle = middle_one(points, group) if chosen is None else chosen
        markers.append(_sign(members[middle], kind, look))
    unit = UNITS[kind.symbol]
    size = max(unit.length_m if unit.is_round else 0.6, look.least_m)
    discs = shapely.buffer(points, size / 2, quad_segs=4)
    fill, edge = footprint_style(state, look.hue(kind.family), look)
    ids = tuple(measure.id for measure in members)
    paths = area_paths(discs, np.arange(len(ids)), ids, fill=fill, stroke=edge)
    return (() if paths is None else (paths,)), markers


def _sign(measure: Measure, kind: MeasureKind, look: Look) -> Marker:
    at = midpoint(measure.geometry)  # type: ignore[arg-type]  # callers keep to placed measures
    quiet = is_quiet(measure) and measure.id not in look.selection
    return Marker(
        x_m=float(at.x),
        y_m=float(at.y),
        symbol=kind.symbol,
        size_mm=look.quiet_mm if quiet else look.marker_mm,
        family=kind.family,
        state=measure.state.value,
        evidence=measure.stamp.evidence.value,
        id=measure.id,
        is_selected=measure.id in look.selection,
        opacity=_QUIET_OPACITY if quiet else 1.0,
    )


def _free_place(sign: Marker, places: tuple[Point, ...], look: Look, occupied: Occupied) -> Marker:
    """The sign at the first free place along its line; where it was when none is free."""
    for at in places:
        if occupied.is_free((disc(at.x, at.y, sign.size_mm, look.scale, look.turned_deg),)):
            return replace(sign, x_m=float(at.x), y_m=float(at.y))
    return sign


def _settle(
    signs: list[Marker],
    look: Look,
    occupied: Occupied,
    elsewhere: Mapping[str, tuple[Point, ...]],
) -> tuple[list[Marker], list[Marker]]:
    """Decide which signs are drawn in full; the rest are dots, so that no forest of icons grows."""
    counts: dict[tuple[str, str], int] = {}
    for sign in signs:
        if sign.opacity < 1:
            kind = (sign.symbol, sign.family)
            counts[kind] = counts.get(kind, 0) + 1
    dots: list[Marker] = []
    markers: list[Marker] = []
    ranked = sorted(signs, key=lambda sign: (not sign.is_selected, sign.opacity < 1, sign.id))
    for sign in ranked:
        box = disc(sign.x_m, sign.y_m, sign.size_mm, look.scale, look.turned_deg)
        is_loud = sign.opacity == 1.0
        has_room = occupied.is_free((box,)) and look.scale <= NEAREST_SCALE * 2
        if is_loud and not occupied.is_free((box,)):
            sign = _free_place(sign, elsewhere.get(sign.id, ()), look, occupied)  # noqa: PLW2901
            box = disc(sign.x_m, sign.y_m, sign.size_mm, look.scale, look.turned_deg)
        if is_loud or (has_room and counts[sign.symbol, sign.family] <= _FEW):
            occupied.take((box,))
            markers.append(sign)
        else:
            dots.append(dot_of(sign, look))
    return dots, markers[::-1]


def is_dotted(symbol: str, count: int, scale: float) -> bool:
    """Whether unverified measures of a sign are dots: there are many, or the map is small.

    Args:
        symbol: The sign; single units of a row and trees have a drawing of their own.
        count: How many of the map's measures with this sign came from the plan.
        scale: Scale denominator.
    """
    if symbol in UNITS or symbol == "tree":
        return False
    return count > _FEW or scale > NEAREST_SCALE * 2


def dot_of(sign: Marker, look: Look) -> Marker:
    """The dot a sign is drawn as where there is no room for it."""
    return Marker(
        x_m=sign.x_m,
        y_m=sign.y_m,
        symbol="",
        size_mm=_CAMERA_DOT_MM if sign.symbol.startswith("camera") else _DOT_MM,
        family=sign.family,
        state=sign.state,
        evidence=sign.evidence,
        id=sign.id,
        colour=look.hue(sign.family),
        opacity=0.8,
    )


def measure_group(drawn: Drawn) -> Group:
    """The measures as one group of the draw list."""
    return Group(key="measures", title="", items=drawn.items)
