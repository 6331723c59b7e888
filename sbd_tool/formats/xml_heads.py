"""What the first bytes of a text file say it is."""

import re
from typing import Final

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ROOT: Final = re.compile(r"<(?![?!])\s*([A-Za-z_][\w.:-]*)")
_COMMENT: Final = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_WKT: Final = re.compile(
    r"\s*(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*Z?M?\s*[(E]",
    re.IGNORECASE,
)
_DXF: Final = re.compile(r"(\s*999\r?\n[^\n]*\n)*\s*0\s*\r?\n\s*SECTION", re.IGNORECASE)


def words(head: bytes) -> str:
    """The first bytes as text, as far as they are text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head.decode(encoding, errors="replace")
    return head.decode("utf-8", errors="replace")


def xml_root(head: bytes) -> str:
    """Name of the root element without its prefix, or "" when this is no XML."""
    opening = _COMMENT.sub("", words(head)).lstrip()
    if not opening.startswith("<"):
        return ""
    found = _ROOT.search(opening)
    return found.group(1).rsplit(":", 1)[-1] if found else ""


def has_entities(head: bytes) -> bool:
    """Whether an XML document declares entities: maps never need them, attacks do."""
    opening = words(head)
    return opening.lstrip().startswith("<") and "<!ENTITY" in _COMMENT.sub("", opening)


def is_json(head: bytes) -> bool:
    """Whether this looks like a JSON document or a JSON text sequence."""
    return words(head).lstrip()[:1] in {"{", "[", "\x1e"}


def is_wkt(head: bytes) -> bool:
    """Whether this starts like well-known text."""
    return _WKT.match(words(head[:200])) is not None


def is_dxf(head: bytes) -> bool:
    """Whether this starts like a DXF drawing, as text or binary."""
    return head.startswith(b"AutoCAD Binary DXF") or _DXF.match(words(head)) is not None
