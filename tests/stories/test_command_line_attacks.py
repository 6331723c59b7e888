"""What hostile names, files and slips of the hand do on the command line: words, and no harm."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from sbd_tool import api
from sbd_tool.app.clock import FixedClock
from sbd_tool.cli.main import main
from sbd_tool.cli.spoken import plain_line
from sbd_tool.domain.evidence import Evidence

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_sites" / "market-square"
ESCAPE = "\x1b[31m\x9b2J\u202egepard\x07"
LON, LAT = 11.5014, 48.7257


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("attack") / "square.sbd.gpkg"
    found = api.sample("market-square")
    api.save_project(api.sample_project(found, clock=FixedClock()), path)
    return path


@pytest.fixture
def project(made, tmp_path):
    path = tmp_path / "square.sbd.gpkg"
    shutil.copy(made, path)
    return path


def run(capsys, *words):
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    for stream in (told.out, told.err):
        assert not any(sign in stream for sign in "\x1b\x07\x9b\u202e\x00")
    return code, told.out, told.err


def refused(capsys, folder, *words):
    """A refusal: code 2, at most a sentence and a hint, and every file as it was."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    code, out, err = run(capsys, *words)
    assert code == 2
    assert not out
    assert 1 <= len(err.splitlines()) <= 2
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    return err


def tags(folder, *features, name="tags.geojson"):
    path = folder / name
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8"
    )
    return path


def feature(kind="seating-edge", shape="Point", at=(LON, LAT), **properties):
    return {
        "type": "Feature",
        "geometry": {"type": shape, "coordinates": at},
        "properties": {"kind": kind, **properties},
    }


# --- exports never cost a file ----------------------------------------------------------------


@pytest.mark.parametrize("turn", ["itself", "link", "other name", "other project", "folder"])
def test_an_export_never_takes_the_place_of_a_project(project, tmp_path, capsys, turn):
    target = project
    if turn == "link":
        target = tmp_path / "link.gpkg"
        target.symlink_to(project)
    elif turn == "other name":
        target = tmp_path / "plain.gpkg"
        project.rename(target)
        project = target
    elif turn == "other project":
        target = tmp_path / "NEW.SBD.GPKG"
    elif turn == "folder":
        target = tmp_path / "folder.pdf"
        target.mkdir()
    refused(capsys, tmp_path, "export", project, target)


def test_an_export_never_takes_the_place_of_a_plan(project, tmp_path, capsys):
    plan = tmp_path / "renamed.png"
    shutil.copy(SAMPLE / "market-square.png", plan)
    words = refused(capsys, tmp_path, "export", project, plan)
    assert "plan" in words


@pytest.mark.parametrize("target", ["nowhere/x.svg", "x.doc", "x", ".pdf"])
def test_an_export_that_cannot_be_written_leaves_nothing(project, tmp_path, capsys, target):
    refused(capsys, tmp_path, "export", project, tmp_path / target)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("first\nsecond.svg", "“first second.svg” holds a line break"),
        ("\x1b[2J.svg", "“[2J.svg” holds a line break"),
        ("ä" * 110 + ".svg", "is too long"),
        ("Con.plan.svg", "keeps for a device"),
        ("map.svg.", "ends in a dot"),
        ("map.svg ", "ends in a dot"),
        ("other.sbd.gpkg.age", "is a project"),
    ],
)
def test_a_name_that_not_every_desk_can_keep_is_refused(project, tmp_path, capsys, name, said):
    assert said in refused(capsys, tmp_path, "export", project, tmp_path / name)


@pytest.mark.parametrize(
    "words",
    [("pack", "first\nsecond.sbd.gpkg"), ("visit", "first\nsecond.pdf", "--minutes", "10")],
)
def test_packages_and_sheets_of_visits_have_names_every_desk_can_keep(
    project, tmp_path, capsys, words
):
    verb, name, *more = words
    target = ("-o", tmp_path / name) if verb == "visit" else (tmp_path / name,)
    code, _, err = run(capsys, verb, project, *target, *more)
    assert code == 2
    assert "holds a line break" in err
    assert not [one for one in tmp_path.iterdir() if "second" in one.name]


