"""Places in a finished file: numbers written side by side, and doubles at any byte of it."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

from sbd_tool.report.leaks.secrets import Places, Secrets

NEAR_M: Final = 0.02
"""A place this near to a withheld one is that one: files round to a centimetre or finer."""

_PAIR: Final = re.compile(rb"(-?\d{1,9}\.\d{2,20})(?=\s{0,24}[,;\s]\s{0,24}(-?\d{1,9}\.\d{2,20}))")
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
        for pairs in (*_written(raw), *_doubles(raw)):
            hits |= self._metres.hits(pairs) | self._degrees.hits(pairs)
            hits |= self._degrees.hits(pairs[:, ::-1])
        return {self._parts[place] for place in hits}


class _Net:
    """Places on a lattice, so that many pairs are compared with them at once."""

    def __init__(self, places: Places, reach: float) -> None:
        self._places, self._reach = places, reach
        self._cells: dict[tuple[int, int], list[int]] = {}
        for row, cell in enumerate(self._cell(places)):
            self._cells.setdefault((int(cell[0]), int(cell[1])), []).append(row)
        self._low = places.min(axis=0) - reach if len(places) else np.zeros(2)
        self._high = places.max(axis=0) + reach if len(places) else np.zeros(2)

    def hits(self, pairs: Places) -> set[int]:
        """Rows of the places that one of the pairs hits."""
        inside = ((pairs >= self._low) & (pairs <= self._high)).all(axis=1)
        found: set[int] = set()
        for pair, cell in zip(pairs[inside], self._cell(pairs[inside]), strict=True):
            found.update(self._around(pair, int(cell[0]), int(cell[1])))
        return found

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
    """Numbers with decimals that stand side by side, with nothing but a comma or blanks between."""
    pairs = [(float(hit[1]), float(hit[2])) for hit in _PAIR.finditer(raw)]
    if pairs:
        yield np.array(pairs)


def _doubles(raw: bytes) -> Iterator[Places]:
    """Doubles at any byte, in either order of bytes."""
    if b"\x00" not in raw[:4096]:
        return
    for start in range(0, len(raw), _WINDOW):
        window = raw[start : start + _WINDOW + 16]
        for shift in range(8):
            count = (len(window) - shift) // 8
            if count < 2:  # noqa: PLR2004 - a pair
                continue
            for order in ("<f8", ">f8"):
                numbers = np.frombuffer(window, order, count, shift).astype(np.float64)
                with np.errstate(all="ignore"):
                    kept = np.where(np.abs(numbers) < 1e9, numbers, np.nan)  # noqa: PLR2004
                yield np.column_stack([kept[:-1], kept[1:]])
