"""What a drawing holds, before anybody decides what its layers and blocks mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import Source

Box = tuple[float, float, float, float]


class SkipReason(StrEnum):
    """Why an entity is not on the plan."""

    UNKNOWN = "unknown"  # a type without plan geometry, or one we do not read
    ANNOTATION = "annotation"  # dimensions, leaders, tables about the plan
    BROKEN = "broken"  # damaged
    INVISIBLE = "invisible"  # switched invisible, entity by entity
    WITHOUT_EXTENT = "without_extent"  # lines of no length
    EXTERNAL = "external"  # references to other drawings
    TOO_DEEP = "too_deep"  # blocks in blocks beyond the limit, or a block within itself
    PAPER = "paper"  # drawn on a sheet, not in the model
    UNREAD = "unread"  # the second library, used where the first fails, left it out


@dataclass(frozen=True, slots=True)
class SkippedEntities:
    """Entities left out for one reason; ``entity`` is "" where types are not told apart."""

    reason: SkipReason
    entity: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DxfLayer:
    """One layer of a drawing.

    Attributes:
        name: As the drawing spells it, made safe to show.
        color: "#rrggbb"; black where the drawing says black or white.
        is_frozen: Frozen in the drawing; its objects are read all the same.
        is_off: Switched off in the drawing; likewise.
        is_locked: Locked in the drawing.
        counts: Objects on the plan by entity type, blocks unfolded; empty for an unused layer.
        bounds: West, south, east, north in drawing units, or None.
        texts: The first texts on it.
    """

    name: str
    color: str = "#000000"
    is_frozen: bool = False
    is_off: bool = False
    is_locked: bool = False
    counts: Mapping[str, int]
    bounds: Box | None = None
    texts: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Objects on the plan."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class DxfBlock:
    """One block: a symbol that is drawn once and placed many times.

    Attributes:
        name: As the drawing spells it, made safe to show.
        count: References to it in the model.
        counts: Its parts by entity type.
        layers: Layers its references lie on.
        attributes: Tags of the attributes it asks for.
    """

    name: str
    count: int
    counts: Mapping[str, int]
    layers: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DxfInspection:
    """What a drawing holds.

    Attributes:
        source: The file.
        version: Version the file declares ("AC1027"), or "".
        unit_m: Metres per drawing unit as declared, or None.
        layers: In the order of the drawing's layer table, then those only objects name.
        blocks: Those referenced in the model first, by number of references.
        texts: A sample of what is written in the drawing.
        extent: West, south, east, north of everything read, in drawing units, or None.
        crs: Coordinate system the drawing carries ("EPSG:3395"), or None; coordinates and bounds
            are then in it and no longer in drawing units.
        skipped: Everything left out, by reason and type.
        findings: What reading said, as at import.
        is_fallback: The second library had to read it.
    """

    source: Source
    version: str
    unit_m: float | None
    layers: tuple[DxfLayer, ...]
    blocks: tuple[DxfBlock, ...]
    texts: tuple[str, ...]
    extent: Box | None
    crs: str | None
    skipped: tuple[SkippedEntities, ...]
    findings: tuple[Finding, ...]
    is_fallback: bool = False
