"""A report says what it was made from, anybody can ask whether that still holds, and no place,
clock or language of a machine is in its bytes."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.report_kinds import WITHOUT_MAPS
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.app.samples import build_sample, sample
from sbd_tool.app.verifying import verify
from sbd_tool.cli.main import main
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.seal import seals_in
from sbd_tool.formats.folders import cache_folder
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.map_chapter import analysis_maps
from sbd_tool.report.telling import TEMPLATES
from tests import generated_square

ROOT = Path(__file__).resolve().parents[2]
FORMATS = tuple(exporter.key for exporter in EXPORTERS)


@pytest.fixture(scope="module")
def project():
    return build_sample(sample("market-square"), clock=FixedClock())


@pytest.fixture(scope="module")
def assessment(project):
    return assess(project, load_rules(project), with_suggestions=False)


def write(project, assessment, path, edition=Edition.POLICE, clock=None):
    words, rules = load_words("de"), load_rules(project)
    clock = clock or FixedClock()
    export(project, assessment, rules, path, edition=edition, words=words, clock=clock)
    return path


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_carries_a_seal_that_matches_its_project(
    project, assessment, tmp_path, suffix
):
    report = write(project, assessment, tmp_path / f"a.{suffix}")
    found = verify(report, project, load_rules(project))
    assert found.is_same
    assert (found.seal.edition, found.seal.language) == ("police", "de")
    raw = report.read_bytes()
    report.write_bytes(raw[: len(raw) * 19 // 20])
    with pytest.raises(InputError) as refused:
        verify(report, project, load_rules(project))
    assert refused.value.what.key in {"outputs.cut_off", "verify.no_seal"}


def changed(project):
    measure = next(iter(project.measures.values()))
    other = replace(measure, note="moved")
    return replace(project, measures={**project.measures, measure.id: other})


def test_one_changed_remark_is_found_and_its_part_is_named(project, assessment, tmp_path):
    report = write(project, assessment, tmp_path / "a.xlsx")
    found = verify(report, changed(project), load_rules(project))
    assert [difference.what for difference in found.differences] == ["project.measures"]
    moved = replace(
        project,
        layers=(replace(project.layers[0], opacity=0.5), *project.layers[1:]),
        title="Another",
    )
    found = verify(report, moved, load_rules(project))
    assert [entry.what for entry in found.differences] == ["project.layers", "project.site"]


def test_a_withheld_change_does_not_show_in_the_public_edition(project, assessment, tmp_path):
    report = write(project, assessment, tmp_path / "a.html", Edition.PUBLIC)
    assert verify(report, changed(project), load_rules(project)).is_same


def test_another_catalogue_or_rubric_is_named(project, assessment, tmp_path):
    report = write(project, assessment, tmp_path / "a.geojson")
    rules = load_rules(project)
    other = Rules(rules.catalogue, replace(rules.rubric, version="3000"))
    assert [one.what for one in verify(report, project, other).differences] == ["rubric"]
    limits = {**rules.rubric.bands} if isinstance(rules.rubric.bands, dict) else rules.rubric.bands
    silent = Rules(rules.catalogue, replace(rules.rubric, floors={}, bands=limits))
    found = verify(report, project, silent).differences
    assert [(one.what, one.then == one.now) for one in found] == [("rubric", True)]


def test_a_file_without_a_seal_is_refused_in_words(project, tmp_path):
    stranger = tmp_path / "x.pdf"
    stranger.write_bytes(b"%PDF-1.4 sbd-seal.1.notaseal. %%EOF")
    with pytest.raises(InputError) as refused:
        verify(stranger, project, load_rules(project))
    assert refused.value.what.key == "verify.no_seal"
    assert seals_in("sbd-seal.1." + "A" * 400 + ".") == ()


def test_an_altered_figure_is_found_by_making_the_report_anew(tmp_path):
    path, report = tmp_path / "p.sbd.gpkg", tmp_path / "r.geojson"
    small = generated_square.project(seats=2, trees=1, lamps=1)
    save_project(small, path)
    assert main(["export", str(path), str(report), "--edition", "partner"]) == 0
    raw = report.read_text(encoding="utf-8")
    report.write_text(raw.replace('"low": ', '"low": 1', 1), encoding="utf-8")
    assert main(["verify", str(report), str(path)]) == 0
    assert main(["verify", str(report), str(path), "--rebuild"]) == 1


def test_a_file_of_another_name_and_under_a_passphrase_is_made_anew_as_what_it_is(tmp_path, capsys):
    path, words = tmp_path / "p.sbd.gpkg", tmp_path / "words.txt"
    sheet, closed = tmp_path / "a.sheet.pdf", tmp_path / "from the mail.bin"
    save_project(generated_square.project(seats=2, trees=1, lamps=1), path)
    words.write_text("correct horse\n", encoding="ascii")
    opens = ("--pdf-passphrase-file", str(words))
    assert main(["export", str(path), str(sheet), *opens]) == 0
    sheet.rename(closed)
    assert main(["verify", str(closed), str(path), "--rebuild", *opens]) == 0
    capsys.readouterr()
    assert main(["verify", str(closed), str(path)]) == 2
    assert "opens with a passphrase only" in capsys.readouterr().err
    words.write_text("wrong horses\n", encoding="ascii")
    assert main(["verify", str(closed), str(path), *opens]) == 2
    for name in ("missing.pdf", "."):
        assert main(["verify", str(tmp_path / name), str(path)]) == 2
        assert "There is no file" in capsys.readouterr().err.splitlines()[-2]


def test_what_was_not_compared_is_not_called_the_same(tmp_path, capsys):
    path, report = tmp_path / "p.sbd.gpkg", tmp_path / "r.svg"
    save_project(generated_square.project(seats=2, trees=1, lamps=1), path)
    assert main(["export", str(path), str(report)]) == 0
    raw = report.read_text(encoding="utf-8")
    report.write_text(raw.replace("Test Square", "Best Square"), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", str(report), str(path)]) == 0
    assert "not its own words and figures" in capsys.readouterr().out
    assert main(["verify", str(report), str(path), "--rebuild"]) == 1
    assert "is not the file that comes of it" in capsys.readouterr().out


def test_an_atlas_with_scores_of_its_states_is_made_anew_page_by_page(tmp_path):
    path, report = tmp_path / "p.sbd.gpkg", tmp_path / "r.sheet.pdf"
    small = generated_square.project(seats=2, trees=1, lamps=1)
    night = TimeState(key="night", name="Night")
    save_project(replace(small, time_states=(*small.time_states, night)), path)
    assert main(["sheet", str(path), "--paper", "A4", "--atlas", "states"]) == 0
    assert main(["export", str(path), str(report), "--edition", "police"]) == 0
    assert len(pypdf.PdfReader(report).pages) == 2
    assert verify(
        report, open_project(path).project, load_rules(small), is_rebuilt=True
    ).is_untouched


def test_maps_of_analyses_are_refused_where_the_file_would_leave_them_out(tmp_path, capsys):
    path = tmp_path / "p.sbd.gpkg"
    save_project(generated_square.project(), path)
    for name, edition, kind, said in (
        ("a.xlsx", "police", "planner", ".xlsx"), ("a.pdf", "public", "planner", "TLP:CLEAR"),
        ("a.docx", "police", "decision", "crime_impact"),
    ):  # fmt: skip
        target = tmp_path / name
        asked = ["--edition", edition, "--template", kind, "--maps"]
        assert main(["export", str(path), str(target), *asked]) == 2
        assert said in capsys.readouterr().err
        assert not target.exists()


def test_the_kinds_without_maps_are_those_that_have_no_chapter_for_them():
    told = {one.key for one in TEMPLATES if analysis_maps not in one.chapters}
    assert told == WITHOUT_MAPS


def test_the_command_tells_what_differs_as_json(project, assessment, tmp_path, capsys):
    report = write(project, assessment, tmp_path / "a.svg")
    path = tmp_path / "p.sbd.gpkg"
    save_project(changed(project), path)
    assert main(["verify", str(report), str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False
    assert [one["what"] for one in told["differences"]] == ["project.measures"]
    assert main(["verify", str(path), str(path)]) == 2


def test_the_day_on_a_report_is_that_of_the_project_not_of_the_clock(project, assessment, tmp_path):
    one = write(project, assessment, tmp_path / "a.pdf")
    later = FixedClock(datetime(2031, 5, 4, tzinfo=UTC))
    assert write(project, assessment, tmp_path / "b.pdf", clock=later).read_bytes() == (
        one.read_bytes()
    )


PROGRAM = """
import hashlib, sys
from pathlib import Path
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.projects import open_project
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
import sbd_tool
project = open_project(Path(sys.argv[1])).project
rules = load_rules(project)
found = assess(project, rules, with_suggestions=False)
for suffix in sys.argv[3:]:
    path = Path(sys.argv[2]) / f"out.{suffix}"
    export(project, found, rules, path, edition=Edition.POLICE, words=load_words("en"))
    print(suffix, hashlib.sha256(path.read_bytes()).hexdigest())
