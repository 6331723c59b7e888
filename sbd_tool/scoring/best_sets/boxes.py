"""Walk the front box by box: each proof settles a rectangle of budgets and floors at once.

A solve at the loosest corner of a box of limits (budget B, least openness O) gives a set with cost
c, openness o and protection p. Every limit with budget from c and floor up to o has the same
answer, so only smaller budgets, and larger floors, are left: two smaller boxes. The box with the
greatest volume still open comes first, so that points spread before they thicken. Corners that
known answers decide are not solved again.
"""

import heapq
from dataclasses import dataclass, field

import numpy as np

from sbd_tool.domain.progress import Progress
from sbd_tool.scoring.best_sets.front import front
from sbd_tool.scoring.best_sets.program import Program, Solved

COST_STEP = 1e-2  # limits nearer than these are one; the solver keeps to them with less doubt
OPEN_STEP = 5e-3
SAME_POINTS = 2e-2  # points of protection; ties may cost half of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A set on the surrogate's front.

    Attributes:
        chosen: Numbers of its candidates.
        openness, protection, cost: By the surrogate.
        is_proven: Its solve ended with a proof.
        bound: No set within its limits has more protection.
    """

    chosen: tuple[int, ...]
    openness: float
    protection: float
    cost: float
    is_proven: bool
    bound: float


@dataclass(order=True, slots=True)
class _Box:
    rank: float
    number: int
    budget: tuple[float, float] = field(compare=False)
    floor: tuple[float, float] = field(compare=False)
    most: float = field(compare=False)  # no set of this box has more protection


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a walk found.

    Attributes:
        points: None dominates another, by falling protection.
        is_whole: No box was left: the front has no other point.
        solves: Programs solved.
    """

    points: tuple[Point, ...]
    is_whole: bool
    solves: int


class BoxWalk:
    """Finds points of a front one by one.

    Args:
        program: What is solved at each corner.
        budget: Greatest cost allowed, or infinity.
    """

    def __init__(self, program: Program, budget: float = np.inf) -> None:
        self._program, self._surrogate = program, program.surrogate
        self._points: dict[tuple[int, ...], Point] = {}
        self._corners: list[tuple[float, float, float]] = []  # solved: budget, floor, protection
        self._heap: list[_Box] = []
        self._numbers = iter(range(10**9))
        self.solves = self._count = 0
        total = min(budget, float(sum(self._surrogate.costs)))
        self._spread = (max(total, 1e-9), 1.0, 1.0)
        nothing = np.zeros(self._surrogate.count, dtype=bool)
        self._least = self._surrogate.protection.points(nothing)
        self._start(total)

    def _start(self, total: float) -> None:
        openest = self._solve(total, -np.inf, of_openness=True)
        if openest is None:
            return
        best = self._solve(total, -np.inf)
        if best is None:
            return
        low = best.openness
        high = max(openest.openness, low + OPEN_STEP)
        self._spread = (
            max(total, 1e-9),
            high - low + OPEN_STEP,
            max(best.protection - self._least, 1e-6),
        )
        self._split((0.0, total), (-np.inf, high), best)

    def run(self, points: int, progress: Progress) -> Walk:
        """Go on until there are so many points, or none is left.

        Args:
            points: Most points wanted.
            progress: Told after each solve; may raise ``Cancelled``.
        """
        while self._heap and self._count < points:
            progress.advance(min(1.0, self._count / points))
            box = heapq.heappop(self._heap)
            known = self._known(box)
            found = known if known is not None else self._at(box)
            if found is not None:
                self._split(box.budget, box.floor, found)
        return Walk(points=self._front(), is_whole=not self._heap, solves=self.solves)

    def _at(self, box: _Box) -> Point | None:
        start = max(
            (p.protection for p in self._points.values() if self._fits(p, box)), default=-np.inf
        )
        return self._solve(box.budget[1], box.floor[0], start)

    def _fits(self, point: Point, box: _Box) -> bool:
        return point.cost <= box.budget[1] + COST_STEP / 2 and (
            point.openness >= box.floor[0] - OPEN_STEP / 2
        )

    def _known(self, box: _Box) -> Point | None:
        """A point that answers the corner without a solve: it fits and nothing can be better."""
        most = min(
            (p for b, o, p in self._corners if b >= box.budget[1] and o <= box.floor[0]),
            default=np.inf,
        )
        for point in self._points.values():
            if self._fits(point, box) and point.protection >= min(most, box.most) - SAME_POINTS:
                return point
        return None

    def _solve(
        self, budget: float, floor: float, at_least: float = -np.inf, *, of_openness: bool = False
    ) -> Point | None:
        self.solves += 1
        found = self._program.solve(budget, floor, at_least, of_openness=of_openness)
        if found.chosen is None:
            return None
        point = self._point(found, found.chosen)
        if not of_openness:
            self._corners.append((budget, floor, max(point.protection, found.bound)))
            if point.chosen not in self._points:
                self._points[point.chosen] = point
                self._count = len(self._front())
        return point

    def _point(self, found: Solved, chosen: np.ndarray) -> Point:
        openness, protection, cost = self._surrogate.figures(chosen)
        return Point(
            chosen=tuple(int(number) for number in np.flatnonzero(chosen)),
            openness=openness,
            protection=protection,
            cost=-cost,
            is_proven=found.is_proven,
            bound=max(protection, found.bound),
        )

    def _split(self, budget: tuple[float, float], floor: tuple[float, float], by: Point) -> None:
        """Leave what the point does not answer: smaller budgets, and larger floors."""
        cost = min(by.cost, budget[1])  # a box always shrinks, whatever the solver's tolerance
        self._push((budget[0], cost - COST_STEP), floor, by.protection)
        above = (max(by.openness, floor[0]) + OPEN_STEP, floor[1])
        self._push((max(cost, budget[0]), budget[1]), above, by.protection)

    def _push(self, budget: tuple[float, float], floor: tuple[float, float], most: float) -> None:
        if budget[1] < budget[0] or floor[1] < floor[0]:
            return
        wide = (budget[1] - budget[0]) / self._spread[0]
        low = max(floor[0], floor[1] - self._spread[1])
        high = (floor[1] - low) / self._spread[1]
        deep = max(0.0, most - self._least) / self._spread[2]
        rank = -(wide + 1e-3) * (high + 1e-3) * (deep + 1e-3)
        box = _Box(rank, next(self._numbers), budget, floor, most)
        heapq.heappush(self._heap, box)

    def _front(self) -> tuple[Point, ...]:
        found = list(self._points.values())
        kept = front([(p.openness, p.protection, -p.cost) for p in found])
        return tuple(sorted((found[k] for k in kept), key=lambda p: (-p.protection, p.cost)))
