"""Small synthetic photos with what phones write beside the pixels."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

PHONE_OWNER = "Kowalczyk Phone 7731"
MAKER_NOTE = "MAKERNOTE-77-GARDEN-GATE-CODE"


def made_photo(
    path: Path,
    *,
    place: tuple[float, float] | None = None,
    heading: float | None = None,
    north: str = "T",
    taken: str = "2026:05:01 14:03:22",
    size: tuple[int, int] = (320, 240),
    tint: int = 0,
    more: dict[int, object] | None = None,
) -> Path:
    """Write a JPEG with a plate-like pattern in its middle and a phone's words beside it.

    Args:
        path: Where.
        place: Degrees east and north, positive.
        heading: Degrees.
        north: "T" or "M".
        taken: As EXIF writes it.
        size: Pixels.
        tint: Makes pictures differ.
        more: Further tags of the first directory.
    """
    image = Image.new("RGB", size, (70, 110, (138 + 7 * tint) % 256))
    pen = ImageDraw.Draw(image)
    width, height = size
    for stripe in range(0, width // 5, 4):
        left = 2 * width // 5 + stripe
        pen.rectangle((left, 2 * height // 5, left + 1, 3 * height // 5), fill="white")
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Photomaker", PHONE_OWNER
    exif.get_ifd(0x8769).update({0x9003: taken, 0x927C: MAKER_NOTE.encode(), 0xA405: 26})
    if place is not None:
        gps: dict[int, object] = {
            1: "N", 2: _parts(place[1]), 3: "E", 4: _parts(place[0]), 31: 6.0,
        }  # fmt: skip
        if heading is not None:
            gps |= {16: north, 17: heading}
        exif.get_ifd(0x8825).update(gps)
    exif.update(more or {})
    held = io.BytesIO()
    image.save(held, "JPEG", exif=exif, quality=90, comment=PHONE_OWNER.encode())
    path.write_bytes(held.getvalue())
    return path


def _parts(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = (degrees - whole) * 60
    return float(whole), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)
