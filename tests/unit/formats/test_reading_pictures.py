"""Underlays: pictures with a place, without one, too large, and brought into the project's CRS."""

import io
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from sbd_tool.domain.errors import CrsMissingError, PlanUnreadableError
from sbd_tool.domain.layers import Source
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.formats.pictures import warp, world_file
from sbd_tool.formats.plans import read_plan
from sbd_tool.formats.raster import hillshade


def geotiff(path: Path, pixels, crs: str = "EPSG:25832", cell: float = 2.0) -> Path:
    import rasterio
    from rasterio.transform import from_origin

    bands, rows, columns = pixels.shape
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with rasterio.open(
            path, "w", driver="GTiff", width=columns, height=rows, count=bands,
            dtype=pixels.dtype, crs=crs, transform=from_origin(500_000, 5_000_000, cell, cell),
        ) as dataset:  # fmt: skip
            dataset.write(pixels)
    return path


def keys(plan) -> list[str]:
    return [finding.key for finding in plan.findings]


def test_a_geotiff_keeps_colours_place_and_crs(tmp_path):
    pixels = np.zeros((3, 20, 30), dtype=np.uint8)
    pixels[0] = 200
    (picture,) = read_plan(geotiff(tmp_path / "air.tif", pixels)).pictures
    assert picture.pixels.shape == (20, 30, 4)
    assert picture.pixels[0, 0].tolist() == [200, 0, 0, 255]
    assert picture.transform == (2, 0, 500_000, 0, -2, 5_000_000)
    assert picture.crs == "EPSG:25832"


def test_a_large_picture_is_read_smaller_and_keeps_its_extent(tmp_path):
    pixels = np.full((1, 100, 9_000), 7, dtype=np.uint8)
    plan = read_plan(geotiff(tmp_path / "long.tif", pixels))
    (picture,) = plan.pictures
    assert picture.pixels.shape[1] == 4_096
    assert picture.transform[0] * 4_096 == pytest.approx(18_000)
    assert "formats.picture_reduced" in keys(plan)


def test_heights_become_a_grey_relief(tmp_path):
    slope = np.tile(np.arange(50, dtype=np.float32) * 2, (40, 1))[None]
    plan = read_plan(geotiff(tmp_path / "heights.tif", slope))
    red, green, blue, _ = np.moveaxis(plan.pictures[0].pixels, -1, 0)
    assert (red == green).all()
    assert (red == blue).all()
    assert keys(plan) == ["formats.picture_relief"]


def test_slopes_towards_the_light_are_brighter():
    rise = np.tile(np.arange(20.0), (20, 1))  # rises eastwards: its face looks west, to the light
    assert hillshade(rise, 1.0)[10, 10] > hillshade(rise[:, ::-1], 1.0)[10, 10]
    assert hillshade(np.full((3, 3), np.nan), 1.0).tolist() == [[180] * 3] * 3


def test_a_picture_with_a_world_file_has_a_place_and_no_crs(tmp_path):
    Image.new("RGB", (10, 8), "red").save(tmp_path / "plan.png")
    (tmp_path / "plan.pgw").write_text("0.5\n0\n0\n-0.5\n100.25\n199.75\n")
    plan = read_plan(tmp_path / "plan.png")
    assert plan.pictures[0].transform == (0.5, 0, 100, 0, -0.5, 200)
    assert plan.pictures[0].crs is None
    assert keys(plan) == ["formats.picture_without_crs"]


def test_a_bare_picture_waits_for_its_place(tmp_path):
    Image.new("RGB", (10, 8), "red").save(tmp_path / "scan.jpg")
    plan = read_plan(tmp_path / "scan.jpg")
    assert plan.pictures[0].transform is None
    assert keys(plan) == ["formats.picture_without_place"]


def test_a_photo_is_not_a_plan(tmp_path):
    image = Image.new("RGB", (10, 8), "red")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Camera"
    image.save(tmp_path / "photo.jpg", exif=exif)
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(tmp_path / "photo.jpg")
    assert raised.value.what.key == "formats.is_photo"


def test_an_announced_size_is_not_believed(tmp_path):
    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 2_000_000_000, 2_000_000_000, 8, 6, 0, 0, 0)
    path = tmp_path / "huge.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )  # fmt: skip
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.what.key in {"formats.picture_too_large", "formats.damaged"}


def test_the_first_page_of_a_pdf_becomes_a_picture_without_a_place(tmp_path):
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(720, 360))
    canvas.setFillColorRGB(0, 0, 1)
    canvas.rect(0, 0, 360, 360, stroke=0, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    plan = read_plan(tmp_path / "plan.pdf")
    (picture,) = plan.pictures
    assert picture.pixels.shape == (1000, 2000, 4)
    assert picture.pixels[500, 500].tolist() == [0, 0, 255, 255]
    assert picture.pixels[500, 1500].tolist() == [255, 255, 255, 255]
    assert keys(plan) == ["formats.picture_without_place", "formats.pdf_first_page"]


def picture(crs: str | None = "EPSG:25832") -> RawPicture:
    pixels = np.full((50, 60, 4), 255, dtype=np.uint8)
    pixels[:, :30, 1:3] = 0
    return RawPicture(
        name="air", pixels=pixels, transform=(1, 0, 500_000, 0, -1, 5_500_050), crs=crs,
        source=Source(name="air.tif"),
    )  # fmt: skip


def test_warping_into_the_same_crs_keeps_the_pixels():
    png, width, height, transform = warp(picture(), "EPSG:25832")
    image = np.array(Image.open(io.BytesIO(png)))
    assert (width, height) == (60, 50)
    assert transform == pytest.approx((1, 0, 0, -1, 500_000.5, 5_500_049.5))
    assert image[25, 5].tolist() == [255, 0, 0, 255]
    assert image[25, 55].tolist() == [255, 255, 255, 255]


def test_warping_into_another_crs_lands_on_the_right_spot():
    from pyproj import Transformer

    png, width, height, transform = warp(picture(), "EPSG:3035")
    a, d, b, e, c, f = transform
    to_target = Transformer.from_crs("EPSG:25832", "EPSG:3035", always_xy=True)
    x, y = to_target.transform(500_010, 5_500_025)  # in the red half
    column, row = np.linalg.solve([[a, b], [d, e]], [x - c, y - f])
    image = np.array(Image.open(io.BytesIO(png)))
    assert image.shape[:2] == (height, width)
    assert image[round(row), round(column)].tolist() == [255, 0, 0, 255]


def test_warping_needs_to_know_where_the_picture_lies():
    with pytest.raises(CrsMissingError):
        warp(picture(crs=None), "EPSG:25832")


def test_world_files_speak_of_pixel_centres():
    assert world_file((2, 0, 10, 0, -2, 20)) == (2, 0, 0, -2, 11, 19)
