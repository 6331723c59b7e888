"""Records are put, replaced and dropped like every other row."""

import pytest

from sbd_tool.app.commands import By, DropRecords, PutRecords
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, is_sound, records_of

EMPTY = Project(id="p", title="Square", crs="EPSG:3879")


def record(key: str = "r1", kind: str = "condition", **content: object) -> Record:
    stamp = Stamp(
        id=key, evidence=Evidence.SEEN, author="Ada", created="2026-01-01", changed="2026-01-01"
    )
    return Record(stamp=stamp, kind=kind, content=content)


def put(project: Project, *records: Record, by: By | None = None) -> Project:
    return PutRecords(records=records, by=by or By()).apply(project)


def test_a_record_is_kept_and_found_by_its_kind():
    project = put(EMPTY, record(limit_m=1.2), record("r2", "weight_set", name="Police"))
    assert [row.id for row in records_of(project.records, "condition")] == ["r1"]
    assert design_digest(project) != design_digest(EMPTY)


def test_a_replaced_record_keeps_its_place_and_says_who_changed_it():
    project = put(EMPTY, record(limit_m=1.2), record("r2"))
    after = put(project, record(limit_m=1.1), by=By("Ben", "2026-02-02"))
    assert list(after.records) == ["r1", "r2"]
    assert after.records["r1"].content == {"limit_m": 1.1}
    assert (after.records["r1"].stamp.author, after.records["r1"].stamp.changed) == (
        "Ben",
        "2026-02-02",
    )
    assert after.records["r1"].stamp.created == "2026-01-01"


def test_a_project_without_records_keeps_the_digest_it_always_had():
    project = put(EMPTY, record())
    assert design_digest(DropRecords(record_ids=("r1",)).apply(project)) == design_digest(EMPTY)


@pytest.mark.parametrize(
    "wrong",
    [record(""), record(kind=""), record(limit=float("nan")), record(listed=[1]), record(many={1})],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(wrong):
    with pytest.raises(InputError):
        put(EMPTY, record("fine"), wrong)


def test_a_record_cannot_turn_into_another_kind():
    with pytest.raises(InputError):
        put(put(EMPTY, record()), record(kind="thread"))


def test_dropping_what_is_not_there_is_refused():
    with pytest.raises(InputError):
        DropRecords(record_ids=("nobody",)).apply(EMPTY)


def test_a_tree_too_deep_or_too_large_is_not_sound():
    deep: object = 1
    for _ in range(12):
        deep = (deep,)
    assert not is_sound(deep)
    assert not is_sound(tuple(range(30_000)))
    assert not is_sound("x" * 200_000)
    assert is_sound({"a": (1, None, {"b": "c"})})
