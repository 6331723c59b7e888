"""The program: most protection for a budget and a least openness, as a mixed-integer program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from sbd_tool.scoring.best_sets.surrogate import LedgerEffects, Surrogate

TIE: Final = 1e-2  # points of protection given up at most for a cheaper or more open set
GAP: Final = 1e-9
_OPTIMAL: Final = 0
_INFEASIBLE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """One solve.

    Attributes:
        chosen: Booleans by candidate, or None where no set fits.
        is_proven: It ended with a proof (also that none fits).
        bound: No set that fits has more protection than this.
    """

    chosen: np.ndarray | None
    is_proven: bool
    bound: float


class Program:
    """Built once for a surrogate; each solve changes the two limits only.

    Variables are choices, products of two choices, and points of nodes that saturate. A product is
    held by its three planes, points by their tangents, so that nothing but the choices has to be
    whole.

    Args:
        surrogate: Effects, costs and rules.
        seconds: Longest time of one solve.
    """

    def __init__(self, surrogate: Surrogate, seconds: float = 10.0) -> None:
        self.surrogate, self._seconds = surrogate, seconds
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._size = surrogate.count
        self._pairs: dict[tuple[int, int], int] = {}
        self._capped: list[tuple[int, float]] = []
        self._rules()
        self._openness = self._ledger(surrogate.openness)
        self._protection = self._ledger(surrogate.protection)
        for key, column in self._pairs.items():
            self._product(key, column)
        self._build()

    def _rules(self) -> None:
        for a, b in self.surrogate.conflicts:
            self._rows.append(({a: 1.0, b: 1.0}, -np.inf, 1.0))
        for one, others in self.surrogate.needs:
            row = {one: 1.0}
            for other in others:
                row[other] = row.get(other, 0.0) - 1.0
            self._rows.append((row, -np.inf, 0.0))

    def _ledger(self, ledger: LedgerEffects) -> dict[int, float]:
        """The ledger beyond its base as a row over variables."""
        total: dict[int, float] = {}
        for node in ledger.nodes:
            row = dict(node.single)
            for key, effect in node.pair.items():
                if key not in self._pairs:
                    self._pairs[key] = self._new()
                column = self._pairs[key]
                row[column] = row.get(column, 0.0) + effect
            if node.caps:
                points = self._new()
                most = max(
                    offset + slope * _most(node.single, node.pair) for offset, slope in node.caps
                )
                self._capped.append((points, most))
                for offset, slope in node.caps:
                    capped = {column: -slope * effect for column, effect in row.items()}
                    self._rows.append(({points: 1.0, **capped}, -np.inf, offset))
                row = {points: 1.0}
            for column, effect in row.items():
                total[column] = total.get(column, 0.0) + effect
        return total

    def _new(self) -> int:
        self._size += 1
        return self._size - 1

    def _product(self, key: tuple[int, int], column: int) -> None:
        a, b = key
        self._rows.append(({column: 1.0, a: -1.0}, -np.inf, 0.0))
        self._rows.append(({column: 1.0, b: -1.0}, -np.inf, 0.0))
        self._rows.append(({column: 1.0, a: -1.0, b: -1.0}, -1.0, np.inf))

    def _build(self) -> None:
        from scipy.sparse import csc_array

        n = self.surrogate.count
        costs = {number: cost for number, cost in enumerate(self.surrogate.costs) if cost}
        rows = [*self._rows, (costs, -np.inf, np.inf), (self._openness, -np.inf, np.inf)]
        rows.append((self._protection, -np.inf, np.inf))
        at, columns, values = [], [], []
        for number, (row, _, _) in enumerate(rows):
            at += [number] * len(row)
            columns += list(row)
            values += list(row.values())
        self._matrix: Any = csc_array((values, (at, columns)), shape=(len(rows), self._size))
        self._low = np.array([row[1] for row in rows])
        self._high = np.array([row[2] for row in rows])
        self._whole = np.r_[np.ones(n), np.zeros(self._size - n)]
        self._lower = np.zeros(self._size)
        self._upper = np.ones(self._size)
        for column, most in self._capped:
            self._upper[column] = most
        self._scales = self._tie_scales()

    def _tie_scales(self) -> tuple[float, float]:
        spread = sum(abs(effect) for effect in self._openness.values())
        return max(1.0, sum(self.surrogate.costs)), max(1.0, spread)

    def solve(
        self, budget: float, floor: float, at_least: float = -np.inf, *, of_openness: bool = False
    ) -> Solved:
        """Most protection within a budget and a least openness; ties go to cheaper and more open.

        Args:
            budget: Greatest cost.
            floor: Least points of openness.
            at_least: Points of protection that are known to be reached: a bound to start with.
            of_openness: Look for most openness instead.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        low, high = self._low.copy(), self._high.copy()
        high[-3] = budget
        low[-2] = floor - self.surrogate.openness.base
        low[-1] = at_least - self.surrogate.protection.base - TIE
        found = milp(
            self._objective(of_openness=of_openness),
            constraints=LinearConstraint(self._matrix, low, high),
            bounds=Bounds(self._lower, self._upper),
            integrality=self._whole,
            options={"mip_rel_gap": GAP, "time_limit": self._seconds},
        )
        base = self.surrogate.openness.base if of_openness else self.surrogate.protection.base
        if found.x is None:
            is_none = found.status == _INFEASIBLE
            return Solved(chosen=None, is_proven=is_none, bound=-np.inf if is_none else np.inf)
        chosen = np.round(found.x[: self.surrogate.count]).astype(bool)
        bound = base + TIE - float(found.mip_dual_bound)
        return Solved(chosen=chosen, is_proven=found.status == _OPTIMAL, bound=bound)

    def _objective(self, *, of_openness: bool) -> np.ndarray:
        aim = np.zeros(self._size)
        first, second = (
            (self._openness, self._protection)
            if of_openness
            else (self._protection, self._openness)
        )
        cost_scale, open_scale = self._scales
        for column, effect in first.items():
            aim[column] -= effect
        for column, effect in second.items():
            aim[column] -= TIE / 2 * effect / open_scale
        aim[: self.surrogate.count] += TIE / 2 * np.array(self.surrogate.costs) / cost_scale
        return aim


def _most(single: Mapping[int, float], pair: Mapping[tuple[int, int], float]) -> float:
    return sum(max(0.0, one) for one in single.values()) + sum(
        max(0.0, two) for two in pair.values()
    )
