"""Checklists for a report: whole for the police, counts for wider editions.

A list is told as far as its label lets: amber lists (barriers, vulnerability) to the police alone.
Of green lists partners get counts by question, the public the same from so many answers on
(``least_published``), and neither gets a place, a remark, a person or what is open.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sbd_tool.analysis.practices import ONE_PREFIX
from sbd_tool.app.checklists.agreement_words import agreement_words
from sbd_tool.app.checklists.assessors import agreement_of
from sbd_tool.app.checklists.reading import entries_for, lists_of
from sbd_tool.app.checklists.values import value_words
from sbd_tool.domain.agreement import Agreement
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.checklists import LIST_KIND, AnswerKind, Item, Pass
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.tasks import Entry, PlacedList, TaskState
from sbd_tool.domain.text import LITERAL, Text, text
from sbd_tool.formats.checklist_file import read_agreement_rules
from sbd_tool.report.checklist_rows import ChecklistSection, FoundRow, RemarkRow

_HELD = {TaskState.ANSWERED, TaskState.SETTLED}
_COUNTED = (AnswerKind.NUMBER, AnswerKind.TEXT)


def checklist_parts(project: Project, catalogue: Catalogue, edition: Edition) -> dict[str, Any]:
    """Fields of a report's model that tell the checklists."""
    return {"checklists": checklist_sections(project, catalogue, edition)}


def checklist_sections(
    project: Project, catalogue: Catalogue, edition: Edition
) -> tuple[ChecklistSection, ...]:
    """The checklists an edition may tell of, in order; none that nobody answered.

    Args:
        project: The whole project.
        catalogue: Labels of what a question asks about: patrols are told in no wider edition.
        edition: For whom.
    """
    if not any(record.kind == LIST_KIND for record in project.records.values()):
        return ()
    found = (
        _section(placed, catalogue, edition)
        for placed in lists_of(project)
        if _may(placed, edition)
    )
    return tuple(section for section in found if section.rows)


def _may(placed: PlacedList, edition: Edition) -> bool:
    """Counts of a green list of ours may be published: they hold no place and no person.

    Name and questions of a city's own list are the city's words: they go as far as its label.
    """
    template = placed.template
    if edition.may_show(template.marking):
        return True
    is_ours = template.name.key != LITERAL
    return edition is Edition.PUBLIC and template.marking is Tlp.GREEN and is_ours


def _section(placed: PlacedList, catalogue: Catalogue, edition: Edition) -> ChecklistSection:
    is_whole = edition is Edition.POLICE
    entries = entries_for(placed)
    least = read_agreement_rules().least_published if edition is Edition.PUBLIC else 1
    agreed = {(one.item.key, one.when): one for one in agreement_of(placed)} if is_whole else {}
    rows = [
        _row(item, when, rows, agreed.get((item.key, when)), edition)
        for item in _items(placed)
        if _may_ask(item, catalogue, edition, placed.template.marking)
        for when in item.passes
        if (rows := [e for e in entries if e.task.item == item and e.when is when])
        and any(e.state in _HELD or e.state is TaskState.DISPUTED for e in rows)
    ]
    return ChecklistSection(
        name=placed.template.name,
        about=placed.template.about,
        places=len({task.spot for task in placed.tasks}) if is_whole else None,
        rows=tuple(row for row in rows if is_whole or row.count >= least),
        remarks=tuple(_remarks(entries)) if is_whole else (),
    )


def _may_ask(item: Item, catalogue: Catalogue, edition: Edition, marking: Tlp) -> bool:
    """Whether an edition may tell of what a question asks: as far as of the practice it fills.

    A question a city laid over a list of ours is in its own words and goes as far as the label.
    """
    if item.ask.key == LITERAL and not edition.may_show(marking):
        return False
    kind = item.feeds.removeprefix(ONE_PREFIX)
    if kind == item.feeds or kind not in catalogue.measures:
        return True
    return edition.may_show(catalogue.measures[kind].marking)


def _items(placed: PlacedList) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for task in placed.tasks:
        found.setdefault(task.item.key, task.item)
    return tuple(found.values())


def _row(
    item: Item, when: Pass, rows: list[Entry], agreed: Agreement | None, edition: Edition
) -> FoundRow:
    is_whole = edition is Edition.POLICE
    held = [one.value for one in rows if one.state in _HELD and one.value is not None]
    counts = Counter(held)
    order = sorted(counts, key=lambda value: (isinstance(value, str), value))
    said: tuple[tuple[Text, int], ...] = ()
    if item.kind not in _COUNTED:
        said = tuple((value_words(item, value), counts[value]) for value in order)
    return FoundRow(
        ask=item.ask,
        when=when.value,
        said=said,
        count=len(held),
        open=sum(one.state is TaskState.OPEN for one in rows) if is_whole else None,
        disputed=sum(one.state is TaskState.DISPUTED for one in rows) if is_whole else None,
        agreement=None if agreed is None else agreement_words(agreed),
    )


def _remarks(entries: tuple[Entry, ...]) -> Iterator[RemarkRow]:
    for entry in entries:
        item, settled = entry.task.item, entry.task.settled.get(entry.when)
        for one in entry.task.answers.get(entry.when, ()):
            if one.remark or item.kind in _COUNTED:
                yield RemarkRow(
                    number=entry.task.number,
                    ask=item.ask,
                    when=entry.when.value,
                    value=value_words(item, one.value),
                    who=text(f"checklist.role_{one.role.value}"),
                    words=one.remark,
                )
        if settled is not None:
            yield RemarkRow(
                number=entry.task.number,
                ask=item.ask,
                when=entry.when.value,
                value=value_words(item, settled.value),
                who=text("checklist.state_settled"),
                words=settled.reason,
            )
