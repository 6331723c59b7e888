"""OpenStreetMap files through osmium: every tag, areas put together, nothing about contributors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue, GeometryArray, Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats.attribute_values import Tally, clean_row
from sbd_tool.formats.limits import HEAD_BYTES, MAX_FEATURES
from sbd_tool.formats.osm_areas import is_area
from sbd_tool.formats.osm_order import in_order, node_id
from sbd_tool.formats.osm_window import window_of
from sbd_tool.formats.problems import damaged, noted, on_values, unreadable
from sbd_tool.formats.scratch import scratch_folder
from sbd_tool.formats.shapes import decode_wkb
from sbd_tool.formats.spec import Bbox
from sbd_tool.formats.stated_licence import stated_in_root

CRS: Final = "EPSG:4326"
LICENCE: Final = "ODbL 1.0, \u00a9 OpenStreetMap contributors"
_OSM_WORDS: Final = ("odbl", "openstreetmap")
_EVERY: Final = 4_000
_AREA_TYPES: Final = frozenset({"multipolygon", "boundary"})


@dataclass(slots=True)
class _Kind:
    """Objects of one kind of geometry."""

    blobs: list[Any] = field(default_factory=list)
    rows: list[Mapping[str, AttributeValue]] = field(default_factory=list)


@dataclass(slots=True)
class _Gathered:
    points: _Kind = field(default_factory=_Kind)
    lines: _Kind = field(default_factory=_Kind)
    areas: _Kind = field(default_factory=_Kind)
    area_relations: set[int] = field(default_factory=set)
    made_relations: set[int] = field(default_factory=set)
    plain_relations: int = 0
    cut: int = 0
    lost: int = 0
    unmade_rings: dict[int, tuple[Mapping[str, str], list[tuple[float, float]]]] = field(
        default_factory=dict
    )
    tally: Tally = field(default_factory=Tally)

    @property
    def total(self) -> int:
        return len(self.points.rows) + len(self.lines.rows) + len(self.areas.rows)


def read(path: Path, source: Source, progress: Progress, *, bbox: Bbox | None = None) -> RawPlan:
    """Read points, lines and areas with all their tags.

    Args:
        path: OSM XML or PBF file.
        source: Source of the layers; its licence becomes OpenStreetMap's.
        progress: Told every few thousand objects; the total is not known before.
        bbox: Keep only objects whose extent touches this window (degrees). Ways and areas are
            kept whole.

    Returns:
        Up to three layers, "points", "lines", "areas", in EPSG:4326, each feature with its tags
        and ``osm_id`` ("n1", "w2", "r3").

    Raises:
        SbdError: The file breaks the format, or holds too many objects to read without ``bbox``.
    """
    import osmium

    gathered = _Gathered()
    visit = _Visitor(osmium, gathered, bbox)
    try:
        with scratch_folder("osm", beside=path) as folder:
            ordered = in_order(osmium, path, folder, kind_of(source))
            for count, thing in enumerate(_tagged(osmium, ordered)):
                if count % _EVERY == 0:
                    progress.advance(min(0.9, count / 400_000))
                visit(thing)
                if gathered.total > MAX_FEATURES:
                    raise unreadable(
                        "osm_too_many", "osm_too_many", source.name, limit=MAX_FEATURES
                    )
    except (RuntimeError, osmium.InvalidLocationError, ValueError, UnicodeError) as error:
        raise worded(error, source) from None
    visit.keep_unsound_rings()
    source = replace(source, licence=source.licence or _licence(path, source))
    return replace(_plan(gathered, source), window=window_of(path))


def _licence(path: Path, source: Source) -> str:
    """What the file says where that is another licence than OpenStreetMap's; else that one."""
    if kind_of(source) == "pbf":
        return LICENCE
    with path.open("rb") as file:
        said = stated_in_root(file.read(HEAD_BYTES).decode("utf-8", "replace"), "osm")
    is_other = bool(said) and not any(word in said.casefold() for word in _OSM_WORDS)
    return said if is_other else LICENCE


def kind_of(source: Source) -> str:
    """What the parser calls the format; it would go by the suffix otherwise."""
    return "pbf" if source.format == "osm_pbf" else "osm"


def _tagged(osmium: Any, file: Any) -> Iterable[Any]:
    no_tags = osmium.filter.EmptyTagFilter().enable_for(
        osmium.osm.NODE | osmium.osm.WAY | osmium.osm.RELATION
    )
    return osmium.FileProcessor(file).with_areas().with_filter(no_tags)  # type: ignore[no-any-return]


def worded(error: Exception, source: Source) -> Exception:
    """Put an error of the parser into words."""
    words = str(error).casefold()
    if "version" in words:
        return unreadable("osm_version", "osm_export", source.name)
    if "entit" in words:
        return unreadable("entities_refused", "damaged", source.name)
    return damaged(source.name, text(f"formats.title_{source.format}"))


