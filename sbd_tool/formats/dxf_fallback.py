"""Drawings ezdxf cannot open, read by GDAL: what it leaves out is found by the handles it lacks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sbd_tool.domain.findings import Severity
from sbd_tool.domain.layers import AttributeValue, Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats import vector
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.dxf_scan import Scan, scan
from sbd_tool.formats.problems import damaged, noted


def read_fallback(path: Path, source: Source, progress: Progress, unit_m: float | None) -> RawPlan:
    """Read a drawing with the second library.

    Raises:
        SbdError: It cannot read the file either, or finds nothing in it.
    """
    try:
        plan = vector.read(path, source, progress)
    except Exception:  # noqa: BLE001 # boundary: the second library has failed as well
        raise damaged(source.name, text("formats.title_dxf")) from None
    if not any(len(layer) for layer in plan.layers):
        raise damaged(source.name, text("formats.title_dxf"))
    layers = tuple(part for layer in plan.layers for part in _by_drawing_layer(layer, unit_m))
    said = [noted("dxf_fallback", source.name, Severity.WARNING)]
    plan = replace(plan, layers=layers)
    unread = unread_entities(plan, scan(path))
    if unread:
        types = ", ".join(f"{kind} {count}" for kind, count in unread.most_common(30))
        said.append(noted("dxf_skipped", source.name, count=unread.total(), types=types))
    return replace(plan, findings=(*said, *plan.findings))


def unread_entities(plan: RawPlan, scanned: Scan) -> Counter[str]:
    """Entities that stand in the model of a file and were not given, by type."""
    given = {str(row.get("handle")).upper() for layer in plan.layers for row in layer.attributes}
    return Counter(
        clean_name(kind) for handle, kind in scanned.entities if handle.upper() not in given
    )


def _by_drawing_layer(layer: RawLayer, unit_m: float | None) -> list[RawLayer]:
    names = [clean_name(str(row.get("Layer", "0"))) for row in layer.attributes]
    parts = []
    for name in dict.fromkeys(names):
        chosen = [i for i, other in enumerate(names) if other == name]
        parts.append(
            replace(
                layer,
                name=name,
                geometry=layer.geometry[chosen],
                attributes=tuple(_renamed(layer.attributes[i]) for i in chosen),
                source=replace(layer.source, layer=name),
                unit_m=unit_m,
            )
        )
    return parts


def _renamed(row: Mapping[str, AttributeValue]) -> Mapping[str, AttributeValue]:
    names = {"Layer": "layer", "Text": "text", "EntityHandle": "handle", "SubClasses": "entity"}
    return {names.get(key, key): value for key, value in row.items()}
