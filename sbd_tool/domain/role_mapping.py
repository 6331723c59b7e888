"""What a city says its drawing layers and blocks are: rules that can be kept and shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.role_rules import SHAPES
from sbd_tool.domain.roles import Role


class Named(StrEnum):
    """What a pattern is compared with."""

    LAYER = "layer"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRule:
    """One line of a mapping; the first that fits decides, blocks before layers.

    Attributes:
        of: Layer names or block names.
        pattern: Name with * for any run of characters and ? for one; case does not matter.
        role: Role of what fits, or None to leave it out of the plan.
        shapes: Shapes the rule holds for ("point", "line", "area").
        sets: Attributes the rule adds where the drawing has none of that name.
        reason: Why, in the city's words, or "".
    """

    of: Named
    pattern: str
    role: Role | None
    shapes: frozenset[str] = frozenset(SHAPES)
    sets: Mapping[str, AttributeValue] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMapping:
    """Rules of one city or one drawing office.

    Attributes:
        edition: Name and version of the rules; several layered ones are joined with " + ".
        author: Who says so.
        reason: On what ground.
        rules: First fit decides.
    """

    edition: str
    author: str = ""
    reason: str = ""
    rules: tuple[PatternRule, ...] = ()


def layered(mappings: Sequence[RoleMapping]) -> RoleMapping | None:
    """Several mappings as one: a later one is asked first. None when there is none."""
    if not mappings:
        return None
    if len(mappings) == 1:
        return mappings[0]
    return RoleMapping(
        edition=" + ".join(mapping.edition for mapping in mappings),
        author=", ".join(dict.fromkeys(m.author for m in mappings if m.author)),
        reason="; ".join(dict.fromkeys(m.reason for m in mappings if m.reason)),
        rules=tuple(rule for mapping in reversed(mappings) for rule in mapping.rules),
    )
