"""Photos taken on site: their bytes as they are, and what EXIF says about where and when.

Nothing in a picture is believed beyond its header: a position outside the world, a direction
outside the circle or an unreadable date counts as not given. Error of a phone's position: about
5 to 20 m in the open, far more between houses.
"""

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.photo_facts import North
from sbd_tool.domain.text import text
from sbd_tool.formats.refused import refusal

SUFFIXES: Final = (".jpg", ".jpeg", ".png")
WORLD_ENDINGS: Final = (".jgw", ".jpgw", ".jpegw", ".pgw", ".pngw", ".wld")
LARGEST_BYTES: Final = 64 * 1024 * 1024
MOST_PIXELS: Final = 120_000_000
MOST_EXIF_BYTES: Final = 512 * 1024
MEDIA_TYPES: Final = {"JPEG": "image/jpeg", "PNG": "image/png"}
_GPS_IFD, _EXIF_IFD = 0x8825, 0x8769
_LAT_REF, _LAT, _LON_REF, _LON, _NORTH, _DIRECTION, _ERROR_M = 1, 2, 3, 4, 16, 17, 31
_TAKEN, _TAKEN_ORIGINALLY, _ORIENTATION, _FOCAL_35 = 0x0132, 0x9003, 0x0112, 0xA405
_TURNED: Final = (5, 6, 7, 8)
_FILM_MM: Final = (36.0, 24.0)
_NORTHS: Final = {"T": North.TRUE, "M": North.MAGNETIC}
_LARGEST_ERROR_M: Final = 10_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFile:
    """A photo as it lies on disk.

    Attributes:
        name: File name without folders.
        media_type: "image/jpeg" or "image/png".
        content: The bytes of the file.
        lon_deg, lat_deg: WGS84 position, or None.
        heading_deg: Direction of view clockwise from north, or None.
        taken: Date and time as the camera wrote it ("2024-05-01 14:03:22"), or "".
        north: What the heading is counted from, as the camera says.
        accuracy_m: Error of the position that the camera states, metres, or None.
        size_px: Width and height, upright.
        view_deg: Width of view, degrees, where the camera tells its focal length, or None.
    """

    name: str
    media_type: str
    content: bytes
    lon_deg: float | None = None
    lat_deg: float | None = None
    heading_deg: float | None = None
    taken: str = ""
    north: North = North.UNSAID
    accuracy_m: float | None = None
    size_px: tuple[int, int] = (0, 0)
    view_deg: float | None = None


def is_photo(path: Path) -> bool:
    """Whether a file is a picture without a place on a map of its own: no plan, but a photo."""
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    beside = [path.with_suffix(one) for end in WORLD_ENDINGS for one in (end, end.upper())]
    return not any(one.exists() for one in beside)


def read_photo(path: Path) -> PhotoFile:
    """Read a photo.

    Raises:
        InputError: It is no JPEG or PNG, too large, or damaged.
    """
    import io

    from PIL import Image

    refused = refusal(_head(path), path.name)
    if refused is not None and refused.what.key == "formats.is_heic":
        raise InputError(refused.what, refused.hint, path.name)
    is_small = path.is_file() and path.stat().st_size <= LARGEST_BYTES
    if not is_small:
        raise _refused(path)
    try:
        content = path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=tuple(MEDIA_TYPES))
        with image:
            width, height = image.size
            media_type = MEDIA_TYPES[str(image.format)]
            exif = _exif(image)
    except Exception:  # noqa: BLE001 # boundary: whatever a broken picture makes a decoder raise
        raise _refused(path) from None
    if width * height > MOST_PIXELS or width < 1 or height < 1:
        raise _refused(path)
    return _described(path.name, media_type, content, exif, (width, height))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError:
        return b""


def _exif(image: Any) -> Any:
    """The camera's words, or none where there are more of them than a camera writes."""
    from PIL import Image

    said = image.info.get("exif", b"")
    packed = image.info.get("Raw profile type exif", "")
    if len(said) > MOST_EXIF_BYTES or len(packed) > 2 * MOST_EXIF_BYTES:
        return Image.Exif()
    return image.getexif()


