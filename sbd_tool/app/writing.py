"""What people write for the report: found, changed, labelled. One text for each part."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands import By
from sbd_tool.app.commands.written import PutWritten
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.written import LONGEST, Part, Written, written_of
from sbd_tool.formats.text_file import read_text

PARTS: Final = tuple(Part)


def part_name(part: Part) -> Text:
    """What a part is called."""
    return text(f"report.part_{part.value}")


def part_named(key: str) -> Part:
    """The part of that key.

    Raises:
        InputError: There is none; the hint names those there are.
    """
    if key not in set(Part):
        known = ", ".join(part.value for part in Part)
        raise InputError(
            text("report.part_unknown", key=key[:80]), text("domain.known_keys", keys=known), key
        )
    return Part(key)


def written_part(project: Project, part: Part) -> Written | None:
    """The text of a part, or None while nobody wrote it."""
    return written_of(project.records).get(part)


def write_part(
    project: Project,
    part: Part,
    words: str,
    label: Tlp | None,
    *,
    stamp: Stamp,
    by: By,
    reason: str = "",
) -> PutWritten | None:
    """The command that gives a part its text and label; None when nothing would change.

    Args:
        project: Where it is kept.
        part: Which part.
        words: Its text; "" empties it.
        label: Its label; None for amber, as for every free remark.
        stamp: A new stamp, used when nobody wrote the part before.
        by: Who writes, and when.
        reason: Why, where the label becomes wider than amber; the author is named too.

    Raises:
        InputError: The text is too long.
    """
    if len(words) > LONGEST:
        raise InputError(
            text("report.part_too_long", most=LONGEST), text("report.part_too_long.hint"), part
        )
    before = written_part(project, part)
    marking = label.value if label is not None else None
    if before is None:
        if not words.strip():
            return None
        made = Written(stamp=_labelled(stamp, marking), part=part, words=words)
    elif (before.words, before.stamp.marking) == (words, marking):
        return None
    else:
        made = Written(stamp=_labelled(before.stamp, marking), part=part, words=words)
    says = text("report.do.write", name=part_name(part))
    is_label_only = before is not None and before.words == words
    merging = f"label:{made.stamp.id}" if is_label_only else ""  # stepping through labels by keys
    return PutWritten(text=made, says=says, merging=merging, reason=reason, by=by)


def _labelled(stamp: Stamp, marking: str | None) -> Stamp:
    return replace(stamp, marking=marking)


def write_into(
    project: Path,
    part: Part,
    words: str | Path,
    label: Tlp | None = None,
    *,
    author: str = "",
    reason: str = "",
    clock: Clock | None = None,
) -> None:
    """Give a part of a project file its text, and save.

    Args:
        project: The project file.
        part: Which part.
        words: Its text, or a text file that holds it.
        label: Its label; None for amber.
        author: Who writes.
        reason: Why, where the label becomes wider than amber.
        clock: Gives the time.

    Raises:
        InputError: The text is too long or cannot be read, or its label would be lowered without
            a name or a reason; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    told = read_text(words, LONGEST) if isinstance(words, Path) else words
    with opened_to_edit(project, author=author, clock=clock) as (session, around):
        stamp = around.stamp(Evidence.SEEN)
        command = write_part(
            session.project, part, told, label, stamp=stamp, by=around.by(), reason=reason
        )
        if command is not None:
            session.do(command)
