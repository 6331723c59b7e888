"""The shipped data of the look at fairness: needs, groups of people, requirements of trust."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sbd_tool.domain.fairness import FairnessRules, NeedRule, TrustRule
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, broken, read_document


def fairness_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("fairness", "fairness.yaml"), "fairness"


@lru_cache(maxsize=1)
def read_fairness() -> FairnessRules:
    """Needs, groups and requirements as shipped.

    Raises:
        RuleFileError: The file breaks its schema, or a need names a group that is not there.
    """
    path, definition = fairness_file()
    document = read_document(RuleFile.at(path), path.parent / "schema.json", definition)
    groups = {key: text(f"fairness.group.{key}") for key in document["groups"]}
    return FairnessRules(
        needs=tuple(_need(row, groups, path.name) for row in document["needs"]),
        groups=groups,
        trust=tuple(_trust(row) for row in document["trust"]),
    )


def _need(row: Mapping[str, Any], groups: Mapping[str, Any], file: str) -> NeedRule:
    strange = [key for key in row["groups"] if key not in groups]
    if strange:
        problem = text("catalogue.problem.not_known", value=strange[0])
        raise broken(file, row["key"], "groups", problem)
    return NeedRule(
        key=row["key"],
        name=text(f"fairness.need.{row['key']}"),
        unit=row["unit"],
        is_up=row["up"],
        least_change=float(row["least_change"]),
        groups=tuple(row["groups"]),
        sources=tuple(row["sources"]),
    )


def _trust(row: Mapping[str, Any]) -> TrustRule:
    key = row["key"]
    return TrustRule(
        key=key,
        name=text(f"fairness.trust.{key}"),
        how=text(f"fairness.trust.{key}.how"),
        gap=text(f"fairness.trust.{key}.gap"),
        status=row["status"],
        evidence=tuple(row["evidence"]),
    )
