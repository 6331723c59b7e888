"""Archives are unpacked within bounds, and never where they want to."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats.archives import safe_name
from sbd_tool.formats.plans import read_plan

PLAN = json.dumps(
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [7.4, 43.7]},
        "properties": {"name": "Ring"},
    }
).encode()


def refused(path: Path) -> str:
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.hint.key.startswith("formats.hint_")
    return raised.value.what.key


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def test_a_compressed_plan_is_read_under_its_own_digest(tmp_path):
    path = tmp_path / "plan.geojson.gz"
    path.write_bytes(gzip.compress(PLAN))
    plan = read_plan(path)
    assert plan.layers[0].attributes[0]["name"] == "Ring"
    assert plan.layers[0].source.name == "plan.geojson.gz"
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.geojson.gz"]


def test_all_plans_of_an_archive_are_read_and_a_bad_one_is_told(tmp_path):
    path = zipped(tmp_path / "a.zip", one__geojson=PLAN, two__geojson=PLAN, bad__geojson=b"{")
    plan = read_plan(path)
    assert len(plan.layers) == 2
    assert [finding.key for finding in plan.findings] == ["formats.archive_member"]


def test_a_member_that_climbs_out_of_the_archive_is_refused(tmp_path):
    path = tmp_path / "climb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.geojson", PLAN)
    assert refused(path) == "formats.archive_escapes"
    assert not (tmp_path.parent / "outside.geojson").exists()


def test_a_compressed_bomb_is_stopped_early(tmp_path):
    path = tmp_path / "bomb.geojson.gz"
    path.write_bytes(gzip.compress(b" " * (64 * 1024**2)))
    assert refused(path) == "formats.archive_too_large"


def test_a_zip_bomb_is_stopped_whatever_size_it_announces(tmp_path):
    path = zipped(tmp_path / "bomb.zip", plan__geojson=b" " * (64 * 1024**2))
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # announces ten bytes
    path.write_bytes(bytes(content))
    assert refused(path) in {"formats.archive_too_large", "formats.archive_damaged"}


def test_an_archive_inside_an_archive_is_not_opened(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("plan.geojson", PLAN)
    assert refused(zipped(tmp_path / "n.zip", inner__zip=inner.getvalue())) == (
        "formats.archive_nested"
    )
    path = tmp_path / "twice.geojson.gz"
    path.write_bytes(gzip.compress(gzip.compress(PLAN)))
    assert refused(path) == "formats.archive_nested"


def test_a_truncated_archive_is_refused(tmp_path):
    path = tmp_path / "cut.geojson.gz"
    path.write_bytes(gzip.compress(PLAN)[:-12])
    assert refused(path) == "formats.archive_damaged"


def test_an_archive_without_a_plan_says_so(tmp_path):
    assert refused(zipped(tmp_path / "a.zip", readme__md=b"hello")) == (
        "formats.archive_without_plan"
    )


def test_a_locked_archive_says_so(tmp_path):
    path = zipped(tmp_path / "a.zip", plan__geojson=PLAN)
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert refused(path) == "formats.archive_locked"


def test_too_many_members_are_refused(tmp_path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for index in range(2_001):
            archive.writestr(f"{index}.txt", b"")
    assert refused(path) == "formats.archive_too_many"


@pytest.mark.parametrize("name", ["..", "../../etc/passwd", "a\\b\\plan.shp", "\u202ex.kml", "/"])
def test_a_safe_name_stays_in_its_folder(name):
    safe = safe_name(name)
    assert safe
    assert "/" not in safe
    assert "\\" not in safe
    assert not safe.startswith(".")


def test_a_kmz_gives_its_map_and_not_its_signs(tmp_path):
    kml = (
        b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Tor</name>'
        b"<Point><coordinates>24.9,60.1</coordinates></Point></Placemark></kml>"
    )
    path = zipped(tmp_path / "map.kmz", doc__kml=kml, sign__png=b"\x89PNG\r\n\x1a\n")
    plan = read_plan(path)
    assert [len(layer) for layer in plan.layers] == [1]
    assert plan.pictures == ()


def test_an_office_file_is_refused_as_such(tmp_path):
    assert refused(zipped(tmp_path / "lamps.xlsx", sheet__xml=b"<a/>")) == "formats.is_office"
