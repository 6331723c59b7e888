"""The catalogue of protective measures and the guidance behind it, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text


class Basis(StrEnum):
    """Where a figure comes from; printed beside it."""

    SEEN = "a"  # seen in a public page about the document
    KNOWN = "b"  # a named public standard or guidance, cited from knowledge
    PRODUCT = "c"  # product default or uncertain: always editable


class GeometryKind(StrEnum):
    """How a measure is drawn."""

    POINT = "point"
    LINE = "line"
    AREA = "area"
    SITE_WIDE = "site-wide"


class Door(StrEnum):
    """The one way by which a measure enters a ledger (docs/method/doors.md)."""

    SITE = "site"
    PRACTICE = "practice"
    THREAT = "threat"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSpec:
    """One parameter of a measure: its default is data with basis and source.

    Attributes:
        key: Name with its unit in it ("clear_gap_m").
        value: Default, or None when a person has to say.
        unit: Unit symbol or "".
        basis: a, b or c.
        source: Key of the guidance source, or "".
        minimum: Least accepted number, or None.
        maximum: Greatest accepted number, or None.
        choices: Accepted words, or () when free.
        example: How a value may look; shown as help, never taken as a value by itself.
        aliases: Other names under which files carry it ("clear_gap_max_m").
    """

    key: str
    value: str | float | bool | None
    unit: str = ""
    basis: Basis = Basis.PRODUCT
    source: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    example: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Planner's ordinal judgement from -3 to +3; never added to a score that geometry measures."""

    protection: int
    openness: int
    feeling_of_safety: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRow:
    """How a kind of measure enters each ledger.

    Attributes:
        door: Site, practice, threat view only, or flag.
        openness: Indicators it may move in that ledger.
        protection: Indicators it may move in that ledger.
    """

    door: Door
    openness: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPlan:
    """Features of the plan that are this measure.

    Attributes:
        role: Role the feature must have.
        where: Attribute values it must carry; an empty mapping means the role alone decides.
        parameters: Values the measure arrives with in place of the catalogue's defaults; None
            says that the plan does not tell (a rating is never taken from a default).
    """

    role: Role
    where: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, str | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureKind:
    """One entry of the catalogue.

    Attributes:
        key: Stable id ("rated-planters").
        name, rationale, cautions: Shown texts (keys of the message catalogue).
        category: Key of the ISO 22341 based category.
        strategy: ISO 22341 strategy the category maps to, or "" where the standard has none.
        family: Symbol family: eyes, vehicles, life, crowd, care.
        symbol: Name of the map symbol.
        geometry: How it is drawn.
        also_drawn_as: Other ways of drawing it that make sense.
        threats: Keys of the threats it acts on.
        effect: Ordinal judgement for both ledgers and the feeling of safety.
        parameters: Parameters with defaults.
        sources: Keys of guidance sources.
        cards: Keys of guidance cards.
        confidence: "high", "medium" or "low".
        permanence: "permanent", "temporary" or "operational".
        marking: Default label of its exact place and specification.
        door: How it enters the ledgers.
        acts_as: Roles its geometry plays on the effective site; () when none.
        removes: Roles whose plan features it takes away from the effective site where it covers
            them (a pedestrian zone takes away carriageways).
        from_plan: Features of a plan that arrive as this measure.
        is_flagged: Never suggested; enters only where it costs.
        override_reason: Why an overlay changed the entry, or "".
    """

    key: str
    name: Text
    rationale: Text
    cautions: Text | None
    category: str
    strategy: str
    family: str
    symbol: str
    geometry: GeometryKind
    threats: tuple[str, ...]
    effect: Effect
    parameters: tuple[ParameterSpec, ...]
    sources: tuple[str, ...]
    cards: tuple[str, ...]
    confidence: str
    permanence: str
    marking: Tlp
    door: DoorRow
    also_drawn_as: tuple[GeometryKind, ...] = ()
    acts_as: tuple[Role, ...] = ()
    removes: tuple[Role, ...] = ()
    from_plan: tuple[FromPlan, ...] = ()
    is_flagged: bool = False
    override_reason: str = ""

    def parameter(self, key: str) -> ParameterSpec | None:
        """The parameter of that key or alias, or None."""
        exact = next((spec for spec in self.parameters if spec.key == key), None)
        return exact or next((spec for spec in self.parameters if key in spec.aliases), None)

    def accepts(self, geometry: GeometryKind) -> bool:
        """Whether it may be drawn that way."""
        return geometry is self.geometry or geometry in self.also_drawn_as


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSource:
    """A document guidance was taken from.

    Attributes:
        key: Short key ("TAL0111").
        citation: Full citation.
        basis: a (seen) or b (cited from knowledge).
    """

    key: str
    citation: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceCard:
    """What a tool, pilot, recommendation or clause says, in our own words.

    Attributes:
        key: Stable id.
        title, body: Shown texts.
        group: Filter of the palette ("cci", "pactesur", "eu", "iso", "cen", "uk", "us",
            "national", "research").
        source: Key of the guidance source.
        citation: Place inside the source, as far as known; "" when not known.
        status: "current", "withdrawn", "superseded" or "unknown".
        basis: a, b or c.
        confidence: "high", "medium" or "low".
    """

    key: str
    title: Text
    body: Text
    group: str
    source: str
    citation: str
    status: str
    basis: Basis
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A category or a threat: a key and a shown name."""

    key: str
    name: Text


@dataclass(frozen=True)
class Catalogue:
    """All entries of one edition, base plus overlays.

    Attributes:
        edition: Name and version of the base ("2026.1") plus overlay names.
        measures, sources, cards, categories, threats: Registries by key.
    """

    edition: str
    measures: Registry[MeasureKind]
    sources: Registry[GuidanceSource]
    cards: Registry[GuidanceCard]
    categories: Registry[Labelled]
    threats: Registry[Labelled]
