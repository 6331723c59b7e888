"""Sensitivity: TLP 2.0 labels and the three editions an export can have.

Source: FIRST, Traffic Light Protocol 2.0 (2022): capitals, no spaces, never translated.
"""

from enum import StrEnum
from typing import Final


class Tlp(StrEnum):
    """A TLP 2.0 label, from the narrowest circle to no limit."""

    RED = "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER"
    GREEN = "TLP:GREEN"
    CLEAR = "TLP:CLEAR"


_ORDER: Final = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)


def narrower(first: Tlp, second: Tlp) -> Tlp:
    """The label with the smaller circle of readers.

    Examples:
        >>> narrower(Tlp.GREEN, Tlp.AMBER)
        <Tlp.AMBER: 'TLP:AMBER'>
    """
    return max(first, second, key=_ORDER.index)


def is_narrower(first: Tlp, second: Tlp) -> bool:
    """Whether the first label has the smaller circle of readers.

    Examples:
        >>> is_narrower(Tlp.AMBER_STRICT, Tlp.AMBER), is_narrower(Tlp.AMBER, Tlp.AMBER)
        (True, False)
    """
    return _ORDER.index(first) > _ORDER.index(second)


class Edition(StrEnum):
    """For whom an export is rebuilt."""

    POLICE = "police"
    PARTNER = "partner"
    PUBLIC = "public"

    @property
    def label(self) -> Tlp:
        """The label printed on every page of this edition."""
        return {
            Edition.POLICE: Tlp.AMBER_STRICT,
            Edition.PARTNER: Tlp.GREEN,
            Edition.PUBLIC: Tlp.CLEAR,
        }[self]

    def may_show(self, marking: Tlp) -> bool:
        """Whether an object with this label may appear exactly as drawn.

        Examples:
            >>> Edition.PARTNER.may_show(Tlp.AMBER)
            False
        """
        return _ORDER.index(marking) <= _ORDER.index(self.label)
