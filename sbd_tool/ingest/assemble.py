"""From raw plans to one project: one CRS, roles, levels, the square, its surroundings, measures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.role_mapping import RoleMapping
from sbd_tool.domain.role_rules import RoleRules
from sbd_tool.domain.text import literal, text
from sbd_tool.ingest import crs as crs_choice
from sbd_tool.ingest import themes
from sbd_tool.ingest.blocks import settle_blocks
from sbd_tool.ingest.pictures import frame_of, nothing_drawn, placed_pictures, refuse_empty
from sbd_tool.ingest.plain_square import Window
from sbd_tool.ingest.plan_measures import measures_from_plan
from sbd_tool.ingest.repair import repair, repair_findings
from sbd_tool.ingest.role_mapping import mapped
from sbd_tool.ingest.roles import RoleReader
from sbd_tool.ingest.split import PlacedFeature, into_layers, layer_keys, place_features
from sbd_tool.ingest.square import find_square
from sbd_tool.ingest.square_candidates import SquareChoice
from sbd_tool.ingest.units import choose_unit, is_drawing

_LONGEST_REACH_M: Final = 20_000.0
_LONGEST_TITLE: Final = 120
_NAME: Final = re.compile(r"[^\W\d_][^\d_]{2,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """What a person decided about an import.

    Attributes:
        crs: CRS of silent layers, "local", or None.
        units: Unit of drawings ("mm"), or None.
        square: What to assess, or None (see `square.find_square`).
        context_m: How far around the square features are kept, metres.
        title: Name of the project, or "" to take the square's.
        author: Who imports.
        created: ISO 8601 UTC time of the import.
        mapping: What layer and block names mean here, or None for the shipped rules alone.
    """

    crs: str | None = None
    units: str | None = None
    square: str | None = None
    context_m: float = 250.0
    title: str = ""
    author: str = ""
    created: str = ""
    mapping: RoleMapping | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What raw plans come to.

    Attributes:
        crs: The project's metric CRS.
        layers: Layers of one role each, bottom first.
        square: Id of the square's feature, or "".
        measures: Measures found in the plan.
        title: Name for a new project.
        findings: Everything that was mended, left out, guessed or found missing.
    """

    crs: str
    layers: tuple[Layer, ...]
    square: str
    measures: Mapping[str, Measure]
    title: str
    findings: tuple[Finding, ...]


def assemble(
    plans: Sequence[RawPlan],
    wish: ImportWish,
    rules: RoleRules,
    catalogue: Catalogue,
    progress: Progress,
    *,
    into: Project | None = None,
) -> Assembled:
    """Bring plans to one CRS and say what everything in them is.

    Args:
        plans: As read; never changed.
        wish: What a person decided.
        rules: How tags and names are read, and limits.
        catalogue: Says which features are measures.
        progress: Told of every layer.
        into: A project the plans are added to: its CRS and its square hold.

    Raises:
        CrsMissingError: A layer does not say where it lies.
        UnitsDoubtfulError: A drawing's unit does not fit its size.
        SquareMissingError: What was asked for is not there, or several things could be meant.
        PlanUnreadableError: Nothing can be drawn.
        InputError: A wish cannot be used.
    """
    if not 0 < wish.context_m <= _LONGEST_REACH_M:
        raise InputError(
            text("ingest.context_range", most=_LONGEST_REACH_M), text("ingest.context_hint")
        )
    plans = [mapped(plan, wish.mapping) for plan in plans]
    findings = [finding for plan in plans for finding in plan.findings]
    refuse_empty(plans)
    units = _units(plans, wish, rules, findings)
    crs = _project_crs(plans, units, wish, rules, into)
    features = _features(plans, units, crs, wish, rules, progress, findings)
    if not features and not any(placed_pictures(plan) for plan in plans):
        raise nothing_drawn(plans)
    window = next((plan.window for plan in plans if plan.window), None)
    choice, square = _square(features, wish, crs, rules, into, window)
    findings.extend(choice.findings)
    if choice.drawn is not None:
        features = [*features, choice.drawn]
    kept = _around(features, square, wish.context_m)
    findings.extend(themes.left_out(len(features) - len(kept), wish.context_m))
    layers = into_layers(kept, author=wish.author, created=wish.created)
    findings.extend(themes.apart(kept))
    findings.extend(themes.guessed_roles(layers, rules))
    if kept:
        findings.extend(themes.missing_themes(kept, square, wish.context_m, rules))
    progress.advance(0.95)
    return Assembled(
        crs=crs,
        layers=layers,
        square=choice.feature.id if choice.feature is not None else "",
        measures=measures_from_plan(
            kept, square, catalogue, rules, author=wish.author, created=wish.created
        ),
        title=wish.title or _title(choice, kept, plans),
        findings=tuple(findings),
    )


