"""Every drawing of the CAD collection loads or is refused as a person reviewed it.

The counts by type in ``read`` were compared with the collection's own notes: what stands there
for the model space is either read (blocks unfolded into their parts) or named under ``skipped``.
"""

import csv
from pathlib import Path

import pytest

from sbd_tool.domain.dxf_inspection import DxfInspection, DxfLayer
from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats.dxf_desk import inspect_dxf
from sbd_tool.formats.plans import read_plan

TABLE = Path(__file__).with_name("cad_expected.csv")
with TABLE.open(encoding="utf-8", newline="") as stream:
    EXPECTED = list(csv.DictReader(stream))


def path_of(row, real_data) -> Path:
    path = real_data / row["file"]
    if not path.is_file():
        pytest.skip(f"the CAD collection is not at {path.parent}")
    return path


def outcome_of(path: Path) -> dict[str, str]:
    """What happens to a drawing, in the columns of the table."""
    row = dict.fromkeys(EXPECTED[0] if EXPECTED else (), "")
    try:
        read = inspect_dxf(path) if path.suffix == ".dxf" else read_plan(path)
    except PlanUnreadableError as refused:
        return {**row, "outcome": "refused", "findings": refused.what.key}
    objects = sum(
        layer.count if isinstance(layer, DxfLayer) else len(layer) for layer in read.layers
    )
    row |= {
        "outcome": "loads",
        "objects": str(objects),
        "findings": "+".join(dict.fromkeys(finding.key for finding in read.findings)),
    }
    return row | (_desk(read) if isinstance(read, DxfInspection) else {})


def _desk(seen: DxfInspection) -> dict[str, str]:
    counts: dict[str, int] = {}
    for layer in seen.layers:
        for kind, count in layer.counts.items():
            counts[kind] = counts.get(kind, 0) + count
    return {
        "unit_m": "" if seen.unit_m is None else f"{seen.unit_m:g}",
        "layers": str(len(seen.layers)),
        "blocks": str(sum(block.count > 0 for block in seen.blocks)),
        "read": " ".join(f"{kind}:{counts[kind]}" for kind in sorted(counts)),
        "skipped": " ".join(f"{s.reason}/{s.entity or '-'}:{s.count}" for s in seen.skipped),
        "reader": "second" if seen.is_fallback else "first",
    }


def test_the_table_knows_every_file_of_the_collection(real_data):
    folder = real_data / "cad"
    if not folder.is_dir():
        pytest.skip(f"the CAD collection is not at {folder}")
    present = {f"cad/{path.name}" for path in folder.iterdir()} - {"cad/README.md"}
    assert present <= {row["file"] for row in EXPECTED}


@pytest.mark.parametrize("row", EXPECTED, ids=[row["file"] for row in EXPECTED])
def test_a_drawing_ends_as_reviewed(row, real_data):
    found = outcome_of(path_of(row, real_data))
    expected = {key: value for key, value in row.items() if key not in {"file", "reviewed"}}
    assert {key: found[key] for key in expected} == expected


def test_the_drawing_the_first_library_trips_over_is_read_whole(real_data):
    gallery = real_data / "space-syntax" / "gallery.dxf"
    if not gallery.is_file():
        pytest.skip(f"no gallery drawing at {gallery}")
    seen = inspect_dxf(gallery)
    assert seen.is_fallback
    assert seen.skipped == ()
    assert [(layer.name, dict(layer.counts)) for layer in seen.layers if layer.count] == [
        ("0", {"LINE": 387, "LWPOLYLINE": 112})
    ]
