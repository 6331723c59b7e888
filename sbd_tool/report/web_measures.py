"""Measures on the interactive map: a layer for each kind, numbered as in the register."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.measures import is_quiet, shown_measures
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.generic_kinds import BARRIER, FURNITURE
from sbd_tool.report.parameter_words import parameter_words
from sbd_tool.report.register_rows import line_numbers
from sbd_tool.report.web_layers import (
    LONGEST_WORDS,
    MOST_ROWS,
    Pencil,
    feature_of,
    is_point,
    layer_of,
)

FEW: Final = 9
"""Up to so many unseen measures of one kind get a sign each, as on the printed map."""


def measure_layers(pencil: Pencil, signs: dict[str, Marker]) -> list[dict[str, Any]]:
    """One map layer per kind of measure; its signs are collected in ``signs``."""
    content = pencil.content
    by_kind: dict[str, list[Measure]] = {}
    for measure in shown_measures(content.project, content.option, content.time_state):
        if measure.kind in content.catalogue.measures:
            by_kind.setdefault(measure.kind, []).append(measure)
    numbers = line_numbers(content)
    order = {kind.key: rank for rank, kind in enumerate(content.catalogue.measures)}
    return [
        _measure_layer(pencil, content.catalogue.measures[key], by_kind[key], signs, numbers)
        for key in sorted(by_kind, key=lambda key: order[key])
    ]


def _measure_layer(
    pencil: Pencil,
    kind: MeasureKind,
    members: list[Measure],
    signs: dict[str, Marker],
    numbers: Mapping[str, int],
) -> dict[str, Any]:
    hue = pencil.theme.colours.get(f"family.{kind.family}", pencil.theme.colour("ink_3"))
    features: list[dict[str, Any]] = []
    sign = ""
    is_few = sum(is_quiet(measure) for measure in members) <= FEW
    for place, measure in enumerate(members):
        told = {"of": place, "number": numbers[measure.id]}
        found = _measure_features(pencil, measure, kind, signs, told, is_few=is_few)
        features += found
        sign = found[-1]["properties"].get("sign", "") if found and not sign else sign
    is_dots = not sign and all(is_point(feature) for feature in features)
    look = {
        "color": hue,
        "weight": 3.0,
        "fill": True,
        "fillColor": hue,
        "fillOpacity": 0.9 if is_dots else 0.18,  # as the legend draws them
        "radius": 3.5,
        "fillAreas": True,
    }
    if kind.key in (FURNITURE, BARRIER):
        look |= {"dashArray": "1 8", "lineCap": "round", "weight": 5.0}
    layer = layer_of(kind.key, pencil.words(kind.name), look, features, is_interactive=True)
    layer |= {"sign": sign, "count": len(members), "group": "measures"}
    layer["isDots"] = is_dots
    return layer


def _measure_features(
    pencil: Pencil,
    measure: Measure,
    kind: MeasureKind,
    signs: dict[str, Marker],
    told: Mapping[str, Any],
    *,
    is_few: bool,
) -> list[dict[str, Any]]:
    geometry = measure.geometry
    if geometry is None:
        return []
    title = measure.name[:LONGEST_WORDS] or pencil.words(kind.name)
    rows = tuple(_measure_rows(pencil, measure, kind, told["number"]))
    is_spot = geometry.geom_type == "Point"
    features = [] if is_spot else [feature_of(pencil, geometry, title, rows, **told)]
    if kind.symbol and (is_few or not is_spot or not is_quiet(measure)):
        sign = f"{kind.symbol}-{kind.family}-{measure.state.value}"
        marker = Marker(
            x_m=0,
            y_m=0,
            symbol=kind.symbol,
            size_mm=pencil.design.marker_mm,
            family=kind.family,
            state=measure.state.value,
        )
        signs.setdefault(sign, marker)
        at = geometry if is_spot else geometry.representative_point()
        if geometry.geom_type == "LineString":
            at = geometry.interpolate(0.5, normalized=True)
        features.append(feature_of(pencil, at, title, rows, sign, **told))
    elif is_spot:
        # many that came from the plan unseen are dots: no forest of signs
        features.append(feature_of(pencil, geometry, title, rows, **told))
    return features


def _measure_rows(
    pencil: Pencil, measure: Measure, kind: MeasureKind, number: int
) -> Iterable[tuple[str, str]]:
    words = pencil.words
    yield words(text("webmap.register")), words.number(number)
    yield words(text("web.kind")), words(kind.name)
    yield words(text("web.state")), words(text(f"map.state_{measure.state.value}"))
    yield words(text("web.evidence")), words(text(f"web.evidence_{measure.stamp.evidence.value}"))
    for key, value in list(measure.parameters.items())[:MOST_ROWS]:
        if value is not None:
            yield _parameter_name(words, key), parameter_words(value, words)[:LONGEST_WORDS]
    if measure.note:
        yield words(text("web.note")), measure.note[:LONGEST_WORDS]


def _parameter_name(words: Words, key: str) -> str:
    named = f"catalogue.parameter.{key}"
    return words(text(named)) if words.has(named) else key[:60]
