"""Raw plans made by hand: small, exact, without a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.layers import Source, as_geometry_array
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.registry import Registry
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest.assemble import Assembled, ImportWish, assemble

EMPTY_CATALOGUE = Catalogue(
    edition="none",
    measures=Registry("measure", ()),
    sources=Registry("source", ()),
    cards=Registry("card", ()),
    categories=Registry("category", ()),
    threats=Registry("threat", ()),
)


def raw_layer(
    rows: Sequence[tuple[BaseGeometry | None, Mapping[str, Any]]],
    *,
    name: str = "layer",
    crs: str | None = "EPSG:25832",
    unit_m: float | None = None,
    form: str = "gpkg",
    is_osm: bool = False,
    file: str = "plan.gpkg",
) -> RawLayer:
    return RawLayer(
        name=name,
        geometry=as_geometry_array([geometry for geometry, _ in rows]),
        attributes=tuple(attributes for _, attributes in rows),
        crs=crs,
        source=Source(name=file, sha256="", format=form, layer=name),
        unit_m=unit_m,
        is_osm=is_osm,
    )


def raw_plan(*layers: RawLayer, **fields: Any) -> RawPlan:
    return RawPlan(source=layers[0].source, layers=layers, **fields)


def assembled(*plans: RawPlan, catalogue: Catalogue = EMPTY_CATALOGUE, **wish: Any) -> Assembled:
    return assemble(plans, ImportWish(**wish), read_role_rules(), catalogue, SILENT)


def roles_of(result: Assembled) -> dict[str, int]:
    counts: dict[str, int] = {}
    for layer in result.layers:
        key = f"{layer.role}/{layer.level.value}"
        counts[key] = counts.get(key, 0) + len(layer)
    return counts


def keys_of(result: Assembled) -> set[str]:
    return {finding.key for finding in result.findings}
