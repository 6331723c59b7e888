"""Propose a role for every feature, with a confidence; a role the file names is taken as given."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sbd_tool.domain.layers import AttributeValue, RoleOrigin
from sbd_tool.domain.role_rules import ANY_VALUE, AREA, NameRule, RoleRules, TagRule, TagTests
from sbd_tool.domain.roles import Role
from sbd_tool.ingest import tags as tag_reading

_STEM_DISCOUNT: Final = 0.05
_COLUMN_DISCOUNT: Final = 0.1
_SHORTEST_STEM: Final = 4
_MOST_NAMES: Final = 4096
_SURE_CONTEXT: Final = 0.7
_METRES: Final = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(m|metres?|meters?)?\s*")
_FEET: Final = re.compile(
    r"\s*(\d+(?:\.\d+)?)\s*(?:'|ft|feet)\s*(?:(\d+(?:\.\d+)?)\s*(?:\"|in))?\s*"
)
_FEET_M: Final = 0.3048
_WIDEST_M: Final = 100.0
_MOST_LANES: Final = 20
_WIDE_ROLES: Final = frozenset({Role.CARRIAGEWAY, Role.FOOTWAY, Role.CYCLEWAY, Role.STEPS})
# Columns in which other programs keep what a thing is ("fclass" of ready-made extracts).
_TAG_VALUES: Final = "fclass"
_TAG_KEYS: Final = ("highway", "amenity", "barrier", "natural", "railway")
_CLASS_COLUMNS: Final = ("fclass", "kind", "type", "class", "category", "block")


@dataclass(frozen=True, slots=True)
class RoleGuess:
    """A role, who says so and how sure they are.

    Attributes:
        role: The role, or None when nothing speaks for one.
        origin: Given by the file or proposed by the rules.
        confidence: 0 to 1.
        sets: Attributes that come with the role (kind of amenity, paved width, see-through).
    """

    role: Role | None
    origin: RoleOrigin = RoleOrigin.PROPOSED
    confidence: float = 0.0
    sets: Mapping[str, AttributeValue] = field(default_factory=dict)


UNDECIDED: Final = RoleGuess(None)
_ANNOTATIONS: Final = frozenset({"TEXT", "MTEXT", "ATTRIB", "ATTDEF", "MULTILEADER", "DIMENSION"})
_LABEL: Final = RoleGuess(Role.CONTEXT, RoleOrigin.PROPOSED, 0.9)


class RoleReader:
    """Role rules arranged for fast look-up; keeps answers about names, since layers repeat them."""

    def __init__(self, rules: RoleRules) -> None:
        self._rules = rules
        self._by_name: dict[tuple[str, str], RoleGuess] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for rank, rule in enumerate(rules.tag_rules):
            for key in rule.any_of:
                self._by_key[key].append(rank)

    def guess(
        self,
        layer_name: str,
        attributes: Mapping[str, AttributeValue],
        tags: Mapping[str, str] | None,
        shape: str,
    ) -> RoleGuess:
        """Propose the role of one feature.

        Args:
            layer_name: Name of the layer it was read from.
            attributes: As read.
            tags: Its OpenStreetMap tags, or None.
            shape: "point", "line" or "area".
        """
        given = tag_reading.given_role(attributes)
        if given is not None:
            sets = self._of_role(given, tags or {}, layer_name, shape)
            return RoleGuess(given, RoleOrigin.GIVEN, 1.0, sets)
        if attributes.get("entity") in _ANNOTATIONS and tags is None:
            return _LABEL
        by_tags = self._by_tags(tags, shape) if tags is not None else UNDECIDED
        if by_tags.role not in {None, Role.CONTEXT} or _is_told(by_tags, attributes):
            return by_tags
        by_name = self.by_name(layer_name, shape)
        by_columns = UNDECIDED if tags is not None else self._by_columns(attributes, shape)
        best = max((by_columns, by_name), key=lambda guess: guess.confidence)
        return best if best.role is not None else by_tags

    def extras(
        self, main: Role | None, tags: Mapping[str, str] | None, shape: str
    ) -> Iterator[RoleGuess]:
        """Further things at the same place: the café in a building, the terrace before it."""
        if tags is None:
            return
        told: set[Role] = set()
        for rule in self._rules.extra_rules:
            if rule.role is not main and rule.role not in told and fits(rule, tags, shape):
                told.add(rule.role)
                yield RoleGuess(rule.role, RoleOrigin.PROPOSED, rule.confidence, rule.sets)

    def by_name(self, name: str, shape: str) -> RoleGuess:
        """Propose a role from the words of a layer name: the longest word that fits decides."""
        if (name, shape) not in self._by_name:
            if len(self._by_name) > _MOST_NAMES:
                self._by_name.clear()
            self._by_name[name, shape] = self._named(name, shape)
        return self._by_name[name, shape]

    def _named(self, name: str, shape: str) -> RoleGuess:
        words = tag_reading.name_words(name)
        best, best_length = UNDECIDED, 0
        for rule in self._rules.name_rules:
            if shape not in rule.shapes:
                continue
            length, is_whole = _match(rule, words)
            if length > best_length:
                confidence = rule.confidence - (0.0 if is_whole else _STEM_DISCOUNT)
                best = RoleGuess(rule.role, RoleOrigin.PROPOSED, confidence, rule.sets)
                best_length = length
        return best

    def _by_tags(self, tags: Mapping[str, str], shape: str) -> RoleGuess:
        ranks = sorted({rank for key in (*tags, ANY_VALUE) for rank in self._by_key.get(key, ())})
        for rank in ranks:
            rule = self._rules.tag_rules[rank]
            if fits(rule, tags, shape):
                sets = {**rule.sets, **self._width(rule.role, tags, shape)}
                return RoleGuess(rule.role, RoleOrigin.PROPOSED, rule.confidence, sets)
        return UNDECIDED

    def _by_columns(self, attributes: Mapping[str, AttributeValue], shape: str) -> RoleGuess:
        for column in _CLASS_COLUMNS:
            value = attributes.get(column)
            if not isinstance(value, str) or not value:
                continue
            if column == _TAG_VALUES:
                guesses = [self._by_tags({key: value}, shape) for key in _TAG_KEYS]
                guess = max(guesses, key=lambda found: found.confidence)
                if guess.role not in {None, Role.CONTEXT}:
                    return guess
            guess = self.by_name(value, shape)
            if guess.role is not None:
                sure = guess.confidence - _COLUMN_DISCOUNT
                return RoleGuess(guess.role, guess.origin, sure, guess.sets)
        return self._by_headings(attributes, shape)

    def _by_headings(self, attributes: Mapping[str, AttributeValue], shape: str) -> RoleGuess:
        """A table of offences is known by its headings; its name is that of a month and a town."""
        for heading in attributes:
            guess = self.by_name(heading, shape)
            if guess.role is Role.INCIDENT:
                sure = guess.confidence - _COLUMN_DISCOUNT
                return RoleGuess(guess.role, guess.origin, sure, guess.sets)
        return UNDECIDED

    def _of_role(
        self, role: Role, tags: Mapping[str, str], name: str, shape: str
    ) -> Mapping[str, AttributeValue]:
        """What rules would add to a role the file gave, as long as they agree on the role."""
        for guess in (self._by_tags(tags, shape), self.by_name(name, shape)):
            if guess.role is role:
                return guess.sets
        return self._width(role, tags, shape)

    def _width(
        self, role: Role, tags: Mapping[str, str], shape: str
    ) -> Mapping[str, AttributeValue]:
        if role not in _WIDE_ROLES or shape == AREA:
            return {}
        return paved_width(tags, self._rules)


def _is_told(by_tags: RoleGuess, attributes: Mapping[str, AttributeValue]) -> bool:
    """Whether tags decide even though they only say "context".

    A tag column does. Single columns that happen to be called like tags ("place", "leisure") do
    not: the layer's name may know better.
    """
    is_packed = any(attributes.get(key) for key in tag_reading.TAGS)
    return by_tags.role is not None and (is_packed or by_tags.confidence >= _SURE_CONTEXT)


def _match(rule: NameRule, words: Sequence[str]) -> tuple[int, bool]:
    """Length of the longest hit, and whether it is a whole word."""
    whole = max((len(word) for word in words if word in rule.words), default=0)
    joined = "".join(words)
    part = max(
        (len(stem) for stem in rule.stems if len(stem) >= _SHORTEST_STEM and stem in joined),
        default=0,
    )
    return (whole, True) if whole >= part else (part, False)


def fits(rule: TagRule, tags: Mapping[str, str], shape: str) -> bool:
    """Whether a tag rule holds for a feature."""
    if shape not in rule.shapes or not _any(rule.any_of, tags):
        return False
    if any(not _hits(tags.get(key), values) for key, values in rule.all_of.items()):
        return False
    return not _any(rule.none_of, tags)


def _any(tests: TagTests, tags: Mapping[str, str]) -> bool:
    return any(key == ANY_VALUE or _hits(tags.get(key), values) for key, values in tests.items())


def _hits(value: str | None, accepted: frozenset[str]) -> bool:
    if value is None:
        return False
    if ANY_VALUE in accepted:
        return value != "no"
    return value in accepted or any(part.strip() in accepted for part in value.split(";"))


def paved_width(tags: Mapping[str, str], rules: RoleRules) -> Mapping[str, AttributeValue]:
    """Paved width of a way: mapped, else from its lanes, else assumed for its class.

    Returns:
        ``width_m`` when it is mapped, else ``assumed_width_m`` (so that a guess is never read as
        stated), and ``width_basis`` ("mapped", "lanes", "assumed"); empty when nothing is known.
    """
    mapped = metres(tags.get("width", "")) or metres(tags.get("est_width", ""))
    if mapped:
        return {"width_m": mapped, "width_basis": "mapped"}
    lanes = tags.get("lanes", "")
    if lanes.isascii() and lanes.isdigit() and 0 < int(lanes[:3]) <= _MOST_LANES:
        return {"assumed_width_m": int(lanes[:3]) * rules.lane_width_m, "width_basis": "lanes"}
    usual = rules.widths_m.get(tags.get("highway", ""))
    return {} if usual is None else {"assumed_width_m": usual, "width_basis": "assumed"}


def metres(written: str) -> float | None:
    """Read a length as mappers write it ("3.5", "3,5 m", 12 feet); None when it is no length."""
    short = written[:20]
    if found := _METRES.fullmatch(short):
        value = float(found[1].replace(",", "."))
    elif found := _FEET.fullmatch(short):
        value = float(found[1]) * _FEET_M + float(found[2] or 0) * _FEET_M / 12
    else:
        return None
    return value if 0 < value <= _WIDEST_M else None
