"""What differs between two projects, row by row: the unit of journal and history."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, get_type_hints

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.layer_rows import features_by_id, features_that_may_differ
from sbd_tool.domain.layers import AttributeValue, Layer, Underlay, as_geometry_array
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Override
from sbd_tool.domain.plain import Plain, canonical, from_plain, to_plain
from sbd_tool.domain.project import Answer, Note, Photo, Project
from sbd_tool.domain.records import Record

FEATURES: Final = "features/"
BLOBS: Final = "blobs"
_KINDS: Final[Mapping[str, type]] = {
    "layers": Layer,
    "underlays": Underlay,
    "measures": Measure,
    "answers": Answer,
    "notes": Note,
    "photos": Photo,
    "annotations": Annotation,
    "luminaires": LuminaireFile,
    "overrides": Override,
    "records": Record,
}
_BY_ID: Final = tuple(_KINDS)[2:]  # layers and underlays are tuples in order
_BODY: Final = ("ids", "geometry", "attributes")  # of a layer; rows of their own
_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None means that the row is not there.

    Attributes:
        table: "measures", "layers", "features/<layer id>", "project", …
        id: Id of the row inside its table.
        before: The replaced value: the predecessor that is kept.
        after: The new value.
    """

    table: str
    id: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class Delta:
    """All changed rows, and the order of each table whose order is not simply "old, then new"."""

    rows: tuple[RowChange, ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows or self.orders)


def difference(before: Project, after: Project) -> Delta:
    """Say what turns one project into the other. Rows that are the same object cost nothing."""
    rows: list[RowChange] = []
    orders: dict[str, tuple[str, ...]] = {}
    for table, old, new, plain in _tables(before, after):
        if old is new:
            continue
        rows.extend(_changed_rows(table, old, new, plain))
        if table == "project":
            continue
        expected = [key for key in old if key in new] + [key for key in new if key not in old]
        if expected != list(new):
            orders[table] = tuple(new)
    return Delta(tuple(rows), orders)


def patched(project: Project, delta: Delta) -> Project:
    """Apply a delta.

    Raises:
        ValueError: A row of the delta does not read, or belongs to a layer that is not there.
    """
    tables: dict[str, list[RowChange]] = {}
    for row in delta.rows:
        tables.setdefault(row.table, []).append(row)
    for table in (*tables, *delta.orders):
        if table not in _KINDS and table not in {"project", BLOBS} and FEATURES not in table:
            raise ValueError(f"unknown table {table}")
    changes: dict[str, Any] = {}
    for row in tables.get("project", ()):
        changes[row.id] = project_field(row.id, row.after)
    for table in _KINDS:
        if table in tables or table in delta.orders:
            changes[table] = _patched_table(project, table, tables.get(table, []), delta)
    if BLOBS in tables:
        changes[BLOBS] = _reordered(
            _merged(project.blobs, tables[BLOBS], lambda row: from_plain(bytes, row.after)),
            delta.orders.get(BLOBS),
        )
    return _with_features(replace(project, **changes), tables, delta)


def by_id(rows: tuple[Any, ...]) -> dict[str, Any]:
    """Rows by their id, in order."""
    return {row.id: row for row in rows}


def project_fields(project: Project) -> dict[str, Plain]:
    """The fields of a project that are no rows, as plain values by name."""
    return {name: to_plain(getattr(project, name), hint) for name, hint in _PROJECT_HINTS.items()}


def project_field(name: str, plain: Plain) -> Any:
    """Read back one of `project_fields`.

    Raises:
        ValueError: The field is not known or does not read.
    """
    if name not in _PROJECT_HINTS:
        raise ValueError(f"a project has no field {name}")
    return from_plain(_PROJECT_HINTS[name], plain)


def layer_head(layer: Layer) -> Plain:
    """A layer without its features, as plain values."""
    return dict(_layer_fields(layer))


def layer_from(
    head: Plain, features: Mapping[str, tuple[Any, Mapping[str, AttributeValue]]]
) -> Layer:
    """Build a layer from its head and its features by id.

    Raises:
        ValueError: The head does not read.
    """
    layer: Layer = from_plain(Layer, head)
    return replace(
        layer,
        ids=tuple(features),
        geometry=as_geometry_array([geometry for geometry, _ in features.values()]),
        attributes=tuple(attributes for _, attributes in features.values()),
    )


def feature_plain(row: tuple[Any, Mapping[str, AttributeValue]]) -> Plain:
    """One feature as plain values."""
    return {"geometry": to_plain(row[0]), "attributes": to_plain(row[1])}


def feature_from(plain: Plain) -> tuple[Any, dict[str, AttributeValue]]:
    """Geometry (or None) and attributes of a feature.

    Raises:
        ValueError: It does not read.
    """
    if not isinstance(plain, dict):
        raise ValueError("a feature is stored as an object")  # noqa: TRY004 - one error type
    geometry = from_plain(_GEOMETRY_HINT, plain.get("geometry"))
    return geometry, from_plain(Mapping[str, AttributeValue], plain.get("attributes") or {})


