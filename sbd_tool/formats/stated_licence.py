"""What a plan file says of its own licence: taken as it stands, never guessed."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.legible import legible
from sbd_tool.domain.licences import LONGEST
from sbd_tool.domain.rawplan import RawLayer, RawPlan

_LICENCE: Final = ("licence", "license", "rights")
_CREDIT: Final = ("attribution", "copyright")
_MOST_METADATA: Final = 65_536
_NAMES: Final = "|".join((*_LICENCE, *_CREDIT))
_ELEMENT: Final = re.compile(rf"<(?:\w+:)?({_NAMES})\b[^<>]*>([^<]{{1,2000}})</", re.IGNORECASE)
_ITEM: Final = re.compile(
    rf"<MDI\s+key=\"({_NAMES})\"[^<>]*>([^<]{{1,2000}})</", re.IGNORECASE
)  # as GDAL writes it
_OF_DATA: Final = re.compile(
    r"\b(?:cc0|cc[ -]by|creative commons|odbl|odc-by|pddl|dl-de|ogl|nlod|etalab|public domain)\b"
    r"|\u00a9|\bhttps?://",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(rf"\s({_NAMES})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def stated(members: Mapping[str, object]) -> str:
    """The line that members like "license" and "attribution" make, in any case; "" without any.

    Examples:
        >>> stated({"License": "CC BY 4.0", "attribution": "City of Example", "name": "x"})
        'CC BY 4.0, City of Example'
    """
    told: dict[str, str] = {}
    for name, value in members.items():
        if isinstance(value, str) and name.casefold() in {*_LICENCE, *_CREDIT}:
            told.setdefault(name.casefold(), " ".join(legible(value[:2000]).split()))
    parts = (told.get(name, "") for name in (*_LICENCE, *_CREDIT))
    line = ", ".join(dict.fromkeys(part for part in parts if part))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def stated_in_xml(words: str) -> str:
    """What elements like ``<license>`` of a metadata document say."""
    found = [*_ELEMENT.findall(words[:_MOST_METADATA]), *_ITEM.findall(words[:_MOST_METADATA])]
    return stated({name: html.unescape(value) for name, value in reversed(found)})


def stated_in_root(head: str, root: str) -> str:
    """What attributes of the first element of that name say."""
    opening = re.search(rf"<{root}\b([^<>]*)>", head)
    if opening is None:
        return ""
    found = _ATTRIBUTE.findall(opening[1])
    return stated({name: html.unescape(first or second) for name, first, second in found})


def licensed(plan: RawPlan, line: str, tables: Mapping[str, str] | None = None) -> RawPlan:
    """The plan with what its file says: of a table, of the whole, else what its columns agree on.

    Args:
        plan: As read; what has a licence keeps it.
        line: What the file says of the whole, or "".
        tables: What it says of single tables, by name.
    """
    of_tables = tables or {}

    def said(layer: RawLayer) -> RawLayer:
        own = of_tables.get(layer.source.layer) or line or _of_columns(layer.attributes)
        if layer.source.licence or not own:
            return layer
        return replace(layer, source=replace(layer.source, licence=own))

    pictures = tuple(
        picture
        if picture.source.licence or not line
        else replace(picture, source=replace(picture.source, licence=line))
        for picture in plan.pictures
    )
    return replace(plan, layers=tuple(said(layer) for layer in plan.layers), pictures=pictures)


def _of_columns(rows: Iterable[Mapping[str, AttributeValue]]) -> str:
    """What every single object says alike, where that reads as a licence of data.

    A column "license" may as well hold that of a pub: only known names of licences, copyright
    signs and links count. Where one object differs or is silent, the layer says none.
    """
    lines = set()
    for row in rows:
        lines.add(stated({name: row[name] for name in row if name.casefold() != "rights"}))
        if len(lines) > 1:
            return ""
    line = lines.pop() if lines else ""
    return line if _OF_DATA.search(line) else ""
