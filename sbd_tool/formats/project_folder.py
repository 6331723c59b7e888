"""Project files in a folder and the folders in it; nothing is read."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

DEEPEST: Final = 6
MOST_ENTRIES: Final = 50_000


def projects_below(folder: Path, endings: Sequence[str]) -> tuple[Path, ...]:
    """Files with one of the endings, in order of their paths.

    Links are not followed, hidden entries are passed over; six folders deep, at most 50,000
    entries. A folder that may not be read is passed over.

    Args:
        folder: Where to look.
        endings: Ends of file names in lower case.
    """
    found: list[Path] = []
    left = MOST_ENTRIES
    for place, folders, files in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(one for one in folders if not one.startswith(".") and depth < DEEPEST)
        for name in sorted(files)[:left]:
            path = Path(place, name)
            if not name.startswith(".") and name.lower().endswith(tuple(endings)):
                found += [] if path.is_symlink() else [path]
        left -= len(files) + len(folders)
        if left <= 0:
            break
    return tuple(sorted(found))
