"""Give features the roles a mapping says; what it does not name is left to the shipped rules."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import translate
from functools import lru_cache
from typing import Final

import numpy as np

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.role_mapping import Named, PatternRule, RoleMapping
from sbd_tool.domain.text import text
from sbd_tool.ingest.repair import shape_of
from sbd_tool.ingest.tags import ROLE

_BLOCK: Final = "block"


def rule_for(mapping: RoleMapping, layer: str, block: str, shape: str | None) -> PatternRule | None:
    """The rule that decides about a feature, or None.

    Args:
        mapping: Rules.
        layer: Name of its drawing layer.
        block: Name of the block it is part of, or "".
        shape: "point", "line" or "area"; None asks for any shape.
    """
    for of, name in ((Named.BLOCK, block), (Named.LAYER, layer)):
        for rule in mapping.rules if name else ():
            fits = rule.of is of and (shape is None or shape in rule.shapes)
            if fits and _matcher(rule.pattern)(name):
                return rule
    return None


@lru_cache(maxsize=4096)
def _matcher(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(translate(pattern.casefold()))
    return lambda name: compiled.match(name.casefold()) is not None


def mapped(plan: RawPlan, mapping: RoleMapping | None) -> RawPlan:
    """The plan with given roles, without what is to be left out; both are told.

    Args:
        plan: As read; never changed. OpenStreetMap features keep what their tags say.
        mapping: Rules, or None.
    """
    if mapping is None or not mapping.rules:
        return plan
    layers: list[RawLayer] = []
    findings: list[Finding] = []
    applied = 0
    for layer in plan.layers:
        if layer.is_osm:
            layers.append(layer)
            continue
        done, given, dropped = _mapped_layer(layer, mapping)
        layers.append(done)
        applied += given
        if dropped:
            findings.append(_told("mapping_left_out", layer.name, dropped, layer=layer.name))
    if applied:
        findings.append(
            _told("mapping_applied", plan.source.name, applied, file=mapping.edition[:120])
        )
    return replace(plan, layers=tuple(layers), findings=(*plan.findings, *findings))


def _told(key: str, about: str, count: int, **params: str) -> Finding:
    return Finding(
        key=f"desk.{key}",
        severity=Severity.INFO,
        sentence=text(f"desk.{key}", count=count, **params),
        layer=about,
    )


def _mapped_layer(layer: RawLayer, mapping: RoleMapping) -> tuple[RawLayer, int, int]:
    """The layer, how many features got a role, and how many were left out."""
    known: dict[tuple[str, str], PatternRule | None] = {}
    kept: list[int] = []
    rows: list[Mapping[str, AttributeValue]] = []
    given = 0
    for row, (geometry, own) in enumerate(zip(layer.geometry, layer.attributes, strict=True)):
        shape = "" if geometry is None or geometry.is_empty else shape_of(geometry)
        key = (str(own.get(_BLOCK) or ""), shape)
        if key not in known:
            known[key] = rule_for(mapping, layer.name, *key) if shape else None
        rule = known[key]
        if rule is not None and rule.role is None:
            continue
        kept.append(row)
        rows.append(own if rule is None else _with_role(own, rule))
        given += rule is not None
    dropped = len(layer) - len(kept)
    if not given and not dropped:
        return layer, 0, 0
    geometry = layer.geometry[np.array(kept, dtype=np.intp)]
    return replace(layer, geometry=geometry, attributes=tuple(rows)), given, dropped


def _with_role(
    own: Mapping[str, AttributeValue], rule: PatternRule
) -> Mapping[str, AttributeValue]:
    if rule.role is None:
        return own
    return {**rule.sets, **own, ROLE: rule.role.value}
