"""One number for everything that is designed: equal content, equal digest."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from sbd_tool.domain.delta import layer_head, project_fields
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.plain import canonical, to_plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.wkb import wkb_of

_KEPT_LAYERS: Final = 128
_TABLES: Final = (
    "measures", "answers", "notes", "photos", "annotations", "luminaires", "records",
)  # fmt: skip
_OWN_PARTS: Final = frozenset({"options", "time_states", "rules", "findings"})
_NO_PARTS: Final = frozenset({"bookmarks", "locked"})


def design_digest(project: Project) -> str:
    """Digest the whole project value: plan, measures, answers, remarks, annotations, rules, view.

    Visibility and opacity count, because undo has to restore them. Annotations count for the same
    reason, though no score depends on them; a project without any has the digest it always had.
    The audit log is no part of a project and does not count. Rows count with their order, since
    order is what is drawn on top.

    Returns:
        SHA-256 as 64 hexadecimal digits, the same on every machine and in every process.
    """
    digest = hashlib.sha256()
    for part in _parts(project):
        piece = part if isinstance(part, bytes) else part.encode("ascii")
        digest.update(len(piece).to_bytes(8, "little"))
        digest.update(piece)
    return digest.hexdigest()


def part_digests(project: Project) -> dict[str, str]:
    """Digest each part of a project by itself, so that two states can be told apart by part.

    Named views and locks are left out: nothing that leaves depends on them.

    Returns:
        Part ("site", "layers", "measures" ...) -> 16 hexadecimal digits; empty parts are left out.
    """
    fields = project_fields(project)
    found = {name: canonical([name, fields[name]]) for name in _OWN_PARTS if fields.get(name)}
    found["site"] = canonical(
        {name: fields[name] for name in fields if name not in _OWN_PARTS | _NO_PARTS}
    )
    if project.layers:
        found["layers"] = canonical(
            [[layer_head(layer), _LAYER_BODIES.digest(layer).hex()] for layer in project.layers]
        )
    if project.underlays:
        found["underlays"] = _rows("underlays", project.underlays)
    for table in _TABLES:
        rows = getattr(project, table)
        if rows:
            found[table] = _rows(table, rows.values())
    return {name: _short(words) for name, words in sorted(found.items())}


def _short(words: str) -> str:
    return hashlib.sha256(words.encode("ascii")).hexdigest()[:16]


def _parts(project: Project) -> Iterable[str | bytes]:
    yield canonical(project_fields(project))
    for layer in project.layers:
        yield "layer"
        yield canonical(layer_head(layer))
        yield _LAYER_BODIES.digest(layer)
    yield _rows("underlays", project.underlays)
    for table in ("measures", "answers", "notes", "photos"):
        yield _rows(table, getattr(project, table).values())
    if project.annotations:
        yield _rows("annotations", project.annotations.values())
    if project.luminaires:  # projects without any keep the digest they have always had
        yield _rows("luminaires", project.luminaires.values())
    if project.overrides:
        yield _rows("overrides", project.overrides.values())
    if project.records:
        yield _rows("records", project.records.values())
    yield canonical(["blobs", *sorted(project.blobs)])


def _rows(table: str, rows: Iterable[Any]) -> str:
    return canonical([table, *(to_plain(row) for row in rows)])


class _LayerBodies:
    """Digests of feature tables, kept while the very same arrays are about.

    The arrays are held beside their digest, so that no other object can take over their identity.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, ...], tuple[Layer, bytes]] = OrderedDict()

    def digest(self, layer: Layer) -> bytes:
        key = (id(layer.ids), id(layer.geometry), id(layer.attributes))
        known = self._known.get(key)
        if known is None:
            known = (layer, _body_digest(layer))
            self._known[key] = known
            while len(self._known) > _KEPT_LAYERS:
                self._known.popitem(last=False)
        return known[1]


def _body_digest(layer: Layer) -> bytes:
    digest = hashlib.sha256()
    for row_id, geometry, attributes in zip(
        layer.ids, layer.geometry, layer.attributes, strict=True
    ):
        shape = b"" if geometry is None else wkb_of(geometry)
        row = canonical([row_id, to_plain(attributes)]).encode("ascii")
        digest.update(len(shape).to_bytes(8, "little"))
        digest.update(shape)
        digest.update(len(row).to_bytes(8, "little"))
        digest.update(row)
    return digest.digest()


_LAYER_BODIES: Final = _LayerBodies()
