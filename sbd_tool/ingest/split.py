"""From raw layers to features with role and level, and from those to layers of one role each."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import (
    AttributeValue,
    Layer,
    Level,
    RoleOrigin,
    Source,
    as_geometry_array,
)
from sbd_tool.domain.rawplan import RawLayer
from sbd_tool.domain.role_rules import AREA, POINT
from sbd_tool.domain.roles import Role
from sbd_tool.ingest import tags as tag_reading
from sbd_tool.ingest.levels import level_of
from sbd_tool.ingest.repair import Repaired
from sbd_tool.ingest.roles import RoleGuess, RoleReader

_NAMESPACE: Final = uuid.UUID("5bd70015-0000-5000-8000-5bd000000001")
_HEIGHT: Final = "z_m"
_LONGEST_NAME: Final = 120

# Drawn from the ground up: what covers ground first, what stands on it last.
BOTTOM_FIRST: Final = (
    Role.UNDERLAY, Role.CONTEXT, Role.ELEVATION, Role.VEGETATION, Role.WATER, Role.SITE_BOUNDARY,
    Role.PEDESTRIAN_AREA, Role.CROWD_AREA, Role.CARRIAGEWAY, Role.PARKING, Role.FOOTWAY,
    Role.CYCLEWAY, Role.EMERGENCY_ROUTE, Role.RAIL, Role.STEPS, Role.NO_DIG, Role.TERRACE,
    Role.BUILDING, Role.WINDOW_FRONT, Role.SHELTER, Role.KERB, Role.WALL, Role.BARRIER, Role.GATE,
    Role.VEHICLE_ENTRY, Role.TREE, Role.SEAT, Role.LAMP, Role.CAMERA, Role.ENTRANCE,
    Role.TRANSIT_STOP, Role.AMENITY, Role.SIGN, Role.INCIDENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFeature:
    """One object in the project's metres, with what it is taken for.

    Attributes:
        id: UUID text, the same whenever the same file is imported.
        geometry: Metres.
        shape: "point", "line" or "area".
        attributes: Tags flat, without empty values, plus what the role added.
        guess: Role and how sure.
        level: Ground or set apart.
        raw: Layer of the file it came from.
        layer_key: Name of that layer, made unique among the layers of its file.
    """

    id: str
    geometry: BaseGeometry
    shape: str
    attributes: Mapping[str, AttributeValue]
    guess: RoleGuess
    level: Level
    raw: RawLayer
    layer_key: str

    @property
    def role(self) -> Role | None:
        """Role, or None while undecided."""
        return self.guess.role


def stable_id(*parts: str) -> str:
    """UUID (version 5) of what identifies a thing: the same input names the same thing for ever."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


def source_key(source: Source) -> str:
    """What tells one source from another: its digest, or its name where no digest was taken."""
    return source.sha256 or source.name


