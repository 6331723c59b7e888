"""What measures cost: price bands of their kinds times their size."""

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.prices import Cost, PriceList

_PAID = (MeasureState.PROPOSED, MeasureState.TEMPORARY)
_UNITS = {0: "piece", 1: "m", 2: "m2"}


def cost_of(measure: Measure, prices: PriceList) -> Cost:
    """Price of one measure; a measure without a price is counted, never taken for free.

    Args:
        measure: Its size is the length of a line, the area of an area, the count of its points.
        prices: Price list.
    """
    band = prices.bands.get(measure.kind)
    if band is None:
        return Cost(unpriced=1)
    unit, size = _size(measure.geometry)
    found = []
    if unit in band.per:
        low, high = band.per[unit]
        found.append(Cost(low * size, high * size))
    elif "site" in band.per:
        found.append(Cost(*band.per["site"]))
    if "year" in band.per:
        low, high = band.per["year"]
        found.append(Cost(low * prices.years, high * prices.years))
    if not found:
        return Cost(unpriced=1)
    return sum(found, Cost())


def cost_of_all(measures: Iterable[Measure], prices: PriceList) -> Cost:
    """Price of everything that is still to be paid: proposed and temporary measures."""
    paid = (one for one in measures if one.state in _PAID)
    return sum((cost_of(one, prices) for one in paid), Cost())


def _size(geometry: BaseGeometry | None) -> tuple[str, float]:
    if geometry is None:
        return "site", 1.0
    parts = list(getattr(geometry, "geoms", [geometry]))
    dimension = max((part.length > 0) + (part.area > 0) for part in parts)
    unit = _UNITS[dimension]
    if unit == "piece":
        return unit, float(len(parts))
    return unit, float(geometry.length if unit == "m" else geometry.area)
