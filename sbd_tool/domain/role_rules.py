"""How tags, layer names and shapes are read as roles: the rules themselves are values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.roles import Role

ANY_VALUE: Final = "*"
POINT: Final = "point"
LINE: Final = "line"
AREA: Final = "area"
SHAPES: Final = (POINT, LINE, AREA)

TagTests = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule:
    """One reading of OpenStreetMap tags; of a list of rules the first that fits decides.

    Attributes:
        role: Role of a feature that fits.
        any_of: Key -> values; one hit is enough. "*" stands for any value but "no".
        all_of: Key -> values; every key must hit.
        none_of: Key -> values; no key may hit.
        shapes: Shapes the rule holds for ("point", "line", "area").
        confidence: 0 to 1.
        sets: Attributes the rule adds, such as the kind of an amenity.
    """

    role: Role
    any_of: TagTests
    all_of: TagTests
    none_of: TagTests
    shapes: frozenset[str]
    confidence: float
    sets: Mapping[str, AttributeValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRule:
    """Words in a layer name that speak for a role.

    Attributes:
        role: Role of the layer.
        words: Whole words, folded (lower case, no accents).
        stems: Beginnings or inner parts of words, folded; long enough to be no accident.
        shapes: Shapes the rule holds for.
        confidence: 0 to 1 for a whole word; a stem counts a little less.
        sets: Attributes the rule adds.
    """

    role: Role
    words: frozenset[str]
    stems: tuple[str, ...]
    shapes: frozenset[str]
    confidence: float
    sets: Mapping[str, AttributeValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A number that import works with, and where it comes from.

    Attributes:
        key: Name with its unit in it ("square_max_m").
        value: The number.
        basis: a, b or c.
        source: In words.
    """

    key: str
    value: float
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """Everything import needs to know to propose roles.

    Attributes:
        edition: Name and version of the rules.
        tag_rules: First fit decides the role.
        extra_rules: Every fit adds a second feature of another role at the same place (a café in a
            building is both); areas add a point inside them.
        name_rules: For layers whose features carry no tags.
        widths_m: Value of ``highway`` -> assumed paved width in metres.
        lane_width_m: Assumed width of one traffic lane.
        limits: Numbers by key.
        themes: Role -> whether an empty map must be told ("no data on lighting").
    """

    edition: str
    tag_rules: tuple[TagRule, ...]
    extra_rules: tuple[TagRule, ...]
    name_rules: tuple[NameRule, ...]
    widths_m: Mapping[str, float]
    lane_width_m: float
    limits: Mapping[str, Limit]
    themes: tuple[Role, ...]

    def limit(self, key: str) -> float:
        """Value of the limit of that key.

        Raises:
            KeyError: The rule file lacks it; a fault of the product, found by its tests.
        """
        return self.limits[key].value
