"""The window an OpenStreetMap file says it was cut to."""

from pathlib import Path

from sbd_tool.formats.spec import Bbox


def window_of(path: Path) -> Bbox | None:
    """West, south, east, north in degrees from the file's head, or None when it does not say."""
    import osmium

    try:
        with osmium.io.Reader(str(path), osmium.osm.NOTHING) as reader:
            box = reader.header().box()
            if not box.valid():
                return None
            low, high = box.bottom_left, box.top_right
            return low.lon, low.lat, high.lon, high.lat
    except (RuntimeError, osmium.InvalidLocationError, ValueError):
        return None
