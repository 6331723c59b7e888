"""Features of a plan that are measures arrive as such: existing, from the plan, unverified."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue, FromPlan, GeometryKind, MeasureKind, ParameterSpec
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import AttributeValue, Level
from sbd_tool.domain.measures import Measure, MeasureState, ParameterValue
from sbd_tool.domain.role_rules import RoleRules
from sbd_tool.domain.roles import Role
from sbd_tool.ingest.split import PlacedFeature, stable_id

_FAR_ROLES: Final = frozenset({Role.BARRIER, Role.GATE})
_GIVEN_KEYS: Final = ("measure", "measure_kind")
_LONGEST_WORD: Final = 200
_ANY: Final = "*"


def measures_from_plan(
    features: Sequence[PlacedFeature],
    square: BaseGeometry | None,
    catalogue: Catalogue,
    rules: RoleRules,
    *,
    author: str,
    created: str,
) -> dict[str, Measure]:
    """Make a measure of every feature near the square that the catalogue knows as one.

    Args:
        features: What is kept of the plan, metres.
        square: The square, or None while unpicked (then every feature counts as near).
        catalogue: Says by ``from_plan`` which features are which kind; where several fit, the one
            that asks for most attributes.
        rules: Hold how far from the square a feature still arrives as a measure.
        author: Who imports.
        created: ISO 8601 time of import.

    Returns:
        Measures by id, in plan order. State "existing", evidence "plan".
    """
    by_role: dict[Role, list[tuple[FromPlan, MeasureKind]]] = defaultdict(list)
    for kind in catalogue.measures:
        for origin in kind.from_plan:
            by_role[origin.role].append((origin, kind))
    found: dict[str, Measure] = {}
    for feature in features:
        if feature.level is not Level.GROUND or not _is_near(feature, square, rules):
            continue
        matched = _given(feature, catalogue) or _matched(feature, by_role)
        if matched is not None:
            measure = _measure(feature, matched, author, created)
            found[measure.id] = measure
    return found


def _is_near(feature: PlacedFeature, square: BaseGeometry | None, rules: RoleRules) -> bool:
    if square is None:
        return True
    key = "barrier_reach_m" if feature.role in _FAR_ROLES else "measure_reach_m"
    return bool(feature.geometry.dwithin(square, rules.limit(key)))


def _given(feature: PlacedFeature, catalogue: Catalogue) -> MeasureKind | None:
    for key in _GIVEN_KEYS:
        named = feature.attributes.get(key)
        if isinstance(named, str) and named in catalogue.measures:
            return catalogue.measures[named]
    return None


def _matched(
    feature: PlacedFeature, by_role: Mapping[Role, Sequence[tuple[FromPlan, MeasureKind]]]
) -> MeasureKind | None:
    best: MeasureKind | None = None
    most = -1
    for origin, kind in by_role.get(feature.role, ()) if feature.role else ():
        if len(origin.where) > most and _fits(origin.where, feature.attributes):
            best, most = kind, len(origin.where)
    return best


def _fits(where: Mapping[str, tuple[str, ...]], attributes: Mapping[str, AttributeValue]) -> bool:
    return all(_has(attributes.get(key), accepted) for key, accepted in where.items())


def _has(value: AttributeValue, accepted: tuple[str, ...]) -> bool:
    if value is None:
        return False
    said = str(value).strip().casefold()
    return _ANY in accepted or any(
        said == word.casefold() or word.casefold() in said.split(";") for word in accepted
    )


def _measure(feature: PlacedFeature, kind: MeasureKind, author: str, created: str) -> Measure:
    name = feature.attributes.get("name")
    return Measure(
        stamp=Stamp(
            id=stable_id(feature.id, "measure"),
            evidence=Evidence.PLAN,
            author=author,
            created=created,
            changed=created,
        ),
        kind=kind.key,
        geometry=None if kind.geometry is GeometryKind.SITE_WIDE else feature.geometry,
        state=_state(feature.attributes.get("state")),
        name=str(name)[:_LONGEST_WORD] if isinstance(name, str) else "",
        parameters=_not_told(feature, kind) | _parameters(feature.attributes, kind),
        plan_feature=feature.id,
    )


def _state(written: AttributeValue) -> MeasureState:
    """State a plan gives ("proposed"); what is drawn without a word is taken as existing."""
    try:
        return MeasureState(str(written).strip().casefold())
    except ValueError:
        return MeasureState.EXISTING


def _not_told(feature: PlacedFeature, kind: MeasureKind) -> dict[str, ParameterValue]:
    """What the catalogue says a plan does not tell, so that no default stands in for it."""
    return {
        key: value
        for origin in kind.from_plan
        if origin.role is feature.role and _fits(origin.where, feature.attributes)
        for key, value in origin.parameters.items()
    }


def _parameters(
    attributes: Mapping[str, AttributeValue], kind: MeasureKind
) -> dict[str, ParameterValue]:
    found: dict[str, ParameterValue] = {}
    for spec in kind.parameters:
        names = (spec.key, *spec.aliases)
        told = next((attributes[name] for name in names if name in attributes), None)
        value = _as_asked(told, spec)
        if value is not None:
            found[spec.key] = value
    return found


def _as_asked(value: AttributeValue, spec: ParameterSpec) -> ParameterValue:
    """The value in the type and range of the parameter, or None when it does not fit."""
    if value is None or isinstance(value, bool):
        return value
    if spec.choices:
        return value if str(value) in spec.choices else None
    if isinstance(spec.value, (int, float)) or spec.minimum is not None:
        return _number(value, spec)
    return value[:_LONGEST_WORD] if isinstance(value, str) else value


def _number(value: AttributeValue, spec: ParameterSpec) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    low = spec.minimum is None or number >= spec.minimum
    high = spec.maximum is None or number <= spec.maximum
    return number if low and high else None
