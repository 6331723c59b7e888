"""A photograph as the camera was held: decoded small, turned by what EXIF says, nothing else."""

from pathlib import Path

import numpy as np

from sbd_tool.domain.layers import Source
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.domain.text import text
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.limits import MAX_PICTURE_SIDE_PX
from sbd_tool.formats.photos import MOST_PIXELS
from sbd_tool.formats.problems import damaged, unreadable


def read_here(path: Path, source: Source) -> RawPicture:
    """Do the reading; runs in the worker.

    Raises:
        SbdError: As `read_turned`.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the size is checked before anything is decoded
    with Image.open(path, formats=("JPEG",)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise unreadable("picture_too_large", "too_large", source.name)
        image.draft("RGB", (MAX_PICTURE_SIDE_PX, MAX_PICTURE_SIDE_PX))
        try:
            upright = ImageOps.exif_transpose(image)
        except Exception:  # noqa: BLE001 # boundary: broken EXIF is no reason to refuse a picture
            upright = image.copy()
        upright.thumbnail((MAX_PICTURE_SIDE_PX, MAX_PICTURE_SIDE_PX))
        pixels = np.array(upright.convert("RGBA"), dtype=np.uint8)
    if not pixels.size:
        raise damaged(source.name, text("formats.title_jpeg"))
    label = clean_name(source.name.rsplit(".", 1)[0])
    return RawPicture(name=label, pixels=pixels, transform=None, crs=None, source=source)
