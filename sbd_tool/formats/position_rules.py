"""Read the numbers that positions on site work with: `resources/field/receiver.yaml`."""

from functools import lru_cache

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.positions import PositionRules
from sbd_tool.domain.role_rules import Limit
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, parse


@lru_cache(maxsize=1)
def read_position_rules() -> PositionRules:
    """Read the shipped numbers.

    Raises:
        RuleFileError: The file is broken.
    """
    path = resource_path("field", "receiver.yaml")
    try:
        limits = [
            Limit(
                key=row["key"],
                value=float(row["value"]),
                basis=Basis(row["basis"]),
                source=row["source"],
            )
            for row in parse(RuleFile.at(path))["limits"]
        ]
    except (KeyError, TypeError, ValueError) as broken:
        raise RuleFileError(
            text("ingest.rules_broken", file=path.name, reason=str(broken)[:200]),
            text("ingest.rules_broken_hint"),
            path.name,
        ) from broken
    return PositionRules({limit.key: limit for limit in limits})
