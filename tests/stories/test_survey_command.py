"""A survey is taken in as sums: nobody's answer is kept, and too few answers tell nothing."""

import csv
import json

import pytest

from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from tests.generated_square import project

LEVELS = ("very safe", "fairly safe", "a bit unsafe", "very unsafe")


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.sbd.gpkg"
    save_project(project(), path)
    return path


@pytest.fixture
def told(capsys):
    def run(*words, code=0):
        capsys.readouterr()
        assert main([str(one) for one in words]) == code
        out = capsys.readouterr()
        if code:
            return out.err
        return json.loads(out.out) if "--json" in words else out.out + out.err

    return run


def answers(path, rows, columns=("mail", "age_group", "day", "night")):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows((columns, *rows))
    return path


def people(count, *, age="18-39", safe_by_night=0, start=0):
    return [
        (
            f"secret{start + number}@example.org",
            age,
            "Very safe",
            LEVELS[1] if number < safe_by_night else LEVELS[2],
        )
        for number in range(count)
    ]


def test_the_worked_example_is_told_as_on_the_method_page(desk, told, tmp_path) -> None:
    file = answers(tmp_path / "spring.csv", people(20, safe_by_night=14))
    out = told("survey", desk, file, "--wording", "sdg", "--day", "2026-05-04", "--json")
    night, day = (out["surveys"][0]["whole"][hour] for hour in ("night", "day"))
    share = night["share_safe"]
    assert (share["value"], round(share["low"], 3), round(share["high"], 3)) == (0.7, 0.481, 0.855)
    mean = night["mean"]
    assert [round(mean[key], 2) for key in ("value", "low", "high")] == [2.7, 2.48, 2.92]
    assert day["mean"] is None, "all alike: nothing is known about the spread"
    assert round(day["share_safe"]["low"], 3) == 0.839
    lines = " ".join(out["surveys"][0]["lines"])
    assert "70" in lines
    assert "walking alone" in lines


def test_no_answer_and_no_address_of_a_person_reaches_the_project(desk, told, tmp_path) -> None:
    file = answers(tmp_path / "spring.csv", people(12, safe_by_night=4))
    out = told("survey", desk, file, "--json")
    assert {"column": "mail", "why": "name"} in out["read"]["left_out"]
    assert b"secret" not in desk.read_bytes()
    (record,) = open_project(desk).project.records.values()
    assert record.kind == "survey"
    assert "secret" not in str(record.content)


def test_nine_answers_tell_only_that_there_are_nine(desk, told, tmp_path) -> None:
    file = answers(tmp_path / "few.csv", people(9, safe_by_night=9))
    out = told("survey", desk, file, "--json")
    assert out["surveys"][0]["whole"]["night"] == {"count": 9, "too_few": True}
    (record,) = open_project(desk).project.records.values()
    assert record.content["whole"]["night"]["levels"] == {}
    assert "too few answers, 9" in told("survey", desk)


def test_a_group_is_told_from_ten_and_never_gives_away_the_rest(desk, told, tmp_path) -> None:
    three = (
        people(15, safe_by_night=9)
        + people(12, age="40-64", safe_by_night=3, start=20)
        + people(3, age="65+", start=40)
    )
    out = told("survey", desk, answers(tmp_path / "three.csv", three), "--json")
    found = out["surveys"][0]
    assert list(found["groups"]) == ["18-39"], "40-64 would give away the three of 65+"
    assert found["groups_held_back"] == {"day": 2, "night": 2}
    four = three + people(8, age="80+", start=60)
    out = told("survey", desk, answers(tmp_path / "four.csv", four), "--json")
    four = next(one for one in out["surveys"] if one["name"] == "four")
    assert list(four["groups"]) == ["18-39", "40-64"]


def test_numbers_are_refused_until_it_is_said_what_they_mean(desk, told, tmp_path) -> None:
    rows = [("", "a", "1", "4")] * 12
    file = answers(tmp_path / "codes.csv", rows)
    assert "what 1 means" in told("survey", desk, file, code=2)
    out = told("survey", desk, file, "--numbers", "safe_first", "--json")
    assert out["surveys"][0]["whole"]["night"]["levels"]["very_unsafe"] == 12
    out = told("survey", desk, file, "--numbers", "unsafe_first", "--try", "--json")
    assert out["surveys"][0]["whole"]["night"]["levels"]["very_safe"] == 12
    assert len(told("survey", desk, "--json")["surveys"]) == 1, "a trial keeps nothing"


def test_geojson_is_read_without_its_places(desk, told, tmp_path) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [8.123456, 52.1]},
        "properties": {"night": "very unsafe", "remark": "x"},
    }
    file = tmp_path / "walk.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature] * 11}))
    out = told("survey", desk, file, "--json")
    assert {"column": "", "why": "place"} in out["read"]["left_out"]
    assert out["surveys"][0]["whole"]["night"]["share_safe"]["value"] == 0
    (record,) = open_project(desk).project.records.values()
    assert "8.12" not in str(record.content)


def test_a_personal_column_is_never_a_group(desk, told, tmp_path) -> None:
    file = answers(tmp_path / "spring.csv", people(12))
    said = told("survey", desk, file, "--group-column", "mail", code=2)
    assert "looks personal" in said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"day,night\n",
        b'day,night\n"' + b"x" * 300_000,
        (",".join(f"c{n}" for n in range(400)) + "\n1\n").encode(),
    ],
)
def test_a_hostile_table_is_refused_in_words(desk, told, tmp_path, content) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    csv.field_size_limit(4 * 1024**2)  # as other readers of the program leave it
    assert "bad.csv" in told("survey", desk, file, code=2)
    assert not open_project(desk).project.records


@pytest.mark.parametrize("content", ["[" * 100_000, "{}", '{"features": [1, {}]}'])
def test_hostile_geojson_is_refused_in_words(desk, told, tmp_path, content) -> None:
    file = tmp_path / "bad.geojson"
    file.write_text(content)
    assert told("survey", desk, file, code=2)
    assert not open_project(desk).project.records


def test_a_survey_is_removed_by_its_name(desk, told, tmp_path) -> None:
    told("survey", desk, answers(tmp_path / "spring.csv", people(12)), "--name", "Spring")
    assert "Spring" in told("survey", desk)
    assert told("survey", desk, "--drop", "Spring", "--json")["surveys"] == []
    assert "no one survey" in told("survey", desk, "--drop", "Spring", code=2)
