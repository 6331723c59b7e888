"""A maker's light distribution as a project keeps it, independent of the file it came from."""

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import numpy as np

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.photometry import FULL_TURN_DEG, Opening, Photometry

_DOWN_TO_UP_DEG = 180.0
_NO_OPENING = Opening()


@dataclass(frozen=True, slots=True, kw_only=True)
class LuminaireFile:
    """The content of one EULUMDAT or IES LM-63 file.

    Attributes:
        stamp: Row data.
        key: What a lamp's parameter ``photometry`` says to use it; lower case, one of its kind.
        title: The luminaire's name as the file has it.
        file_name: Name of the file.
        sha256: Digest of the file's bytes: which file it was.
        c_deg, gamma_deg, intensity, is_absolute, flux_lm, opening: As of ``Photometry``.

    Raises:
        ValueError: It is no light distribution: a row of a damaged project file.
    """

    stamp: Stamp
    key: str
    title: str
    file_name: str
    sha256: str
    c_deg: tuple[float, ...]
    gamma_deg: tuple[float, ...]
    intensity: tuple[tuple[float, ...], ...]
    is_absolute: bool
    flux_lm: float | None
    opening: Opening = _NO_OPENING

    def __post_init__(self) -> None:
        """Refuse what could not be computed with, wherever it comes from."""
        rows = [value for row in self.intensity for value in row]
        is_sound = (
            _ascends(self.c_deg, 1, FULL_TURN_DEG - 1e-9)
            and _ascends(self.gamma_deg, 2, _DOWN_TO_UP_DEG)
            and len(self.intensity) == len(self.c_deg)
            and all(len(row) == len(self.gamma_deg) for row in self.intensity)
            and all(isfinite(value) and value >= 0 for value in rows)
            and max(rows) > 0
            and (self.flux_lm is None or (isfinite(self.flux_lm) and self.flux_lm > 0))
            and bool(self.key)
        )
        if not is_sound:
            raise ValueError("no light distribution")

    @property
    def id(self) -> str:
        """The row's id."""
        return self.stamp.id

    @property
    def photometry(self) -> Photometry:
        """The distribution to compute with, known by its key."""
        return Photometry(
            name=self.key,
            c_deg=np.array(self.c_deg, dtype=float),
            gamma_deg=np.array(self.gamma_deg, dtype=float),
            intensity=np.array(self.intensity, dtype=float),
            is_absolute=self.is_absolute,
            flux_lm=self.flux_lm,
            opening=self.opening,
        )


def luminaire_file(
    found: Photometry, *, stamp: Stamp, key: str, file_name: str, sha256: str
) -> LuminaireFile:
    """Keep what was read from a file."""
    return LuminaireFile(
        stamp=stamp,
        key=key,
        title=found.name,
        file_name=file_name,
        sha256=sha256,
        c_deg=tuple(map(float, found.c_deg)),
        gamma_deg=tuple(map(float, found.gamma_deg)),
        intensity=tuple(tuple(map(float, row)) for row in found.intensity),
        is_absolute=found.is_absolute,
        flux_lm=found.flux_lm,
        opening=found.opening,
    )


def _ascends(angles: tuple[float, ...], least: int, most: float) -> bool:
    """Whether these are angles in order within 0 and the most."""
    is_bounded = len(angles) >= least and all(0 <= angle <= most for angle in angles)
    return is_bounded and all(low < high for low, high in pairwise(angles))
