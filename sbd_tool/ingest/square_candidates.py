"""Areas that may be the square, and how they are named in a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.errors import SquareMissingError
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.layers import Level
from sbd_tool.domain.role_rules import AREA, RoleRules
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text, text
from sbd_tool.ingest.outline import closed_outline
from sbd_tool.ingest.split import PlacedFeature
from sbd_tool.ingest.tags import OSM_ID

SQUARE_ROLES: Final = frozenset({Role.SITE_BOUNDARY, Role.PEDESTRIAN_AREA, Role.CROWD_AREA})


@dataclass(frozen=True, slots=True, kw_only=True)
class SquareChoice:
    """The square, or none.

    Attributes:
        feature: The feature that is the square, or None while unpicked.
        drawn: A feature built for it (an outline closed), to be added to the plan, or None.
        findings: What was closed, guessed or left open.
    """

    feature: PlacedFeature | None
    drawn: PlacedFeature | None = None
    findings: tuple[Finding, ...] = field(default=())


def candidates(features: Sequence[PlacedFeature], rules: RoleRules) -> list[PlacedFeature]:
    """Areas on the ground that are large enough to be the square, largest first."""
    return sorted(
        (
            f
            for f in features
            if f.shape == AREA
            and f.level is Level.GROUND
            and f.role in SQUARE_ROLES
            and f.geometry.area >= rules.limit("square_min_m2")
        ),
        key=lambda f: (-f.geometry.area, f.id),
    )


def nearest(
    features: Sequence[PlacedFeature], place: BaseGeometry, rules: RoleRules
) -> list[PlacedFeature]:
    """The same, nearest to a place first."""
    return sorted(candidates(features, rules), key=lambda f: f.geometry.distance(place))


def from_outline(lines: Sequence[PlacedFeature], rules: RoleRules) -> SquareChoice | None:
    """The area that lines enclose, as a feature of its own, or None."""
    if not lines:
        return None
    outline = closed_outline([f.geometry for f in lines], rules.limit("closing_gap_m"))
    if outline is None:
        return None
    drawn = outline.as_feature(lines[0])
    return SquareChoice(feature=drawn, drawn=drawn, findings=outline.findings(lines[0].raw.name))


def label_of(feature: PlacedFeature) -> str:
    """Name of a feature for a list: its name and id, else its layer."""
    name = feature.attributes.get("name") or feature.attributes.get("Name") or ""
    number = feature.attributes.get(OSM_ID, "")
    told = " ".join(part for part in (str(name), f"({number})" if name and number else "") if part)
    return (told or str(number) or feature.raw.name)[:80]


def hint_of(candidates: Sequence[PlacedFeature], rules: RoleRules) -> Text:
    """Say which squares could be named."""
    most = int(rules.limit("candidates_named"))
    named = sorted(candidates, key=lambda f: not f.attributes.get("name"))
    if not named:
        return text("ingest.square_hint_none")
    return text("ingest.square_hint", names="; ".join(label_of(f) for f in named[:most]))


def ambiguous(candidates: Sequence[PlacedFeature], rules: RoleRules) -> SquareMissingError:
    """Several areas could be meant."""
    return SquareMissingError(
        text("ingest.square_ambiguous", count=len(candidates)), hint_of(candidates, rules)
    )
