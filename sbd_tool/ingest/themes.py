"""What a plan says nothing about, what was guessed in it, and what was set apart."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Layer, Level, RoleOrigin
from sbd_tool.domain.role_rules import RoleRules
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Quantity, text
from sbd_tool.ingest.split import PlacedFeature

_UNIT_KINDS: Final = frozenset({"shop", "food", "service"})
_HARDLY: Final = 0.005  # less than half a per cent built reads as none
RETOLD: Final = frozenset(
    f"ingest.missing_{role.value}"
    for role in (Role.BUILDING, Role.LAMP, Role.SEAT, Role.TREE, Role.ENTRANCE, Role.CAMERA)
)
"""Findings that each assessment tells anew from what is known then; an import says them once."""
_MOST_OBJECTS: Final = 200
_MOST_NAMES: Final = 12
_A_ROUTING_EXTRACT: Final = 20  # ways drawn while hardly a building is


def missing_themes(
    features: Sequence[PlacedFeature],
    square: BaseGeometry | None,
    context_m: float,
    rules: RoleRules,
) -> tuple[Finding, ...]:
    """Tell of every theme the plan is silent about.

    "No data on lighting" is not "dark": the theme is not assessed until somebody says more.
    """
    ground = [feature for feature in features if feature.level is Level.GROUND]
    counts = Counter(feature.role for feature in ground)
    found = [_missing(role) for role in rules.themes if not counts[role]]
    units = sum(
        feature.role is Role.AMENITY and feature.attributes.get("kind") in _UNIT_KINDS
        for feature in ground
    )
    if counts[Role.AMENITY] and units < rules.limit("min_shops"):
        found.append(
            _warning("ingest.shops_few", count=units) if units else _warning("ingest.shops_none")
        )
    built = _built_share(ground, square, context_m)
    if counts[Role.BUILDING] and built is not None and built < rules.limit("min_built_share"):
        found.append(
            _warning("ingest.buildings_few", share=Quantity(100 * built, "%"))
            if built >= _HARDLY
            else _warning("ingest.buildings_hardly")
        )
    is_thin = not counts[Role.BUILDING] or (
        built is not None and built < rules.limit("min_built_share")
    )
    if is_thin and counts[Role.CARRIAGEWAY] + counts[Role.FOOTWAY] >= _A_ROUTING_EXTRACT:
        found.append(_warning("ingest.routing_extract"))
    return tuple(found)


def _missing(role: Role) -> Finding:
    return Finding(
        key=f"ingest.missing_{role.value}",
        severity=Severity.WARNING,
        sentence=text(f"ingest.missing_{role.value}"),
        remedy=text("ingest.missing_remedy"),
    )


def _warning(key: str, **params: int | Quantity) -> Finding:
    return Finding(
        key=key,
        severity=Severity.WARNING,
        sentence=text(key, **params),
        remedy=text("ingest.missing_remedy"),
    )


def _built_share(
    ground: Sequence[PlacedFeature], square: BaseGeometry | None, context_m: float
) -> float | None:
    buildings = [feature.geometry for feature in ground if feature.role is Role.BUILDING]
    if square is None or not buildings:
        return None
    around = shapely.buffer(square, context_m)
    shapely.prepare(around)
    cut = shapely.intersection(np.array(buildings, dtype=object), around)
    return float(shapely.area(cut).sum() / around.area)


def apart(features: Sequence[PlacedFeature]) -> tuple[Finding, ...]:
    """Tell how many features lie under, inside or above the ground and are not assessed."""
    by_level: dict[Level, list[str]] = defaultdict(list)
    for feature in features:
        if feature.level is not Level.GROUND:
            by_level[feature.level].append(feature.id)
    return tuple(
        Finding(
            key=f"ingest.apart_{level.value}",
            severity=Severity.INFO,
            sentence=text(f"ingest.apart_{level.value}", count=len(by_level[level])),
            objects=tuple(by_level[level][:_MOST_OBJECTS]),
        )
        for level in Level
        if level in by_level
    )


def guessed_roles(layers: Sequence[Layer], rules: RoleRules) -> tuple[Finding, ...]:
    """Ask about layers without a role, and tell what less certain ones were taken for."""
    undecided = [layer for layer in layers if layer.role is None]
    found: list[Finding] = []
    if undecided:
        names = ", ".join(layer.name for layer in undecided[:_MOST_NAMES])
        found.append(
            Finding(
                key="ingest.roles_undecided",
                severity=Severity.WARNING,
                sentence=text("ingest.roles_undecided", count=len(undecided), names=names),
                remedy=text("ingest.roles_remedy"),
                is_open=True,
            )
        )
    for layer in layers:
        is_proposed = layer.role_origin is RoleOrigin.PROPOSED
        is_read_only = layer.role in {None, Role.CONTEXT}  # told above, or never assessed
        if (
            is_proposed
            and not is_read_only
            and layer.role_confidence < rules.limit("sure_confidence")
        ):
            found.append(_guessed(layer))
    return tuple(found)


def _guessed(layer: Layer) -> Finding:
    role = layer.role or Role.CONTEXT
    return Finding(
        key="ingest.role_guessed",
        severity=Severity.WARNING,
        sentence=text(
            "ingest.role_guessed",
            layer=layer.name,
            role=text(f"ingest.role_{role.value}"),
            count=len(layer),
            sure=Quantity(100 * layer.role_confidence, "%", 0),
        ),
        remedy=text("ingest.roles_remedy"),
        objects=layer.ids[:_MOST_OBJECTS],
        layer=layer.name,
    )


def left_out(count: int, context_m: float) -> tuple[Finding, ...]:
    """Tell how much of the plan lies too far away to matter."""
    if not count:
        return ()
    return (
        Finding(
            key="ingest.left_out",
            severity=Severity.INFO,
            sentence=text("ingest.left_out", count=count, reach=Quantity(context_m, "m", 0)),
        ),
    )
