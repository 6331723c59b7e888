"""Approach speeds are part of a score where somebody asks for them, and only there."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.following import follow
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.projects import save_project
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.app.verifying import read_seal, verify
from sbd_tool.cli.main import main
from sbd_tool.domain.approach_results import SPEEDS, EdgeSpeeds
from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.seal import seals_in
from tests import dead_end_court
from tests.generated_square import placed

RULES = load_rules(None)
CACHE = ResultCache()
RATED = "V/7200[N2A]/80/90:0.0"
PROJECT = dead_end_court.project(rating=RATED)


def assessed(project=PROJECT, **wishes):
    return assess(project, RULES, with_suggestions=False, cache=CACHE, **wishes)


def lines(assessment):
    found = assessment.scorecard.protection.indicators
    return {key: found[key].reading for key in ("P03", "P04")}


@pytest.fixture(scope="module")
def kept():
    return []


@pytest.fixture(scope="module")
def fast(kept):
    return assessed(with_speeds=True, keep=kept.append)


def test_speeds_are_part_only_where_they_are_asked_for(fast) -> None:
    before = assessed()
    assert isinstance(fast.results[SPEEDS], EdgeSpeeds)
    assert SPEEDS in fast.provenance.analyses
    again = assessed()  # the cache holds them now, which changes nothing
    assert SPEEDS not in before.results
    assert SPEEDS not in again.results
    assert SPEEDS not in again.provenance.analyses
    assert lines(before) == lines(again)
    assert again.scorecard.protection.high == before.scorecard.protection.high


def test_speeds_narrow_the_range_and_make_the_ring_known(fast) -> None:
    before, after = assessed().scorecard.protection, fast.scorecard.protection
    assert before.chains["ring"][1] is None
    assert after.chains["ring"][1] is not None
    assert before.low <= after.low <= after.high <= before.high
    assert after.indicators["P04"].reading.likely > 74.5
    assert after.indicators["P03"].reading.likely > 1


def test_speeds_are_the_same_bits_with_and_without_a_cache(fast) -> None:
    alone = assess(PROJECT, RULES, with_suggestions=False, with_speeds=True)
    assert lines(alone) == lines(fast)


def test_an_edit_makes_speeds_stale_at_once(fast, kept) -> None:
    edited = placed(PROJECT, "bollard-fixed", dead_end_court.ENTRY_AT)
    found = follow(kept[0], edited, RULES, CACHE)
    assert {"P03", "P04"} <= found.stale
    told = found.evaluation.stated["P04"].reading
    assert (told.worst, told.likely, told.best) == (None, None, None)
    assert told.note.key == "waterfall.note_stale"
    assert SPEEDS not in found.evaluation.results


def test_speeds_can_be_stopped() -> None:
    class Stop:
        def advance(self, fraction, note=None):
            raise Cancelled

    with pytest.raises(Cancelled):
        assess(PROJECT, RULES, with_speeds=True, progress=Stop())


def test_suggestions_do_not_work_out_speeds_anew(fast) -> None:
    site = replace(PROJECT, title="Another")
    found = assess(site, RULES, with_speeds=True, cache=CACHE)
    assert found.suggestions == assess(site, RULES, cache=CACHE).suggestions
    assert lines(found) == lines(fast)


def report(assessment, path, edition=Edition.POLICE):
    export(
        PROJECT, assessment, RULES, path, edition=edition, words=load_words("en"),
        clock=FixedClock(datetime(2026, 5, 4, tzinfo=UTC)),
    )  # fmt: skip
    return path


@pytest.mark.parametrize("edition", [Edition.POLICE, Edition.PUBLIC])
def test_the_seal_says_whether_speeds_were_part(fast, tmp_path, edition) -> None:
    with_speeds = report(fast, tmp_path / "with.geojson", edition)
    without = report(assessed(), tmp_path / "without.geojson", edition)
    for path, said in ((with_speeds, True), (without, False)):
        seal = read_seal(path.read_bytes(), path.name)
        assert seal.speeds is said
        assert seals_in(seal.word()) == (seal,)
        assert verify(path, PROJECT, RULES).is_same


def test_a_seal_without_speeds_is_what_it_was_before_there_were_any(fast, tmp_path) -> None:
    path = report(assessed(), tmp_path / "without.geojson")
    seal = read_seal(path.read_bytes(), path.name)
    assert len(replace(seal, speeds=True).word()) > len(seal.word())


def test_verify_rebuilds_a_report_with_the_speeds_it_was_made_with(tmp_path, capsys) -> None:
    project = tmp_path / "court.sbd.gpkg"
    save_project(PROJECT, project)
    target = tmp_path / "court.geojson"
    assert main(["export", str(project), str(target), "--edition", "police", "--speeds"]) == 0
    capsys.readouterr()
    assert main(["verify", str(target), str(project), "--rebuild", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["speeds"], told["untouched"]) == (True, True)


def test_the_command_line_assesses_with_speeds(tmp_path, capsys) -> None:
    project = tmp_path / "court.sbd.gpkg"
    save_project(PROJECT, project)
    found = []
    for more in ([], ["--speeds"]):
        assert main(["assess", str(project), "--json", *more]) == 0
        told = json.loads(capsys.readouterr().out)
        rows = {row["key"]: row for row in told["protection"]["indicators"]}
        found.append((rows["P04"]["value"], SPEEDS in told["provenance"]["analyses"]))
    assert found[0] == (None, False)
    assert found[1][0] > 74.5
    assert found[1][1]


def test_a_recipe_says_whether_speeds_are_part(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))
    project, recipe = tmp_path / "court.sbd.gpkg", tmp_path / "r.yaml"
    save_project(PROJECT, project)
    recipe.write_text(
        "schema_version: 1\noutputs:\n"
        '  - {file: "fast.geojson", edition: police, speeds: true}\n'
        '  - {file: "plain.geojson", edition: police}\n',
        encoding="utf-8",
    )
    assert main(["export", "--recipe", str(recipe), str(project)]) == 0
    said = [
        read_seal((tmp_path / name).read_bytes(), name).speeds
        for name in ("fast.geojson", "plain.geojson")
    ]
    assert said == [True, False]
