"""A route as a curve that can be driven: straight pieces with an arc in every corner."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_FIT: Final = 1e-6
_STRAIGHT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """Points along a curve, equally far apart along it.

    Attributes:
        points: (n, 2) metres.
        headings: (n,) radians, without jumps of a full turn.
        along: (n,) metres from the beginning.
        tight: Metres along the curve at which corners begin that leave no room for the radius.
    """

    points: Floats
    headings: Floats
    along: Floats
    tight: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: Floats
    heading: float
    turn: float  # radians, counter-clockwise positive; 0 on a straight piece
    length: float


def rounded(corners: Floats, radius_m: float, least_m: float, step_m: float) -> Curve:
    """Round the corners of a line and take points along it.

    Args:
        corners: (n, 2) corners of the line, n at least 2, no two neighbours the same.
        radius_m: Radius wished for; less where the straight pieces are too short for it.
        least_m: Least radius; where not even that fits the corner is told as tight.
        step_m: Greatest distance of neighbouring points.

    Returns:
        The curve, beginning and ending where the line does.
    """
    from sbd_tool.analysis.swept.bicycle_kernel import places_on

    pieces, tight = _pieces(corners, radius_m, least_m)
    total = sum(piece.length for piece in pieces)
    count = max(2, 2 * math.ceil(total / step_m / 2) + 1)
    along = np.linspace(0.0, total, count)
    rows = np.array([(*piece.start, piece.heading, piece.turn, piece.length) for piece in pieces])
    points, headings = places_on(rows, along)
    return Curve(points, np.unwrap(headings), along, tight)


def _pieces(
    corners: Floats, radius_m: float, least_m: float
) -> tuple[list[_Piece], tuple[float, ...]]:
    steps = np.diff(corners, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    headings = np.arctan2(steps[:, 1], steps[:, 0])
    turns = (np.diff(headings) + math.pi) % (2 * math.pi) - math.pi
    slope = np.tan(np.abs(turns) / 2)
    radii = np.minimum(radius_m, _fitting(lengths, slope))
    cuts = np.concatenate(([0.0], radii * slope, [0.0]))
    pieces: list[_Piece] = []
    tight: list[float] = []
    gone = 0.0
    for number, heading in enumerate(headings):
        along = np.array([math.cos(heading), math.sin(heading)])
        start = corners[number] + along * cuts[number]
        straight = max(0.0, lengths[number] - cuts[number] - cuts[number + 1])
        pieces.append(_Piece(start, float(heading), 0.0, float(straight)))
        gone += straight
        if number < len(turns) and slope[number] > _STRAIGHT:
            if radii[number] < least_m - _FIT:
                tight.append(float(gone))
            turn = float(turns[number])
            length = float(radii[number] * abs(turn))
            pieces.append(_Piece(start + along * straight, float(heading), turn, length))
            gone += length
    return [piece for piece in pieces if piece.length > 0], tuple(tight)


def _fitting(lengths: Floats, slope: Floats) -> Floats:
    """Greatest radius in each corner: two corners share the piece between them by what they need.

    Then both have the same radius, the greatest that fits both.
    """
    padded = np.concatenate(([0.0], slope, [0.0]))
    needed = padded[:-1] + padded[1:]  # metres of each piece for a radius of a metre
    most = np.divide(lengths, needed, out=np.full(len(lengths), np.inf), where=needed > _STRAIGHT)
    return np.asarray(np.minimum(most[:-1], most[1:]))
