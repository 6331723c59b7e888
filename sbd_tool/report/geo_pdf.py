"""A map frame of a PDF page that knows its place on earth, as GIS programs and viewers read it.

Source: ISO 32000-2:2020, 12.9 (viewports) and 12.10 (geospatial features); the same entries are in
Adobe's supplement to ISO 32000-1, extension level 3.
"""

import math
from dataclasses import dataclass
from typing import Any, Final

from sbd_tool.report.letters import PT_PER_MM

_CORNERS: Final = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0))
"""Corners of the frame in parts of its box, lower left first."""
_DEGREES_PLACES: Final = 10


@dataclass(frozen=True, slots=True)
class GroundFrame:
    """A map frame with its place.

    Attributes:
        frame: Left, top, width, height of the map on the page, millimetres from the upper left.
        extent: West, south, east, north in metres of the coordinate system.
        crs: The project's coordinate system.
    """

    frame: tuple[float, float, float, float]
    extent: tuple[float, float, float, float]
    crs: str


def place_page(page: Any, ground: GroundFrame) -> None:
    """Give a finished page of reportlab the place of its map.

    reportlab knows no viewports; a page writes the entries it is told of.
    """
    found = viewport_of(ground, page.pageheight / PT_PER_MM)
    if found is not None:
        page.VP = found
        page.__NoDefault__ = [*page.__NoDefault__, "VP"]


def viewport_of(ground: GroundFrame, page_height_mm: float) -> Any | None:
    """The ``VP`` entry of a page, or None where the coordinate system has no place on earth.

    Args:
        ground: The map frame.
        page_height_mm: Height of the page: PDF counts upwards.
    """
    from pyproj import CRS, Transformer
    from pyproj.exceptions import ProjError
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

    try:
        system = CRS.from_user_input(ground.crs)
        if system.geodetic_crs is None:
            return None
        to_degrees = Transformer.from_crs(system, system.geodetic_crs, always_xy=True)
        written = system.to_wkt("WKT1_ESRI")
    except ProjError:
        return None
    west, south, east, north = ground.extent
    places: list[float] = []
    for right, up in _CORNERS:
        x, y = west + right * (east - west), south + up * (north - south)
        longitude, latitude = to_degrees.transform(x, y)
        places += [latitude, longitude]
    if not all(map(math.isfinite, places)):
        return None
    # As words, which reportlab writes as they are: it rounds numbers to places on a page.
    written_places = [f"{one:.{_DEGREES_PLACES}f}" for one in places]
    left, top, width, height = ground.frame
    low = page_height_mm - top - height
    box = [round(mm * PT_PER_MM, 3) for mm in (left, low, left + width, low + height)]
    grid = {"Type": PDFName("PROJCS"), "WKT": PDFString(written)}
    code = system.to_epsg()
    if code is not None:
        grid["EPSG"] = code
    corners = [float(one) for corner in _CORNERS for one in corner]
    measure = PDFDictionary(
        {
            "Type": PDFName("Measure"),
            "Subtype": PDFName("GEO"),
            "Bounds": PDFArray(corners),
            "GPTS": PDFArray(written_places),
            "LPTS": PDFArray(corners),
            "GCS": PDFDictionary(grid),
        }
    )
    entry = {"Type": PDFName("Viewport"), "BBox": PDFArray(box), "Measure": measure}
    return PDFArray([PDFDictionary(entry)])
