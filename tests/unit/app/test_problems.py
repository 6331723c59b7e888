"""Failures in words, jobs that end well, and a clock that stands still."""

import errno
from datetime import UTC, datetime
from uuid import UUID

import pytest

from sbd_tool.app.clock import CountedIds, FixedClock, RandomIds, SystemClock, timestamp
from sbd_tool.app.jobs import Ticket
from sbd_tool.app.language import load_words
from sbd_tool.app.problems import describe
from sbd_tool.domain.errors import Cancelled, InputError
from sbd_tool.domain.text import text


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, "No space left on device", "/home/ada/x.sbd.gpkg"),
        PermissionError(errno.EACCES, "Permission denied", "/home/ada/x.sbd.gpkg"),
        FileNotFoundError(errno.ENOENT, "No such file", "C:\\plans\\x.sbd.gpkg"),
        MemoryError(),
        KeyError("anything"),
    ],
)
def test_every_failure_has_a_title_and_a_hint_and_no_path(language: str, failure: Exception):
    words, problem = load_words(language), describe(failure)
    for said in (words(problem.title), words(problem.hint)):
        assert not said.startswith("app.")
        assert "Error" not in said
        assert "/home" not in said
        assert "\\" not in said
    assert type(failure).__name__ in problem.details


def test_a_foreseen_failure_speaks_for_itself_and_a_bug_admits_that_it_is_one():
    foreseen = describe(InputError(text("app.title_missing"), text("app.title_missing.hint"), "x"))
    assert (foreseen.title.key, foreseen.subject, foreseen.expected) == (
        "app.title_missing",
        "x",
        True,
    )
    bug = describe(ZeroDivisionError())
    assert not bug.expected
    assert load_words("en")(bug.title) == "Something went wrong inside SbD Tool."


def test_a_ticket_is_where_work_reports_and_is_stopped():
    ticket = Ticket()
    ticket.advance(1.7, text("app.job.assess"))
    ticket.advance(-1)
    assert (ticket.read().fraction, ticket.read().note) == (0.0, text("app.job.assess"))
    ticket.cancel()
    with pytest.raises(Cancelled):
        ticket.advance(0.5)


def test_times_are_utc_and_ids_are_uuids():
    assert SystemClock().now().tzinfo is UTC
    assert timestamp(FixedClock(datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC))) == (
        "2026-01-02T03:04:05Z"
    )
    assert UUID(RandomIds().new_id()).version == 4
    first, again = CountedIds(7), CountedIds(7)
    assert [first.new_id(), first.new_id()] == [again.new_id(), again.new_id()]
    assert UUID(first.new_id()).version == 4
    assert CountedIds(8).new_id() != CountedIds(7).new_id()
