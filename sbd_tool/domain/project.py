"""The project: one immutable value that holds everything a planner works on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.bookmarks import Bookmark
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE, Stamp
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import Feature, Layer, Underlay
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Override
from sbd_tool.domain.records import Record

SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person said, or measured, about one question.

    Attributes:
        stamp: Row data; ``stamp.author`` said it, ``stamp.changed`` when, ``stamp.evidence`` how.
        key: Question key ("O14", "seen_none:wall", "practice:foot-patrols", "surveyed:P04").
        value: A number in the question's unit, a choice, or yes/no.
        method: How it was found, or "".
        document: Document that proves it, or "".
    """

    stamp: Stamp
    key: str
    value: str | float | bool
    method: str = ""
    document: str = ""

    @property
    def id(self) -> str:
        """The answer's id."""
        return self.stamp.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark, pinned to a place or to objects."""

    stamp: Stamp
    words: str
    x_m: float | None = None
    y_m: float | None = None
    objects: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The note's id."""
        return self.stamp.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture taken on site; its bytes lie in ``Project.blobs`` under their SHA-256."""

    stamp: Stamp
    blob: str
    media_type: str
    caption: str = ""
    x_m: float | None = None
    y_m: float | None = None
    heading_deg: float | None = None

    @property
    def id(self) -> str:
        """The photo's id."""
        return self.stamp.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A design option: the base, or overrides on it.

    Attributes:
        key: Stable name.
        name: Shown name.
        parent: Option it builds on; None is the base itself.
        note: What it is for.
    """

    key: str
    name: str
    parent: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeState:
    """A state of the square in time: an ordinary day, a market, a night.

    Attributes:
        key: Stable name.
        name: Shown name.
        template: Key of the shipped template it was made from, or "".
        when: When it holds, in words of a person ("Saturday, 8 to 14").
        note: Anything else about it.
    """

    key: str
    name: str
    template: str = ""
    when: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What this project changes about rules: each change with author and reason.

    Attributes:
        rubric_overrides: Dotted path in the rubric file -> (value, reason, author).
        catalogue_overlay: YAML text of the project's catalogue overlay, or "".
        threats: Keys of the threats ticked as relevant here.
        national_profile: Key of the access and crowd profile in use.
    """

    rubric_overrides: Mapping[str, tuple[object, str, str]] = field(default_factory=dict)
    catalogue_overlay: str = ""
    threats: tuple[str, ...] = ()
    national_profile: str = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything that is designed, tagged and answered. A change makes a new value.

    Attributes:
        id: UUID text; the key of journal and lock.
        title: Name of the project.
        crs: Metric CRS of every coordinate: authority code ("EPSG:3879") or WKT.
        square: Id of the feature that is the square to assess, or "" while unpicked.
        layers: Plan layers, bottom first.
        underlays: Pictures, bottom first.
        measures, answers, notes, photos, annotations, luminaires, records: Rows by id, in order
            of creation.
        options: Design options; the first is the base.
        time_states: States in time; the first is the ordinary one.
        rules: Changes to rubric and catalogue, threats, profile.
        findings: What import said; kept so that a report can repeat it.
        blobs: Bytes by SHA-256: underlays and photos.
        catalogue_edition: Edition the project was made with.
        bookmarks: Named views of the map, in the order they were kept.
        locked: Ids of objects, layers and underlays that no command may change, sorted.
        overrides: What differs in options and states, by id: see `domain.standing`.
    """

    id: str
    title: str
    crs: str
    square: str = ""
    layers: tuple[Layer, ...] = ()
    underlays: tuple[Underlay, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    photos: Mapping[str, Photo] = field(default_factory=dict)
    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    luminaires: Mapping[str, LuminaireFile] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    options: tuple[Option, ...] = (Option(key=BASE_OPTION, name="Base"),)
    time_states: tuple[TimeState, ...] = (TimeState(key=ORDINARY_STATE, name="Ordinary"),)
    rules: Rules = field(default_factory=Rules)
    findings: tuple[Finding, ...] = ()
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    catalogue_edition: str = ""
    bookmarks: tuple[Bookmark, ...] = ()
    locked: tuple[str, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)

    def layer(self, layer_id: str) -> Layer | None:
        """The layer of that id, or None."""
        return next((layer for layer in self.layers if layer.id == layer_id), None)

    def feature(self, feature_id: str) -> tuple[Layer, Feature] | None:
        """The plan feature of that id with its layer, or None."""
        for layer in self.layers:
            if feature_id in layer.ids:
                row = layer.ids.index(feature_id)
                return layer, Feature(feature_id, layer.geometry[row], layer.attributes[row])
        return None

    def features(self, feature_ids: Iterable[str]) -> dict[str, tuple[Layer, Feature]]:
        """The plan features among these ids with their layers, in one walk over the plan.

        Asking `feature` for each of many ids walks the plan once for each.
        """
        wanted = set(feature_ids)
        found: dict[str, tuple[Layer, Feature]] = {}
        for layer in self.layers if wanted else ():
            for row, name in enumerate(layer.ids):
                if name in wanted and name not in found:
                    found[name] = (layer, Feature(name, layer.geometry[row], layer.attributes[row]))
        return found