def layer_keys(layers: Sequence[RawLayer]) -> tuple[str, ...]:
    """A key for each layer that no other of the same file has, even where names repeat."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for layer in layers:
        named = (source_key(layer.source), layer.name)
        keys.append(f"{layer.name}\x1f{seen[named]}" if seen[named] else layer.name)
        seen[named] += 1
    return tuple(keys)


def place_features(
    layer: RawLayer, layer_key: str, repaired: Repaired, reader: RoleReader
) -> tuple[PlacedFeature, ...]:
    """Give every feature of a layer its role, level and lasting id.

    Args:
        layer: As read.
        layer_key: From `layer_keys`.
        repaired: What is left of it.
        reader: Role rules.
    """
    placed: list[PlacedFeature] = []
    seen: Counter[str] = Counter()
    for position, (row, shape) in enumerate(zip(repaired.rows, repaired.shapes, strict=True)):
        own = layer.attributes[row]
        tags = tag_reading.tags_of(own, is_osm=layer.is_osm)
        attributes = tag_reading.tidy(own, tags)
        if position in repaired.heights_m:
            attributes[_HEIGHT] = repaired.heights_m[position]
        key = str(attributes.get(tag_reading.OSM_ID) or f"#{row}")
        seen[key] += 1
        feature = PlacedFeature(
            id=stable_id(source_key(layer.source), layer_key, key, str(seen[key])),
            geometry=repaired.geometry[position],
            shape=shape,
            attributes=attributes,
            guess=reader.guess(layer.name, own, tags, shape),
            level=Level.GROUND,
            raw=layer,
            layer_key=layer_key,
        )
        placed.append(_finished(feature))
        placed.extend(_extras(feature, tags, reader))
    return tuple(placed)


def _finished(feature: PlacedFeature) -> PlacedFeature:
    return replace(
        feature,
        attributes={**feature.attributes, **_added(feature)},
        level=level_of(feature.attributes, feature.role),
    )


def _added(feature: PlacedFeature) -> Mapping[str, AttributeValue]:
    """What the role adds; a kind the file itself gave under a role it named stays."""
    sets = feature.guess.sets
    if feature.guess.origin is RoleOrigin.GIVEN:
        return {key: value for key, value in sets.items() if key not in feature.attributes}
    return sets


def _extras(
    feature: PlacedFeature, tags: Mapping[str, str] | None, reader: RoleReader
) -> Iterable[PlacedFeature]:
    for guess in reader.extras(feature.role, tags, feature.shape):
        geometry, shape = feature.geometry, feature.shape
        if shape == AREA:
            geometry, shape = shapely.point_on_surface(geometry), POINT
        yield _finished(
            replace(
                feature,
                id=stable_id(feature.id, str(guess.role)),
                geometry=geometry,
                shape=shape,
                guess=guess,
            )
        )


def into_layers(
    features: Sequence[PlacedFeature], *, author: str, created: str
) -> tuple[Layer, ...]:
    """Gather features into one layer for each source layer, role and level, bottom first."""
    groups: dict[tuple[int, str, str], list[PlacedFeature]] = defaultdict(list)
    order: dict[int, int] = {}
    for feature in features:
        order.setdefault(id(feature.raw), len(order))
        key = (order[id(feature.raw)], str(feature.role or ""), feature.level.value)
        groups[key].append(feature)
    kinds = Counter(key[0] for key in groups)
    layers = [
        _layer(group, is_split=kinds[key[0]] > 1, author=author, created=created)
        for key, group in groups.items()
    ]
    return tuple(sorted(layers, key=_drawing_rank))


def _drawing_rank(layer: Layer) -> tuple[bool, int, str, str, str]:
    rank = BOTTOM_FIRST.index(layer.role) if layer.role in BOTTOM_FIRST else 0
    return layer.level is Level.GROUND, rank, layer.source.name, layer.source.layer, layer.name


def _layer(group: Sequence[PlacedFeature], *, is_split: bool, author: str, created: str) -> Layer:
    first = group[0]
    raw, role, level = first.raw, first.role, first.level
    sure = sum(feature.guess.confidence for feature in group) / len(group)
    is_given = all(feature.guess.origin is RoleOrigin.GIVEN for feature in group)
    return Layer(
        stamp=Stamp(
            id=stable_id(source_key(raw.source), first.layer_key, str(role or ""), level.value),
            evidence=Evidence.PLAN,
            author=author,
            created=created,
            changed=created,
        ),
        name=_name(raw, role, level, is_split=is_split),
        role=role,
        role_origin=RoleOrigin.GIVEN if is_given else RoleOrigin.PROPOSED,
        role_confidence=1.0 if is_given else round(sure, 3),
        ids=tuple(feature.id for feature in group),
        geometry=as_geometry_array([feature.geometry for feature in group]),
        attributes=tuple(feature.attributes for feature in group),
        level=level,
        source=replace(raw.source, layer=raw.source.layer or raw.name),
    )


def _name(raw: RawLayer, role: Role | None, level: Level, *, is_split: bool) -> str:
    short = raw.name[:_LONGEST_NAME]
    if not is_split:
        return short
    told = (role.value if role else "undecided").replace("_", " ")
    where = "" if level is Level.GROUND else f", {level.value}"
    if raw.is_osm:  # such layers are named after shapes, which tells nobody anything
        return f"{told.capitalize()} ({short}{where})"
    return f"{short}: {told}{where}"
