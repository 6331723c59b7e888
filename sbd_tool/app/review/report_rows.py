"""The review for a report: each edition gets the comments its label lets through.

Comments without a label of their own are amber, so only the police edition holds them. In wider
editions a comment has no author, no times, no names of objects, and a place on a coarse grid.
"""

from dataclasses import replace
from typing import Any, Final

from sbd_tool.app.police_layer import goal_said, released
from sbd_tool.app.review.listing import entry_said, where_said
from sbd_tool.app.review.pins import Pinned, pinned_threads
from sbd_tool.app.review.signing import signature_rows
from sbd_tool.app.rules import Rules
from sbd_tool.domain.community import label_of
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.seen import as_seen
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.threads import THREAD, Entry, Thread, threads_of
from sbd_tool.report.review_rows import CommentRow, EntryRow

COARSE_M: Final = 5.0


def comment_rows(
    project: Project, rules: Rules, edition: Edition, place: tuple[str, str]
) -> tuple[CommentRow, ...]:
    """The comments an edition may hold, in order.

    Args:
        project: The whole project.
        rules: Names of kinds and sources.
        edition: For whom.
        place: Option and state that are reported.
    """
    if not has_comments(project):
        return ()
    seen = as_seen(project, Place(*place))
    return tuple(
        _row(one, seen, rules, edition)
        for one in pinned_threads(seen, place[0])
        if edition.may_show(label_of_thread(one.thread))
    )


def review_parts(
    project: Project, rules: Rules, edition: Edition, place: tuple[str, str]
) -> dict[str, Any]:
    """Fields of a report's model that tell the review; see `comment_rows`."""
    is_police = edition is Edition.POLICE
    return {
        "comments": comment_rows(project, rules, edition, place),
        "signatures": signature_rows(project) if is_police else (),
        "released": _released(project) if is_police else (),
    }


def _released(project: Project) -> tuple[Text, ...]:
    """The goal of a sealed layer, or that it was tampered with."""
    found = released(project)
    if found is None:
        return ()
    return (goal_said(found.goal) if found.is_genuine else text("sealed.tampered"),)


def has_comments(project: Project) -> bool:
    """Whether the project has comments."""
    return any(record.kind == THREAD for record in project.records.values())


def withheld_comments(project: Project, edition: Edition) -> tuple[Text, ...]:
    """A line that says how many comments an edition leaves out, where it does."""
    if not has_comments(project):
        return ()
    closed = [
        one for one in threads_of(project.records) if not edition.may_show(label_of_thread(one))
    ]
    return (text("review.withheld", count=len(closed)),) if closed else ()


def label_of_thread(thread: Thread) -> Tlp:
    """The label a person gave a comment, else amber as for every free remark."""
    return label_of(thread.stamp)


def _as_read(thread: Thread, edition: Edition) -> Thread:
    """A comment with the answers an edition may hold: its own label, or a narrower one of each."""
    kept = (
        one
        for one in thread.entries
        if not one.stamp.marking or edition.may_show(label_of(one.stamp))
    )
    return replace(thread, entries=tuple(kept))


def _row(pinned: Pinned, project: Project, rules: Rules, edition: Edition) -> CommentRow:
    thread, sources = _as_read(pinned.thread, edition), rules.catalogue.sources
    entries = tuple(_entry(one) for one in thread.entries)
    deciding = thread.deciding
    row = CommentRow(
        number=pinned.number,
        id=thread.id,
        about=where_said(pinned, project, rules),
        words=thread.words,
        reason=thread.reason,
        status=thread.status.value,
        severity=thread.severity.value,
        is_required=thread.is_required,
        source=sources[thread.source].citation if thread.source in sources else "",
        due=thread.due,
        author=thread.stamp.author,
        when=thread.stamp.created,
        label=label_of_thread(thread).value,
        place=pinned.place,
        decision="" if thread.decision is None else thread.decision.value,
        deciding=None if deciding is None else _entry(deciding),
        entries=entries,
    )
    return row if edition is Edition.POLICE else _bare(row)


def _bare(row: CommentRow) -> CommentRow:
    """What wider editions hold of a comment: its words, where it stands, and roughly where."""
    place = None
    if row.place is not None:
        x, y = (round(value / COARSE_M) * COARSE_M for value in row.place)
        place = (x, y)
    key = "review.at_place" if place else "review.at_nothing"
    return replace(
        row,
        about=text(key),
        author="",
        when="",
        place=place,
        deciding=None if row.deciding is None else _bare_entry(row.deciding),
        entries=tuple(_bare_entry(one) for one in row.entries),
    )


def _entry(entry: Entry) -> EntryRow:
    return EntryRow(
        id=entry.stamp.id,
        said=entry_said(entry),
        author=entry.stamp.author,
        when=entry.stamp.created,
        words=entry.words,
    )


def _bare_entry(row: EntryRow) -> EntryRow:
    params = {name: value for name, value in row.said.params if name != "who"}
    said = text(row.said.key, who=text("review.somebody"), **params)
    return replace(row, author="", when="", said=said)
