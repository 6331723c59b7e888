"""What a person calls the things of a project: their own name, or what they are and which one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sbd_tool.app.record_names import record_name
from sbd_tool.app.rules import Rules
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text, literal, text


@dataclass(frozen=True, slots=True)
class _Thing:
    """What names one thing: key and words of what it is, its own name or ""."""

    key: str
    what: Text
    own: str


def names_of(project: Project, rules: Rules, *counted_in: Project) -> Callable[[str], Text]:
    """A function from the id of a feature or measure to its name.

    Things without a name are told by what they are and their running number among all of that
    kind, in the order of layers and rows, then of drawing: "Tree 5". The only one of its kind
    needs no number. Where several bear one name, kind and number follow it in brackets.

    Args:
        project: Whose things are named.
        rules: Names of kinds.
        counted_in: Projects whose things are counted, in this order: the whole project where
            ``project`` is what is seen in one state, so that a number is the same in each. By
            default the project itself.
    """
    things = dict(_things(project, rules))
    alike = Counter(thing.own for thing in things.values() if thing.own)
    everything = [pair for one in counted_in or (project,) for pair in _things(one, rules)]
    number, counted = _numbers([*everything, *things.items()])
    targets = {one.id: one.target for one in project.overrides.values()}

    def name(row: str) -> Text:
        record = project.records.get(row)
        if record is not None:
            return record_name(record.kind, record.content)
        thing = things.get(row)
        if thing is None:
            return name(targets[row]) if targets.get(row, row) != row else literal(row)
        what = thing.what
        if counted[thing.key] > 1:
            what = text("thing.numbered", what=what, number=number[row])
        if not thing.own:
            return what
        own = literal(thing.own)
        return own if alike[thing.own] == 1 else text("thing.named_alike", name=own, what=what)

    return name


def plain_name(project: Project, rules: Rules, row: str) -> Text:
    """What a person calls one thing, without its number: for sentences that show its place.

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
    own = _own_name(feature[1].attributes)
    if own:
        return literal(own)
    return _role(feature[0].role)


def _numbers(things: Sequence[tuple[str, _Thing]]) -> tuple[dict[str, int], Counter[str]]:
    """The running number of each thing within its kind, and how many there are of each."""
    counted: Counter[str] = Counter()
    number: dict[str, int] = {}
    for row, thing in things:
        if row not in number:
            counted[thing.key] += 1
            number[row] = counted[thing.key]
    return number, counted


def _things(project: Project, rules: Rules) -> Iterator[tuple[str, _Thing]]:
    for layer in project.layers:
        key, what = layer.role.value if layer.role else "", _role(layer.role)
        for row, attributes in zip(layer.ids, layer.attributes, strict=True):
            own = _own_name(attributes)
            if key or own:
                yield row, _Thing(key, what, own)
    for measure in project.measures.values():
        yield measure.id, _Thing(measure.kind, _kind(measure, rules), measure.name)


def _role(role: Role | None) -> Text:
    """One thing of a role; the legend's words for trees tell of their crowns too."""
    if role is None:
        return text("review.an_object")
    return text("thing.tree" if role is Role.TREE else f"map.role_{role.value}")


def _kind(measure: Measure, rules: Rules) -> Text:
    kinds = rules.catalogue.measures
    return kinds[measure.kind].name if measure.kind in kinds else text("review.an_object")


def _own_name(attributes: Mapping[str, object]) -> str:
    own = attributes.get("name")
    return own.strip() if isinstance(own, str) else ""
