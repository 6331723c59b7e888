"""The legend: only what is visible on this map, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import shapely

from sbd_tool.cartography.drawlist import Fill, LegendEntry, Marker, Stroke
from sbd_tool.cartography.kept_layers import Same, is_drawn
from sbd_tool.cartography.layer_looks import drawn_parts
from sbd_tool.cartography.measure_styles import Look, generic_stroke
from sbd_tool.cartography.measures import dot_of, is_dotted, is_quiet
from sbd_tool.cartography.ragged import split_kinds
from sbd_tool.cartography.styles import (
    RoleStyle,
    area_edge,
    area_fill,
    line_stroke,
    style_of,
)
from sbd_tool.cartography.tokens import Theme
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the ground is on the page; ``extent`` None means all of it."""

    extent: Extent | None
    scale: float

    def seen(self, geometries: np.ndarray) -> np.ndarray:
        """The geometries that can be seen."""
        if not len(geometries) or self.extent is None:
            return geometries
        found: np.ndarray = geometries[shapely.intersects(geometries, shapely.box(*self.extent))]
        return found

    def counts(self, layer: Layer) -> "Counts":
        """How many areas, lines and points of a layer can be seen."""
        if self.extent is None:
            return _counts_of(Same(layer))
        return _counts(self.seen(layer.geometry))

    def shows(self, geometries: np.ndarray) -> bool:
        """Whether any of the geometries can be seen."""
        return len(self.seen(geometries)) > 0


class Counts(NamedTuple):
    """Features by what is drawn of them."""

    areas: int
    lines: int
    points: int


@lru_cache(maxsize=64)
def _counts_of(same: Same) -> Counts:
    """Counts of a whole layer; kept while the layer itself is the same."""
    return _counts(same.layer.geometry)


def _counts(geometry: np.ndarray) -> Counts:
    areas, lines, points = split_kinds(geometry)
    return Counts(len(areas[0]), len(lines[0]), len(points[0]))


def plan_entries(
    project: Project, theme: Theme, words: Words, hidden: frozenset[str], frame: Frame
) -> tuple[LegendEntry, ...]:
    """One row per role that is seen, from the square downwards."""
    layers: dict[Role | None, list[Layer]] = {}
    for layer in project.layers:
        if style_of(layer.role) is not None and is_drawn(layer, hidden) and layer.style is None:
            layers.setdefault(layer.role, []).append(layer)
    entries: dict[Role | None, LegendEntry] = {}
    for role, members in layers.items():
        style = style_of(role)
        counts = [frame.counts(layer) for layer in members]
        if style is not None:
            summed = Counts(*(sum(kind) for kind in zip(*counts, strict=True)))
            entry = _plan_entry(role, summed, style, (theme, words, frame.scale))
            if entry is not None:
                entries[role] = entry
    order = sorted(
        entries.items(), key=lambda pair: -(style_of(pair[0]) or RoleStyle(order=0)).order
    )
    square = _square_entry(project, theme, words)
    own = _styled_entries(project, hidden, frame, (theme, words, frame.scale))
    return (*square, *own, *(entry for _, entry in order))


def _styled_entries(
    project: Project, hidden: frozenset[str], frame: Frame, look: tuple[Theme, Words, float]
) -> tuple[LegendEntry, ...]:
    """One row per class that is seen of layers with a look of their own, topmost layer first."""
    words = look[1]
    entries: list[LegendEntry] = []
    for layer in reversed(project.layers):
        if layer.style is None or not is_drawn(layer, hidden):
            continue
        for part in drawn_parts(words, layer):
            entry = _plan_entry(layer.role, frame.counts(part.layer), part.style, look)
            if entry is not None:
                key, title = layer.id + part.suffix, entry.title + part.words
                entries.append(replace(entry, key=key, title=title))
    return tuple(entries)


def _square_entry(project: Project, theme: Theme, words: Words) -> tuple[LegendEntry, ...]:
    if not project.square:
        return ()
    stroke = Stroke(
        colour=theme.colour("map.boundary"), width_mm=0.45, dash_mm=(3.2, 1.0, 0.5, 1.0), cap="butt"
    )
    return (LegendEntry(key="square", title=words(text("map.square")), stroke=stroke),)


