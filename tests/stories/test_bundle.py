"""The portable folder starts without Python's environment, without a network and without rights."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_NETWORK = ("unshare", "--map-root-user", "--net")
PATIENCE_S = 240  # ends a wait that would never end; nothing is timed by it


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not sys.platform.startswith("linux"):
        pytest.skip("the folder is tried on Linux only")
    if not os.environ.get("SBD_TRY_BUNDLE"):
        pytest.skip("a build takes two minutes: SBD_TRY_BUNDLE=1 ./run test tries it")
    target = tmp_path_factory.mktemp("bundle")
    built = subprocess.run(
        [sys.executable, ROOT / "bundle.py", "--without-warming", target],
        cwd=target,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-3000:]
    yield Path(built.stdout.strip().splitlines()[-1])
    shutil.rmtree(target)  # it is large


@pytest.fixture
def alone(bundle: Path, tmp_path: Path) -> list[str]:
    """The program moved to another place, with nothing of this checkout in its surroundings."""
    told = subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False)
    apart = NO_NETWORK if told.returncode == 0 else ()
    if not apart:
        print("This machine gives no network of its own away; tried with its network.")
    surroundings = {"HOME": tmp_path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    settings = {
        "SBD_STATE_DIR": tmp_path / "state",
        "SBD_CONFIG_DIR": tmp_path / "config",
        "QT_QPA_PLATFORM": "offscreen",
        "DISPLAY": ":none",
    }
    words = [f"{key}={value}" for key, value in (surroundings | settings).items()]
    return [*apart, "env", "-i", *words, str(bundle / "sbd-tool")]


def done(command: list[str], *words: object) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [*command, *map(str, words)], capture_output=True, text=True, check=False, cwd="/"
    )
    assert run.returncode in {0, 1}, run.stderr
    return run


def test_a_plan_is_read_assessed_and_exported_by_the_folder_alone(alone, tmp_path) -> None:
    done(alone, "sample", "market-square", tmp_path / "market")
    project = tmp_path / "read.sbd.gpkg"
    done(alone, "import", tmp_path / "market" / "market-square.dxf", "-o", project)
    assert project.stat().st_size > 50_000
    made = tmp_path / "market" / "market-square.sbd.gpkg"
    told = json.loads(done(alone, "assess", made, "--json").stdout)
    assert {"openness", "protection"} <= set(told)
    for suffix in ("html", "docx"):
        done(alone, "export", made, tmp_path / f"out.{suffix}")
        assert (tmp_path / f"out.{suffix}").stat().st_size > 5_000


def test_the_window_opens_and_stays_open(alone, tmp_path) -> None:
    with subprocess.Popen(alone, cwd="/", stderr=subprocess.PIPE) as window:
        try:
            end = time.monotonic() + PATIENCE_S
            while not (tmp_path / "state" / "projects").is_dir():
                assert window.poll() is None
                assert time.monotonic() < end, "the window did not open"
                time.sleep(0.05)
            assert window.poll() is None
        finally:
            window.kill()


def test_nothing_of_the_checkout_is_in_the_folder(bundle) -> None:
    secret = str(ROOT).encode()
    assert len(secret) > 5
    written = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    ours = [path for path in written if "sbd_tool" in path.parts or path.name == "sbd-tool"]
    assert ours
    assert [path for path in ours if secret in path.read_bytes()] == []
