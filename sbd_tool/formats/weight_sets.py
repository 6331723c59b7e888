"""Shipped sets of family weights, with Saaty's random index."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.text import text
from sbd_tool.domain.weighting import Elicitation, RandomIndex, Shares, WeightRules, WeightSet
from sbd_tool.formats.rubric_file import read_rubric
from sbd_tool.formats.rule_files import broken
from sbd_tool.formats.weight_rules import weight_bounds, weights_document

_FILE = "sets.yaml"


@lru_cache(maxsize=1)
def read_weight_rules() -> WeightRules:
    """Sets, bounds and random index as shipped.

    Raises:
        RuleFileError: The file breaks its schema, or a set names a family that is not there.
    """
    document = weights_document()
    index = document["random_index"]
    return WeightRules(
        sets=Registry("weight set", [_set(row, read_rubric()) for row in document["sets"]]),
        bounds=weight_bounds(),
        random_index=RandomIndex(
            values={int(size): float(value) for size, value in index["values"].items()},
            limit=float(index["limit"]),
            basis=Basis(index["basis"]),
            source=index["source"],
            confidence=index["confidence"],
        ),
    )


def _set(row: Mapping[str, Any], rubric: Rubric) -> WeightSet:
    strange = [key for key in row["weights"] if key not in rubric.families]
    if strange:
        problem = text("catalogue.problem.not_known", value=strange[0])
        raise broken(_FILE, row["key"], "weights", problem)
    return WeightSet(
        key=row["key"],
        name=text(f"weights.set.{row['key']}.name"),
        author="SbD Tool",
        date=row["date"],
        reason=text(f"weights.set.{row['key']}.reason"),
        basis=Basis(row["basis"]),
        method=Elicitation.JUDGED,
        shares={ledger: _shares(row["weights"], rubric, ledger) for ledger in LedgerKey},
        is_shipped=True,
    )


def _shares(weights: Mapping[str, float], rubric: Rubric, ledger: LedgerKey) -> Shares:
    raw = {
        family.key: float(weights.get(family.key, family.weight))
        for family in rubric.families
        if family.ledger is ledger
    }
    total = sum(raw.values())
    return {key: weight / total for key, weight in raw.items()}
