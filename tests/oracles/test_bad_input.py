"""A corpus of broken and odd files: each loads or is refused exactly as a person reviewed it.

The table was reviewed against the corpus' own notes of what other readers do with each file.
"""

import csv
from pathlib import Path

import pytest

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats import limits, plans

TABLE = Path(__file__).with_name("bad_input_expected.csv")
SECONDS = 10.0
MEBIBYTES = 1024
with TABLE.open(encoding="utf-8", newline="") as stream:
    EXPECTED = list(csv.DictReader(stream))


@pytest.fixture
def corpus(real_data) -> Path:
    folder = real_data / "bad-input"
    if not folder.is_dir():
        pytest.skip(f"the bad-input corpus is not at {folder}")
    return folder


@pytest.fixture(scope="module", autouse=True)
def most_before() -> int:
    """Most that a child of this process took before: the system counts all of them together."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_the_table_knows_every_file_of_the_corpus(corpus):
    present = {
        path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()
    } - {"README.md"}
    assert present == {row["file"] for row in EXPECTED}
    assert len(present) == 125


@pytest.mark.parametrize("row", EXPECTED, ids=[row["file"] for row in EXPECTED])
def test_a_file_ends_as_reviewed(corpus, row, monkeypatch):
    monkeypatch.setattr(plans, "WORKER_SECONDS", SECONDS)
    monkeypatch.setattr(plans, "WORKER_SECONDS_PER_MB", 0.0)
    try:
        plan = plans.read_plan(corpus / row["file"])
    except PlanUnreadableError as refused:
        outcome = ("refused", "", refused.what.key)
    else:
        said = dict.fromkeys(finding.key for finding in plan.findings)
        outcome = ("loads", str(plans.count_objects(plan)), "+".join(said))
    assert outcome == (row["outcome"], row["objects"], row["reason"])


def test_no_reader_needed_more_than_a_gibibyte(corpus, most_before):
    resource = pytest.importorskip("resource", reason="the system does not count memory")
    assert limits.WORKER_MEMORY_BYTES <= 2 * 1024**3
    plans.read_plan(corpus / "qgis" / "mixed_layers.gpkg")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert most < MEBIBYTES * 1024 or most == most_before
