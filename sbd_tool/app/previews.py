"""What the start page shows of a project without opening it: a small picture and both ledgers.

Kept through the same store of opaque records as journal and lock, so that nothing of a project
lies about in the open.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import SbdError
from sbd_tool.formats.project_store import FolderStore, ProjectStore

LARGEST_BYTES: Final = 2_000_000
LedgerFigures = tuple[float | None, float, float]
"""Score when it is fit to print, low, high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A project in small.

    Attributes:
        picture: PNG bytes, or b"".
        label: TLP label.
        openness, protection: Figures of both ledgers, or None while nothing was assessed.
    """

    picture: bytes = b""
    label: str = "TLP:AMBER"
    openness: LedgerFigures | None = None
    protection: LedgerFigures | None = None


def keep_preview(path: Path, preview: Preview, store: ProjectStore | None = None) -> None:
    """Keep the preview of a project file; failing to costs nothing but the picture."""
    record = json.dumps(
        {
            "picture": base64.b64encode(preview.picture).decode("ascii"),
            "label": preview.label,
            "openness": preview.openness,
            "protection": preview.protection,
        }
    ).encode()
    try:
        (store or FolderStore()).put(_key(path), record)
    except (SbdError, OSError):
        return


def preview_of(path: Path, store: ProjectStore | None = None) -> Preview:
    """The preview of a project file; an empty one when none was kept or it does not read."""
    record = (store or FolderStore()).get(_key(path))
    if record is None or len(record) > LARGEST_BYTES:
        return Preview()
    try:
        told = json.loads(record)
        return Preview(
            picture=base64.b64decode(told["picture"], validate=True),
            label=str(told["label"]),
            openness=_figures(told["openness"]),
            protection=_figures(told["protection"]),
        )
    except (ValueError, KeyError, TypeError):
        return Preview()


def _figures(told: object) -> LedgerFigures | None:
    if not isinstance(told, list):
        return None
    score, low, high = told
    return (None if score is None else float(score)), float(low), float(high)


def _key(path: Path) -> str:
    name = hashlib.sha256(str(path.absolute()).encode("utf-8", "replace")).hexdigest()[:40]
    return f"previews/{name}"
