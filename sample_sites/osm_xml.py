"""Write a scene as OpenStreetMap XML."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from sample_sites.scene import Thing


def _told(tags: dict[str, str]) -> str:
    return "".join(
        f"    <tag k={quoteattr(key)} v={quoteattr(value)}/>\n"
        for key, value in sorted(tags.items())
    )


class OsmWriter:
    """Collects nodes, ways and multipolygons around a place on earth."""

    def __init__(self, middle: tuple[float, float]) -> None:
        metric = (
            f"+proj=tmerc +lat_0={middle[1]} +lon_0={middle[0]} +ellps=GRS80 +units=m +type=crs"
        )
        self._to_degrees = Transformer.from_crs(metric, "EPSG:4326", always_xy=True)
        self._nodes: dict[tuple[str, str], int] = {}
        self._tagged: dict[int, dict[str, str]] = {}
        self._ways: list[str] = []
        self._relations: list[str] = []

    def add(self, thing: Thing) -> None:
        """Add one thing; holes make it a multipolygon relation."""
        for part in getattr(thing.geometry, "geoms", [thing.geometry]):
            if part.geom_type == "Point":
                self._tagged[self._node(*part.coords[0][:2])] = thing.tags
            elif part.geom_type == "LineString":
                self._way(part.coords, thing.tags)
            else:
                self._area(part, thing.tags)

    def finished(self) -> str:
        """The file's text."""
        lines = [
            "<?xml version='1.0' encoding='UTF-8'?>\n",
            '<osm version="0.6" generator="sample_sites">\n',
        ]
        for (lat, lon), number in self._nodes.items():
            head = f'  <node id="{number}" visible="true" version="1" lat="{lat}" lon="{lon}"'
            tags = self._tagged.get(number)
            lines.append(f"{head}/>\n" if tags is None else f"{head}>\n{_told(tags)}  </node>\n")
        return "".join([*lines, *self._ways, *self._relations, "</osm>\n"])

    def _node(self, x: float, y: float) -> int:
        lon, lat = self._to_degrees.transform(x, y)
        return self._nodes.setdefault((f"{lat:.7f}", f"{lon:.7f}"), -1 - len(self._nodes))

    def _way(self, coordinates: Iterable[tuple[float, ...]], tags: dict[str, str]) -> int:
        refs = "".join(f'    <nd ref="{self._node(*xy[:2])}"/>\n' for xy in coordinates)
        number = -1_000_001 - len(self._ways)
        head = f'  <way id="{number}" visible="true" version="1">\n'
        self._ways.append(f"{head}{refs}{_told(tags)}  </way>\n")
        return number

    def _area(self, polygon: BaseGeometry, tags: dict[str, str]) -> None:
        if not polygon.interiors:
            self._way(polygon.exterior.coords, tags)
            return
        members = [(self._way(polygon.exterior.coords, {}), "outer")]
        members += [(self._way(ring.coords, {}), "inner") for ring in polygon.interiors]
        listed = "".join(
            f'    <member type="way" ref="{ref}" role="{role}"/>\n' for ref, role in members
        )
        number = -2_000_001 - len(self._relations)
        head = f'  <relation id="{number}" visible="true" version="1">\n'
        tags = {"type": "multipolygon", **tags}
        self._relations.append(f"{head}{listed}{_told(tags)}  </relation>\n")
