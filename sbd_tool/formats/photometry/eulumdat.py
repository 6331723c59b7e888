"""EULUMDAT (.ldt): one value per line, latin-1, point or comma.

Source: the layout published by A. Stockmar (Light Consult, 1990) as described in many public pages;
the numbers in the comments are those of its lines.
"""

from typing import Final

import numpy as np

from sbd_tool.domain.photometry import FULL_TURN_DEG, Floats, Opening, Photometry, full_circle
from sbd_tool.formats.photometry.numbers import (
    MAX_ANGLES,
    MAX_SETS,
    MAX_VALUES,
    Lines,
    ascending,
    intensities,
    name_of,
    refused,
)

_MM: Final = 0.001
_NONE, _ROTATION, _C0, _C90, _BOTH = range(5)
_MIRRORS: Final = {_NONE: (), _C0: (0.0,), _C90: (90.0,), _BOTH: (0.0, 90.0)}


def read_eulumdat(content: str, name: str) -> Photometry:
    """Read one luminaire.

    Intensities are in cd per 1000 lm of the first lamp set, times the conversion factor; a negative
    number of lamps (absolute photometry) means that the flux stated is that of the luminaire, so
    both read alike. Symmetry 3 stores the planes from C270 over C0 to C90.

    Args:
        content: The file as text.
        name: File name, for failures and where the file names nothing.

    Raises:
        PhotometryFileError: It is no EULUMDAT file, broken, or beyond bounds.
    """
    lines = Lines(content.splitlines(), name)
    lines.skip(2)  # 1 maker, 2 type
    symmetry = lines.count("3", _BOTH, 0)
    planes = lines.count("4", MAX_ANGLES)
    lines.skip(1)  # 5 distance of planes
    gammas = lines.count("6", MAX_ANGLES, 2)
    lines.skip(2)  # 7 distance of angles, 8 report
    title = lines.word()  # 9
    lines.skip(3)  # 10 number, 11 file, 12 date
    opening = _opening(lines)
    lines.skip(2)  # 22 DFF, 23 LORL: the intensities already hold it
    factor = lines.number("24")
    lines.skip(1)  # 25 tilt during measurement
    flux = _flux(lines)
    lines.skip(10)  # 27 direct ratios
    stored = _stored(symmetry, planes, name)
    if len(stored) * gammas > MAX_VALUES:
        raise refused(name, "too_large")
    turns = np.array(lines.numbers(planes, "28"))
    drops = ascending(lines.numbers(gammas, "29"), name, "29", 180.0)
    table = intensities(lines.numbers(len(stored) * gammas, "30"), len(stored), name)
    c_deg, rows = _circle(symmetry, turns, stored, table, name)
    return Photometry(
        name=name_of(title, name),
        c_deg=c_deg,
        gamma_deg=drops,
        intensity=rows * (factor if factor > 0 else 1.0),
        is_absolute=False,
        flux_lm=flux if flux > 0 else None,
        opening=opening,
    )


def _opening(lines: Lines) -> Opening:
    lines.skip(3)  # 13-15 size of the luminaire
    length = lines.number("16")
    width = lines.number("17")  # 0: round, the length is the diameter
    heights = lines.numbers(4, "18-21")
    return Opening(
        length_m=max(0.0, length) * _MM,
        width_m=max(0.0, width or length) * _MM,
        height_m=max(0.0, *heights) * _MM,
        is_round=width == 0,
    )


def _flux(lines: Lines) -> float:
    """Total flux of the first lamp set; the others are alternatives."""
    fluxes = []
    for _ in range(lines.count("26", MAX_SETS)):
        lines.skip(2)  # number of lamps, type
        fluxes.append(lines.number("26c"))
        lines.skip(3)  # colour temperature, rendering, watts
    return fluxes[0]


def _stored(symmetry: int, planes: int, name: str) -> list[int]:
    """Which planes of the circle the file holds."""
    if symmetry == _ROTATION:
        return [0]
    if symmetry == _NONE:
        return list(range(planes))
    if planes % (2 if symmetry == _C0 else 4):
        raise refused(name, "bad_count", place="4", word=str(planes))
    first = 3 * planes // 4 if symmetry == _C90 else 0
    how_many = planes // (4 if symmetry == _BOTH else 2) + 1
    return [(first + step) % planes for step in range(how_many)]


def _circle(
    symmetry: int, turns: Floats, stored: list[int], table: Floats, name: str
) -> tuple[Floats, Floats]:
    if symmetry == _ROTATION:
        return np.zeros(1), table
    if turns[-1] >= FULL_TURN_DEG and len(turns) > 1 and symmetry == _NONE:
        turns, table, stored = turns[:-1], table[:-1], stored[:-1]
    planes = ascending(list(turns), name, "28", FULL_TURN_DEG)
    return full_circle(planes[stored], table, _MIRRORS[symmetry])
