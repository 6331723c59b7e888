"""`sbd crowd`: an engine beside the program walks people out; its answer is believed in bounds."""

import json
import shutil

import numpy as np
import pytest

from sbd_tool import api
from sbd_tool.app.crowd_files import open_trajectories
from sbd_tool.app.crowd_walk import CrowdWish, scenario_of, walk_out
from sbd_tool.app.rules import load_rules
from sbd_tool.cli.main import main
from sbd_tool.domain.errors import Cancelled, InputError
from sbd_tool.domain.progress import SILENT
from sbd_tool.formats.trajectory_file import trajectories_of
from tests.generated_square import project

RULES = load_rules()
STRAIGHT = CrowdWish(engine="straight", people=40, seed=7)


@pytest.fixture(scope="module")
def walked():
    return walk_out(project(), RULES, STRAIGHT, SILENT)


def test_straight_walkers_leave_at_the_time_their_speed_says(walked) -> None:
    """A second engine that speaks the protocol: times follow from distance and speed alone."""
    found, scenario = walked
    needed = []
    for (x, y, exit_number), speed in zip(scenario["walkers"], scenario["speeds"], strict=True):
        middle = np.mean(scenario["exits"][exit_number], axis=0)
        needed.append(np.hypot(*(middle - (x, y))) / speed)
    last = found.out_after_s(1.0)
    assert last is not None
    assert max(needed) <= last <= max(needed) + 2 * found.frame_s
    assert found.left == 0
    assert "Straight-line" in found.engine


def test_the_same_seed_gives_the_same_people_in_the_square_and_apart(walked) -> None:
    found, scenario = walked
    again = scenario_of(project(), RULES, STRAIGHT)
    assert again == scenario
    start = found.frames[0][:, 1:]
    west, south, east, north = project().feature(project().square)[1].geometry.bounds
    assert ((start >= (west, south)) & (start <= (east, north))).all()
    away = np.hypot(*(start[:, None] - start[None, :]).transpose(2, 0, 1))
    assert away[~np.eye(len(start), dtype=bool)].min() >= 0.44


def test_without_the_engine_it_says_how_to_install_it(tmp_path, capsys) -> None:
    path = tmp_path / "square.sbd.gpkg"
    api.save_project(project(), path)
    if _has_jupedsim():
        pytest.skip("jupedsim is installed beside the program: nothing is missing")
    assert main(["crowd", str(path), "--people", "5"]) == 2
    told = capsys.readouterr().err
    assert "pip install jupedsim" in told
    assert "--python" in told
    assert main(["crowd", str(path), "--people", "5", "--python", str(tmp_path / "none")]) == 2


def _has_jupedsim() -> bool:
    from importlib.util import find_spec

    return find_spec("jupedsim") is not None


def test_trajectories_are_kept_and_opened_again(tmp_path, capsys) -> None:
    path, out = tmp_path / "square.sbd.gpkg", tmp_path / "walk.json"
    api.save_project(project(), path)
    words = ["crowd", str(path), "--engine", "straight", "--people", "12", "-o", str(out), "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["left"], told["marking"]) == (12, 0, "TLP:AMBER+STRICT")
    found = open_trajectories(out, project())
    assert len(found.frames) == told["frames"]
    assert found.out_after_s(1.0) == told["out_100_s"]
    shutil.copy(path, out.with_suffix(".gpkg"))
    assert main([*words[:-3], "-o", str(path)]) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"frames": [[[0, 1.0, float("nan")]]]},
        {"frames": [[[0, 1.0]]]},
        {"frames": []},
        {"frames": [[[0, 1.0, 1.0]] * 6_000]},
        {"frame_s": 0.0},
        {"seconds": "soon"},
    ],
)
def test_an_answer_beyond_the_bounds_is_refused(change) -> None:
    good = {
        "engine": "x",
        "frame_s": 0.5,
        "seconds": 1.0,
        "left": 0,
        "frames": [[[0, 1.0, 1.0]], []],
    }
    assert trajectories_of(good, "x").people == 1
    with pytest.raises(InputError):
        trajectories_of({**good, **change}, "x")


def test_stopping_the_work_ends_the_engine() -> None:
    class Stopping:
        def advance(self, fraction, note=None):
            if fraction > 0.1:
                raise Cancelled

    with pytest.raises(Cancelled):
        walk_out(project(), RULES, STRAIGHT, Stopping())
