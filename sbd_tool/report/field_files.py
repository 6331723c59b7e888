"""Values at points as files: a GeoPackage of points with a summary, or a GeoTIFF with bands."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from sbd_tool.domain.field_result import FieldResult
from sbd_tool.domain.plain_values import plain
from sbd_tool.domain.words import Words
from sbd_tool.report.geo_files import FIXED_MOMENT

FIELD_SUFFIXES: Final = ("gpkg", "tif")
_NO_VALUE: Final = -9999.0


def write_field_points(
    result: FieldResult, name: str, crs: str, words: Words, target: Path
) -> None:
    """Write points with their values, and the summary as a table ``about``.

    Args:
        result: The values.
        name: Name of the layer of points.
        crs: CRS of the project.
        words: Language of the notes.
        target: A path that does not exist yet.
    """
    import geopandas
    import pandas as pd
    import pyogrio

    frame = geopandas.GeoDataFrame(
        {key: _plain_column(values) for key, values in result.columns.items()},
        geometry=shapely.points(result.x, result.y),
        crs=crs,
    )
    about = [{"key": key, "value": _shown(value)} for key, value in result.summary.items()]
    about += [{"key": "note", "value": words(note)} for note in result.notes]
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_MOMENT})
    try:
        pyogrio.write_dataframe(
            frame, target, layer=name, driver="GPKG", dataset_options={"VERSION": "1.2"}
        )
        pyogrio.write_dataframe(
            pd.DataFrame(about), target, layer="about", driver="GPKG", append=False
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _plain_column(values: np.ndarray) -> np.ndarray:
    return values.astype(object) if values.dtype.kind in "USO" else values


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)


def write_field_picture(result: FieldResult, crs: str, target: Path) -> None:
    """Write each column of numbers as a band of a GeoTIFF; -9999 where there is none.

    Args:
        result: Values on a grid: its ``raster`` is set.
        crs: CRS of the project.
        target: A path that does not exist yet.

    Raises:
        ValueError: The points are not those of a grid.
    """
    import rasterio
    from affine import Affine

    raster = result.raster
    if raster is None:
        raise ValueError("no grid")
    bands = {key: one for key, one in result.columns.items() if one.dtype.kind in "iufb"}
    place = Affine(raster.step_m, 0.0, raster.west_m, 0.0, -raster.step_m, raster.north_m)
    with rasterio.open(
        target,
        "w",
        driver="GTiff",
        width=raster.columns,
        height=raster.rows,
        count=max(1, len(bands)),
        dtype="float32",
        crs=crs,
        transform=place,
        nodata=_NO_VALUE,
        compress="deflate",
    ) as picture:
        for number, (key, values) in enumerate(bands.items(), start=1):
            cells = np.full(raster.rows * raster.columns, _NO_VALUE, dtype="float32")
            cells[raster.cell] = np.where(np.isfinite(values), values, _NO_VALUE)
            picture.write(cells.reshape(raster.rows, raster.columns), number)
            picture.set_band_description(number, key)
