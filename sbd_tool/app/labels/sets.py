"""The set of labels of a project: chosen, shown, kept whole in the project."""

from dataclasses import replace

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.label_sets import ROW_ID, LabelSet, label_set_of
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.label_file import read_label_sets

TLP_ALONE = "tlp"
"""What takes a chosen set back."""


def label_sets() -> tuple[LabelSet, ...]:
    """All sets there are on this desk, those of the city first.

    Raises:
        RuleFileError: A file of the city breaks the schema.
    """
    return read_label_sets()


def label_set_named(key: str) -> LabelSet | None:
    """The set of that key; None for TLP alone.

    Raises:
        InputError: There is none; the hint names those there are.
        RuleFileError: A file of the city breaks the schema.
    """
    if key == TLP_ALONE:
        return None
    known = {one.key: one for one in label_sets()}
    if key not in known:
        raise InputError(
            text("marks.no_set", key=literal(key[:60])),
            text("domain.known_keys", keys=", ".join((TLP_ALONE, *known))),
            key[:60],
        )
    return known[key]


def choose_label_set(
    project: Project, chosen: LabelSet | None, *, stamp: Stamp, by: By = NOBODY
) -> PutRecords | DropRecords | None:
    """The command that gives a project a set; None when it has it already.

    Args:
        project: Where it is kept, whole: every desk shows the same marks.
        chosen: The set, or None for TLP alone.
        stamp: A new stamp; its id is not used.
        by: Who chooses it, and when.
    """
    before = label_set_of(project.records)
    if chosen is None:
        gone = text("marks.do.none")
        return (
            DropRecords(record_ids=(ROW_ID,), says=gone, by=by)
            if ROW_ID in project.records
            else None
        )
    if before == replace(chosen, is_own=False):
        return None
    row = chosen.as_record(replace(stamp, id=ROW_ID))
    return PutRecords(records=(row,), says=text("marks.do.choose", mark=chosen.key), by=by)


def shown_label(project: Project, label: Tlp) -> Text:
    """A label as people read it: "VS-NfD (handled as TLP:AMBER)", or the TLP label alone."""
    mark = mark_of(project, label)
    if not mark:
        return literal(label.value)
    return text("marks.both", mark=literal(mark), label=literal(label.value))


def mark_of(project: Project, label: Tlp) -> str:
    """What the project's set prints beside a label, or ""."""
    chosen = label_set_of(project.records)
    level = None if chosen is None else chosen.level_of(label)
    return "" if level is None else level.mark


def label_meant(project: Project, words: str) -> str:
    """The TLP label somebody means: one itself, or a level of the project's set.

    Args:
        project: Gives the set.
        words: "TLP:AMBER", "VS-NfD", or "" for the label of the kind.

    Raises:
        InputError: It is neither, or a level that no project may hold.
    """
    bare = words.strip()
    if not bare or bare.upper() in set(Tlp):
        return bare.upper()
    chosen = label_set_of(project.records)
    level = None if chosen is None else chosen.named(bare)
    if level is None:
        marks = () if chosen is None else (one.mark for one in chosen.levels if one.tlp is not None)
        known = ", ".join((*(one.value for one in Tlp), *marks))
        raise InputError(
            text("app.label_unknown", label=literal(bare[:60])),
            text("domain.known_keys", keys=known),
            bare[:60],
        )
    if level.tlp is None:
        raise InputError(
            text("marks.too_high", mark=literal(level.mark)),
            text("marks.too_high.hint"),
            level.mark,
        )
    return level.tlp.value
