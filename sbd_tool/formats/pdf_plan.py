"""PDF plans: the first page as a picture that is placed by hand later."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.findings import Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPicture, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.limits import MAX_PICTURE_SIDE_PX
from sbd_tool.formats.problems import damaged, noted, unreadable

_POINTS_PER_INCH: Final = 72
_DOTS_PER_INCH: Final = 200
_MAX_POINTS: Final = 1_000_000.0
_GEO_MARKS: Final = (b"/LGIDict", b"/GPTS", b"/Subtype/GEO", b"/Subtype /GEO")


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Draw the first page at 200 dpi or 4,096 pixels, whichever is less.

    Raises:
        SbdError: Damaged, locked by a password, or without a page.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise unreadable("pdf_locked", "pdf_locked", source.name) from None
        raise damaged(source.name, text("formats.title_pdf")) from None
    try:
        pages = len(document)
        if not pages:
            raise damaged(source.name, text("formats.title_pdf"))
        progress.advance(0.3)
        pixels = _draw(document[0], source)
    except pypdfium2.PdfiumError:
        raise damaged(source.name, text("formats.title_pdf")) from None
    finally:
        document.close()
    label = clean_name(source.name.rsplit(".", 1)[0])
    said = [noted("picture_without_place", label, Severity.WARNING, "place_picture")]
    if pages > 1:
        said.append(noted("pdf_first_page", label, count=pages))
    if _is_geo_pdf(path):
        said.append(noted("pdf_geo", label))
    picture = RawPicture(name=label, pixels=pixels, transform=None, crs=None, source=source)
    return RawPlan(source=source, pictures=(picture,), findings=tuple(said))


def _draw(page: Any, source: Source) -> npt.NDArray[np.uint8]:
    width, height = page.get_size()
    if not (0 < width < _MAX_POINTS and 0 < height < _MAX_POINTS):
        raise damaged(source.name, text("formats.title_pdf"))
    scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, MAX_PICTURE_SIDE_PX / max(width, height))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    drawn = np.array(bitmap.to_numpy(), dtype=np.uint8, copy=True)
    opaque = np.full((*drawn.shape[:2], 4), 255, dtype=np.uint8)
    opaque[..., :3] = drawn[..., :3]
    return opaque


def _is_geo_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        content = file.read(32 * 1024**2)
    return any(mark in content for mark in _GEO_MARKS)
