"""Photometry: the luminous intensity of a luminaire in every direction.

Directions are those of the CIE system of C planes: gamma is 0 straight down and 180 straight up; C
is counted counter-clockwise seen from above, C0 along the road and C90 towards it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
FULL_TURN_DEG: Final = 360.0
PER_KLM: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Luminous opening, metres: length along C0-C180, width across, height; round or not."""

    length_m: float = 0.0
    width_m: float = 0.0
    height_m: float = 0.0
    is_round: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Photometry:
    """One luminaire's distribution over the full circle.

    Attributes:
        name: As the file or the library names it.
        c_deg: (n,) planes, ascending from 0, under 360; one plane means the same all round.
        gamma_deg: (m,) ascending, within 0 to 180.
        intensity: (n, m) intensities, never negative: cd, or cd per 1000 lm of ``flux_lm``.
        is_absolute: Intensities are candela as they stand.
        flux_lm: Declared flux of the lamps; None where the file declares none.
        opening: Luminous opening.
        basis: "file", or "indicative" for a distribution of our own.
    """

    name: str
    c_deg: Floats
    gamma_deg: Floats
    intensity: Floats
    is_absolute: bool
    flux_lm: float | None
    opening: Opening = Opening()
    basis: str = "file"

    @property
    def key(self) -> str:
        """Its name, for a registry."""
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Photometry) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        arrays = tuple(part.tobytes() for part in (self.c_deg, self.gamma_deg, self.intensity))
        return (self.name, self.is_absolute, self.flux_lm, self.opening, self.basis, *arrays)

    @property
    def digest_words(self) -> str:
        """Everything that a result may depend on, as words."""
        return repr(self._parts())

    @property
    def candela(self) -> Floats:
        """(n, m) intensities in cd at the declared flux; at 1000 lm where none is declared."""
        if self.is_absolute:
            return self.intensity
        declared = PER_KLM if self.flux_lm is None else self.flux_lm
        return self.intensity * (declared / PER_KLM)

    def intensity_cd(self, c_deg: npt.ArrayLike, gamma_deg: npt.ArrayLike) -> Floats:
        """Intensity in any direction, bilinear between the angles of the table.

        Args:
            c_deg: C angles, any turn.
            gamma_deg: Gamma angles, 0 to 180; outside of those measured the intensity is 0.

        Returns:
            cd, in the joint shape of both arguments.
        """
        turn, drop = np.broadcast_arrays(
            np.mod(np.asarray(c_deg, dtype=float), FULL_TURN_DEG),
            np.asarray(gamma_deg, dtype=float),
        )
        planes, table = closed(self.c_deg, self.candela)
        left, across = _place(planes, turn)
        above, down = _place(self.gamma_deg, drop)
        found = (
            table[left, above] * (1 - across) * (1 - down)
            + table[left + 1, above] * across * (1 - down)
            + table[left, above + 1] * (1 - across) * down
            + table[left + 1, above + 1] * across * down
        )
        is_measured = (drop >= self.gamma_deg[0]) & (drop <= self.gamma_deg[-1])
        return np.where(is_measured, found, 0.0)

    @property
    def emitted_lm(self) -> float:
        """Flux the table gives off: the integral of the intensity over the sphere, lm.

        Exact for the interpolated table in gamma; the mean over C is that of the interpolation.
        """
        mean = self.mean_candela
        angle = np.radians(self.gamma_deg)
        first, last = angle[:-1], angle[1:]
        slope = np.diff(mean) / np.diff(angle)
        # Integral of (a + b (g - g0)) sin g over one step.
        steps = mean[:-1] * np.cos(first) - mean[1:] * np.cos(last)
        steps += slope * (np.sin(last) - np.sin(first))
        return float(2 * np.pi * np.sum(steps))

    @property
    def mean_candela(self) -> Floats:
        """(m,) intensity at each gamma, averaged all round, cd."""
        planes, table = closed(self.c_deg, self.candela)
        width = np.diff(planes)[:, None]
        whole = float(planes[-1] - planes[0])
        mean = np.sum(width * (table[:-1] + table[1:]) / 2, axis=0) / whole
        return np.asarray(mean, dtype=float)


def closed(c_deg: Floats, table: Floats) -> tuple[Floats, Floats]:
    """Planes and their table with the first plane repeated behind the last, all round from 0."""
    planes = np.append(c_deg, c_deg[0] + FULL_TURN_DEG)
    rows = np.vstack((table, table[:1]))
    if c_deg[0] > 0:
        planes = np.append(c_deg[-1] - FULL_TURN_DEG, planes)
        rows = np.vstack((table[-1:], rows))
    return planes, rows


def full_circle(
    c_deg: npt.ArrayLike, table: npt.ArrayLike, mirrors_deg: tuple[float, ...]
) -> tuple[Floats, Floats]:
    """Planes of the whole circle from those a file stores.

    Args:
        c_deg: Stored planes.
        table: (n, m) intensities of them.
        mirrors_deg: Planes of symmetry: 0 mirrors C to -C, 90 mirrors C to 180 - C.

    Returns:
        Ascending planes in 0 <= C < 360 and their intensities; a plane stored twice counts once.
    """
    planes = np.asarray(c_deg, dtype=float)
    rows = np.asarray(table, dtype=float)
    for mirror in mirrors_deg:
        planes = np.concatenate((planes, 2 * mirror - planes))
        rows = np.vstack((rows, rows))
    turns = np.round(np.mod(planes, FULL_TURN_DEG), 6)
    turns[turns >= FULL_TURN_DEG] = 0.0
    kept, first = np.unique(turns, return_index=True)
    return kept, rows[first]


def _place(grid: Floats, at: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """Index of the step each value lies in, and how far along it is."""
    index = np.clip(np.searchsorted(grid, at, side="right") - 1, 0, len(grid) - 2)
    lower, upper = grid[index], grid[index + 1]
    return index, np.clip((at - lower) / (upper - lower), 0.0, 1.0)