def _layer_fields(layer: Layer) -> Iterator[tuple[str, Plain]]:
    for part in fields(layer):
        if part.name not in _BODY:
            yield part.name, to_plain(getattr(layer, part.name), _LAYER_HINTS[part.name])


_Plainer = Callable[[Any], Plain]


def _tables(before: Project, after: Project) -> Iterator[tuple[str, Any, Any, _Plainer]]:
    yield "project", project_fields(before), project_fields(after), lambda value: value
    old_layers, new_layers = by_id(before.layers), by_id(after.layers)
    if before.layers is not after.layers:
        yield "layers", old_layers, new_layers, layer_head
    yield "underlays", by_id(before.underlays), by_id(after.underlays), to_plain
    for table in _BY_ID:
        yield table, getattr(before, table), getattr(after, table), _plainer(_KINDS[table])
    yield BLOBS, before.blobs, after.blobs, to_plain
    for key in dict.fromkeys((*old_layers, *new_layers)):
        old, new = old_layers.get(key), new_layers.get(key)
        if old is not new and _body(old) != _body(new):
            yield FEATURES + key, *features_that_may_differ(old, new), feature_plain


def _plainer(kind: type) -> _Plainer:
    return lambda row: to_plain(row, kind)


def _body(layer: Layer | None) -> tuple[int, ...]:
    return () if layer is None else tuple(id(getattr(layer, name)) for name in _BODY)


def _changed_rows(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any], plain: _Plainer
) -> Iterator[RowChange]:
    for key, row in old.items():
        successor = new.get(key, _ABSENT)
        if successor is _ABSENT:
            yield RowChange(table, key, plain(row), None)
        elif not _is_same(row, successor):
            was, becomes = plain(row), plain(successor)
            if canonical(was) != canonical(becomes):  # to Python, 1 and True would be the same
                yield RowChange(table, key, was, becomes)
    for key, row in new.items():
        if key not in old:
            yield RowChange(table, key, None, plain(row))


def _is_same(row: Any, successor: Any) -> bool:
    if isinstance(row, tuple) and isinstance(successor, tuple):
        return all(one is other for one, other in zip(row, successor, strict=True))
    return row is successor


def _merged(
    old: Mapping[str, Any], rows: list[RowChange], build: Callable[[RowChange], Any]
) -> dict[str, Any]:
    merged = dict(old)
    for row in rows:
        if row.after is None:
            merged.pop(row.id, None)
        else:
            merged[row.id] = build(row)
    return merged


def _reordered(rows: dict[str, Any], order: tuple[str, ...] | None) -> dict[str, Any]:
    if order is None:
        return rows
    if set(order) != set(rows):
        raise ValueError("an order does not name its rows")
    return {key: rows[key] for key in order}


def _patched_table(project: Project, table: str, rows: list[RowChange], delta: Delta) -> Any:
    current = getattr(project, table)
    is_tuple = isinstance(current, tuple)
    old = by_id(current) if is_tuple else current

    def build(row: RowChange) -> Any:
        if table != "layers":
            return from_plain(_KINDS[table], row.after)
        return layer_from(row.after, features_by_id(old.get(row.id)))

    merged = _reordered(_merged(old, rows, build), delta.orders.get(table))
    return tuple(merged.values()) if is_tuple else merged


def _with_features(
    project: Project, tables: Mapping[str, list[RowChange]], delta: Delta
) -> Project:
    touched = {name.removeprefix(FEATURES) for name in (*tables, *delta.orders) if FEATURES in name}
    layers = by_id(project.layers)
    for key in touched & set(layers):
        name = FEATURES + key
        features = _reordered(
            _merged(
                features_by_id(layers[key]),
                tables.get(name, []),
                lambda row: feature_from(row.after),
            ),
            delta.orders.get(name),
        )
        layers[key] = replace(
            layers[key],
            ids=tuple(features),
            geometry=as_geometry_array([geometry for geometry, _ in features.values()]),
            attributes=tuple(attributes for _, attributes in features.values()),
        )
    return replace(project, layers=tuple(layers.values())) if touched else project


def _hints_of(kind: type, names: tuple[str, ...]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hints[name] for name in names}


_SINGLE_NAMES: Final = (
    "id",
    "title",
    "crs",
    "square",
    "options",
    "time_states",
    "rules",
    "findings",
    "catalogue_edition",
    "bookmarks",
    "locked",
)
_PROJECT_HINTS: Final = _hints_of(Project, _SINGLE_NAMES)
_LAYER_HINTS: Final = _hints_of(
    Layer, tuple(part.name for part in fields(Layer) if part.name not in _BODY)
)
_GEOMETRY_HINT: Final = _hints_of(Measure, ("geometry",))["geometry"]
