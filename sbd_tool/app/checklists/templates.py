"""Checklists a project can use: shipped ones, those of the person's rules folder, its own."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.checklists import TEMPLATE_KIND, Template
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import LONGEST_WORDS, Record, records_of
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.checklist_file import city_files, read_checklists
from sbd_tool.formats.rule_files import RuleFile, too_large

_IDS: Final = UUID("8b0b4c1e-6a1f-5a51-9d4f-0c2f6d1b7a10")


def templates_of(project: Project) -> Mapping[str, Template]:
    """Templates by key; the project's own files lie over the shipped ones.

    A list on a plan is read with what its project carries, never with the folder of whoever opens
    it: so it asks the same questions on every desk.

    Raises:
        RuleFileError: A file in the project does not read.
    """
    return {one.key: one for one in read_checklists(_own_files(project))}


def offered(project: Project) -> Mapping[str, Template]:
    """Templates that can be put: those of the project, and those of the rules folder.

    Raises:
        RuleFileError: A file of the folder breaks the form.
    """
    own = _own_files(project)
    names = {file.name for file in own}
    folder = tuple(file for file in city_files() if file.name not in names)
    return {one.key: one for one in read_checklists((*own, *folder))}


def template_named(project: Project, key: str) -> Template:
    """The template of that key among those offered.

    Raises:
        InputError: There is none; the hint names those there are.
    """
    found = offered(project)
    if key not in found:
        raise InputError(
            text("checklist.no_template", key=literal(key[:80])),
            text("domain.known_keys", keys=", ".join(found)),
            key,
        )
    return found[key]


def carry(project: Project, template: Template, by: By) -> PutRecords | None:
    """The command that takes a template of the folder into the project; None when it is there."""
    if not template.origin or any(one.name == template.origin for one in _own_files(project)):
        return None
    files = {file.name: file for file in city_files()}
    file = files.get(template.origin)
    return None if file is None else _kept(file, by)


def add_template(project: Project, path: Path, by: By) -> tuple[PutRecords, Template]:
    """The command that takes a city's checklist into a project.

    Raises:
        RuleFileError: The file breaks the form.
    """
    file = RuleFile.at(path)
    if len(file.content) > LONGEST_WORDS:
        raise too_large(file.name)
    others = tuple(one for one in _own_files(project) if one.name != file.name)
    before = {one.key: one for one in read_checklists(others)}
    found = {one.key: one for one in read_checklists((*others, file))}
    new = next(one for key, one in found.items() if before.get(key) != one)
    return _kept(file, by), new


def _own_files(project: Project) -> tuple[RuleFile, ...]:
    return tuple(
        RuleFile(str(record.content.get("name", ""))[:120], str(record.content.get("yaml", "")))
        for record in records_of(project.records, TEMPLATE_KIND)
    )


def _kept(file: RuleFile, by: By) -> PutRecords:
    stamp = Stamp(
        id=str(uuid5(_IDS, file.name)),
        evidence=Evidence.SEEN,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    content = {"name": file.name, "yaml": file.content}
    record = Record(stamp=replace(stamp), kind=TEMPLATE_KIND, content=content)
    says = text("checklist.do_add", file=literal(file.name))
    return PutRecords(records=(record,), says=says, by=by)
