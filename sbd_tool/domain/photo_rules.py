"""Numbers that photos work with."""

from collections.abc import Mapping
from dataclasses import dataclass

from sbd_tool.domain.role_rules import Limit


@dataclass(frozen=True, slots=True)
class PhotoRules:
    """How far a photo belongs to something, how strongly it is blurred, when two are the same.

    Attributes:
        limits: Numbers by key, each with its source.
    """

    limits: Mapping[str, Limit]

    def value(self, key: str) -> float:
        """A number by its key.

        Raises:
            KeyError: There is none.
        """
        return self.limits[key].value