class _Visitor:
    """Sorts objects into points, lines and areas."""

    def __init__(self, osmium: Any, gathered: _Gathered, bbox: Bbox | None) -> None:
        self._factory = osmium.geom.WKBFactory()
        self._bad_location = (osmium.InvalidLocationError, RuntimeError)
        self._out, self._bbox = gathered, bbox

    def __call__(self, thing: Any) -> None:
        """Take one object; what an editor marked as deleted is left out."""
        if not thing.is_area() and not thing.visible:
            return
        if thing.is_node():
            self._node(thing)
        elif thing.is_way():
            self._way(thing)
        elif thing.is_area():
            self._area(thing)
        else:
            self._relation(thing)

    def _add(self, kind: _Kind, osm_id: str, tags: Mapping[str, str], blob: Any) -> None:
        kind.blobs.append(blob)
        kind.rows.append(clean_row([*tags.items(), ("osm_id", osm_id)], self._out.tally))

    def _is_wanted(self, lons: list[float], lats: list[float]) -> bool:
        if self._bbox is None:
            return True
        west, south, east, north = self._bbox
        return (
            bool(lons)
            and min(lons) <= east
            and max(lons) >= west
            and min(lats) <= north
            and max(lats) >= south
        )

    def _node(self, node: Any) -> None:
        if not node.location.valid():
            self._out.lost += 1
        elif self._is_wanted([node.lon], [node.lat]):
            blob = bytes.fromhex(self._factory.create_point(node))
            self._add(self._out.points, node_id(node.id), dict(node.tags), blob)

    def _way(self, way: Any) -> None:
        tags = dict(way.tags)
        known = [(ref.lon, ref.lat) for ref in way.nodes if ref.location.valid()]
        if not known and self._bbox is not None:
            return
        lons, lats = [x for x, _ in known], [y for _, y in known]
        if not self._is_wanted(lons, lats):
            return
        if len(set(known)) < 2:  # noqa: PLR2004 - a line needs two points
            self._out.lost += 1
            return
        if way.is_closed() and len(set(known)) > 2 and is_area(tags):  # noqa: PLR2004 - a ring
            self._out.unmade_rings[way.id] = (tags, known)  # comes again as an area, if it is sound
            return
        self._out.cut += len(known) < len(way.nodes)
        self._add(self._out.lines, f"w{way.id}", tags, shapely.to_wkb(shapely.linestrings(known)))

    def _area(self, area: Any) -> None:
        tags = dict(area.tags)
        is_way = area.from_way()
        if is_way and not is_area(tags):
            return
        if not area.num_rings()[0]:
            return  # osmium could not put it together; told by who is missing in the end
        if is_way:
            self._out.unmade_rings.pop(area.orig_id(), None)
        else:
            self._out.made_relations.add(area.orig_id())
        if self._bbox is not None and not self._touches(area):
            return
        try:
            blob = bytes.fromhex(self._factory.create_multipolygon(area))
        except self._bad_location:
            self._out.lost += 1
            return
        self._add(self._out.areas, f"{'w' if is_way else 'r'}{area.orig_id()}", tags, blob)

    def _touches(self, area: Any) -> bool:
        nodes = [ref for ring in area.outer_rings() for ref in ring if ref.location.valid()]
        return self._is_wanted([ref.lon for ref in nodes], [ref.lat for ref in nodes])

    def keep_unsound_rings(self) -> None:
        """Keep closed ways osmium made no area of (they cross themselves): repair comes later."""
        for way_id, (tags, known) in sorted(self._out.unmade_rings.items()):
            ring = known if known[0] == known[-1] else [*known, known[0]]
            self._add(self._out.areas, f"w{way_id}", tags, shapely.to_wkb(shapely.polygons(ring)))

    def _relation(self, relation: Any) -> None:
        if relation.tags.get("type") in _AREA_TYPES:
            self._out.area_relations.add(relation.id)
        else:
            self._out.plain_relations += 1


def _plan(gathered: _Gathered, source: Source) -> RawPlan:
    layers = tuple(
        layer
        for name, kind in (
            ("points", gathered.points),
            ("lines", gathered.lines),
            ("areas", gathered.areas),
        )
        if (layer := _layer(name, kind, source)) is not None
    )
    return RawPlan(source=source, layers=layers, findings=_findings(gathered, source))


def _layer(name: str, kind: _Kind, source: Source) -> RawLayer | None:
    if not kind.rows:
        return None
    blobs = np.empty(len(kind.blobs), dtype=object)
    blobs[:] = kind.blobs
    return RawLayer(
        name=name,
        geometry=_singles(decode_wkb(blobs).geometry),
        attributes=tuple(kind.rows),
        crs=CRS,
        source=replace(source, layer=name),
        is_osm=True,
    )


def _singles(geometry: GeometryArray) -> GeometryArray:
    """A multipolygon of one part as that part."""
    is_single = (shapely.get_type_id(geometry) == 6) & (shapely.get_num_geometries(geometry) == 1)  # noqa: PLR2004 - multipolygon
    geometry[is_single] = shapely.get_geometry(geometry[is_single], 0)
    return geometry


def _findings(gathered: _Gathered, source: Source) -> tuple[Finding, ...]:
    unmade = len(gathered.area_relations - gathered.made_relations)
    counted = (
        ("osm_areas_incomplete", unmade, Severity.WARNING),
        ("osm_relations_skipped", gathered.plain_relations, Severity.INFO),
        ("osm_lines_cut", gathered.cut, Severity.INFO),
        ("osm_without_place", gathered.lost, Severity.WARNING),
    )
    said = tuple(
        noted(key, source.name, severity, count=count) for key, count, severity in counted if count
    )
    return said + on_values(gathered.tally, source.name)