def test_an_export_is_not_written_into_a_connection(project, tmp_path, capsys):
    os.mkfifo(tmp_path / "line.svg")
    words = run(capsys, "export", str(project), str(tmp_path / "line.svg"))
    assert words[0] == 2
    assert "is no file" in words[2]
    assert stat.S_ISFIFO((tmp_path / "line.svg").stat().st_mode)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_a_problem_in_words(project, tmp_path, capsys):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    refused(capsys, tmp_path, "export", project, closed / "x.svg")


def test_names_with_blanks_and_umlauts_from_another_folder(project, tmp_path, capsys, monkeypatch):
    place = tmp_path / "Pläne für später"
    place.mkdir()
    monkeypatch.chdir(place)
    os.replace(project, place / "Platz – neu.sbd.gpkg")  # noqa: PTH105 - a file of this test
    code, out, _ = run(capsys, "export", "Platz – neu.sbd.gpkg", "Karte groß.svg")
    assert code == 0
    assert "Karte groß.svg" in out
    assert (place / "Karte groß.svg").stat().st_size > 1000


# --- options and states -----------------------------------------------------------------------


@pytest.mark.parametrize("which", ["--option", "--time-state"])
@pytest.mark.parametrize("command", ["tag", "answer", "assess", "export"])
def test_an_unknown_option_or_state_is_refused_everywhere(
    project, tmp_path, capsys, command, which
):
    more = {
        "tag": [tags(tmp_path, feature())],
        "answer": ["O14=100"],
        "assess": ["--json"],
        "export": [tmp_path / "x.svg"],
    }[command]
    words = refused(capsys, tmp_path, command, project, *more, which, "nowhere")
    assert "nowhere" in words


def test_every_command_takes_option_and_state_and_json_carries_both(project, capsys):
    place = ("--option", "base", "--time-state", "ordinary")
    code, out, _ = run(capsys, "catalogue", "--json", *place)
    told = json.loads(out)
    assert (code, told["option"], told["time_state"], told["schema_version"]) == (
        0, "base", "ordinary", 1,
    )  # fmt: skip
    assert run(capsys, "sample", *place)[0] == 0


# --- answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answers",
    [
        ["O14=100", "O99=3"],
        ["O14=100", "O14=50"],
        ["O14=100", "O21=9"],
        ["O14=nan"],
        ["O14=-1"],
        [f"O14={ESCAPE}"],
        [f"{ESCAPE}=1"],
        ["O14"],
        ["=1"],
        ["O14=" + "9" * 5000],
    ],
)
def test_one_wrong_answer_stores_none(project, tmp_path, capsys, answers):
    refused(capsys, tmp_path, "answer", project, *answers)


# --- measures from a file ---------------------------------------------------------------------


def tagged(project):
    return [
        measure
        for measure in api.open_project(project).project.measures.values()
        if measure.stamp.author == "Ada"
    ]


def test_parts_heights_and_twins_become_measures_each_with_its_own_id(project, tmp_path, capsys):
    twin = feature(id="00000000-0000-4000-8000-000000000001", name="Bank")
    path = tags(
        tmp_path,
        feature(shape="MultiPoint", at=[[LON, LAT, 412.5], [LON, LAT + 1e-4, 412.5]]),
        feature(
            "bollards-rated-fixed",
            "MultiLineString",
            [[[LON, LAT], [LON + 1e-4, LAT]], [[LON, LAT + 1e-4], [LON + 1e-4, LAT + 1e-4]]],
        ),
        twin,
        twin,
    )
    code, _, _ = run(capsys, "tag", project, path, "--by", "Ada")
    found = tagged(project)
    assert code == 0
    assert len(found) == len({measure.id for measure in found}) == 6
    assert {measure.geometry.geom_type for measure in found} == {"Point", "LineString"}
    assert not any(measure.geometry.has_z for measure in found)


def test_a_single_feature_is_a_list_of_one(project, tmp_path, capsys):
    path = tmp_path / "one.geojson"
    path.write_text(json.dumps(feature()), encoding="utf-8-sig")
    assert run(capsys, "tag", project, path, "--by", "Ada")[0] == 0
    assert len(tagged(project)) == 1


def test_swapped_coordinates_are_left_out_with_a_word(project, tmp_path, capsys):
    path = tags(tmp_path, feature(at=(LAT, LON)), feature())
    code, _, err = run(capsys, "tag", project, path, "--by", "Ada")
    assert code == 1
    assert "longitude and latitude" in err
    assert len(tagged(project)) == 1