def _units(
    plans: Sequence[RawPlan], wish: ImportWish, rules: RoleRules, findings: list[Finding]
) -> dict[int, float]:
    """Metres per drawing unit for each plan, by its place in the list."""
    chosen = {}
    for place, plan in enumerate(plans):
        unit = choose_unit(plan, wish.units, rules)
        findings.extend(unit.findings)
        chosen[place] = unit.unit_m
    return chosen


def _project_crs(
    plans: Sequence[RawPlan],
    units: Mapping[int, float],
    wish: ImportWish,
    rules: RoleRules,
    into: Project | None,
) -> str:
    layers = [
        _scaled(layer, _factor(layer, units[place], wish.crs))
        for place, plan in enumerate(plans)
        for layer in plan.layers
    ]
    if into is not None and into.crs:
        crs_choice.must_fit(layers, into.crs, wish.crs)
        return into.crs
    frames = [frame for plan in plans for picture in plan.pictures if (frame := frame_of(picture))]
    silent_pictures = [frame for frame in frames if crs_choice.is_silent(frame.crs)]
    placed = [*layers, *(frame for frame in frames if frame not in silent_pictures)]
    return crs_choice.choose(
        placed or silent_pictures, wish.crs, scale_error=rules.limit("scale_error")
    )


def _factor(layer: RawLayer, unit_m: float, crs: str | None) -> float:
    """From drawing units to the units of the CRS a person named for the drawing, or to metres."""
    return crs_choice.drawing_factor(unit_m, crs) if is_drawing(layer) else 1.0


def _scaled(layer: RawLayer, factor: float) -> RawLayer:
    """The layer's coordinates as those of a CRS."""
    if not is_drawing(layer):
        return layer
    drawn = ~(shapely.is_missing(layer.geometry))
    geometry = layer.geometry.copy()
    geometry[drawn] = shapely.transform(geometry[drawn], lambda xy: xy * factor)
    return replace(layer, geometry=geometry, unit_m=1.0)


def _features(  # noqa: PLR0917 - one step of one road
    plans: Sequence[RawPlan],
    units: Mapping[int, float],
    crs: str,
    wish: ImportWish,
    rules: RoleRules,
    progress: Progress,
    findings: list[Finding],
) -> list[PlacedFeature]:
    reader = RoleReader(rules)
    work = [(place, layer) for place, plan in enumerate(plans) for layer in plan.layers]
    keys = layer_keys([layer for _, layer in work])
    features: list[PlacedFeature] = []
    for done, (place, layer) in enumerate(work):
        progress.advance(0.9 * done / len(work), text("ingest.at_layer", layer=literal(layer.name)))
        source = wish.crs if crs_choice.is_silent(layer.crs) else layer.crs
        if crs_choice.is_local(crs):
            source = None
        repaired = repair(layer, source, crs, _factor(layer, units[place], source), rules)
        findings.extend(repair_findings(layer, repaired))
        features.extend(settle_blocks(place_features(layer, keys[done], repaired, reader)))
    return features


def _square(  # noqa: PLR0917 - one step of one road
    features: Sequence[PlacedFeature],
    wish: ImportWish,
    crs: str,
    rules: RoleRules,
    into: Project | None,
    window: Window | None,
) -> tuple[SquareChoice, BaseGeometry | None]:
    known = into.feature(into.square) if into is not None and into.square else None
    if known is not None and wish.square is None:
        return SquareChoice(feature=None), known[1].geometry
    if not features and wish.square is None:
        return SquareChoice(feature=None), None
    choice = find_square(features, wish.square, crs, rules, window)
    return choice, choice.feature.geometry if choice.feature is not None else None


def _around(
    features: Sequence[PlacedFeature], square: BaseGeometry | None, context_m: float
) -> list[PlacedFeature]:
    if square is None or not features:
        return list(features)
    shapely.prepare(square)
    geometry = np.array([feature.geometry for feature in features], dtype=object)
    near = shapely.dwithin(square, geometry, context_m)
    return [feature for feature, is_near in zip(features, near, strict=True) if is_near]


def _title(
    choice: SquareChoice, features: Sequence[PlacedFeature], plans: Sequence[RawPlan]
) -> str:
    """Name of the square, the text a drawing has in its middle, or the file's name."""
    if choice.feature is not None:
        name = choice.feature.attributes.get("name") or _label(choice.feature, features)
        if name:
            return str(name)[:_LONGEST_TITLE]
    name = plans[0].source.name if plans else ""
    return name.split(".", maxsplit=1)[0][:_LONGEST_TITLE]


def _label(square: PlacedFeature, features: Sequence[PlacedFeature]) -> str:
    """The text nearest to the middle of the square that reads like a name."""
    middle = square.geometry.centroid
    written = [
        (feature.geometry.distance(middle), words)
        for feature in features
        if (words := str(feature.attributes.get("text") or "").strip())
        and _NAME.fullmatch(words)
        and square.geometry.convex_hull.intersects(feature.geometry)
    ]
    return min(written, default=(0.0, ""))[1]
