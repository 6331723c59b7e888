"""Figures and days that cannot be are refused with nothing kept; names of ours are no leak."""

import hashlib

import pytest
from PIL import Image

from sbd_tool.app.commands.base import By
from sbd_tool.app.language import load_words
from sbd_tool.app.photo_copies import let_out
from sbd_tool.app.photos.marking import blur_on, mark_checked
from sbd_tool.app.photos.taking import Intake, read_one
from sbd_tool.app.police_layer import goal_said
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.photo_marks import Stroke, checks_of
from sbd_tool.domain.sealed import ProtectionGoal
from tests.generated_square import project as square

BY = By("Ada", "2026-05-02T10:00:00Z")
MIDDLE = Stroke(((0.5, 0.5),), 0.1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A square with one blurred, checked photo; no id holds a word of ours."""
    folder = tmp_path_factory.mktemp("figures")
    file = folder / "one.png"
    Image.new("RGB", (64, 48), (90, 120, 60)).save(file)
    found = square(seats=1)
    intake = Intake(found, lambda: Stamp(id="q1"), BY)
    found = intake.command(read_one(file)).apply(found)
    found = blur_on(found, "q1", [MIDDLE], stamp=Stamp(id="s"), by=BY).apply(found)
    found = mark_checked(found, ["q1"], is_checked=True, stamp=Stamp(id="s"), by=BY).apply(found)
    path = folder / "desk.sbd.gpkg"
    save_project(found, path)
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("photos", "--place", "1", "nan", "nan"),
        ("photos", "--place", "1", "inf", "5"),
        ("photos", "--blur", "1"),
        ("photos", "--blur", "1", "nan,0.5,0.1"),
        ("photos", "--blur", "1", "2,2,0.1"),
        ("photos", "--blur", "1", "0.5,0.5,0"),
        ("follow", "--scores", "before", "--day", "2026-02-30"),
        ("review", "--add", "Close it.", "--due", "2026-02-30"),
        ("review", "--add", "Close it.", "--at", "nan,nan"),
        ("checklist", "--here", "nan,5"),
        ("crowd", "--engine", "straight", "--people", "1", "--limit", "nan"),
        ("crowd", "--engine", "straight", "--people", "1", "--limit", "0"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(desk, capsys, words):
    before = hashlib.sha256(desk.read_bytes()).hexdigest()
    assert main([words[0], str(desk), *words[1:]]) == 2
    told = capsys.readouterr().err
    assert "inside SbD Tool" not in told
    assert len(told.splitlines()) == 2
    assert hashlib.sha256(desk.read_bytes()).hexdigest() == before
    assert checks_of(open_project(desk).project.records)["q1"].brush


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.PARTNER, Edition.POLICE])
def test_copies_leave_whatever_photos_are_called_in_the_project(desk, tmp_path, edition):
    out = let_out(open_project(desk).project, tmp_path / "out", edition)
    assert [path.name for path in out.files] == ["photo-001.jpg"]


def test_half_kilometres_of_a_released_speed_are_not_rounded_away():
    goal = ProtectionGoal(vehicle="truck_7t", speed_kmh=48.5)
    assert "48.5\u202fkm/h" in load_words("en")(goal_said(goal))
    assert "48,5\u202fkm/h" in load_words("de")(goal_said(goal))


def test_a_wrong_passphrase_of_the_layer_is_told_in_a_whole_sentence(desk, tmp_path, capsys):
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("a long enough one\n")
    wrong.write_text("another long one\n")
    sealed = tmp_path / "sealed.sbd.gpkg"
    sealed.write_bytes(desk.read_bytes())
    goal = ("--vehicle", "car", "--speed", "48", "--layer-passphrase-file", str(right))
    assert main(["seal-layer", str(sealed), *goal]) == 0
    capsys.readouterr()
    assert main(["seal-layer", str(sealed), "--show", "--layer-passphrase-file", str(wrong)]) == 2
    assert capsys.readouterr().err.startswith("The sealed layer does not open:")


def test_a_comment_closes_no_hand_over_for_its_field_names_but_its_words_stay_out(desk, tmp_path):
    noted = tmp_path / "noted.sbd.gpkg"
    noted.write_bytes(desk.read_bytes())
    assert main(["review", str(noted), "--add", "Canary hedge at the pump room"]) == 0
    for name in ("public.geojson", "public.csv"):
        assert main(["export", str(noted), str(tmp_path / name), "--edition", "public"]) == 0
        assert b"Canary" not in (tmp_path / name).read_bytes()
