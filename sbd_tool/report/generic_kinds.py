"""Kinds that stand for what an edition may not tell apart."""

from typing import Final

from sbd_tool.domain.catalogue import (
    Catalogue,
    Door,
    DoorRow,
    Effect,
    GeometryKind,
    MeasureKind,
)
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import text

FURNITURE: Final = "street-furniture"
BARRIER: Final = "barrier-line"
ZONE: Final = "watched-zone"


def with_generic(catalogue: Catalogue) -> Catalogue:
    """The catalogue plus the kinds that stand for what may not be told apart."""
    generic = (
        _generic(FURNITURE, "", GeometryKind.LINE),
        _generic(BARRIER, "", GeometryKind.LINE),
        _generic(ZONE, "eyes", GeometryKind.AREA),
    )
    known = [kind for kind in catalogue.measures if kind.key not in (FURNITURE, BARRIER, ZONE)]
    return Catalogue(
        edition=catalogue.edition,
        measures=Registry("measure", (*known, *generic)),
        sources=catalogue.sources,
        cards=catalogue.cards,
        categories=catalogue.categories,
        threats=catalogue.threats,
    )


def _generic(key: str, family: str, geometry: GeometryKind) -> MeasureKind:
    return MeasureKind(
        key=key,
        name=text(f"report.generic_{key.replace('-', '_')}"),
        rationale=text("report.generic_rationale"),
        cautions=None,
        category="",
        strategy="",
        family=family,
        symbol="",
        geometry=geometry,
        threats=(),
        effect=Effect(protection=0, openness=0, feeling_of_safety=0),
        parameters=(),
        sources=(),
        cards=(),
        confidence="",
        permanence="",
        marking=Tlp.CLEAR,
        door=DoorRow(door=Door.THREAT),
    )
