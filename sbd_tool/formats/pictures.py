"""Bring a picture into the project's CRS as PNG bytes."""

import io
import warnings
from typing import Final

import numpy as np

from sbd_tool.domain.errors import CrsMissingError
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.domain.text import text
from sbd_tool.formats.gdal_settings import load_rasterio, raster_environment
from sbd_tool.formats.limits import MAX_PICTURE_SIDE_PX
from sbd_tool.formats.problems import unreadable

WorldFile = tuple[float, float, float, float, float, float]
"""a, d, b, e, c, f as in `Underlay.transform`: c and f are the centre of the first pixel."""
_TRANSPARENT: Final = 4


def warp(
    picture: RawPicture, crs: str, *, max_side_px: int = MAX_PICTURE_SIDE_PX
) -> tuple[bytes, int, int, WorldFile]:
    """Re-project a picture, transparent where it has no pixel.

    Args:
        picture: Georeferenced picture with a CRS; when it already is in ``crs`` it is only packed.
        crs: Target CRS, anything pyproj understands.
        max_side_px: Longest side of the result.

    Returns:
        PNG bytes, width and height in pixels, transform in the order of `Underlay.transform`.

    Raises:
        CrsMissingError: The picture does not say where it lies.
        SbdError: It cannot be brought into the target CRS.
    """
    if picture.transform is None or picture.crs is None:
        raise CrsMissingError(
            text("formats.picture_needs_crs", name=picture.name),
            text("formats.hint_place_picture"),
            picture.name,
        )
    rasterio = load_rasterio()
    from affine import Affine

    rows, columns = picture.pixels.shape[:2]
    affine = Affine(*picture.transform)
    bounds = rasterio.transform.array_bounds(rows, columns, affine)
    with warnings.catch_warnings(), raster_environment(rasterio):
        warnings.simplefilter("ignore")
        try:
            target, width, height = rasterio.warp.calculate_default_transform(
                picture.crs, crs, columns, rows, *bounds
            )
            shrink = max(1.0, max(width, height) / max_side_px)
            width, height = max(1, round(width / shrink)), max(1, round(height / shrink))
            target = target * Affine.scale(shrink)
            warped = np.zeros((_TRANSPARENT, height, width), dtype=np.uint8)
            rasterio.warp.reproject(
                np.ascontiguousarray(np.moveaxis(picture.pixels, -1, 0)),
                warped,
                src_transform=affine,
                src_crs=picture.crs,
                dst_transform=target,
                dst_crs=crs,
                resampling=rasterio.warp.Resampling.bilinear,
            )
        except (rasterio.errors.RasterioError, ValueError, OverflowError):
            raise unreadable("picture_unprojectable", "place_picture", picture.name) from None
    return _as_png(np.moveaxis(warped, 0, -1)), width, height, world_file(target)


def world_file(
    affine: tuple[float, float, float, float, float, float],
) -> WorldFile:
    """World file order for pixel centres from an affine for pixel corners."""
    a, b, c, d, e, f = tuple(affine)[:6]
    return (a, d, b, e, c + (a + b) / 2, f + (d + e) / 2)


def packed(picture: RawPicture) -> bytes:
    """PNG bytes of a picture as it is: nothing is resampled, so a place can be given later."""
    return _as_png(picture.pixels)


def _as_png(pixels: "np.typing.NDArray[np.uint8]") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels), "RGBA").save(out, "PNG", compress_level=6)
    return out.getvalue()
