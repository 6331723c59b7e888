"""Bring attributes of any file to one form: OpenStreetMap tags flat, our own keys beside them."""

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.roles import Role

TAGS: Final = ("tags", "other_tags", "all_tags")
ROLE: Final = "role"
OSM_ID: Final = "osm_id"
IS_TARGET: Final = "is_target"
_OWN: Final = (ROLE, OSM_ID, IS_TARGET)
_OSM_IDS: Final = ("osm_id", "@id", "full_id", "osm_way_id", "osmid")
_MOST_CHARACTERS: Final = 65_536
_MOST_TAGS: Final = 1_000
_HSTORE: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"')
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=[0-9])")
_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")
# Keys by which a table without a tag column is still known to hold OpenStreetMap tags.
OSM_KEYS: Final = frozenset(
    {
        "highway", "building", "barrier", "amenity", "natural", "landuse", "leisure", "shop",
        "railway", "man_made", "public_transport", "place", "tourism", "waterway", "entrance",
        "historic", "area:highway", "building:part",
    }
)  # fmt: skip


def folded(words: str) -> str:
    """Lower case without accents: "Rautatientori", "RAUTATIENTORI" and "Plaça" become comparable.

    Examples:
        >>> folded("Gebäude-Straße")
        'gebaude-strasse'
    """
    plain = unicodedata.normalize("NFKD", words.casefold().replace("ß", "ss"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """Words of a layer name, folded; an external reference's prefix ("xref$0$") is left out.

    Examples:
        >>> name_words("xref-08$0$A-WALL_streetLamps")
        ('a', 'wall', 'street', 'lamps')
    """
    own = name[:200].rsplit("$", maxsplit=1)[-1]
    return tuple(word for word in _NOT_WORD.split(folded(_CAMEL.sub(" ", own))) if word)


def tags_of(attributes: Mapping[str, AttributeValue], *, is_osm: bool) -> dict[str, str] | None:
    """OpenStreetMap tags of a feature, or None when its attributes are something else.

    Args:
        attributes: As read. A JSON object or hstore text in "tags" or "other_tags" is opened.
        is_osm: The reader says that the attributes are tags.
    """
    opened: dict[str, str] = {}
    for key in TAGS:
        written = attributes.get(key)
        if isinstance(written, str) and written:
            opened |= _opened(written)
    flat = {
        key: str(value) for key, value in attributes.items() if key not in TAGS and _is_said(value)
    }
    if opened and not is_osm:
        flat = {key: value for key, value in flat.items() if key in OSM_KEYS}
    if not (is_osm or opened or OSM_KEYS & flat.keys()):
        return None
    return flat | opened


def _is_said(value: AttributeValue) -> bool:
    return (
        value is not None and value != "" and not (isinstance(value, float) and math.isnan(value))
    )


def _opened(written: str) -> dict[str, str]:
    if len(written) > _MOST_CHARACTERS:
        return {}
    if written.lstrip().startswith("{"):
        try:
            found = json.loads(written)
        except (ValueError, RecursionError):
            return {}
        pairs = list(found.items()) if isinstance(found, dict) else []
    else:
        pairs = [(_unescaped(key), _unescaped(value)) for key, value in _HSTORE.findall(written)]
    return {
        str(key): str(value)
        for key, value in pairs[:_MOST_TAGS]
        if isinstance(value, (str, int, float)) and str(value) != ""
    }


def _unescaped(words: str) -> str:
    return words.replace('\\"', '"').replace("\\\\", "\\")


def tidy(
    attributes: Mapping[str, AttributeValue], tags: Mapping[str, str] | None
) -> dict[str, AttributeValue]:
    """Attributes a layer keeps: tags flat instead of packed, without empty values.

    A file of the same place as GeoPackage and as OpenStreetMap XML thus gives the same attributes.
    """
    said = {key: value for key, value in attributes.items() if _is_said(value)}
    if tags is None:
        return said
    kept: dict[str, AttributeValue] = dict(tags)
    kept |= {key: said[key] for key in _OWN if key in said}
    if OSM_ID not in kept:
        number = next((said[key] for key in _OSM_IDS if key in said), None)
        if number is not None:
            kept[OSM_ID] = str(number)
    return kept


def given_role(attributes: Mapping[str, AttributeValue]) -> Role | None:
    """The role a file names with one of our keys, or None."""
    named = attributes.get(ROLE)
    if not isinstance(named, str):
        return None
    try:
        return Role(named.strip().casefold())
    except ValueError:
        return None
