"""Labels that persons lowered below what their kinds ask for, in sentences with name and reason."""

from collections.abc import Iterator

from sbd_tool.domain.annotations import INHERITED, Annotation
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.community import ENGAGEMENT, PLACE_NOTE
from sbd_tool.domain.lowering import Lowering, is_lowered, lowerings_of
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.survey import SURVEY
from sbd_tool.domain.text import Day, Text, literal, text
from sbd_tool.domain.threads import THREAD
from sbd_tool.domain.written import written_of
from sbd_tool.report.edition_rules import marking_of
from sbd_tool.report.editions import EditionContent

_NAME_SIGNS = 60
_HEARD = frozenset((PLACE_NOTE, ENGAGEMENT, SURVEY, THREAD))


def label_lines(content: EditionContent) -> tuple[Text, ...]:
    """What a report says about labels: the set beside TLP and, for the police, what was lowered.

    Args:
        content: What the edition holds.
    """
    lines: list[Text] = []
    if content.mark:
        mark, label = literal(content.mark), literal(content.label.value)
        lines.append(text("marks.printed", mark=mark, label=label))
    if content.edition is Edition.POLICE:
        lines.extend(said for _, _, said in lowered_measures(content.project, content.catalogue))
        lines.extend(said for _, _, said in lowered_annotations(content.project))
        lines.extend(said for _, _, said in lowered_texts(content.project))
        lines.extend(said for _, _, said in lowered_heard(content.project))
    return tuple(lines)


def lowered_measures(project: Project, catalogue: Catalogue) -> Iterator[tuple[Measure, Tlp, Text]]:
    """Each measure whose label is wider than its kind asks for, its label, and who, when and why.

    A label that was lowered without a record, as in a file of an older version, is told too.
    """
    told = lowerings_of(project.records)
    for measure in project.measures.values():
        kinds = catalogue.measures
        kind = kinds[measure.kind] if measure.kind in kinds else None  # noqa: SIM401 - a registry
        inherited = Tlp.AMBER if kind is None else kind.marking
        if not is_lowered(measure.stamp.marking, inherited):
            continue
        label = marking_of(measure, kind)
        name = _name(measure, literal(measure.kind) if kind is None else kind.name)
        yield measure, label, _said(name, label, inherited, told.get(measure.id))


def lowered_annotations(project: Project) -> Iterator[tuple[Annotation, Tlp, Text]]:
    """Each annotation whose label is wider than amber, its label, and who, when and why."""
    told = lowerings_of(project.records)
    for row in project.annotations.values():
        if is_lowered(row.stamp.marking, INHERITED):
            name = annotation_name(row)
            yield row, row.marking, _said(name, row.marking, INHERITED, told.get(row.id))


def lowered_texts(project: Project) -> Iterator[tuple[Record, Tlp, Text]]:
    """Each text of the report whose label is wider than amber, its label, and who, when and why."""
    told = lowerings_of(project.records)
    for row in written_of(project.records).values():
        if row.words.strip() and is_lowered(row.stamp.marking, INHERITED):
            name = text("marks.text", part=text(f"report.part_{row.part.value}"))
            said = _said(name, row.marking, INHERITED, told.get(row.stamp.id))
            yield row.as_record(), row.marking, said


def annotation_name(row: Annotation) -> Text:
    """What an annotation is, with how its words begin."""
    name, words = text(f"marks.annotation_{row.kind.value}"), " ".join(row.words.split())
    if not words:
        return name
    return text("marks.object", kind=name, name=literal(words[:_NAME_SIGNS]))


def lowered_heard(project: Project) -> Iterator[tuple[Record, Tlp, Text]]:
    """What people said (also comments) let out wider than amber, its label, who, when and why."""
    told = lowerings_of(project.records)
    for row in project.records.values():
        marking = row.stamp.marking
        if row.kind in _HEARD and marking in set(Tlp) and is_lowered(marking, Tlp.AMBER):
            name, words = text(f"exchange.record_{row.kind}"), row.content.get("words")
            said = " ".join(words.split()) if isinstance(words, str) else ""
            if said:
                name = text("marks.object", kind=name, name=literal(said[:_NAME_SIGNS]))
            label = Tlp(str(marking))
            yield row, label, _said(name, label, Tlp.AMBER, told.get(row.id))


def _name(measure: Measure, kind: Text) -> Text:
    words = measure.name.strip()
    return text("marks.object", kind=kind, name=literal(words)) if words else kind


def _said(name: Text, label: Tlp, inherited: Tlp, known: Lowering | None) -> Text:
    labels = {"label": literal(label.value), "inherited": literal(inherited.value)}
    if known is None or known.label is not label:
        return text("marks.lowered_unsaid", name=name, **labels)
    return text(
        "marks.lowered",
        name=name,
        author=literal(known.author),
        day=Day(known.when),
        reason=literal(known.reason),
        **labels,
    )
