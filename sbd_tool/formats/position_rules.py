"""Read the numbers that positions on site work with: `resources/field/receiver.yaml`."""

from functools import lru_cache

from sbd_tool.domain.positions import PositionRules
from sbd_tool.formats.limit_rules import built_from, limits_of


@lru_cache(maxsize=1)
def read_position_rules() -> PositionRules:
    """Read the shipped numbers.

    Raises:
        RuleFileError: The file is broken.
    """
    return built_from("field", "receiver.yaml", lambda found: PositionRules(limits_of(found)))