def _plan_entry(
    role: Role | None,
    counts: Counts,
    style: RoleStyle,
    look: tuple[Theme, Words, float],
) -> LegendEntry | None:
    """The row of a role by what of it is drawn: area, line or dot; None when nothing is."""
    theme, words, scale = look
    key = role.value if role else "undecided"
    title = words(text(f"map.role_{key}"))
    areas, lines, points = counts
    is_area = style.fill and (areas or (style.width_m and lines))
    if is_area or (role is Role.TREE and points):
        fill, edge = area_fill(style, theme), area_edge(style, theme)
        return LegendEntry(key=key, title=title, fill=fill, stroke=edge)
    has_dots = bool(style.dot) and points > 0 and scale <= style.dots_to
    if not has_dots or lines > points:
        if not lines and not areas:
            return None
        stroke = line_stroke(style, theme) if lines else area_edge(style, theme)
        stroke = stroke or line_stroke(style, theme)
        return LegendEntry(key=key, title=title, stroke=stroke)
    dot = Marker(
        x_m=0, y_m=0, symbol="", size_mm=style.dot_mm * 1.4, colour=theme.colour(style.dot)
    )
    return LegendEntry(key=key, title=title, marker=dot)


def measure_entries(
    measures: Iterable[Measure], catalogue: Catalogue, words: Words, look: Look, frame: Frame
) -> tuple[LegendEntry, ...]:
    """One row per kind that is seen, by family then catalogue order."""
    seen: dict[str, list[Measure]] = {}
    for measure in measures:
        if measure.kind in catalogue.measures and _is_seen(measure, frame):
            seen.setdefault(measure.kind, []).append(measure)
    families = {family: rank for rank, family in enumerate(look.design.families())}
    order = {kind.key: rank for rank, kind in enumerate(catalogue.measures)}
    keys = sorted(
        seen, key=lambda key: (families.get(catalogue.measures[key].family, 99), order[key])
    )
    signs = _quiet_signs(measures, catalogue)
    return tuple(_measure_entry(key, seen[key], catalogue, (words, look, signs)) for key in keys)


def _quiet_signs(measures: Iterable[Measure], catalogue: Catalogue) -> Mapping[str, int]:
    """How many measures of a sign came from the plan: of many, the map draws dots."""
    kinds = (
        catalogue.measures[one.kind]
        for one in measures
        if one.kind in catalogue.measures and is_quiet(one)
    )
    return Counter(kind.symbol for kind in kinds)


def _is_seen(measure: Measure, frame: Frame) -> bool:
    single = np.empty(1, dtype=object)
    single[0] = measure.geometry
    return frame.shows(single)


def _measure_entry(
    key: str,
    members: list[Measure],
    catalogue: Catalogue,
    how: tuple[Words, Look, Mapping[str, int]],
) -> LegendEntry:
    """One kind as the map draws it: a dot where there are many, outlined where it is proposed."""
    words, look, signs = how
    kind = catalogue.measures[key]
    if not kind.symbol:
        hue = look.hue(kind.family)
        is_area = all(measure.geometry.geom_type.endswith("Polygon") for measure in members)  # type: ignore[union-attr]  # only placed measures are seen
        if is_area:
            fill, edge = Fill(colour=hue, opacity=0.15), Stroke(colour=hue, width_mm=0.35)
            return LegendEntry(key=key, title=words(kind.name), fill=fill, stroke=edge)
        return LegendEntry(key=key, title=words(kind.name), stroke=generic_stroke(look.theme))
    is_all_quiet = all(is_quiet(measure) for measure in members)
    states = {measure.state.value for measure in members}
    marker = Marker(
        x_m=0,
        y_m=0,
        symbol=kind.symbol,
        size_mm=look.marker_mm * 0.8,
        family=kind.family,
        state=states.pop() if len(states) == 1 else "existing",
        opacity=0.6 if is_all_quiet else 1.0,
    )
    if is_all_quiet and is_dotted(kind.symbol, signs[kind.symbol], look.scale):
        marker = dot_of(marker, look)
    return LegendEntry(key=key, title=words(kind.name), marker=marker)


def state_entries(
    measures: Iterable[Measure], catalogue: Catalogue, look: Look, words: Words
) -> tuple[LegendEntry, ...]:
    """The states that occur, each on the sign of a kind that is on the map."""
    shown = [one for one in measures if one.kind in catalogue.measures]
    present: Mapping[str, None] = dict.fromkeys(measure.state.value for measure in shown)
    loud = [one for one in shown if not is_quiet(one)]
    kinds = (catalogue.measures[one.kind] for one in (*loud, *shown))
    kind = next((kind for kind in kinds if kind.symbol), None)
    return tuple(
        LegendEntry(
            key=f"state_{state}",
            title=words(text(f"map.state_{state}")),
            marker=Marker(
                x_m=0,
                y_m=0,
                symbol=kind.symbol,
                size_mm=look.marker_mm * 0.8,
                family=kind.family,
                state=state,
            ),
        )
        for state in ("existing", "proposed", "temporary", "to_remove")
        if kind is not None and state in present
    )
