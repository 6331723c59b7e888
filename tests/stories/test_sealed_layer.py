"""The sealed police layer: closed to everybody without the key, and tampering is told."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.police_layer import LAYER_ID, opened_layer, released, seal
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.main import main
from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.sealed import (
    BUCKETS,
    ProtectionGoal,
    SealedContent,
    SealedObject,
    padded,
)
from sbd_tool.formats.age_files import key_vault, new_identity
from sbd_tool.formats.folders import state_folder
from sbd_tool.formats.project_store import FolderStore
from sbd_tool.formats.sealed_box import box_of, close_box, open_box
from tests.generated_square import project

SECRET, PUBLIC = new_identity()
VAULT = key_vault((), (SECRET,))
WORDS = "CANARY cordon of the third team"


def layer(count=1, words=WORDS, seed=b""):
    objects = tuple(
        SealedObject(geometry=Point(500_123.456 + n, 6_000_098.765), words=words)
        for n in range(count)
    )
    goal = ProtectionGoal(vehicle="truck_7t", speed_kmh=48.0, words="South side.")
    return SealedContent(goal=goal, objects=objects, seed=seed)


def sealed_session(tmp_path, store=None):
    around = Surroundings(FixedClock(), CountedIds(4), store, "Officer")
    path = tmp_path / "p.sbd.gpkg"
    save_project(project(seats=1), path)
    session = Session.opened(path, around)
    session.do(seal(layer(), VAULT, around.stamp(Evidence.SEEN), around.by()))
    return path, session


def test_what_was_sealed_opens_with_its_key_and_the_goal_alone_is_released(tmp_path):
    path, session = sealed_session(tmp_path)
    session.save()
    session.close()
    again = open_project(path).project
    content = opened_layer(again, VAULT)
    assert [one.words for one in content.objects] == [WORDS]
    assert content.objects[0].geometry.equals(Point(500_123.456, 6_000_098.765))
    found = released(again)
    assert found.goal == layer().goal
    assert found.is_genuine
    _, stranger = new_identity(), new_identity()[0]
    with pytest.raises(ProjectFileError):
        opened_layer(again, key_vault((), (stranger,)))


def test_nothing_plain_reaches_file_journal_log_or_backup(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))
    path, session = sealed_session(tmp_path, FolderStore())
    written = b"".join(file.read_bytes() for file in state_folder().rglob("*") if file.is_file())
    assert b"sealed_layer" in written
    session.save()
    told = repr(session.log) + repr(session.project.records)
    session.close()
    for raw in (written, path.read_bytes(), told.encode()):
        assert b"CANARY" not in raw
        assert b"500123.4" not in raw
        assert b"098.76" not in raw


def test_the_size_tells_neither_number_nor_words():
    """The rest is the head of the age format, with stanzas of random length in it."""
    for count, words, bucket in ((0, "", 0), (1, "a", 0), (40, "x" * 90, 0), (300, "x" * 90, 1)):
        size = len(close_box(layer(count, words), VAULT).closed)
        assert BUCKETS[bucket] < size < BUCKETS[bucket] + 1_500
    assert {len(padded(layer(count).as_bytes())) for count in (0, 1, 40)} == {BUCKETS[0]}


def test_the_key_stays_the_same_from_sealing_to_sealing():
    first = close_box(layer(), VAULT)
    opened = open_box(first, VAULT)
    second = close_box(replace(opened, objects=()), VAULT)
    assert second.fingerprint == first.fingerprint
    assert second.closed != first.closed


def tampered(box):
    other = close_box(layer(2), VAULT)
    yield replace(box, closed=box.closed[:-1] + bytes([box.closed[-1] ^ 1]))
    yield replace(box, goal=replace(box.goal, speed_kmh=32.0))
    yield replace(box, goal=replace(box.goal, words="North side."))
    yield replace(box, signature=other.signature)
    yield replace(box, key=other.key)
    yield replace(box, closed=other.closed)
    yield replace(box, closed=other.closed, key=other.key, signature=other.signature[:-2] + "00")


def test_every_change_of_box_or_goal_is_told():
    box = close_box(layer(), VAULT)
    for changed in tampered(box):
        with pytest.raises(ProjectFileError):
            open_box(changed, VAULT)


def test_a_goal_signed_by_another_key_does_not_pass_for_that_of_the_box():
    box, other = close_box(layer(), VAULT), close_box(layer(2), key_vault((PUBLIC,)))
    assert open_box(
        other, VAULT
    ).objects  # whoever knows the public key can make a layer of its own
    assert other.fingerprint != box.fingerprint


def test_what_is_no_box_is_told_and_never_opened(tmp_path):
    _, session = sealed_session(tmp_path)
    record = session.project.records[LAYER_ID]
    session.close()
    for content in ({}, {"box": 3}, {"box": {**record.content["box"], "closed": ("%%",)}}):
        assert box_of(content) is None
        odd = replace(session.project, records={LAYER_ID: replace(record, content=content)})
        assert not released(odd).is_genuine
        with pytest.raises(Exception, match="tampered"):
            opened_layer(odd, VAULT)


@pytest.fixture
def told(capsys):
    def run(*words, code=0):
        capsys.readouterr()
        assert main([str(one) for one in words]) == code
        out = capsys.readouterr()
        return out.out + out.err

    return run


def test_by_command_it_is_sealed_shown_checked_merged_and_diffed_as_one_closed_thing(
    tmp_path, told
):
    path, other = tmp_path / "a.sbd.gpkg", tmp_path / "b.sbd.gpkg"
    save_project(project(seats=1), path)
    told("pack", path, other, "--for-review")
    key = tmp_path / "officer.key"
    key.write_text(f"{SECRET}\n", encoding="utf-8")
    drawn = tmp_path / "drawn.geojson"
    point = {"type": "Point", "coordinates": [9.0, 54.1]}
    feature = {"type": "Feature", "geometry": point, "properties": {"words": WORDS}}
    drawn.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    opening = ("--layer-key-file", key)
    told(
        "seal-layer", other, "--objects", drawn, "--vehicle", "truck_7t", "--speed", "48",
        "--goal", "South side.", "--by", "Officer", *opening,
    )  # fmt: skip
    said = told("seal-layer", other)
    assert "stop a 7.2 t lorry at 48\u202fkm/h. South side." in said
    assert "signature holds" in said
    assert "CANARY" not in said
    assert WORDS in told("seal-layer", other, "--show", *opening)
    told("seal-layer", other, "--show", code=2)
    told("pack", other, tmp_path / "back", "--review", "--by", "Officer")
    told("merge", path, tmp_path / "back.sbd-review")
    assert "South side." in told("seal-layer", path)
    assert WORDS in told("seal-layer", path, "--show", *opening)
    told("seal-layer", other, "--speed", "32", *opening)
    differs = told("diff", path, other)
    assert "(sealed content)" in differs
    assert "South" not in differs
