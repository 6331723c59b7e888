"""What a person calls the things of a project: their own name, or what they are."""

from collections.abc import Callable
from typing import Final

from sbd_tool.app.record_names import record_name
from sbd_tool.app.rules import Rules
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text

_SHORT: Final = 8


def names_of(project: Project, rules: Rules) -> Callable[[str], Text]:
    """A function from the id of a feature or measure to its name.

    Things without a name are told by what they are and the first signs of their id.
    """
    names: dict[str, Text] = {}
    for layer in project.layers:
        for row, attributes in zip(layer.ids, layer.attributes, strict=True):
            own = attributes.get("name")
            if isinstance(own, str) and own.strip():
                names[row] = literal(own.strip())
            elif layer.role is not None:
                names[row] = _what(text(f"map.role_{layer.role.value}"), row)
    for measure in project.measures.values():
        if measure.name:
            names[measure.id] = literal(measure.name)
        elif measure.kind in rules.catalogue.measures:
            names[measure.id] = _what(rules.catalogue.measures[measure.kind].name, measure.id)
    for record in project.records.values():
        names[record.id] = record_name(record.kind, record.content)
    for override in project.overrides.values():
        names[override.id] = names.get(override.target, literal(override.target))
    return lambda row: names.get(row, literal(row))


def plain_name(project: Project, rules: Rules, row: str) -> Text:
    """What a person calls one thing, without signs of its id: for sentences that show its place.

    Args:
        project: Where it stands.
        rules: Names of kinds.
        row: Its id; a thing that is not there is told as "an object".
    """
    measure, feature = project.measures.get(row), project.feature(row)
    if measure is not None:
        kinds = rules.catalogue.measures
        if measure.name:
            return literal(measure.name)
        return kinds[measure.kind].name if measure.kind in kinds else text("review.an_object")
    if feature is None:
        return text("review.an_object")
    own = feature[1].attributes.get("name")
    if isinstance(own, str) and own.strip():
        return literal(own.strip())
    role = feature[0].role
    return text("review.an_object") if role is None else text(f"map.role_{role.value}")


def _what(name: Text, row: str) -> Text:
    return text("closure.thing", what=name, id=row[:_SHORT])
