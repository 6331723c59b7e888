"""The small shared language of all tests: no network, real data where it is present."""

import os
import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A test run repeats: the same examples each time, no clock. `./run campaign laws` looks further.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("wide", deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("SBD_HYPOTHESIS", "fixed"))

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("SBD_REAL_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        pytest.fail("The product works offline; a test tried to open a connection.")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders for one test each; counted here, for pytest reads all of thousands to number one."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_state_folder(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals, locks and settings of a test never touch the user's own folders."""
    home = next(_homes)
    for name in ("state", "config"):
        (home / name).mkdir(parents=True)
        monkeypatch.setenv(f"SBD_{name.upper()}_DIR", str(home / name))


@pytest.fixture
def real_data() -> Path:
    if not REAL_DATA.is_dir():
        pytest.skip(f"real test data not found at {REAL_DATA}; set SBD_REAL_DATA")
    return REAL_DATA
