"""Rules a schema cannot say: keys that must exist, symbols that must be there, ranges in order."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sbd_tool.domain.text import Text, text
from sbd_tool.formats.catalogue_overlay import Entries
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import broken

Row = Mapping[str, Any]
Break = tuple[str, Text]


def check_entries(entries: Entries, file: str) -> None:
    """Check all entries against each other.

    Raises:
        RuleFileError: The first break, with entry and field.
    """
    for key, row in entries.measures.items():
        for field, problem in _breaks(row, entries):
            raise broken(file, key, field, problem)


def _breaks(row: Row, entries: Entries) -> Iterator[Break]:
    cards = {card["id"] for card in entries.cards}
    known: tuple[tuple[str, tuple[str, ...], object], ...] = (
        ("category", (row["category"],), entries.categories),
        ("threats", tuple(row["threats"]), entries.threats),
        ("sources", tuple(row["sources"]), entries.sources),
        ("cards", tuple(row.get("cards", ())), cards),
        ("symbol", (row["symbol"],), symbols()),
    )
    for field, keys, registry in known:
        for key in keys:
            if key not in registry:  # type: ignore[operator]
                yield field, text("catalogue.problem.not_known", value=key)
    strategy = row.get("strategy", "")
    if strategy and strategy not in entries.strategies:
        yield "strategy", text("catalogue.problem.not_known", value=strategy)
    seen: set[str] = set()
    for parameter in row["parameters"]:
        if parameter["key"] in seen:
            yield "parameters", text("catalogue.problem.twice", value=parameter["key"])
        seen.add(parameter["key"])
        yield from _parameter_breaks(parameter, entries)


def _parameter_breaks(row: Row, entries: Entries) -> Iterator[Break]:
    field, value = f"parameters.{row['key']}", row.get("value")
    low, high = row.get("min"), row.get("max")
    if low is not None and high is not None and low > high:
        yield field, text("catalogue.problem.order", low=float(low), high=float(high))
    if _is_outside(value, low, high):
        yield field, text("catalogue.problem.range", value=str(value))
    choices = row.get("choices", ())
    if choices and value is not None and value not in choices:
        allowed = ", ".join(choices)
        yield field, text("catalogue.problem.enum", value=str(value), allowed=allowed)
    source = row.get("source", "")
    if source and source not in entries.sources:
        yield field, text("catalogue.problem.not_known", value=source)


def _is_outside(value: object, low: float | None, high: float | None) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return (low is not None and value < low) or (high is not None and value > high)


@lru_cache(maxsize=1)
def symbols() -> frozenset[str]:
    """Names of the map symbols that exist."""
    return frozenset(path.stem for path in resource_path("symbols").glob("*.svg"))
