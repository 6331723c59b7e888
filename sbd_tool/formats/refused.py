"""Formats the field uses and this product does not read: recognised, with a way out in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats.problems import unreadable
from sbd_tool.formats.xml_heads import xml_root


@dataclass(frozen=True, slots=True)
class Refusal:
    """A known format with its way out.

    Attributes:
        reason: Key of the sentence after "formats.".
        hint: Key of the hint after "formats.hint_".
        suffixes: Endings of its files.
        sniff: Whether the first bytes are this format.
    """

    reason: str
    hint: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool] = lambda _: False


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


HEIC: Final = (".heic", ".heif", ".hif", ".avif")
"""Endings of photos of newer phones, which nothing here decodes."""
_HEIC_HEADS: Final = tuple(
    b"ftyp" + kind for kind in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")
)

REFUSALS: Final = (
    Refusal("is_dwg", "save_dxf", (".dwg", ".dgn", ".dwf"),
            lambda head: head[:2] == b"AC" and head[2:6].isdigit()),
    Refusal("is_heic", "save_jpeg", HEIC, lambda head: head[4:12] in _HEIC_HEADS),
    Refusal("is_parquet", "save_geopackage", (".parquet", ".geoparquet", ".arrow", ".feather"),
            _starts(b"PAR1", b"ARROW1")),
    Refusal("is_project", "open_its_layers", (".qgs", ".qgz", ".mxd", ".aprx", ".qlr", ".qml"),
            lambda head: xml_root(head) == "qgis"),
    Refusal("is_pointer", "open_its_layers", (".vrt", ".wms"),
            lambda head: xml_root(head) in {"VRTDataset", "OGRVRTDataSource", "GDAL_WMS"}),
    Refusal("is_companion", "open_shapefile",
            (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj")),
    Refusal("is_companion", "open_main_file",
            (".gfs", ".xsd", ".mid", ".wld", ".pgw", ".jgw", ".tfw", ".aux.xml", ".dat", ".ind"),
            lambda head: xml_root(head) in {"GMLFeatureClassList", "PAMDataset", "schema"}),
    Refusal("is_osm_change", "osm_export", (".osc",), lambda head: xml_root(head) == "osmChange"),
    Refusal("is_city_model", "save_geopackage",
            (".ifc", ".rvt", ".skp", ".3ds", ".obj", ".las", ".laz", ".e57"),
            _starts(b"ISO-10303-21", b"LASF")),
    Refusal("is_office", "save_csv", (".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt")),
    Refusal("is_nmea", "save_gpx", (".nmea",), _starts(b"$GP", b"$GN", b"$GL")),
    Refusal("is_archive", "unpack_first", (".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"),
            _starts(b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")),
    Refusal("is_database", "save_geopackage", (".sqlite", ".db", ".mdb", ".gdb"),
            _starts(b"SQLite format 3\x00")),
)  # fmt: skip


def refusal(head: bytes, name: str) -> PlanUnreadableError | None:
    """Words for a format that is known and not read, or None; content counts before the name."""
    lower = name.casefold()
    by_content = next((entry for entry in REFUSALS if entry.sniff(head)), None)
    by_name = next((entry for entry in REFUSALS if lower.endswith(entry.suffixes)), None)
    entry = by_content or by_name
    return None if entry is None else unreadable(entry.reason, entry.hint, name)


def is_companion(name: str) -> bool:
    """Whether a file only belongs to another (.dbf, .prj, .wld): not to be opened by itself."""
    return any(
        entry.reason == "is_companion" and name.casefold().endswith(entry.suffixes)
        for entry in REFUSALS
    )
