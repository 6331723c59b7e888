"""How GDAL is set up: read only, no side files, no network, no formats that point elsewhere."""

import os
from typing import Any, Final

_SKIPPED: Final = "OGR_VRT,WFS,OAPIF,CSW"
"""Drivers that would follow a file to other files or hosts."""
_OPTIONS: Final = {
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "GDAL_CACHEMAX": "64",
    "GDAL_NUM_THREADS": "1",
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "CPL_CURL_ENABLE_VSIMEM": "NO",
    "SHAPE_RESTORE_SHX": "YES",  # only ever reads private copies
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
}


def load_pyogrio() -> Any:
    """Import pyogrio with our settings."""
    before = os.environ.get("OGR_SKIP")
    os.environ["OGR_SKIP"] = _SKIPPED  # heeded once, while drivers register
    try:
        import pyogrio
    finally:
        if before is None:
            del os.environ["OGR_SKIP"]
        else:
            os.environ["OGR_SKIP"] = before
    pyogrio.set_gdal_config_options(_OPTIONS)
    return pyogrio


def load_rasterio() -> Any:
    """Import rasterio; open rasters inside ``raster_environment`` only."""
    import rasterio
    import rasterio.env
    import rasterio.errors
    import rasterio.transform
    import rasterio.warp

    return rasterio


def raster_environment(rasterio: Any) -> Any:
    """Context in which rasters are opened: no side files, little memory."""
    return rasterio.Env(GDAL_PAM_ENABLED="NO", GDAL_CACHEMAX=64, GDAL_NUM_THREADS="1")
