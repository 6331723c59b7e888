"""Labels of a project file: the set beside TLP and labels of objects; each saved at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.commands.labelling import LabelObjects, inherited_label
from sbd_tool.app.labelling import Labelled, label_of
from sbd_tool.app.labels.naming import labelled_named
from sbd_tool.app.labels.sets import choose_label_set, label_meant, label_set_named
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.app.writing import part_name
from sbd_tool.domain.annotations import INHERITED
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.label_sets import LabelSet, label_set_of
from sbd_tool.domain.lowering import Lowering, is_lowered, lowerings_of
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal
from sbd_tool.domain.written import KIND as WRITTEN
from sbd_tool.domain.written import written_of
from sbd_tool.report.lowered_labels import annotation_name


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledObject:
    """An object that carries a label of its own.

    Attributes:
        object_id, name, kind: Which one; an annotation is named by its words.
        shown: What a person calls it.
        label: The label somebody gave it.
        inherited: The label of its kind.
        lowering: Who lowered it and why; None where it was not lowered, or nobody said.
        is_lowered: Its label is wider than the inherited one.
    """

    object_id: str
    name: str
    kind: str
    shown: Text
    label: Tlp
    inherited: Tlp
    lowering: Lowering | None
    is_lowered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Labels of a project.

    Attributes:
        project: The project, whose set says what stands beside TLP.
        whole: Its own label, from its content, with reasons; scores are not worked out for it.
        chosen: The set beside TLP, or None.
        objects: Measures, annotations and texts for the report with labels of their own.
    """

    project: Project
    whole: Labelled
    chosen: LabelSet | None
    objects: tuple[LabelledObject, ...]


def labels_of(project: Project) -> Labels:
    """Say the labels of a project and of what carries one of its own in it."""
    rules = load_rules(project)
    return Labels(
        project=project,
        whole=label_of(project, None, rules),
        chosen=label_set_of(project.records),
        objects=tuple(_labelled(project, rules)),
    )


def _labelled(project: Project, rules: Rules) -> Iterator[LabelledObject]:
    told, kinds = lowerings_of(project.records), rules.catalogue.measures

    def row(stamp: Stamp, name: str, kind: str, shown: Text, inherited: Tlp) -> LabelledObject:
        label = Tlp(stamp.marking) if stamp.marking in set(Tlp) else Tlp.AMBER
        is_wider = is_lowered(stamp.marking, inherited)
        known = told.get(stamp.id) if is_wider else None
        if known is not None and known.label is not label:
            known = None  # a file of an older version: the narrower label stands, not that reason
        return LabelledObject(
            object_id=stamp.id, name=name, kind=kind, shown=shown, label=label,
            inherited=inherited, lowering=known, is_lowered=is_wider,
        )  # fmt: skip

    for measure in project.measures.values():
        if measure.stamp.marking:
            kind = kinds[measure.kind].name if measure.kind in kinds else literal(measure.kind)
            shown = literal(measure.name) if measure.name else kind
            inherited = inherited_label(project, measure)
            yield row(measure.stamp, measure.name, measure.kind, shown, inherited)
    for one in project.annotations.values():
        if one.stamp.marking:
            shown = annotation_name(one)
            yield row(one.stamp, one.words, one.kind.value, shown, INHERITED)
    for part, entry in written_of(project.records).items():
        if entry.stamp.marking:
            yield row(entry.stamp, part.value, WRITTEN, part_name(part), INHERITED)


def set_labels(
    path: Path,
    *,
    set_key: str = "",
    objects: Sequence[str] = (),
    label: str = "",
    reason: str = "",
    author: str = "",
    clock: Clock | None = None,
) -> Labels:
    """Give a project file a set of labels, or its objects a label, and save it.

    Args:
        path: The project file.
        set_key: Key of a set, "tlp" for TLP alone, "" to leave it.
        objects: What gets a label, by name or id; see `labelled_named`.
        label: TLP label or a level of the set; "" goes back to what they inherit.
        reason: Why, where the label becomes wider than the inherited one.
        author: Who does it; a person's name is needed where a label is lowered.
        clock: Gives the time.

    Raises:
        InputError: There is no such set, object or label, or a name or reason is missing; the
            project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """

    def choose(project: Project, around: Surroundings) -> Command | None:
        chosen = label_set_named(set_key)
        stamp, by = around.stamp(Evidence.SEEN), around.by()
        return choose_label_set(project, chosen, stamp=stamp, by=by)

    def mark(project: Project, around: Surroundings) -> Command | None:
        marking = label_meant(project, label)
        ids = labelled_named(project, objects)
        return LabelObjects(object_ids=ids, marking=marking, reason=reason, by=around.by())

    steps = [*([choose] if set_key else []), *([mark] if objects else [])]
    return labels_of(_changed(path, author, clock, steps))


def _changed(
    path: Path,
    author: str,
    clock: Clock | None,
    steps: Sequence[Callable[[Project, Surroundings], Command | None]],
) -> Project:
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        for step in steps:
            command = step(session.project, around)
            if command is not None:
                session.do(command)
    return session.project
