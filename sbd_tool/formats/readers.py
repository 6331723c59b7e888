"""All plan formats, most telling first bytes first."""

from collections.abc import Callable
from typing import Final

from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import text
from sbd_tool.formats import (
    csv_points,
    dxf,
    geojson,
    gpkg,
    jsonfg,
    mbtiles,
    osm,
    pdf_plan,
    raster,
    vector,
    wkt_text,
)
from sbd_tool.formats.problems import unreadable
from sbd_tool.formats.refused import refusal
from sbd_tool.formats.spec import Head, PlanReader, ReadPlan, ReadWindow
from sbd_tool.formats.xml_heads import is_dxf, is_json, is_wkt, words, xml_root

_SQLITE: Final = b"SQLite format 3\x00"
_SHP: Final = b"\x00\x00\x27\x0a"
_APPLICATION_ID: Final = slice(68, 72)
_OWN_ROOTS: Final = frozenset({"osm", "osmChange", "kml", "gpx", "qgis", ""})


def _starts(*marks: bytes) -> Callable[[Head], bool]:
    return lambda head: head.content.startswith(marks)


def _root(name: str) -> Callable[[Head], bool]:
    return lambda head: xml_root(head.content) == name


def _json(kind: str) -> Callable[[Head], bool]:
    return lambda head: _json_kind(head.content) == kind


def _is_gpkg(head: Head) -> bool:
    mark = head.content[_APPLICATION_ID]
    is_ours = mark in {b"GPKG", b"GP10", b"GP11"} or head.name.endswith(".gpkg")
    return head.content.startswith(_SQLITE) and is_ours


def _is_mbtiles(head: Head) -> bool:
    is_ours = head.content[_APPLICATION_ID] == b"MPBX" or head.name.endswith(".mbtiles")
    return head.content.startswith(_SQLITE) and is_ours


def _is_pbf(head: Head) -> bool:
    return b"\x0a\x09OSMHeader" in head.content[:64]


def _json_kind(content: bytes) -> str:
    if not is_json(content):
        return ""
    opening = words(content)
    if '"Topology"' in opening:
        return "topojson"
    if '"conformsTo"' in opening or '"coordRefSys"' in opening:
        return "jsonfg"
    return "geojson"


def _is_gml(head: Head) -> bool:
    if xml_root(head.content) in _OWN_ROOTS:
        return False
    return "opengis.net/gml" in words(head.content[:8192]) or head.name.endswith(".gml")


def _is_mapinfo(head: Head) -> bool:
    return head.content[:8].lower() == b"version " and head.name.endswith(".mif")


def _reader(
    key: str,
    suffixes: tuple[str, ...],
    sniff: Callable[[Head], bool],
    read: ReadPlan,
    *,
    window: ReadWindow | None = None,
    companions: tuple[str, ...] | None = None,
) -> PlanReader:
    return PlanReader(
        key=key,
        title=text(f"formats.title_{key}"),
        suffixes=suffixes,
        sniff=sniff,
        read=read,
        read_window=window,
        companions=companions,
    )


_SHP_COMPANIONS: Final = (".dbf", ".shx", ".prj", ".cpg", ".DBF", ".SHX", ".PRJ", ".CPG")
_JSON: Final = (".geojson", ".json", ".geojsons", ".geojsonl", ".ndjson", ".geojsonseq")

READERS: Final[Registry[PlanReader]] = Registry(
    "plan format",
    (
        _reader("gpkg", (".gpkg",), _is_gpkg, gpkg.read, companions=("-wal",)),
        _reader(
            "mbtiles",
            (".mbtiles",),
            _is_mbtiles,
            raster.read,
            window=mbtiles.read,
            companions=("-wal",),
        ),
        _reader(
            "shapefile",
            (".shp",),
            lambda head: head.content.startswith(_SHP) and head.name.endswith(".shp"),
            vector.read,
            companions=_SHP_COMPANIONS,
        ),
        _reader("flatgeobuf", (".fgb",), _starts(b"fgb\x03"), vector.read, companions=()),
        _reader("osm_pbf", (".pbf",), _is_pbf, osm.read, window=osm.read),
        _reader("osm_xml", (".osm",), _root("osm"), osm.read, window=osm.read),
        _reader("pmtiles", (".pmtiles",), _starts(b"PMTiles"), vector.read, companions=()),
        _reader("kml", (".kml",), _root("kml"), vector.read, companions=()),
        _reader("gpx", (".gpx",), _root("gpx"), vector.read, companions=()),
        _reader("gml", (".gml",), _is_gml, vector.read, companions=(".gfs", ".xsd")),
        _reader("topojson", (".topojson",), _json("topojson"), vector.read, companions=()),
        _reader("jsonfg", (), _json("jsonfg"), jsonfg.read, companions=()),
        _reader("geojson", _JSON, _json("geojson"), geojson.read),
        _reader("dxf", (".dxf",), lambda head: is_dxf(head.content), dxf.read),
        _reader(
            "geotiff",
            (".tif", ".tiff", ".geotiff"),
            _starts(b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"),
            raster.read,
        ),
        _reader("png", (".png",), _starts(b"\x89PNG\r\n"), raster.read),
        _reader("jpeg", (".jpg", ".jpeg"), _starts(b"\xff\xd8\xff"), raster.read),
        _reader("pdf", (".pdf",), lambda head: b"%PDF-" in head.content[:1024], pdf_plan.read),
        _reader("wkt", (".wkt",), lambda head: is_wkt(head.content), wkt_text.read),
        _reader("mapinfo", (".mif",), _is_mapinfo, vector.read, companions=(".mid", ".MID")),
        _reader("csv", (".csv", ".tsv", ".txt"), lambda _: False, csv_points.read),
    ),
)
"""One line per format; a new format is one module and one line here."""


def reader_for(head: bytes, name: str) -> PlanReader:
    """The reader of a file: by its first bytes, or, where they do not tell, by its suffix.

    Args:
        head: First bytes of the file.
        name: File name; case does not matter.

    Raises:
        PlanUnreadableError: Known and not read, or unknown, each with a way out.
    """
    lower = name.casefold()
    by_content = next((reader for reader in READERS if reader.sniff(Head(head, lower))), None)
    if by_content is not None:
        return by_content
    refused = refusal(head, name)
    if refused is not None:
        raise refused
    by_suffix = next((r for r in READERS if r.suffixes and lower.endswith(r.suffixes)), None)
    if by_suffix is None:
        raise unreadable("unknown_format", "known_formats", name)
    return by_suffix
