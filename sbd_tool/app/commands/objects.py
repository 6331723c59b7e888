"""Measures, annotations and plan features as one thing with a shape: what editing works on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.annotations import copied, reshaped
from sbd_tool.app.commands.base import By, changed, drawable
from sbd_tool.app.commands.labelling import without_lowering
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import AttributeValue, Layer, as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text


@dataclass(frozen=True, slots=True)
class Copy:
    """A new object like another one.

    Attributes:
        source: Id of the object it takes everything else from.
        new_id: Its own id.
        shape: Its geometry, metres.
        is_piece: It is a part of the source, as well known as that; else it is a new, proposed
            thing whose place is assumed.
    """

    source: str
    new_id: str
    shape: BaseGeometry
    is_piece: bool = False


def shapes_of(project: Project, object_ids: Iterable[str]) -> dict[str, BaseGeometry]:
    """The geometry of each object, in the order asked for.

    Raises:
        InputError: An object is not there, or stands for the whole site.
    """
    wanted = dict.fromkeys(object_ids)
    found: dict[str, BaseGeometry] = {}
    for layer in project.layers:
        for row, name in enumerate(layer.ids):
            if name in wanted:
                found[name] = layer.geometry[row]
    for name in wanted:
        measure = project.measures.get(name)
        if measure is not None:
            if measure.geometry is None:
                raise InputError(
                    text("app.measure_site_wide"), text("app.measure_site_wide.hint"), name
                )
            found[name] = measure.geometry
        elif name in project.annotations:
            found[name] = project.annotations[name].geometry
        elif name not in found:
            raise refusal(text("edits.object_missing"), name)
    return {name: found[name] for name in wanted}


def with_shapes(project: Project, shapes: Mapping[str, BaseGeometry], by: By) -> Project:
    """The project with other geometries of the same dimension; ids as `shapes_of` found them.

    Raises:
        InputError: A geometry cannot be drawn, or a line would become an area.
    """
    before = shapes_of(project, shapes)
    for name, shape in shapes.items():
        drawable(shape, name)
        if shapely.get_dimensions(before[name]) != shapely.get_dimensions(shape):
            raise refusal(text("edits.other_dimension"), name)
    measures = dict(project.measures)
    for name in shapes.keys() & measures.keys():
        row = measures[name]
        measures[name] = replace(row, geometry=shapes[name], stamp=changed(row.stamp, by))
    layers = tuple(_reshaped(layer, shapes, by) for layer in project.layers)
    edited = replace(project, measures=measures, layers=layers)
    annotations = dict(project.annotations)
    for name in shapes.keys() & annotations.keys():
        annotations[name] = reshaped(edited, annotations[name], shapes[name], by)
    return replace(edited, annotations=annotations) if annotations else edited


def _reshaped(layer: Layer, shapes: Mapping[str, BaseGeometry], by: By) -> Layer:
    rows = [row for row, name in enumerate(layer.ids) if name in shapes]
    if not rows:
        return layer
    geometry = layer.geometry.copy()
    for row in rows:
        geometry[row] = shapes[layer.ids[row]]
    return replace(layer, geometry=geometry, stamp=changed(layer.stamp, by))


def with_copies(project: Project, copies: Sequence[Copy], by: By) -> Project:
    """The project with new objects: measures behind the others, features behind their layer's.

    Raises:
        InputError: An id is taken, used twice or empty, or a source is not there.
    """
    shapes_of(project, (copy.source for copy in copies))
    taken = {*project.measures, *project.annotations}
    taken |= {name for layer in project.layers for name in layer.ids}
    for copy in copies:
        if not copy.new_id or copy.new_id in taken:
            raise refusal(text("edits.id_taken"), copy.new_id)
        taken.add(copy.new_id)
        drawable(copy.shape, copy.new_id)
    measures = dict(project.measures)
    for copy in copies:
        if copy.source in measures:
            source_row = without_lowering(project, measures[copy.source])
            measures[copy.new_id] = measure_like(source_row, copy, by)
    layers = tuple(_with_more(layer, copies, by) for layer in project.layers)
    annotations = dict(project.annotations)
    for copy in copies:
        if copy.source in annotations:
            source = annotations[copy.source]
            annotations[copy.new_id] = copied(project, source, copy.new_id, copy.shape, by)
    return replace(project, measures=measures, layers=layers, annotations=annotations)


def measure_like(source: Measure, copy: Copy, by: By) -> Measure:
    """A new measure like another; it no longer names a feature of the plan."""
    stamp = replace(
        source.stamp, id=copy.new_id, author=by.author, created=by.when, changed=by.when
    )
    if copy.is_piece:
        return replace(source, stamp=stamp, geometry=copy.shape, plan_feature="")
    return replace(
        source,
        stamp=replace(stamp, evidence=Evidence.ASSUMED),
        geometry=copy.shape,
        state=MeasureState.PROPOSED,
        plan_feature="",
    )


def _with_more(layer: Layer, copies: Sequence[Copy], by: By) -> Layer:
    row_of = {name: row for row, name in enumerate(layer.ids)}
    mine = [copy for copy in copies if copy.source in row_of]
    if not mine:
        return layer
    more: tuple[Mapping[str, AttributeValue], ...] = tuple(
        dict(layer.attributes[row_of[copy.source]]) for copy in mine
    )
    return replace(
        layer,
        ids=(*layer.ids, *(copy.new_id for copy in mine)),
        geometry=as_geometry_array([*layer.geometry, *(copy.shape for copy in mine)]),
        attributes=(*layer.attributes, *more),
        stamp=changed(layer.stamp, by),
    )


def without(project: Project, object_ids: Iterable[str], by: By, heir: str = "") -> Project:
    """The project without some objects.

    Args:
        project: Where they are.
        object_ids: Measures, annotations and plan features.
        by: Who takes them away.
        heir: Object that takes their place as the square or as the origin of a measure; "" leaves
            that place empty.

    Raises:
        InputError: One is not there.
    """
    gone = set(object_ids)
    known = {*project.measures, *project.annotations}
    known = known.union(*(layer.ids for layer in project.layers))
    for name in sorted(gone - known):
        raise refusal(text("edits.object_missing"), name)
    measures = {
        name: replace(row, plan_feature=heir) if row.plan_feature in gone else row
        for name, row in project.measures.items()
        if name not in gone
    }
    layers = tuple(_with_fewer(layer, gone, by) for layer in project.layers)
    annotations = {name: row for name, row in project.annotations.items() if name not in gone}
    square = heir if project.square in gone else project.square
    return replace(
        project, measures=measures, layers=layers, square=square, annotations=annotations
    )


def _with_fewer(layer: Layer, gone: set[str], by: By) -> Layer:
    kept = [row for row, name in enumerate(layer.ids) if name not in gone]
    if len(kept) == len(layer.ids):
        return layer
    return replace(
        layer,
        ids=tuple(layer.ids[row] for row in kept),
        geometry=layer.geometry[kept],
        attributes=tuple(layer.attributes[row] for row in kept),
        stamp=changed(layer.stamp, by),
    )
