"""Pixels of photos: thumbnails, and copies that leave with nothing but pixels.

A copy is decoded, turned upright, made smaller, and encoded again from bare pixels: what cameras
and programs write beside them (position, owner, maker's notes, thumbnails, profiles) is not in it.
What a brush covers is destroyed before encoding: every block the brush touches becomes one flat
colour of few steps. No sharpening brings it back, as it would after a mere blur.
"""

import io
import warnings
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.photo_facts import LARGEST_THUMB_BYTES
from sbd_tool.domain.photo_marks import Stroke
from sbd_tool.domain.text import text

THUMB_PX: Final = 192
MOST_PIXELS_DECODED: Final = 120_000_000
_FORMATS: Final = ("JPEG", "PNG")
_QUALITY, _THUMB_QUALITY = 84, 62
_LEAST_BLOCK_PX: Final = 8


def thumbnail(content: bytes) -> bytes:
    """A small upright JPEG of a photo, or nothing where it does not read.

    Args:
        content: Bytes of a JPEG or PNG.
    """
    try:
        image = _upright(content, THUMB_PX)
    except InputError:
        return b""
    raw = _encoded(image, _THUMB_QUALITY)
    return raw if len(raw) <= LARGEST_THUMB_BYTES else b""


def copy_without_words(
    content: bytes,
    longest_px: int,
    brush: Sequence[Stroke] = (),
    *,
    block_share: float,
    levels: int,
) -> tuple[bytes, tuple[int, int]]:
    """A copy of a photo that may leave: upright, bounded, nothing but pixels, blurred places gone.

    Args:
        content: Bytes of a JPEG or PNG.
        longest_px: Longest side of the copy; smaller photos keep their size.
        brush: What is destroyed, shares of the upright picture.
        block_share: Side of a destroyed block as a share of the longer side.
        levels: Steps of each colour channel that a destroyed block may have.

    Returns:
        JPEG bytes, and width and height in pixels. Equal input gives equal bytes.

    Raises:
        InputError: The photo does not read.
    """
    image = _upright(content, longest_px)
    if brush:
        image = _destroyed(image, brush, block_share, levels)
    return _encoded(image, _QUALITY), image.size


def _upright(content: bytes, longest_px: int) -> Any:
    """Decode, turn and shrink; the pixels are copied into a picture that knows nothing else."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                _refuse_bomb(image)
                image.draft("RGB", (longest_px, longest_px))  # a JPEG is decoded small at once
                turned = ImageOps.exif_transpose(image)
                turned.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
                opaque = _on_white(turned)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 # boundary: whatever a broken picture makes a decoder raise
        raise _unreadable() from None
    return Image.frombytes("RGB", opaque.size, opaque.tobytes())


def _refuse_bomb(image: Any) -> None:
    if image.width * image.height > MOST_PIXELS_DECODED:
        raise _unreadable()


def _on_white(image: Any) -> Any:
    from PIL import Image

    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(ground, shown).convert("RGB")
    return image.convert("RGB")


def _destroyed(image: Any, brush: Sequence[Stroke], block_share: float, levels: int) -> Any:
    from PIL import Image

    pixels = np.array(image, dtype=np.uint8)
    covered = np.asarray(brush_mask(image.size, brush), dtype=bool)
    height, width = covered.shape
    block = max(_LEAST_BLOCK_PX, round(max(width, height) * block_share))
    step = 256.0 / levels
    for top in range(0, height, block):
        for left in range(0, width, block):
            box = (slice(top, top + block), slice(left, left + block))
            if covered[box].any():
                mean = pixels[box].reshape(-1, 3).mean(axis=0)
                flat = np.minimum(np.floor(mean / step) * step + step / 2, 255.0)
                pixels[box] = flat.astype(np.uint8)
    return Image.fromarray(pixels)


def brush_mask(size_px: tuple[int, int], brush: Sequence[Stroke]) -> Any:
    """What a brush covers, as a picture of one channel (255 where it does).

    Args:
        size_px: Width and height.
        brush: Strokes, shares of the picture.
    """
    from PIL import Image, ImageDraw

    mask = Image.new("L", size_px, 0)
    pen = ImageDraw.Draw(mask)
    width, height = size_px
    for stroke in brush:
        radius = max(1.0, stroke.width * max(size_px) / 2.0)
        points = [(x * width, y * height) for x, y in stroke.points]
        if len(points) > 1:
            pen.line(points, fill=255, width=max(1, round(2 * radius)))
        for x, y in points:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return mask


def _encoded(image: Any, quality: int) -> bytes:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality, subsampling=2, optimize=True)
    return held.getvalue()


def _unreadable() -> InputError:
    return InputError(text("app.photo_refused"), text("app.photo_refused.hint"))
