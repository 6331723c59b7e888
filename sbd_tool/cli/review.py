"""`sbd review`: comments of a project listed, written, answered and settled."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sbd_tool.app.pipeline import check_place
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.listing import (
    Wish,
    chosen_threads,
    day_said,
    entry_said,
    weight_said,
    where_said,
)
from sbd_tool.app.review.phrasing import phrases
from sbd_tool.app.review.pins import Pinned, pinned_threads
from sbd_tool.app.review.signing import SignOff, sign_offs
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.review_since import keep_seen, tell_since
from sbd_tool.cli.review_writing import STEPS, refuse_idle
from sbd_tool.cli.spoken import remark, say, say_lines
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.phrases import Phrase
from sbd_tool.domain.project import Project
from sbd_tool.domain.seen import as_seen
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.threads import Entry, Status, Thread
from sbd_tool.domain.words import Words

DONE: Final = 0
SIGNS: Final = {Status.OPEN: "o", Status.ANSWERED: ">", Status.SETTLED: "+"}


def review(arguments: Namespace, words: Words) -> int:
    """Do what was asked for, then tell the comments as they stand."""
    if arguments.phrases:
        _tell_phrases(arguments, words)
        return DONE
    refuse_idle(arguments)
    for asked, step in STEPS:
        if asked(arguments):
            step(arguments, words)
    if arguments.since_last:
        tell_since(arguments, words)
    if arguments.seen:
        keep_seen(arguments, words)
    if arguments.since_last or (arguments.seen and not arguments.list):
        return DONE
    project = open_project(Path(arguments.project)).project
    check_place(project, arguments.option, arguments.time_state)
    seen = as_seen(project, Place(arguments.option, arguments.time_state))
    rules = load_rules(project)
    wish = Wish(
        status=None if arguments.status is None else Status(arguments.status),
        only_required=arguments.only_required,
    )
    pinned = pinned_threads(seen, arguments.option)
    shown = chosen_threads(pinned, wish)
    if arguments.json:
        print(dump(_json(shown, pinned, arguments, seen, rules, words) | _signed(project)))
    elif arguments.list or not any(asked(arguments) for asked, _ in STEPS):
        _say(shown, pinned, seen, rules, words)
    return DONE


def _say(
    shown: Sequence[Pinned],
    pinned: Sequence[Pinned],
    project: Project,
    rules: Rules,
    words: Words,
) -> None:
    if not pinned:
        remark(words(text("review.none")))
        return
    say(words(literal(Tlp.AMBER_STRICT.value)))
    for one in shown:
        say_lines(_lines(one, project, rules, words))
    say(words(text("review.summary", **_counts(pinned))))


def _lines(one: Pinned, project: Project, rules: Rules, words: Words) -> Iterator[str]:
    thread = one.thread
    status = words(text(f"review.status_{thread.status.value}"))
    about = words(where_said(one, project, rules))
    yield f"{SIGNS[thread.status]} {one.number}. {about}: {words(literal(thread.words))}"
    yield f"    {status}; {words(weight_said(thread))}"
    if thread.source in rules.catalogue.sources:
        citation = rules.catalogue.sources[thread.source].citation
        yield f"    {words(text('review.source_line', source=literal(citation)))}"
    if thread.reason:
        yield f"    {words(text('review.reason_line', reason=literal(thread.reason)))}"
    if thread.due:
        yield f"    {words(text('review.due', day=literal(day_said(thread.due, words))))}"
    for entry in thread.entries:
        said = f": {words(literal(entry.words))}" if entry.words else ""
        yield f"    {words(entry_said(entry))}{said}"


def _counts(pinned: Sequence[Pinned]) -> dict[str, int]:
    found = [one.thread.status for one in pinned]
    return {status.value: found.count(status) for status in Status}


def _json(  # noqa: PLR0917 - a list, all of it, and what words it
    shown: Sequence[Pinned],
    pinned: Sequence[Pinned],
    arguments: Namespace,
    project: Project,
    rules: Rules,
    words: Words,
) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "option": arguments.option,
        "marking": Tlp.AMBER_STRICT.value,
        "counts": _counts(pinned),
        "comments": [_thread(one, words(where_said(one, project, rules)), rules) for one in shown],
    }


def _thread(one: Pinned, about: str, rules: Rules) -> dict[str, Any]:
    thread = one.thread
    citation = None
    if thread.source in rules.catalogue.sources:
        citation = rules.catalogue.sources[thread.source].citation
    return {
        "number": one.number,
        "id": thread.id,
        "words": thread.words,
        "about": about,
        "objects": list(thread.objects),
        "place": None if one.place is None else list(one.place),
        "is_moved": one.is_moved,
        "is_gone": one.is_gone,
        "option": thread.option,
        "time_state": thread.time_state,
        "status": thread.status.value,
        "decision": None if thread.decision is None else thread.decision.value,
        "severity": thread.severity.value,
        "is_required": thread.is_required,
        "reason": thread.reason,
        "source": thread.source,
        "citation": citation,
        "due": thread.due or None,
        "condition": thread.condition or None,
        "label": thread.stamp.marking,
        **_who(thread.stamp, thread),
        "entries": [_entry(entry) for entry in thread.entries],
    }


def _signed(project: Project) -> dict[str, Any]:
    return {"signatures": [_signature(one) for one in sign_offs(project)]}


def _signature(one: SignOff) -> dict[str, Any]:
    return {
        "author": one.stamp.author,
        "capacity": one.capacity.value,
        "when": one.stamp.created,
        "words": one.words,
        "digest": one.digest,
        "still_holds": not one.differs,
        "differs": list(one.differs),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"act": entry.act.value, "words": entry.words, **_who(entry.stamp, entry)}


def _who(stamp: Stamp, said: Thread | Entry) -> dict[str, str]:
    return {"author": stamp.author, "when": stamp.created, "capacity": said.capacity.value}


def _tell_phrases(arguments: Namespace, words: Words) -> None:
    known = phrases()
    if arguments.json:
        told = [_phrase(one, words) for one in known]
        print(dump({"schema_version": OUTPUT_VERSION, "phrases": told}))
        return
    say_lines(f"{one.key:<20} {one.said(words.language)}" for one in known)


def _phrase(one: Phrase, words: Words) -> dict[str, Any]:
    return {
        "key": one.key,
        "words": one.said(words.language),
        "severity": one.severity.value,
        "is_required": one.is_required,
        "source": one.source,
        "condition": one.condition or None,
        "is_own": one.is_own,
    }
