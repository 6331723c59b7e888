"""`sbd pack`, `sbd diff`, `sbd merge`: projects between desks without a server."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sbd_tool.app.clock import RandomIds, SystemClock
from sbd_tool.app.exchange.differences import Difference, differences
from sbd_tool.app.exchange.field_names import field_said
from sbd_tool.app.exchange.handing_out import hand_out
from sbd_tool.app.exchange.review_file import copy_at, write_review
from sbd_tool.app.exchange.taking_in import Copy, Reception, receipt_said, receive
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.listing import moment_said
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.app.thing_names import names_of
from sbd_tool.cli.field_package import read_basemap, tell_package
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, say, say_lines
from sbd_tool.domain.delta import difference
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.merge import Conflict, Side
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE, OPEN_DECISIONS = 0, 1
_MOST_LINES = 200


def pack(arguments: Namespace, words: Words) -> int:
    """Write a package and say what it holds and lacks."""
    if arguments.review:
        return _pack_review(arguments, words)
    basemap = read_basemap(arguments, words)
    if arguments.dry_run or (arguments.field and not arguments.json):
        tell_package(arguments, words, basemap)
    if arguments.dry_run:
        return DONE
    with Telling(words) as progress:
        handed = hand_out(
            Path(arguments.project),
            Path(arguments.output),
            for_review=arguments.for_review,
            basemap=basemap,
            progress=progress,
        )
    if arguments.json:
        told = {
            "schema_version": 1,
            "file": handed.path.name,
            "size_bytes": handed.size_bytes,
            "photos": handed.photos,
            "measures": handed.measures,
            "underlays": handed.underlays,
            "lacking": [words(one) for one in handed.lacking],
            "content": handed.content,
        }
        print(dump(told))
        return DONE
    say(
        words(
            text(
                "exchange.packed",
                name=literal(handed.path.name),
                size=words.number(handed.size_bytes / 1e6, 1),
                photos=handed.photos,
                measures=handed.measures,
            )
        )
    )
    say_lines(words(one) for one in handed.lacking)
    return DONE


def _pack_review(arguments: Namespace, words: Words) -> int:
    """Write what a reviewer wrote as a small file."""
    path = Path(arguments.project)
    found = open_project(path)
    around = Surroundings(SystemClock(), RandomIds(), None, arguments.by)
    here = Copy(project=found.project, log=found.log, name=path.name)
    target, file_id = Path(arguments.output), around.ids.new_id()
    written = write_review(here, target, file_id, around.by(), vault=found.vault)
    size = written.stat().st_size
    if arguments.json:
        print(dump({"schema_version": 1, "file": written.name, "size_bytes": size}))
    else:
        say(
            words(
                text(
                    "review.file_written",
                    name=literal(written.name),
                    size=words.number(size / 1e3, 1),
                )
            )
        )
    return DONE


def diff(arguments: Namespace, words: Words) -> int:
    """Tell by object what differs between two copies."""
    before = open_project(Path(arguments.before)).project
    after = open_project(Path(arguments.after)).project
    found = differences(before, after, difference(before, after), load_rules(after))
    if arguments.json:
        print(dump({"schema_version": 1, "differences": [_plain(one, words) for one in found]}))
    elif found:
        say_lines(_line(one, words) for one in found[:_MOST_LINES])
        if len(found) > _MOST_LINES:
            say(words(text("exchange.more", count=len(found) - _MOST_LINES)))
    else:
        say(words(text("exchange.same")))
    return DONE


def merge(arguments: Namespace, words: Words) -> int:
    """Take a copy in, and print the receipt; 1 when conflicts follow the rule undecided."""
    path = Path(arguments.project)
    if arguments.dry_run:
        session = Session.opened(path, Surroundings(SystemClock(), RandomIds(), None, arguments.by))
        found = _received(session, arguments)
    else:
        with opened_to_edit(path, author=arguments.by) as (session, _):
            found = _received(session, arguments)
            if found.command is not None:
                session.do(found.command)
    _tell(found, session, arguments, words)
    return OPEN_DECISIONS if any(not one.is_chosen for one in found.conflicts) else DONE


def _received(session: Session, arguments: Namespace) -> Reception:
    """What taking the copy in does, with the side that was chosen for every conflict."""
    around = Surroundings(SystemClock(), RandomIds(), None, arguments.by)
    ours = Copy(project=session.project, log=session.log, name=Path(arguments.project).name)
    copy = copy_at(Path(arguments.copy), ours, session.vault)
    stamp, by = around.stamp(Evidence.SEEN), around.by()
    found = receive(ours, copy, stamp=stamp, by=by)
    if not arguments.choose or not found.conflicts:
        return found
    choice = {one.key: Side(arguments.choose) for one in found.conflicts}
    return receive(ours, copy, stamp=stamp, by=by, choice=choice)


def _tell(found: Reception, session: Session, arguments: Namespace, words: Words) -> None:
    name = names_of(session.project, load_rules(session.project))
    if arguments.json:
        told = {
            "schema_version": 1,
            "edits": found.edits,
            "known": found.known,
            "photos": found.photos,
            "photos_sent": found.photos_sent,
            "conflicts": [_conflict(one, words(name(one.id))) for one in found.conflicts],
            "written": found.command is not None and not arguments.dry_run,
        }
        print(dump(told))
        return
    say(words(receipt_said(found)))
    say_lines(
        words(
            text(
                f"exchange.stands_{one.stands.value}",
                name=name(one.id),
                field=literal(field_said(one.field, words)),
            )
        )
        for one in found.conflicts[:_MOST_LINES]
    )


def _conflict(one: Conflict, name: str) -> dict[str, Any]:
    return {
        "table": one.table,
        "id": one.id,
        "name": name,
        "field": one.field,
        "base": one.base,
        "ours": one.ours,
        "theirs": one.theirs,
        "stands": one.stands.value,
        "is_chosen": one.is_chosen,
    }


def _plain(one: Difference, words: Words) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "table": one.table,
        "sort": words(one.sort),
        "id": one.id,
        "name": words(one.name),
        "fields": list(one.fields),
        "author": one.author,
        "changed": one.when,
    }


def _line(one: Difference, words: Words) -> str:
    what = words(text(f"exchange.kind_{one.kind.value}"))
    named = ", ".join(dict.fromkeys(field_said(name, words) for name in one.fields))
    fields = f" ({named})" if named else ""
    who = " \u00b7 ".join(part for part in (one.author, moment_said(one.when, words)) if part)
    return f"{what:<9} {words(one.sort)}: {words(one.name)}{fields} {who}"
