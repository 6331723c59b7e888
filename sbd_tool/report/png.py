"""A picture of a PDF page: the same drawing, the same bytes each time, nothing said about us."""

import io
from typing import Final

from sbd_tool.domain.errors import ExportError
from sbd_tool.domain.text import text

RESOLUTION_DPI: Final = 200
_MOST_PIXELS: Final = 100_000_000


def page_picture(
    pdf: bytes, page: int = 0, resolution_dpi: int = RESOLUTION_DPI, seal: str = ""
) -> bytes:
    """Draw one page of a PDF of ours as PNG.

    Args:
        pdf: The document.
        page: Page number, from 0.
        resolution_dpi: Dots per inch on paper.
        seal: What it was made from, written beside the pixels.

    Raises:
        ExportError: The picture would be larger than a hundred million pixels.
    """
    import pypdfium2
    from PIL.PngImagePlugin import PngInfo

    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        width_pt, height_pt = sheet.get_size()
        zoom = resolution_dpi / 72.0
        if width_pt * height_pt * zoom * zoom > _MOST_PIXELS:
            raise ExportError(text("report.picture_too_large"), text("report.picture_hint"))
        bitmap = sheet.render(scale=zoom)
        image = bitmap.to_pil().convert("RGB")
        target = io.BytesIO()
        beside = PngInfo()
        if seal:
            beside.add_text("Source", seal)
        image.save(target, format="PNG", optimize=False, compress_level=6, pnginfo=beside)
        return target.getvalue()
    finally:
        document.close()
