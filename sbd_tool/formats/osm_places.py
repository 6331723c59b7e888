"""Find a square by name or id in an OpenStreetMap file without reading the whole map."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.layers import Source
from sbd_tool.formats.attribute_values import clean_text
from sbd_tool.formats.osm import kind_of, worded
from sbd_tool.formats.osm_order import in_order, node_id
from sbd_tool.formats.scratch import scratch_folder
from sbd_tool.formats.spec import Bbox

_NAME_KEYS: Final = (
    "name", "alt_name", "official_name", "loc_name", "short_name", "old_name",
    "name:en", "name:de", "name:fr", "name:it", "name:es", "name:fi", "name:sv", "name:nl",
)  # fmt: skip
_MAX_PLACES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An object of the file that may be the square.

    Attributes:
        osm_id: "n1", "w2" or "r3".
        name: Its name, or "".
        bounds: West, south, east, north in degrees.
        is_area: Whether the file gives its outline.
        is_square: Tagged as a square, a pedestrian area or a marketplace.
    """

    osm_id: str
    name: str
    bounds: Bbox
    is_area: bool
    is_square: bool


def find_here(path: Path, source: Source, query: str) -> tuple[Place, ...]:
    """Find places by OSM id or by name, whole names first, then names that contain the words.

    Args:
        path: OSM XML or PBF file.
        source: Its name and format, for the words of an error.
        query: "r2919118", "relation/2919118" or a name in any case.

    Returns:
        Best first: equal name before part of a name, areas before lines and points, tagged
        squares before others, then by id.

    Raises:
        SbdError: The file breaks the format.
    """
    import osmium

    wanted_id = osm_id_of(query)
    wanted = query.strip().casefold()
    found: list[tuple[tuple[Any, ...], Place]] = []
    try:
        with scratch_folder("osm", beside=path) as folder:
            ordered = in_order(osmium, path, folder, kind_of(source))
            for thing in _candidates(osmium, ordered, by_name=wanted_id is None):
                osm_id = _id(thing)
                fit = _fit(thing.tags, wanted) if wanted_id is None else int(osm_id != wanted_id)
                if fit is None or (wanted_id is not None and fit):
                    continue
                place = _place(thing, osm_id)
                if place is not None:
                    rank = (fit, not place.is_area, not place.is_square, osm_id)
                    found.append((rank, place))
    except (RuntimeError, osmium.InvalidLocationError, ValueError, UnicodeError) as error:
        raise worded(error, source) from None
    found.sort(key=lambda entry: entry[0])
    return tuple(_unique(place for _, place in found))[:_MAX_PLACES]


def osm_id_of(query: str) -> str | None:
    """Read "r123", "relation/123" or "way 123" as an id, anything else as None.

    Examples:
        >>> osm_id_of("relation/2919118")
        'r2919118'
        >>> osm_id_of("Rautatientori") is None
        True
    """
    letters = query.strip().casefold().rstrip("0123456789")
    digits = query.strip()[len(letters) :]
    kind = letters.rstrip("/ :")
    known = {"n": "n", "node": "n", "w": "w", "way": "w", "r": "r", "relation": "r"}
    return known[kind] + digits if digits and kind in known else None


def _candidates(osmium: Any, file: Any, *, by_name: bool) -> Iterable[Any]:
    processor = osmium.FileProcessor(file).with_areas()
    if by_name:
        return processor.with_filter(osmium.filter.KeyFilter(*_NAME_KEYS))  # type: ignore[no-any-return]
    return processor.with_filter(osmium.filter.EmptyTagFilter())  # type: ignore[no-any-return]


def _id(thing: Any) -> str:
    if thing.is_area():
        return f"{'w' if thing.from_way() else 'r'}{thing.orig_id()}"
    if thing.is_node():
        return node_id(thing.id)
    return f"{'w' if thing.is_way() else 'r'}{thing.id}"


def _fit(tags: Any, wanted: str) -> int | None:
    names = [name.casefold() for key in _NAME_KEYS if (name := tags.get(key))]
    if wanted in names:
        return 0
    return 1 if any(wanted in name for name in names) else None


def _place(thing: Any, osm_id: str) -> Place | None:
    if thing.is_node():
        refs: list[Any] = [thing]
    elif thing.is_way():
        refs = list(thing.nodes)
    elif thing.is_area():
        refs = [ref for ring in thing.outer_rings() for ref in ring]
    else:
        return None
    spots = [ref.location for ref in refs if ref.location.valid()]
    if not spots:
        return None
    lons, lats = [spot.lon for spot in spots], [spot.lat for spot in spots]
    tags = thing.tags
    return Place(
        osm_id=osm_id,
        name=clean_text(tags.get("name", ""), limit=200),
        bounds=(min(lons), min(lats), max(lons), max(lats)),
        is_area=bool(thing.is_area()),
        is_square=tags.get("place") == "square"
        or tags.get("highway") == "pedestrian"
        or tags.get("amenity") == "marketplace",
    )


def _unique(places: Iterable[Place]) -> Iterable[Place]:
    seen: set[str] = set()
    for place in places:
        if place.osm_id not in seen:
            seen.add(place.osm_id)
            yield place
