"""Small drawn squares for tests: a zone, things with roles, everything known."""

from collections.abc import Iterable, Mapping
from typing import Any

import shapely
import shapely.affinity
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis import ANALYSES
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import (
    LIKELY_WORLD,
    ClassKnowledge,
    ClassStatus,
    EffectiveSite,
    Element,
    Fact,
    World,
)
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text
from sbd_tool.formats.rules import read_rubric
from sbd_tool.scoring.indicators import INDICATORS
from sbd_tool.scoring.spec import Observed

RUBRIC: Rubric = read_rubric()
ZONE = box(0, 0, 50, 40)
KNOWN = ClassKnowledge(status=ClassStatus.PRESENT, here=1, expected=1.0, low=1.0, high=1.0)


def thing(role: Role, geometry: BaseGeometry, name: str = "", **attributes: Any) -> Element:
    """One seen element."""
    words = {key.replace("__", ":"): value for key, value in attributes.items() if key != "kind_of"}
    return Element(
        id=name or f"{role.value}-{hash(geometry.wkb) % 10**6}",
        role=role,
        geometry=geometry,
        attributes=words,
        evidence=Evidence.SEEN,
        kind=str(attributes.get("kind_of", "")),
        is_measure="kind_of" in attributes,
    )


def site_of(
    things: Iterable[Element],
    zone: Polygon = ZONE,
    *,
    facts: Mapping[str, float | str] | None = None,
    unknown: Iterable[Role] = (),
    unseen: Mapping[Role, float] | None = None,
    world: World = LIKELY_WORLD,
    square_tags: Mapping[str, str] | None = None,
    **more: Any,
) -> EffectiveSite:
    """A site on which every class is known but those named."""
    elements: dict[Role, tuple[Element, ...]] = {}
    for element in things:
        elements[element.role] = (*elements.get(element.role, ()), element)
    nothing = ClassKnowledge(
        status=ClassStatus.UNKNOWN, here=0, expected=0.0, low=0.0, high=float("inf")
    )
    hidden = set(unknown)
    return EffectiveSite(
        zone=shapely.geometry.polygon.orient(zone),
        elements=elements,
        unseen=unseen or {},
        knowledge={role: nothing if role in hidden else KNOWN for role in Role},
        facts={
            key: Fact(value=value, evidence=Evidence.SEEN, answer_id=key)
            for key, value in (facts or {}).items()
        },
        square_tags=square_tags or {},
        world=world,
        surroundings=box(*zone.buffer(400).bounds),
        **more,
    )


def results_of(site: EffectiveSite, *keys: str) -> dict[str, Any]:
    """Results of the named analyses and of all they need; of all analyses when none is named.

    What is costly runs only where it is named, as in an assessment.
    """
    found: dict[str, Any] = {}
    for spec in ANALYSES:
        if spec.is_costly and spec.key not in keys:
            found[spec.key] = NotAssessed(reason=text("scoring.note_not_run"))
        elif not keys or spec.key in _needed(keys):
            found[spec.key] = spec.run(site, found, RUBRIC, SILENT)
    return found


def _needed(keys: Iterable[str]) -> set[str]:
    wanted: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in wanted:
            wanted.add(key)
            waiting += ANALYSES[key].needs_results
    return wanted


def observed(site: EffectiveSite, key: str) -> Observed | NotAssessed:
    """One indicator in the site's own world."""
    spec = INDICATORS[key]
    asked = [name for name in spec.needs_results if not ANALYSES[name].is_costly]
    results = results_of(site, *asked) if spec.needs_results else {}
    return spec.observe(site, results, RUBRIC)


def value(site: EffectiveSite, key: str) -> float:
    """The value of an indicator that has to be assessed."""
    found = observed(site, key)
    assert isinstance(found, Observed), found
    return found.value


def turned(element: Element, degrees: float, shift: tuple[float, float] = (0.0, 0.0)) -> Element:
    """The element, turned round the origin and shifted."""
    from dataclasses import replace

    return replace(element, geometry=moved(element.geometry, degrees, shift))


def moved(
    geometry: BaseGeometry,
    degrees: float,
    shift: tuple[float, float] = (0.0, 0.0),
    *,
    mirror: bool = False,
) -> Any:
    """A geometry mirrored at the y axis if asked, turned round the origin, then shifted."""
    shape = shapely.affinity.scale(geometry, xfact=-1.0, origin=(0, 0)) if mirror else geometry
    shape = shapely.affinity.rotate(shape, degrees, origin=(0, 0))
    return shapely.affinity.translate(shape, *shift)