print(sbd_tool.__file__, file=sys.stderr)
"""


def run_apart(checkout, home, project, environment):
    home.mkdir()
    told = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "SBD_STATE_DIR": str(home / "state"),
        "PYTHONPATH": str(checkout),
        "SBD_CACHE_DIR": str(cache_folder()),  # letters cut before: cutting them takes long
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(project), str(home), *FORMATS],
        cwd=home,
        env=told,
        capture_output=True,
        text=True,
        check=True,
        timeout=280,
    )
    assert str(checkout) in done.stderr
    return done.stdout.splitlines()


def test_two_checkouts_on_unlike_machines_write_the_same_bytes(project, tmp_path):
    other = tmp_path / "another place" / "checkout"
    other.mkdir(parents=True)
    for name in ("sbd_tool", "resources"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, other / name, ignore=skipped)
    saved = tmp_path / "p.sbd.gpkg"
    save_project(project, saved)
    first = run_apart(
        ROOT, tmp_path / "one", saved, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    )
    second = run_apart(
        other,
        tmp_path / "two",
        saved,
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "de_DE.UTF-8",
            "LANG": "de_DE.UTF-8",
            "PYTHONHASHSEED": "4711",
            "NUMBA_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "SBD_WORKERS": "1",
        },
    )
    assert len(first) == len(FORMATS)
    assert first == second
    assert len({line.split()[1] for line in first}) == len(FORMATS)
