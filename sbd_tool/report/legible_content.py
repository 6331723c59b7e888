"""A project all of whose words can be written into any format and read on any page."""

from collections.abc import Mapping
from dataclasses import replace

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.layers import AttributeValue, Layer, Source, Underlay
from sbd_tool.domain.legible import legible
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record


def legible_project(project: Project) -> Project:
    """Clean the words a renderer may print; what is clean already stays the same object.

    Args:
        project: The whole project; names, remarks and attributes may hold anything.
    """
    return replace(
        project,
        title=legible(project.title),
        layers=tuple(_layer(layer) for layer in project.layers),
        underlays=tuple(_underlay(underlay) for underlay in project.underlays),
        measures={key: _measure(measure) for key, measure in project.measures.items()},
        annotations={key: _annotation(row) for key, row in project.annotations.items()},
        options=tuple(
            replace(entry, name=legible(entry.name), note=legible(entry.note))
            for entry in project.options
        ),
        records={key: _record(row) for key, row in project.records.items()},
        time_states=tuple(
            replace(
                entry,
                name=legible(entry.name),
                when=legible(entry.when),
                note=legible(entry.note),
            )
            for entry in project.time_states
        ),
    )


def _layer(layer: Layer) -> Layer:
    rows = tuple(_row(row) for row in layer.attributes)
    is_clean = all(new is old for new, old in zip(rows, layer.attributes, strict=True))
    name, source = legible(layer.name), _source(layer.source)
    if is_clean and name == layer.name and source == layer.source:
        return layer
    return replace(layer, name=name, source=source, attributes=rows)


def _underlay(underlay: Underlay) -> Underlay:
    return replace(underlay, name=legible(underlay.name), source=_source(underlay.source))


def _source(source: Source) -> Source:
    return replace(source, name=legible(source.name), licence=legible(source.licence))


def _measure(measure: Measure) -> Measure:
    parameters = _row(measure.parameters)
    name, note = legible(measure.name), legible(measure.note)
    if parameters is measure.parameters and (name, note) == (measure.name, measure.note):
        return measure
    return replace(measure, name=name, note=note, parameters=parameters)


def _annotation(annotation: Annotation) -> Annotation:
    return replace(annotation, words=legible(annotation.words))


def _record(record: Record) -> Record:
    content = {legible(name): _value(value) for name, value in record.content.items()}
    return replace(record, content=content)


def _value(value: object) -> object:
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, tuple):
        return tuple(_value(inner) for inner in value)
    if isinstance(value, Mapping):
        return {legible(str(name)): _value(inner) for name, inner in value.items()}
    return value


def _row(row: Mapping[str, AttributeValue]) -> Mapping[str, AttributeValue]:
    if all(key.isprintable() for key in row) and all(
        not isinstance(value, str) or value.isprintable() for value in row.values()
    ):
        return row
    return {
        legible(key): legible(value) if isinstance(value, str) else value
        for key, value in row.items()
    }
