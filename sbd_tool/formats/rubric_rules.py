"""Rules a rubric has to keep: order and direction of breakpoints, balance of families."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import isfinite
from typing import Any, Final

from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.formats.rule_files import Document, broken
from sbd_tool.formats.weight_rules import weight_bounds

Row = Mapping[str, Any]
Break = tuple[str, str, Text]

POINTS: Final = 100


def check_rubric(document: Document, file: str, *, are_weights_edited: bool) -> None:
    """Check a parsed rubric.

    Args:
        document: The rubric as parsed.
        file: Name by which a failure speaks of it.
        are_weights_edited: Also hold families to their 5 to 45 per cent.

    Raises:
        RuleFileError: The first break, with entry and field.
    """
    for entry, field, problem in _breaks(document, are_weights_edited=are_weights_edited):
        raise broken(file, entry, field, problem)


def _breaks(document: Document, *, are_weights_edited: bool) -> Iterator[Break]:
    families = {row["key"] for row in document["families"]}
    for row in document["indicators"]:
        if row["family"] not in families:
            yield row["key"], "family", text("catalogue.problem.not_known", value=row["family"])
        if (row["weight"] == 0) != (row["kind"] == "context"):
            yield row["key"], "weight", text("rubric.problem.weight")
        problem = _curve(row["breaks"], is_up=row["up"])
        if problem is not None:
            yield row["key"], "breaks", problem
    for row in document["numbers"]:
        if not isfinite(row["value"]):
            yield row["key"], "value", text("rubric.problem.not_finite")
    yield from _loose_ends(document)
    if list(document["bands"]) != sorted(set(document["bands"])) or document["bands"][-1] != POINTS:
        yield "bands", "bands", text("rubric.problem.bands")
    if are_weights_edited:
        yield from _balance(document["families"])


def _curve(breaks: list[list[float]], *, is_up: bool) -> Text | None:
    """Why breakpoints are no curve, or None."""
    if not all(isfinite(number) for pair in breaks for number in pair):
        return text("rubric.problem.not_finite")
    if any(later[0] <= earlier[0] for earlier, later in pairwise(breaks)):
        return text("rubric.problem.order")
    sign = 1 if is_up else -1
    if any(sign * (later[1] - earlier[1]) < 0 for earlier, later in pairwise(breaks)):
        return text("rubric.problem.direction")
    if breaks[0][1] == breaks[-1][1]:
        return text("rubric.problem.direction")
    if any(not 0 <= points <= POINTS for _, points in breaks):
        return text("rubric.problem.points")
    return None


def _loose_ends(document: Document) -> Iterator[Break]:
    """Chains, floors and profiles that name what is not there."""
    indicators = {row["key"] for row in document["indicators"]}
    numbers = {row["key"] for row in document["numbers"]}
    named = (
        *(
            ("chains", key, indicators)
            for members in document["chains"].values()
            for key in members
        ),
        *(("floors", key, indicators | set(document["chains"])) for key in document["floors"]),
        *(("print_rule", key, indicators) for key in document["print_rule"]["must"]),
        *(
            ("profiles", key, numbers | indicators)
            for profile in document["profiles"].values()
            for key in profile
        ),
    )
    for part, key, known in named:
        if key not in known:
            yield part, key, text("catalogue.problem.not_known", value=key)


def _balance(families: list[Row]) -> Iterator[Break]:
    bounds = weight_bounds()
    for ledger in sorted({row["ledger"] for row in families}):
        rows = [row for row in families if row["ledger"] == ledger]
        total = sum(row["weight"] for row in rows)
        for row in rows:
            share = row["weight"] / total if total > 0 else 0.0
            if not bounds.least <= share <= bounds.greatest:
                yield (
                    row["key"],
                    "weight",
                    text(
                        "rubric.problem.share",
                        share=Quantity(100 * share, "%", 0),
                        least=Quantity(100 * bounds.least, "%", 0),
                        greatest=Quantity(100 * bounds.greatest, "%", 0),
                    ),
                )
