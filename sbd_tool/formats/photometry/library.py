"""Where distributions come from: files of makers, and a few generic ones of our own."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from sbd_tool.domain.photometry import PER_KLM, Photometry
from sbd_tool.domain.registry import Registry
from sbd_tool.formats.photometry.eulumdat import read_eulumdat
from sbd_tool.formats.photometry.ies import read_ies
from sbd_tool.formats.photometry.numbers import MAX_BYTES, refused
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

_ENCODING: Final = "latin-1"


def read_photometry(path: Path) -> Photometry:
    """Read a luminaire file; its content decides which kind it is.

    Args:
        path: An EULUMDAT or IES LM-63 file.

    Raises:
        PhotometryFileError: It cannot be read, or is not one of these.
    """
    return read_with_digest(path)[0]


def read_with_digest(path: Path) -> tuple[Photometry, str]:
    """Read a luminaire file, and say which bytes it was: their SHA-256.

    Raises:
        PhotometryFileError: It cannot be read, or is not one of these.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise refused(path.name, "not_readable") from problem
    if len(raw) > MAX_BYTES:
        raise refused(path.name, "too_large")
    found = photometry_from(raw.decode(_ENCODING), path.name)
    return found, hashlib.sha256(raw).hexdigest()


def photometry_from(content: str, name: str) -> Photometry:
    """Read the text of a luminaire file.

    Raises:
        PhotometryFileError: It is not one.
    """
    words = content.removeprefix("\u00ef\u00bb\u00bf")  # a UTF-8 mark read as latin-1
    if "TILT" in words[:100_000].upper() and "TILT=" in words.upper().replace(" ", ""):
        return read_ies(words, name)
    return read_eulumdat(words, name)


def generic_file() -> tuple[Path, str]:
    """The shipped library and the definition it is checked against."""
    return resource_path("photometry", "generic.yaml"), "luminaires"


@lru_cache(maxsize=1)
def read_generic() -> Registry[Photometry]:
    """Generic distributions of our own (basis c): good for a first look, never for a tender.

    Raises:
        RuleFileError: The shipped file breaks its schema.
    """
    path, definition = generic_file()
    document = read_document(RuleFile.at(path), path.parent / "schema.json", definition)
    return Registry("luminaire", [_generic(row) for row in document["luminaires"]])


def _generic(row: dict[str, Any]) -> Photometry:
    """A table scaled to cd per 1000 lm of the luminaire's own flux."""
    gamma = np.array(row["gamma_deg"], dtype=float)
    drawn = np.array(row["relative"], dtype=float)
    rough = Photometry(
        name=row["key"],
        c_deg=np.array(row["c_deg"], dtype=float),
        gamma_deg=gamma,
        intensity=drawn,
        is_absolute=True,
        flux_lm=None,
    )
    return Photometry(
        name=rough.name,
        c_deg=rough.c_deg,
        gamma_deg=gamma,
        intensity=drawn * (PER_KLM / rough.emitted_lm),
        is_absolute=False,
        flux_lm=None,
        basis="indicative",
    )
