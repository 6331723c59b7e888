"""Measures from a file: checked against the catalogue, brought into the project's metres."""

import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.clock import Clock
from sbd_tool.app.luminaires import unknown_light, with_own_flux
from sbd_tool.app.tag_parameters import LONGEST_WORDS, checked_parameter
from sbd_tool.domain.catalogue import Catalogue, GeometryKind, MeasureKind
from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.lowering import is_lowered
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import CostBand, Measure, MeasureState, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.formats.measures_geojson import TaggedFeature, read_measures

RESERVED: Final = frozenset(
    {"id", "kind", "state", "name", "note", "evidence", "cost_band", "time_states", "marking"}
)
DRAWN_AS: Final = {
    "Point": GeometryKind.POINT,
    "LineString": GeometryKind.LINE,
    "Polygon": GeometryKind.AREA,
}
LONGEST_NAME: Final = 500
FARTHEST_M: Final = 5_000.0
"""Farther from the square, longitude and latitude were swapped or the file is another town's."""

E = TypeVar("E", MeasureState, CostBand, Evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Measures ready to be added, and what was noticed about the file."""

    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]


def read_tags(
    path: Path,
    project: Project,
    catalogue: Catalogue,
    *,
    clock: Clock,
    author: str = "",
    option: str = "base",
    time_states: tuple[str, ...] | None = None,
) -> Tagged:
    """Read measures of a GeoJSON file for a project.

    A feature that cannot be placed is left out with a finding; the others are kept. A feature of
    several parts becomes one measure each.

    Args:
        path: The file.
        project: Gives the coordinate system, the square and the ids already taken.
        catalogue: Kinds and their parameters.
        clock: Gives the time.
        author: Who places them.
        option: Option they belong to.
        time_states: States they hold in where a feature names none; None means in all.

    Raises:
        InputError: Not one feature of the file is a measure.
        PlanUnreadableError: The file cannot be read.
    """
    to_metres = Transformer.from_crs("EPSG:4326", project.crs, always_xy=True)
    features = read_measures(path)
    measures: dict[str, Measure] = {}
    findings: dict[Finding, None] = {}
    now, place = clock.now().isoformat(), _place_of(project)
    for feature in features:
        try:
            found, notes = _measure(feature, catalogue, to_metres)
            _check_near(found, place)
            marking, lowered = _marking(feature, catalogue.measures[found.kind].marking, path.name)
            stamp = Stamp(
                id=_row_id(project, path, feature, measures),
                option=option,
                time_states=_states(feature) or time_states,
                marking=marking,
                evidence=_evidence(feature),
                author=author,
                created=now,
                changed=now,
            )
        except InputError as error:
            findings[_left_out(path.name, feature.row, error)] = None
            continue
        measures[stamp.id] = replace(found, stamp=stamp)
        findings |= dict.fromkeys([*notes, *lowered, *unknown_light(found, project, path.name)])
    told = tuple(findings)
    if not measures:
        raise InputError(
            text("tag.nothing_usable", file=path.name, count=len(features)),
            told[0].sentence if told else text("tag.write_geojson"),
            path.name,
        )
    return Tagged(measures=tuple(measures.values()), findings=told)


def _place_of(project: Project) -> BaseGeometry | None:
    """Where the plan lies, or None when nothing is drawn."""
    found = project.feature(project.square) if project.square else None
    if found is not None:
        return found[1].geometry
    boxes = [layer.bounds for layer in project.layers if layer.bounds is not None]
    return shapely.union_all([shapely.box(*edges) for edges in boxes]) if boxes else None


def _check_near(measure: Measure, place: BaseGeometry | None) -> None:
    if measure.geometry is None or place is None:
        return
    away_m = measure.geometry.distance(place)
    if away_m > FARTHEST_M:
        raise InputError(
            text("tag.far_away", kind=literal(measure.kind), away=Quantity(away_m / 1000, "km")),
            text("tag.use_degrees"),
            measure.kind,
        )


def _row_id(
    project: Project, path: Path, feature: TaggedFeature, added: Mapping[str, Measure]
) -> str:
    taken = {*project.measures, *added}
    given = feature.properties.get("id")
    if isinstance(given, str):
        try:
            wished = str(uuid.UUID(given))
        except ValueError:
            wished = ""
        if wished and wished not in taken:
            return wished
    geometry = feature.geometry
    content = geometry.wkb_hex if geometry is not None else ""
    told = f"{path.name}|{feature.row}|{sorted(feature.properties.items())}|{content}"
    for turn in range(len(taken) + 1):
        made = str(uuid.uuid5(uuid.UUID(project.id), f"tag|{turn}|{told}"))
        if made not in taken:
            return made
    raise AssertionError  # more turns than rows: cannot happen


def _measure(
    feature: TaggedFeature, catalogue: Catalogue, to_metres: Transformer
) -> tuple[Measure, list[Finding]]:
    properties = feature.properties
    if not properties.get("kind"):
        raise InputError(text("tag.no_kind"), text("tag.write_geojson"), str(feature.row))
    kind = catalogue.measures[str(properties["kind"])]
    parameters, notes = _parameters(kind, properties, feature.row)
    return (
        Measure(
            stamp=Stamp(id=""),
            kind=kind.key,
            geometry=_placed(feature, kind, to_metres),
            state=_choice(MeasureState, properties.get("state"), MeasureState.PROPOSED),
            name=_words(properties.get("name"))[:LONGEST_NAME],
            parameters=with_own_flux(parameters),
            note=_words(properties.get("note")),
            cost_band=_choice(CostBand, properties.get("cost_band"), CostBand.UNKNOWN),
        ),
        notes,
    )


def _placed(
    feature: TaggedFeature, kind: MeasureKind, to_metres: Transformer
) -> BaseGeometry | None:
    if kind.geometry is GeometryKind.SITE_WIDE:
        return None
    geometry = feature.geometry
    if geometry is None:
        raise InputError(
            text("tag.no_geometry", kind=kind.name), text("tag.draw_it", how=_how(kind)), kind.key
        )
    drawn = DRAWN_AS.get(geometry.geom_type)
    if drawn is None or not kind.accepts(drawn):
        raise InputError(
            text("tag.wrong_geometry", kind=kind.name, found=literal(geometry.geom_type)),
            text("tag.draw_it", how=_how(kind)),
            kind.key,
        )
    metres = reprojected(geometry, to_metres)
    if not all(math.isfinite(edge) for edge in metres.bounds):
        raise InputError(
            text("tag.not_on_earth", kind=kind.name), text("tag.use_degrees"), kind.key
        )
    return metres


def _how(kind: MeasureKind) -> Text:
    return text(f"tag.geometry.{kind.geometry.value}")


def _parameters(
    kind: MeasureKind, properties: Mapping[str, ParameterValue], row: int
) -> tuple[dict[str, ParameterValue], list[Finding]]:
    kept: dict[str, ParameterValue] = {}
    notes: list[Finding] = []
    for key, value in properties.items():
        if key in RESERVED or value is None:
            continue
        spec = kind.parameter(key)
        if spec is None:
            notes.append(
                Finding(
                    key="tag.unknown_parameter",
                    severity=Severity.WARNING,
                    sentence=text("tag.unknown_parameter", row=row, parameter=literal(key)),
                    remedy=text("tag.known_parameters", keys=_known(kind)),
                    is_open=True,
                )
            )
            kept[key] = value if not isinstance(value, str) else value[:LONGEST_WORDS]
        else:
            kept[spec.key] = checked_parameter(spec, value)
    return kept, notes


def _known(kind: MeasureKind) -> Text:
    return literal(", ".join(spec.key for spec in kind.parameters) or "-")


def _choice(kinds: type[E], value: object, default: E) -> E:
    if value is None:
        return default
    try:
        return kinds(str(value))
    except ValueError:
        raise InputError(
            text("tag.not_a_choice", parameter=kinds.__name__, value=literal(str(value)[:80])),
            text("tag.choices", choices=", ".join(kind.value for kind in kinds)),
            str(value)[:80],
        ) from None


def _evidence(feature: TaggedFeature) -> Evidence:
    return _choice(Evidence, feature.properties.get("evidence"), Evidence.PLAN)


def _states(feature: TaggedFeature) -> tuple[str, ...] | None:
    named = feature.properties.get("time_states")
    if not isinstance(named, str) or not named.strip():
        return None
    return tuple(part.strip() for part in named.split(",") if part.strip())


def _marking(
    feature: TaggedFeature, inherited: Tlp, file: str
) -> tuple[str | None, tuple[Finding, ...]]:
    """The label of a feature; one wider than its kind asks for needs a person, not a file."""
    named = feature.properties.get("marking")
    if not isinstance(named, str) or named not in set(Tlp):
        return None, ()
    if not is_lowered(named, inherited):
        return named, ()
    sentence = text(
        "marks.tag_label",
        file=file,
        label=literal(named),
        inherited=literal(inherited.value),
    )
    told = Finding(
        key="tag.label_kept",
        severity=Severity.WARNING,
        sentence=sentence,
        remedy=text("marks.needs_reason.hint"),
        layer=file,
    )
    return None, (told,)


def _words(value: object) -> str:
    return str(value)[:LONGEST_WORDS] if value is not None else ""


def _left_out(file: str, row: int, error: InputError) -> Finding:
    return Finding(
        key="tag.left_out",
        severity=Severity.WARNING,
        sentence=text("tag.left_out", row=row, why=error.what),
        remedy=error.hint,
        layer=file,
        is_open=True,
    )