def test_hostile_attributes_are_kept_harmless_and_the_file_still_opens(project, tmp_path, capsys):
    hostile = feature(
        name=ESCAPE + "\ud800\x00</script>" + "n" * 100_000,
        note="\x00" * 10 + "=cmd|' /C calc'!A0",
        huge=10**400,
        tiny=1e-320,
        deep={"a": [1, 2]},
        **{ESCAPE: "x", "k" * 5000: ESCAPE},
    )
    raw = json.dumps({"type": "FeatureCollection", "features": [hostile]})
    path = tmp_path / "hostile.geojson"
    path.write_text(raw.replace("1e-320", "NaN"), encoding="utf-8")
    code, _, _ = run(capsys, "tag", project, path, "--by", "Ada")
    assert code == 1
    (found,) = tagged(project)
    words = "".join([found.name, found.note, *found.parameters])
    assert not any(sign in words for sign in "\x1b\x00\ud800\u202e")
    assert len(found.name) <= 500
    for target in ("x.svg", "x.html", "x.gpkg", "x.geojson", "x.xlsx", "x.pdf"):
        code, _, _ = run(capsys, "export", project, tmp_path / target, "--edition", "police")
        assert code == 0
    assert run(capsys, "assess", project, "--json")[0] == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe\x00",
        b'{"type":"FeatureCollection","features":{}}',
        b'{"type":"FeatureCollection","features":[]}',
        b'{"type":"FeatureCollection","features":[null,1,"x",{}]}',
        b"[" * 200_000,
        '{"type":"FeatureCollection","features":[{"properties":{"kind":"größe"}}]}'.encode(
            "latin-1"
        ),
        json.dumps(
            {"type": "FeatureCollection", "features": [feature(at=[1e308, float("inf")])]}
        ).encode(),
        json.dumps({"type": "FeatureCollection", "features": [feature(state="soon")]}).encode(),
        json.dumps({"type": "FeatureCollection", "features": [feature(evidence="x")]}).encode(),
        json.dumps({"type": "FeatureCollection", "features": [feature(kind=ESCAPE)]}).encode(),
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [feature("bollards-retractable", clear_gap_m=1e6)],
            }
        ).encode(),
    ],
)
def test_a_file_without_a_usable_measure_changes_nothing(project, tmp_path, capsys, raw):
    path = tmp_path / "tags.geojson"
    path.write_bytes(raw)
    refused(capsys, tmp_path, "tag", project, path)


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["assess", f"{ESCAPE}.gpkg"],
        ["import", f"{ESCAPE}.osm", "-o", "/nowhere/x"],
        ["export", f"{ESCAPE}.sbd.gpkg", "x.pdf"],
        ["sample", ESCAPE, "x"],
        ["--language", ESCAPE, "catalogue"],
        [ESCAPE],
        ["assess", "x\udcff.gpkg"],
        ["assess", "[/bold].gpkg"],
        ["assess", "two\nlines.gpkg"],
        ["catalogue", f"--{ESCAPE}"],
        ["export", "a", "b", "--scale", "many"],
        ["import", "a", "-o", "b", "--units", "leagues"],
        ["import", "a", "-o", "b", "--context", "nan"],
        [],
    ],
)
def test_no_name_steers_the_terminal(tmp_path, capsys, words):
    refused(capsys, tmp_path, *words)


def test_refusals_are_worded_in_the_language_asked_for(capsys, tmp_path):
    assert "Befehl" in refused(capsys, tmp_path, "--language", "de", "nonsense")
    assert "Befehl" in refused(capsys, tmp_path, "--language=de", "nonsense")


def test_a_plain_line_is_one_line_and_keeps_what_people_read():
    kept = "Größe 5\u202f% – “ok” 東京 ‌عرض"
    assert plain_line(kept) == kept
    assert plain_line("a\r\n!! forged") == "a\ufffd\ufffd!! forged"
    assert len(plain_line("x" * 1_000_000)) < 10_000


def test_json_is_readable_and_steers_no_terminal(project, tmp_path, capsys):
    odd = "Bank \u009b2J \u202e \u200b"
    path = tags(tmp_path, feature(name="x", evidence=Evidence.SEEN.value, note=odd))
    assert run(capsys, "tag", project, path)[0] == 0
    code, out, _ = run(capsys, "assess", project, "--json")
    assert code == 0
    assert json.loads(out)["schema_version"] == 1
