"""What a stretch costs: the cheapest kind of element that the rules allow there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.closure.candidates import Stretches, clear_across, crosses
from sbd_tool.analysis.closure.walls import Bools, Floats
from sbd_tool.domain.closure_results import ClosureRule

TOLERANCE_M: Final = 1e-6

# Of lines that cost the same, the shorter one; far under what a price is good to.
_PER_METRE: Final = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementKind:
    """A kind of element a line can be built of.

    Attributes:
        key: Catalogue key.
        unit_m: Width of one element.
        price_per_m: Relative price against trucks of 7.2 t.
        load_per_m: How much it looks like security, 0 to 1.
        needs_digging: Whether it has a foundation.
    """

    key: str
    unit_m: float
    price_per_m: float
    load_per_m: float
    needs_digging: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Where a line has to stop which class of vehicle.

    Attributes:
        lines: Approaches; the nearest one to the middle of a stretch decides. Empty: the standard.
        classes: Class per line.
        standard: Class where there is no line.
        share: Class -> price, of a line against the class the prices are for.
    """

    standard: str
    share: Mapping[str, float]
    lines: tuple[BaseGeometry, ...] = ()
    classes: tuple[str, ...] = ()

    def at(self, found: Stretches) -> npt.NDArray[np.object_]:
        """(m,) class of vehicle that each stretch has to stop."""
        told = np.full(len(found), self.standard, dtype=object)
        if self.lines and len(found):
            middles = shapely.points(found.lines.mean(axis=1))
            tree = shapely.STRtree(np.array(self.lines, dtype=object))
            told[:] = np.array(self.classes, dtype=object)[tree.nearest(middles)]
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRules:
    """What a line has to keep to.

    Attributes:
        kinds: Elements to choose from.
        demand: Which class has to be stopped where.
        objective: "cost" or "load".
        closed_m: Gaps up to this need nothing.
        passage_m: Every built stretch leaves one gap this wide for people.
        routes: (id, line) of emergency and delivery routes: operable elements where they cross.
        gate_m: Least clear width of a gate.
        gate_price: Relative price of an operable element in addition.
        gate_load: Visual load of an operable element in addition.
        no_dig: Ground in which nothing with a foundation stands.
        span_m: Longest stretch at first; span_most_m: at all.
        given_up: Rules that are not kept, to find out which one binds.
    """

    kinds: tuple[ElementKind, ...]
    demand: Demand
    objective: str
    closed_m: float
    passage_m: float
    routes: tuple[tuple[str, BaseGeometry], ...]
    gate_m: float
    gate_price: float
    gate_load: float
    no_dig: tuple[BaseGeometry, ...]
    span_m: float
    span_most_m: float
    given_up: frozenset[ClosureRule] = frozenset()

    def without(self, *rules: ClosureRule) -> "ClosureRules":
        """The same with some rules given up."""
        return replace(self, given_up=self.given_up.union(rules))

    def keeps(self, rule: ClosureRule) -> bool:
        """Whether a rule is kept."""
        return rule not in self.given_up

    @property
    def least_per_m(self) -> float:
        """Least that a metre can cost: bounds how long a useful stretch is."""
        shares = [self.demand.share[key] for key in (self.demand.standard, *self.demand.classes)]
        if self.objective == "load":
            return min(kind.load_per_m for kind in self.kinds)
        return min(kind.price_per_m for kind in self.kinds) * min(shares)


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices of stretches.

    Attributes:
        objective: (m,) what is made least; not finite where no kind is allowed.
        cost, load: (m,) both figures of the kind chosen.
        kind: (m,) number of the kind chosen.
        required: (m,) class of vehicle to stop.
        routes: (m, k) which routes cross.
        is_on_no_dig: (m,).
    """

    objective: Floats
    cost: Floats
    load: Floats
    kind: npt.NDArray[np.int64]
    required: npt.NDArray[np.object_]
    routes: Bools
    is_on_no_dig: Bools


def priced(found: Stretches, rules: ClosureRules) -> Priced:
    """Choose the best allowed kind for each stretch and price it.

    A gap that is closed already costs nothing, whatever crosses it.
    """
    closed = (found.width <= rules.closed_m + TOLERANCE_M) & ~found.is_bare
    routes = crosses(found, [line for _, line in rules.routes]) & ~closed[:, None]
    grounds = [area.buffer(-TOLERANCE_M) for area in rules.no_dig]
    no_dig = np.asarray(crosses(found, grounds).any(axis=1))
    required = rules.demand.at(found)
    share = np.array([rules.demand.share[key] for key in required], dtype=float)
    gates = routes.sum(axis=1)
    fits_gates = _fits_gates(found, rules, routes)
    cost = np.empty((len(rules.kinds), len(found)))
    load = np.empty_like(cost)
    allowed = np.empty(cost.shape, dtype=bool)
    for row, kind in enumerate(rules.kinds):
        cost[row] = found.width * kind.price_per_m * share + gates * rules.gate_price
        load[row] = found.width * kind.load_per_m + gates * rules.gate_load
        allowed[row] = _allows(found, rules, kind, no_dig) & fits_gates
    wanted = np.where(allowed, load if rules.objective == "load" else cost, np.inf)
    best = np.argmin(wanted, axis=0)
    column = np.arange(len(found))
    objective = wanted[best, column] + _PER_METRE * found.width
    return Priced(
        objective=np.where(closed, 0.0, objective),
        cost=np.where(closed, 0.0, cost[best, column]),
        load=np.where(closed, 0.0, load[best, column]),
        kind=best.astype(np.int64),
        required=required,
        routes=routes,
        is_on_no_dig=no_dig,
    )


def _fits_gates(found: Stretches, rules: ClosureRules, routes: Bools) -> Bools:
    """Where every route that crosses finds room for its gate, measured square to the route."""
    fits = np.ones(len(found), dtype=bool)
    if rules.keeps(ClosureRule.GATE_WIDTH):
        for number, (_, route) in enumerate(rules.routes):
            at = np.nonzero(routes[:, number])[0]
            fits[at] &= clear_across(found, at, route) >= rules.gate_m - TOLERANCE_M
    return fits


def _allows(found: Stretches, rules: ClosureRules, kind: ElementKind, no_dig: Bools) -> Bools:
    """Where one kind may stand."""
    allowed = np.ones(len(found), dtype=bool)
    if kind.needs_digging and rules.keeps(ClosureRule.NO_DIG):
        allowed &= ~no_dig
    if rules.keeps(ClosureRule.PASSAGE):
        # A row goes on past a bare corner; only between two things its length is what it has.
        allowed &= found.is_bare | (found.width >= kind.unit_m + rules.passage_m - TOLERANCE_M)
    return allowed
