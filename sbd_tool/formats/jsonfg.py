"""JSON-FG through GDAL, unless its features disagree about their coordinate system."""

import json
from pathlib import Path
from typing import Any

from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats import vector
from sbd_tool.formats.limits import MAX_JSON_BYTES
from sbd_tool.formats.problems import damaged, unreadable


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read a collection whose features share one coordinate system.

    Raises:
        SbdError: Damaged, too large, or of mixed coordinate systems: GDAL would put them all on
            one map without saying so.
    """
    if path.stat().st_size > MAX_JSON_BYTES:
        raise unreadable("too_large", "too_large", source.name)
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise damaged(source.name, text("formats.title_jsonfg")) from None
    if len(_systems(document)) > 1:
        raise unreadable("mixed_crs", "one_crs", source.name)
    return vector.read(path, source, progress)


def _systems(document: Any) -> set[str]:
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        return set()
    common = document.get("coordRefSys")
    return {
        json.dumps(feature.get("coordRefSys", common), sort_keys=True)
        for feature in document["features"]
        if isinstance(feature, dict)
    }
