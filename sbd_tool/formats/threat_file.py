"""The shipped data of the threat view: columns, limits, steps of the guided path."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sbd_tool.domain.text import text
from sbd_tool.domain.threats import ColumnRule, StepRule, ThreatRules
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document


def threat_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("threats", "view.yaml"), "view"


@lru_cache(maxsize=1)
def read_threat_rules() -> ThreatRules:
    """Columns, limits and steps as shipped.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    path, definition = threat_file()
    document = read_document(RuleFile.at(path), path.parent / "schema.json", definition)
    limits = document["limits"]
    return ThreatRules(
        indicator_share=float(limits["indicator_share"]),
        strong=float(limits["strong"]),
        some=float(limits["some"]),
        least=float(limits["least"]),
        offer_effect=int(limits["offer_effect"]),
        offer_count=int(limits["offer_count"]),
        columns=tuple(_column(row) for row in document["columns"]),
        beside_ring=tuple(document["beside_ring"]),
        steps=tuple(_step(row) for row in document["steps"]),
    )


def _column(row: Mapping[str, Any]) -> ColumnRule:
    return ColumnRule(
        key=row["key"],
        name=text(f"threats.column.{row['key']}"),
        strategy=row["strategy"],
        categories=tuple(row["categories"]),
        shown_by=tuple(row["shown_by"]),
        shown_for=tuple(row.get("shown_for", ())),
    )


def _step(row: Mapping[str, Any]) -> StepRule:
    key = row["key"]
    return StepRule(
        key=key,
        name=text(f"threats.step.{key}"),
        words=text(f"threats.step.{key}.words"),
        source=row["source"],
        basis=row["basis"],
    )
