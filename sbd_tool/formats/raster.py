"""Raster underlays: GeoTIFF, PNG and JPEG with world file, MBTiles, pictures in a GeoPackage."""

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPicture, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.gdal_settings import load_rasterio, raster_environment
from sbd_tool.formats.limits import (
    MAX_ANNOUNCED_PX,
    MAX_ANNOUNCED_SIDE_PX,
    MAX_PICTURE_SIDE_PX,
)
from sbd_tool.formats.problems import damaged, noted, unreadable
from sbd_tool.formats.vector import known_crs

_DRIVERS: Final = {
    "geotiff": "GTiff", "png": "PNG", "jpeg": "JPEG", "mbtiles": "MBTiles", "gpkg": "GPKG",
}  # fmt: skip
_CAMERA_TAGS: Final = (0x010F, 0x0110, 0x8825)
"""EXIF maker, model and GPS: what photos carry and scans do not."""
_MAX_PICTURES: Final = 4
_METRES_PER_DEGREE: Final = 111_320.0
_SUN_AZIMUTH_DEG: Final = 315.0
_SUN_HEIGHT_DEG: Final = 45.0
_STRETCH_PERCENT: Final = (2.0, 98.0)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Size to read a raster in and the affine of that size."""

    rows: int
    columns: int
    transform: tuple[float, float, float, float, float, float] | None


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read a raster as RGBA, at most 4,096 pixels on its longer side.

    One band of heights becomes grey shaded relief, more than 8 bits are stretched between the
    2nd and the 98th percentile.

    Raises:
        SbdError: Damaged, unreasonably large, or a photo.
    """
    if source.format == "jpeg" and _is_photo(path):
        raise unreadable("is_photo", "photo", source.name)
    rasterio = load_rasterio()
    with warnings.catch_warnings(), raster_environment(rasterio):
        warnings.simplefilter("ignore")
        pictures: list[RawPicture] = []
        said: list[Finding] = []
        try:
            for place in _places(rasterio, path, source):
                with rasterio.open(place, driver=_DRIVERS[source.format]) as dataset:
                    _check_size(dataset, source)
                    progress.advance(0.2)
                    picture, about = _picture(dataset, source)
                pictures.append(picture)
                said.extend(about)
        except (rasterio.errors.RasterioError, OSError, ValueError, MemoryError, IndexError):
            raise damaged(source.name, text(f"formats.title_{source.format}")) from None
    return RawPlan(source=source, pictures=tuple(pictures), findings=tuple(said))


def _places(rasterio: Any, path: Path, source: Source) -> list[str]:
    """What to open: the file, or, of a GeoPackage with several pictures, the first of them."""
    if source.format != "gpkg":
        return [str(path)]
    with rasterio.open(path, driver="GPKG") as dataset:
        return list(dataset.subdatasets)[:_MAX_PICTURES] or [str(path)]


def _is_photo(path: Path) -> bool:
    from PIL import Image

    try:
        with Image.open(path) as image:
            exif = image.getexif()
            return any(tag in exif for tag in _CAMERA_TAGS) and not _has_world_file(path)
    except Exception:  # noqa: BLE001 # boundary: broken EXIF is no reason to refuse a picture
        return False


def _has_world_file(path: Path) -> bool:
    endings = (".jgw", ".jpgw", ".jpegw", ".wld", ".JGW", ".WLD")
    return any(path.with_suffix(ending).exists() for ending in endings)


def _check_size(dataset: Any, source: Source) -> None:
    sides = (int(dataset.width), int(dataset.height))
    if max(sides) > MAX_ANNOUNCED_SIDE_PX or sides[0] * sides[1] > MAX_ANNOUNCED_PX:
        raise unreadable("picture_too_large", "too_large", source.name)


def _picture(dataset: Any, source: Source) -> tuple[RawPicture, list[Finding]]:
    frame = _frame(dataset)
    said: list[Finding] = []
    label = clean_name(source.name.rsplit(".", 1)[0])
    if (frame.columns, frame.rows) != (dataset.width, dataset.height):
        said.append(noted("picture_reduced", label, width=frame.columns, height=frame.rows))
    crs = known_crs(dataset.crs.to_string()) if dataset.crs else None
    bands = _bands(dataset, frame)
    if _is_relief(dataset):
        cell_m = _cell_m(frame, is_degrees=bool(dataset.crs and dataset.crs.is_geographic))
        grey = hillshade(np.ma.masked_invalid(bands[0].astype(float)).filled(np.nan), cell_m)
        color = np.stack([grey] * 3)
        said.append(noted("picture_relief", label))
    else:
        color = _as_color(bands, dataset)
        if dataset.count > 4:  # noqa: PLR2004 - red, green, blue, transparency
            said.append(noted("picture_bands", label, bands=int(dataset.count)))
    if frame.transform is None:
        said.append(noted("picture_without_place", label, Severity.WARNING, "place_picture"))
    elif crs is None:
        said.append(noted("picture_without_crs", label, Severity.WARNING))
    alpha = dataset.dataset_mask(out_shape=(frame.rows, frame.columns))
    pixels = np.ascontiguousarray(np.moveaxis(np.concatenate([color, alpha[None]]), 0, -1))
    picture = RawPicture(
        name=label,
        pixels=pixels.astype(np.uint8),
        transform=frame.transform,
        crs=crs if frame.transform else None,
        source=source,
    )
    return picture, said