def _described(
    name: str, media_type: str, content: bytes, exif: Any, size_px: tuple[int, int]
) -> PhotoFile:
    lon_deg, lat_deg, heading_deg = _place(exif)
    upright = size_px[::-1] if _said(exif, None, _ORIENTATION) in _TURNED else size_px
    error_m = _number(_said(exif, _GPS_IFD, _ERROR_M))
    is_error = error_m is not None and 0.0 < error_m <= _LARGEST_ERROR_M
    north = str(_said(exif, _GPS_IFD, _NORTH) or "").strip("\0 ").upper()
    return PhotoFile(
        name=name,
        media_type=media_type,
        content=content,
        lon_deg=lon_deg,
        lat_deg=lat_deg,
        heading_deg=heading_deg,
        taken=_taken(exif),
        north=North.UNSAID if heading_deg is None else _NORTHS.get(north, North.UNSAID),
        accuracy_m=error_m if is_error else None,
        size_px=upright,
        view_deg=_view(_number(_said(exif, _EXIF_IFD, _FOCAL_35)), upright),
    )


def _said(exif: Any, part: int | None, tag: int) -> Any:
    try:
        return exif.get(tag) if part is None else exif.get_ifd(part).get(tag)
    except Exception:  # noqa: BLE001 # boundary: broken EXIF is no reason to refuse a picture
        return None


def _view(focal_mm: float | None, size_px: tuple[int, int]) -> float | None:
    """Width of view of a lens told in terms of 35 mm film; zero means that it is not known."""
    if focal_mm is None or not 5.0 <= focal_mm <= 2_000.0:  # noqa: PLR2004 - lenses there are
        return None
    film_mm = _FILM_MM[0] if size_px[0] >= size_px[1] else _FILM_MM[1]
    return math.degrees(2.0 * math.atan(film_mm / 2.0 / focal_mm))


def _refused(path: Path) -> InputError:
    return InputError(text("app.photo_refused"), text("app.photo_refused.hint"), path.name)


def _place(exif: Any) -> tuple[float | None, float | None, float | None]:
    try:
        gps = dict(exif.get_ifd(_GPS_IFD))
        heading = _number(gps.get(_DIRECTION))
        is_turn = heading is not None and 0.0 <= heading <= 360.0  # noqa: PLR2004 - a full turn
        lat = _degrees(gps.get(_LAT), gps.get(_LAT_REF), "S", 90.0)
        lon = _degrees(gps.get(_LON), gps.get(_LON_REF), "W", 180.0)
    except Exception:  # noqa: BLE001 # boundary: broken EXIF is no reason to refuse a picture
        return None, None, None
    if lat is None or lon is None or (lat == 0.0 and lon == 0.0):
        return None, None, heading if is_turn else None
    return lon, lat, heading if is_turn else None


def _degrees(parts: Any, side: Any, negative: str, limit: float) -> float | None:
    numbers = [_number(part) for part in parts or ()]
    if len(numbers) != 3 or any(number is None for number in numbers):  # noqa: PLR2004 - d, m, s
        return None
    degrees, minutes, seconds = (number or 0.0 for number in numbers)
    value = degrees + minutes / 60 + seconds / 3600
    if not 0.0 <= value <= limit:
        return None
    return -value if str(side).strip("\0 ").upper() == negative else value


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) else None


def _taken(exif: Any) -> str:
    """EXIF writes 2024:05:01 14:03:22; anything else is not taken for a date."""
    try:
        said = exif.get_ifd(_EXIF_IFD).get(_TAKEN_ORIGINALLY) or exif.get(_TAKEN) or ""
        day, _, hour = str(said).strip("\0 ").partition(" ")
        parts = [*day.split(":"), *hour.split(":")]
    except Exception:  # noqa: BLE001 # boundary: broken EXIF is no reason to refuse a picture
        return ""
    if len(parts) != 6 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004
        return ""
    return f"{day.replace(':', '-')} {hour}"[:19]
