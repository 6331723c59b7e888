"""Places in a finished file: numbers written side by side, and doubles at any byte of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

from sbd_tool.report.leaks.secrets import Places, Secrets

NEAR_M: Final = 0.02
"""A place this near to a withheld one is that one: files round to a centimetre or finer."""

_PAIR: Final = re.compile(rb"(-?\d{1,9}\.\d{2,20})(?=\s{0,24}[,;\s]\s{0,24}(-?\d{1,9}\.\d{2,20}))")
_DRAWN_PATH: Final = re.compile(rb"\bd=\\{0,2}[\"']([^\"'\\]*)")
_DRAWN_STEP: Final = re.compile(rb"\s+(?:-?[\d.]+\s+){0,5}(?:[mlcvy]|re|cm|T[dDm])\b")
_PAGE: Final = 3_400.0
"""Longest side of a sheet, A0 in points: a number of a drawing up to here may be a place on it."""

_POINTS_AT_ZERO: Final = tuple(
    head + bytes(16) for head in (b"\x01\x01\0\0\0", b"\x01\xe9\x03\0\0")
)
"""A point at (0, 0) as WKB; sixteen zeros alone are in every file."""

_EXACT: Final = 1e-6
_WINDOW: Final = 1 << 22
_M_PER_DEGREE: Final = 111_320.0


class Hunt:
    """Looks for withheld places in bytes of any kind.

    Args:
        secrets: What is withheld; places that coincide with a shown one are nobody's secret.
    """

    def __init__(self, secrets: Secrets) -> None:
        near = _near(secrets.places, secrets.shown, NEAR_M)
        kept = ~near
        self._parts = [part for part, keep in zip(secrets.place_parts, kept, strict=True) if keep]
        metres = secrets.places[kept]
        self._metres = _Net(metres, NEAR_M)
        degrees = _in_degrees(metres, secrets.crs)
        self._degrees = _Net(degrees, NEAR_M / _M_PER_DEGREE)

    def __len__(self) -> int:
        return len(self._parts)

    def found_in(self, raw: bytes) -> set[str]:
        """Parts of the project of which a withheld place stands in the bytes."""
        if not self._parts:
            return set()
        hits: set[int] = set()
        for pairs in _written(raw):
            hits |= self._metres.hits(pairs) | self._degrees.hits(pairs)
            hits |= self._degrees.hits(pairs[:, ::-1])
        for pairs in _doubles(raw):
            hits |= self._metres.hits(pairs, is_any_bytes=True)
            hits |= self._degrees.hits(pairs, is_any_bytes=True)
            hits |= self._degrees.hits(pairs[:, ::-1], is_any_bytes=True)
        return {self._parts[place] for place in hits}


class _Net:
    """Places on a lattice, so that many pairs are compared with them at once."""

    def __init__(self, places: Places, reach: float) -> None:
        self._places, self._reach = places, reach
        self._cells: dict[tuple[int, int], list[int]] = {}
        for row, cell in enumerate(self._cell(places)):
            self._cells.setdefault((int(cell[0]), int(cell[1])), []).append(row)
        self._small = places[np.abs(places) < reach]
        self._low = places.min(axis=0) - reach if len(places) else np.zeros(2)
        self._high = places.max(axis=0) + reach if len(places) else np.zeros(2)

    def hits(self, pairs: Places, *, is_any_bytes: bool = False) -> set[int]:
        """Rows of the places that one of the pairs hits."""
        near = pairs[((pairs >= self._low) & (pairs <= self._high)).all(axis=1)]
        near = near[self._are_numbers(near)] if is_any_bytes else near
        found: set[int] = set()
        for pair, cell in zip(near, self._cell(near), strict=True):
            found.update(self._around(pair, int(cell[0]), int(cell[1])))
        return found

    def _are_numbers(self, pairs: Places) -> npt.NDArray[np.bool_]:
        """Whether doubles out of any bytes are numbers that somebody wrote.

        Half of all bytes, read as a double, are next to nothing. Near zero only what a file writes
        counts: zero itself, whole twentieths of the reach (a millimetre), or the very number.
        """
        small = np.abs(pairs) < self._reach
        steps = pairs / (self._reach / 20)
        is_whole = (np.abs(steps - np.rint(steps)) < _EXACT) & (np.abs(steps) > 1 - _EXACT)
        is_one = ~small | (pairs == 0) | is_whole | np.isin(pairs, self._small)
        whole: npt.NDArray[np.bool_] = is_one.all(axis=1)
        return whole

    def _around(self, pair: npt.NDArray[np.float64], column: int, row: int) -> Iterator[int]:
        for near in ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for place in self._cells.get(near, ()):
                if np.hypot(*(self._places[place] - pair)) <= self._reach:
                    yield place

    def _cell(self, pairs: Places) -> npt.NDArray[np.int64]:
        cells: npt.NDArray[np.int64] = np.floor(pairs / self._reach).astype(np.int64)
        return cells


def _near(places: Places, shown: Places, reach: float) -> npt.NDArray[np.bool_]:
    net = _Net(places, reach)
    near = np.zeros(len(places), dtype=bool)
    if len(places) and len(shown):
        near[sorted(net.hits(shown))] = True
    return near


def _in_degrees(metres: Places, crs: str) -> Places:
    if not len(metres):
        return metres
    to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    east, north = to_degrees.transform(metres[:, 0], metres[:, 1])
    return np.column_stack([east, north])


def _written(raw: bytes) -> Iterator[Places]:
    """Numbers with decimals that stand side by side, with nothing but a comma or blanks between.

    Steps of a drawn path are places on its sheet, in millimetres or points, not on the plan.
    """
    drawn = _Drawn(raw)
    pairs = [
        (float(hit[1]), float(hit[2])) for hit in _PAIR.finditer(raw) if not drawn.is_step(hit)
    ]
    if pairs:
        yield np.array(pairs)


class _Drawn:
    """Where drawings lie in the source of an SVG or of a page of a PDF."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        found = [hit.span(1) for hit in _DRAWN_PATH.finditer(raw)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def is_step(self, hit: re.Match[bytes]) -> bool:
        """Whether a pair of numbers is a step of a path, no farther than a sheet is long."""
        if max(abs(float(hit[1])), abs(float(hit[2]))) > _PAGE:
            return False
        before = bisect_right(self._starts, hit.start()) - 1
        if before >= 0 and hit.end(2) <= self._ends[before]:
            return True
        return _DRAWN_STEP.match(self._raw, hit.end(2)) is not None


def _doubles(raw: bytes) -> Iterator[Places]:
    """Doubles at any byte, in either order of bytes."""
    if b"\x00" not in raw[:4096]:
        return
    if any(point in raw for point in _POINTS_AT_ZERO):
        yield np.zeros((1, 2))
    for start in range(0, len(raw), _WINDOW):
        window = raw[start : start + _WINDOW + 16]
        for shift in range(8):
            count = (len(window) - shift) // 8
            if count < 2:  # noqa: PLR2004 - a pair
                continue
            for order in ("<f8", ">f8"):
                numbers = np.frombuffer(window, order, count, shift).astype(np.float64)
                with np.errstate(all="ignore"):
                    is_one = np.abs(numbers) < 1e9  # noqa: PLR2004
                pairs = np.column_stack([numbers[:-1], numbers[1:]])
                told = is_one[:-1] & is_one[1:] & (pairs != 0).any(axis=1)
                yield pairs[told]
