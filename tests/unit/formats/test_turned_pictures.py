"""Photographs under a plan stand upright, whatever way the camera was held."""

import numpy as np
import pytest
from PIL import Image

from sbd_tool.app.georeferencing import pictures_of
from sbd_tool.domain.errors import PlanUnreadableError

ORIENTATION, MAKE = 0x0112, 0x010F


def photo(path, orientation: int, *, maker: bool = True):
    """A red upper left quarter in a grey picture, turned as a camera would store it."""
    upright = np.full((40, 60, 3), 128, dtype=np.uint8)
    upright[:20, :30] = (250, 0, 0)
    turned = {1: upright, 3: np.rot90(upright, 2), 6: np.rot90(upright, 1), 8: np.rot90(upright, 3)}
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    if maker:
        exif[MAKE] = "Fictional"
    picture = Image.fromarray(np.ascontiguousarray(turned[orientation]))
    picture.save(path, "JPEG", exif=exif, quality=95)
    return path


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("maker", [True, False])
def test_a_photo_is_laid_down_upright(orientation, maker, tmp_path):
    (picture,) = pictures_of(photo(tmp_path / "site.jpg", orientation, maker=maker))
    assert picture.pixels.shape == (40, 60, 4)
    assert picture.transform is None
    red = picture.pixels[..., 0].astype(int) - picture.pixels[..., 1]
    assert red[10, 15] > 150
    assert red[30, 45] < 40


def test_a_jpeg_with_a_world_file_keeps_its_place(tmp_path):
    path = photo(tmp_path / "ortho.jpg", 1, maker=False)
    path.with_suffix(".jgw").write_text("0.5\n0\n0\n-0.5\n690000\n5330000\n", encoding="utf-8")
    (picture,) = pictures_of(path)
    assert picture.transform is not None


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"\xff\xd8\xff\xe0nothing of a picture"])
def test_a_broken_photo_is_refused_in_words(content, tmp_path):
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    with pytest.raises(PlanUnreadableError):
        pictures_of(path)
