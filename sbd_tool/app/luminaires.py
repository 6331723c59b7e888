"""Luminaire files of makers join the library of light distributions."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sbd_tool.app.rules import Rules
from sbd_tool.formats.photometry import read_photometry


def with_luminaires(rules: Rules, paths: Iterable[Path]) -> Rules:
    """Rules whose lamps may name these files as their ``photometry``.

    Args:
        rules: Catalogue and rubric.
        paths: EULUMDAT or IES LM-63 files; each is known by the stem of its file name, lower case.

    Raises:
        PhotometryFileError: A file cannot be used; nothing is changed then.
    """
    more = {path.stem.strip().lower()[:80]: read_photometry(path) for path in paths}
    library = {**rules.rubric.luminaires, **more}
    return replace(rules, rubric=replace(rules.rubric, luminaires=library))
