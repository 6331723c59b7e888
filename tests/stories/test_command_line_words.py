"""The command line in the reader's language, and nothing asked for is ignored."""

import argparse
import json
from pathlib import Path

import pytest
from shapely.geometry import Point

from sbd_tool.app.access_listing import drive_sentence
from sbd_tool.app.crowd_walk import engine_said
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import save_project
from sbd_tool.cli.arguments import build_parser
from sbd_tool.cli.main import main
from sbd_tool.cli.parser_words import key_of
from sbd_tool.cli.review_writing import renamed
from sbd_tool.domain.access_results import AccessConflict, Drive, Passing
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from tests.made_photos import made_photo


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.sbd.gpkg"
    save_project(Project(id="p", title="Square", crs="EPSG:25832"), path)
    return path


@pytest.fixture
def run(capsys):
    def told(*words):
        capsys.readouterr()
        code = main([str(one) for one in words])
        found = capsys.readouterr()
        return code, found.out, found.err

    return told


def helps(parser):
    """Every sentence of help of a parser and its commands."""
    if parser.description:
        yield parser.description
    for action in parser._actions:
        if action.help:
            yield action.help
        if isinstance(action, argparse._SubParsersAction):
            yield from (one.help for one in action._choices_actions)
            for command in action.choices.values():
                yield from helps(command)


def test_every_sentence_of_help_is_worded_in_both_languages() -> None:
    english, german = load_words("en"), load_words("de")
    every = set(helps(build_parser()))
    assert len({key_of(one) for one in every}) == len(every)
    assert not [one for one in every if english(text(key_of(one))) != one]
    assert not [
        one for one in every if not german.has(key_of(one)) or german(text(key_of(one))) == one
    ]


def test_german_help_has_german_headings(run, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "de", "assess", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("Aufruf: sbd assess")
    for english in ("usage", "positional", "options:", "show this", "slow"):
        assert english not in told
    with pytest.raises(SystemExit):
        main(["assess", "--help"])
    assert capsys.readouterr().out.startswith("usage: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assess",), "es fehlt: P.sbd.gpkg|PLAN"),
        (("nothing",), "'nothing' gibt es nicht; zur Wahl stehen"),
        (("sample", "--what"), "unbekannte Angaben: --what"),
        (("export", "p", "--scale", "x"), "--scale: hier muss eine Zahl stehen"),
        (("photos", "p", "--keep-view", "1"), "hier fehlen 2 Werte"),
        (("robustness", "p", "--seed", "x"), "--seed: 'x' passt hier nicht"),
    ],
)
def test_refusals_of_arguments_are_german_for_germans(words, said, run) -> None:
    code, _, err = run("--language", "de", *words)
    assert code == 2
    assert said in err


@pytest.mark.parametrize(
    "alone", [("--severity", "high"), ("--on", "x"), ("--advised",), ("--due", "2026-01-01")]
)
def test_what_tells_of_a_comment_is_refused_where_none_is_written(project, alone, run) -> None:
    code, _, err = run("review", project, *alone)
    assert code == 2
    assert "none is written" in err
    assert "--add" in err


@pytest.mark.parametrize(
    ("asked", "name"), [("x.txt", "x.txt.comments.csv"), ("x.csv", "x.comments.csv")]
)
def test_another_ending_of_a_table_of_comments_is_said(asked, name) -> None:
    said = load_words("en")(renamed(Path(asked), "csv"))
    assert f"The file is called {name} instead of {asked}" in said
    assert renamed(Path("x.comments.csv"), "csv") is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Straight-line walkers, without collisions or obstacles", "Gerade Wege"),
        ("JuPedSim 1.4.2, collision-free speed model", "JuPedSim 1.4.2, stoßfrei"),
        ("Another engine", "Another engine"),
    ],
)
def test_the_engines_of_the_crowd_are_german_for_germans(name, said) -> None:
    assert load_words("de")(engine_said(name)).startswith(said)


def test_a_vehicle_stopped_at_once_does_not_get_nought_metres_far() -> None:
    at = Point(0, 0)
    tree = AccessConflict(object="t", at=at, along_m=0.0, clearance_m=0.0)
    drive = Drive(
        passing=Passing.BLOCKED,
        clearance_m=0.0,
        driven_m=0.2,
        conflicts=(tree,),
        swept=at,
        opened=(),
    )
    engine, state = text("access.vehicle_fire"), text("access.barriers_any")
    said = load_words("de")(drive_sentence(engine, state, drive, lambda _id: literal("Baum 4")))
    assert "kommt nicht hinein" in said
    assert "Baum 4" in said
    assert "0 m" not in said


def test_points_are_not_shared_with_speeds_and_that_is_said(project, run) -> None:
    code, _, err = run("explain", project, "--speeds", "--shares", "P03")
    assert code == 2
    assert "without approach speeds" in err


def test_photos_refuse_what_is_none(project, tmp_path, run) -> None:
    assert "no photos yet" in run("photos", project, "--mark-checked", "99")[2]
    run("photos", project, "--add", made_photo(tmp_path / "a.jpg", taken="2026:05:01 13:00:00"))
    refused = {
        ("--mark-checked", "99"): "There is no photo 99 here.",
        ("--place", "1", "690000", "5330000", "720"): "between 0 and 360 degrees",
        ("--place", "1", "690000", "5330000", "-5"): "between 0 and 360 degrees",
    }
    for asked, said in refused.items():
        code, _, err = run("photos", project, *asked)
        assert code == 2
        assert said in err
    assert run("photos", project, "--place", 1, 690000, 5330000, 360)[0] == 0
    code, _, err = run("photos", project, "--keep-view", "1", " ")
    assert code == 2
    assert "needs a name" in err


def test_times_of_photos_are_told_in_the_readers_form(project, tmp_path, run) -> None:
    run("photos", project, "--add", made_photo(tmp_path / "a.jpg", taken="2026:05:01 13:00:00"))
    _, out, _ = run("--language", "de", "photos", project)
    assert "01.05.2026, 13:00:00" in out
    assert "2026-05-01" not in out
    (row,) = json.loads(run("photos", project, "--json")[1])["photos"]
    assert row["taken"] == "2026-05-01 13:00:00"


def test_a_wrong_file_for_the_sealed_layer_is_told_what_is_wanted(project, tmp_path, run) -> None:
    key = tmp_path / "key.txt"
    key.write_text("a long enough passphrase\n")
    keys = ("--layer-passphrase-file", key)
    metres = {"type": "Feature", "properties": {}, "geometry": {"type": "Point"}}
    metres["geometry"]["coordinates"] = [690_000, 5_330_000]
    for content in ("[]", json.dumps(metres)):
        wrong = tmp_path / "wrong.geojson"
        wrong.write_text(content)
        code, _, err = run("seal-layer", project, "--objects", wrong, *keys)
        assert code == 2
        assert "words" in err
        assert "kind" not in err
    assert "not degrees" in err
