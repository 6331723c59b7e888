"""Photos: the bytes stay as they are, the camera's words are weighed before they are believed."""

import io

import pytest
from PIL import Image

from sbd_tool.domain.errors import InputError
from sbd_tool.formats.photos import is_photo, read_photo


def write(path, gps=None, taken="", kind="JPEG"):
    exif = Image.Exif()
    if gps is not None:
        exif.get_ifd(0x8825).update(gps)
    if taken:
        exif[0x0132] = taken
    held = io.BytesIO()
    Image.new("RGB", (32, 24), "#4a6a8a").save(held, kind, exif=exif)
    path.write_bytes(held.getvalue())
    return path


def test_a_photo_brings_its_position_direction_and_time(tmp_path):
    gps = {1: "S", 2: (33.0, 30.0, 36.0), 3: "W", 4: (70.0, 15.0, 0.0), 17: 270.0}
    path = write(tmp_path / "a.jpg", gps, "2026:05:01 14:03:22")
    found = read_photo(path)
    assert found.lat_deg == pytest.approx(-33.51)
    assert found.lon_deg == pytest.approx(-70.25)
    assert found.heading_deg == 270
    assert found.taken == "2026-05-01 14:03:22"
    assert found.content == path.read_bytes()
    assert found.media_type == "image/jpeg"


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (95.0, 0.0, 0.0), 3: "E", 4: (11.0, 0.0, 0.0)},
        {1: "N", 2: (48.0, 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        None,
    ],
)
def test_a_position_that_cannot_be_is_none(tmp_path, gps):
    found = read_photo(write(tmp_path / "a.jpg", gps))
    assert (found.lon_deg, found.lat_deg) == (None, None)


def test_a_direction_outside_the_circle_and_a_date_that_is_none_are_left_out(tmp_path):
    gps = {1: "N", 2: (48.0, 0.0, 0.0), 3: "E", 4: (11.0, 0.0, 0.0), 17: 720.0}
    found = read_photo(write(tmp_path / "a.jpg", gps, "yesterday at noon"))
    assert found.heading_deg is None
    assert found.taken == ""
    assert found.lon_deg == 11


def test_what_is_no_picture_is_refused_in_words(tmp_path):
    for name, raw in (("a.jpg", b"\xff\xd8\xff\xe0"), ("b.png", b"GIF89a"), ("c.jpg", b"")):
        path = tmp_path / name
        path.write_bytes(raw)
        with pytest.raises(InputError) as caught:
            read_photo(path)
        assert caught.value.subject == name
    with pytest.raises(InputError):
        read_photo(tmp_path / "gone.jpg")


def test_a_picture_with_a_world_file_is_a_plan_and_no_photo(tmp_path):
    path = write(tmp_path / "plan.png", kind="PNG")
    assert is_photo(path)
    (tmp_path / "plan.PGW").write_text("1\n0\n0\n-1\n0\n0\n", encoding="utf-8")
    assert not is_photo(path)
    assert not is_photo(tmp_path / "plan.geojson")