def _frame(dataset: Any) -> _Frame:
    shrink = max(1.0, max(dataset.width, dataset.height) / MAX_PICTURE_SIDE_PX)
    columns = max(1, round(dataset.width / shrink))
    rows = max(1, round(dataset.height / shrink))
    affine = dataset.transform
    if affine.is_identity or not math.isfinite(affine.determinant) or not affine.determinant:
        return _Frame(rows, columns, None)
    x, y = dataset.width / columns, dataset.height / rows
    scaled = (affine.a * x, affine.b * y, affine.c, affine.d * x, affine.e * y, affine.f)
    return _Frame(rows, columns, scaled)


def _bands(dataset: Any, frame: _Frame) -> npt.NDArray[Any]:
    count = min(dataset.count, 3) if dataset.count != 2 else 1  # noqa: PLR2004 - grey and alpha
    shape = (count, frame.rows, frame.columns)
    bands: npt.NDArray[Any] = dataset.read(
        indexes=list(range(1, count + 1)), out_shape=shape, masked=True
    )
    if bands.dtype.kind == "f":
        return np.ma.filled(bands, np.nan)
    return np.ma.getdata(bands) if not np.ma.is_masked(bands) else _filled(bands)


def _filled(bands: Any) -> npt.NDArray[Any]:
    if bands.dtype == np.uint8:
        return np.ma.filled(bands, 0)
    return np.ma.filled(bands.astype(float), np.nan)


def _is_relief(dataset: Any) -> bool:
    kind = str(dataset.dtypes[0])
    return int(dataset.count) == 1 and kind not in {"uint8", "uint16", "int8"}


def _cell_m(frame: _Frame, *, is_degrees: bool) -> float:
    if frame.transform is None:
        return 1.0
    size = math.hypot(frame.transform[0], frame.transform[3])
    return size * _METRES_PER_DEGREE if is_degrees else size


def hillshade(heights_m: npt.NDArray[np.float64], cell_m: float) -> npt.NDArray[np.uint8]:
    """Shaded relief lit from the north-west.

    Args:
        heights_m: Heights in metres, rows from the north; NaN where unknown.
        cell_m: Cell size in metres.

    Returns:
        Grey values 0 to 255, middle grey where a slope is unknown.
    """
    if min(heights_m.shape) < 2:  # noqa: PLR2004 - a slope needs two cells
        return np.full(heights_m.shape, 180, dtype=np.uint8)
    south, east = np.gradient(heights_m, cell_m)
    slope = np.arctan(np.hypot(south, east))
    aspect = np.arctan2(south, -east)
    height, azimuth = math.radians(_SUN_HEIGHT_DEG), math.radians(90.0 - _SUN_AZIMUTH_DEG)
    light = math.sin(height) * np.cos(slope)
    light += math.cos(height) * np.sin(slope) * np.cos(azimuth - aspect)
    grey = np.nan_to_num(255.0 * np.clip(light, 0.0, 1.0), nan=180.0)
    shade: npt.NDArray[np.uint8] = grey.astype(np.uint8)
    return shade


def _as_color(bands: npt.NDArray[Any], dataset: Any) -> npt.NDArray[np.uint8]:
    if len(bands) == 1:
        table = _color_table(dataset)
        if table is not None:
            return np.ascontiguousarray(np.moveaxis(table[bands[0].astype(np.intp)], -1, 0))
    if bands.dtype != np.uint8:
        bands = np.stack([_stretched(band) for band in bands])
    if len(bands) == 1:
        bands = np.repeat(bands, 3, axis=0)
    color: npt.NDArray[np.uint8] = bands.astype(np.uint8)
    return color


def _color_table(dataset: Any) -> npt.NDArray[np.uint8] | None:
    if dataset.dtypes[0] != "uint8":
        return None
    try:
        entries = dataset.colormap(1)
    except ValueError:
        return None
    table = np.zeros((256, 3), dtype=np.uint8)
    for index, color in entries.items():
        if 0 <= index < len(table):
            table[index] = color[:3]
    return table


def _stretched(band: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    known = band[np.isfinite(band)] if band.dtype.kind == "f" else band.ravel()
    if not known.size:
        return np.zeros(band.shape, dtype=np.uint8)
    low, high = (float(edge) for edge in np.percentile(known, _STRETCH_PERCENT))
    span = max(high - low, 1e-12)
    return np.nan_to_num(np.clip((band - low) / span, 0, 1) * 255).astype(np.uint8)
