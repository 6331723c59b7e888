"""A planner's road on the command line, on a fictional square: every command, every exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sbd_tool.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_sites" / "heritage-piazza"
EXPORTS = ("pdf", "html", "gpkg", "geojson", "xlsx", "png", "svg")


def sbd(*words: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("road") / "piazza.sbd.gpkg"
    done = sbd("import", SAMPLE / "heritage-piazza.osm", "-o", target, "--by", "Ada")
    assert done.returncode in {0, 1}, done.stderr
    assert target.exists()
    return target


def assessed(path: Path) -> dict:
    done = sbd("assess", path, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_assessment_tells_two_ledgers_and_no_sum(project: Path) -> None:
    told = assessed(project)
    assert told["option"] == "base"
    assert told["time_state"] == "ordinary"
    assert told["schema_version"] == 1
    for name in ("openness", "protection"):
        ledger = told[name]
        assert 0 <= ledger["low"] <= ledger["high"] <= 100
        lines = ledger["indicators"]
        assert sum(line["weight"] for line in lines) == pytest.approx(1.0, abs=1e-9)
        if ledger["score"] is not None:
            earned = sum(line["earned"] for line in lines) + ledger["held"]
            assert earned == pytest.approx(ledger["score"], abs=1e-9)
        for line in lines:
            reading = line["reading"]
            assert 0 <= reading["low"] <= reading["high"] <= 100
            if line["state"] == "assessed":
                assert reading["low"] <= reading["likely"] <= reading["high"]
            else:
                assert line["earned"] == 0
    assert not {"score", "total", "sum", "overall"} & set(told)


def test_the_same_project_gives_the_same_words_twice(project: Path) -> None:
    assert sbd("assess", project, "--json").stdout == sbd("assess", project, "--json").stdout


def test_an_answer_narrows_the_range_and_is_kept_with_its_author(project: Path, tmp_path) -> None:
    copy = tmp_path / "copy.sbd.gpkg"
    copy.write_bytes(project.read_bytes())
    before = assessed(copy)["openness"]
    key = next(q["key"] for q in before["questions"] if q["key"] in {"O21", "O22", "O10", "O17"})
    done = sbd("answer", copy, f"{key}=3", "--evidence", "seen", "--by", "Ada")
    assert done.returncode == 0, done.stderr
    after = assessed(copy)["openness"]
    assert after["high"] - after["low"] < before["high"] - before["low"]
    assert after["coverage"] > before["coverage"]
    line = next(line for line in after["indicators"] if line["key"] == key)
    assert (line["state"], line["evidence"], line["value"]) == ("assessed", "seen", 3)


def test_tagging_adds_measures_and_a_wrong_kind_changes_nothing(project: Path, tmp_path) -> None:
    copy = tmp_path / "copy.sbd.gpkg"
    copy.write_bytes(project.read_bytes())
    done = sbd("tag", copy, SAMPLE / "measures.geojson", "--by", "Ada")
    assert done.returncode in {0, 1}, done.stderr
    assert "5" in done.stdout
    wrong = tmp_path / "wrong.geojson"
    feature = {"type": "Feature", "geometry": None, "properties": {"kind": "moat"}}
    wrong.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    bytes_before = copy.read_bytes()
    refused = sbd("tag", copy, wrong)
    assert refused.returncode == 2
    assert "moat" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert copy.read_bytes() == bytes_before


@pytest.fixture(scope="module")
def exported(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders of the public edition in every format: written by a process of its own, and here."""
    folders = []
    for way in ("apart", "here"):
        place = tmp_path_factory.mktemp(way)
        outputs = [{"file": f"a.{suffix}", "edition": "public"} for suffix in EXPORTS]
        recipe = {"schema_version": 1, "title": "All", "folder": ".", "outputs": outputs}
        (place / "all.json").write_text(json.dumps(recipe), encoding="utf-8")
        words = ("export", "--recipe", place / "all.json", project)
        code = sbd(*words).returncode if way == "apart" else main([*map(str, words)])
        assert code == 0
        folders.append(place)
    return folders[0], folders[1]


@pytest.mark.parametrize("suffix", EXPORTS)
def test_every_export_is_written_and_holds_nothing_of_a_process(
    exported: tuple[Path, Path], suffix: str
) -> None:
    first, second = (place / f"a.{suffix}" for place in exported)
    assert first.stat().st_size > 500
    assert first.read_bytes() == second.read_bytes()


def test_the_public_edition_is_the_default_of_an_export(
    project: Path, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    done = sbd("export", project, tmp_path / "a.geojson")
    assert done.returncode == 0, done.stderr
    assert "public" in done.stderr.lower()
    assert (tmp_path / "a.geojson").read_bytes() == (exported[1] / "a.geojson").read_bytes()


def test_problems_are_one_sentence_and_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = sbd("assess", tmp_path / "none.sbd.gpkg")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    for words in (
        ("assess", tmp_path / "none.sbd.gpkg"),
        ("import", tmp_path / "none.dxf", "-o", tmp_path / "x.sbd.gpkg"),
        ("export", tmp_path / "none.sbd.gpkg", tmp_path / "x.pdf"),
        ("answer", tmp_path / "none.sbd.gpkg", "O14"),
        ("frobnicate",),
        ("assess",),
    ):
        assert main([*map(str, words)]) == 2, words
        told = capsys.readouterr().err
        lines = [line for line in told.splitlines() if line.strip()]
        assert 1 <= len(lines) <= 3, told
        assert "Traceback" not in told
    assert not list(tmp_path.iterdir())


def test_an_import_never_overwrites_a_project(project: Path) -> None:
    before = project.read_bytes()
    done = sbd("import", SAMPLE / "heritage-piazza.osm", "-o", project)
    assert done.returncode == 2
    assert project.read_bytes() == before


def test_a_sample_is_copied_with_its_project(tmp_path: Path) -> None:
    done = sbd("sample", "market-square", tmp_path / "market")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "market").iterdir()}
    assert {"market-square.dxf", "market-square.sbd.gpkg", "measures.geojson"} <= names
    assert assessed(tmp_path / "market" / "market-square.sbd.gpkg")["openness"]["coverage"] > 0


def test_the_catalogue_lists_every_measure_with_its_sources() -> None:
    done = sbd("catalogue", "--json")
    assert done.returncode == 0, done.stderr
    measures = json.loads(done.stdout)["measures"]
    assert len(measures) >= 109
    assert all(measure["sources"] for measure in measures)
