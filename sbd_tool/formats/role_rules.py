"""Read the rules that turn tags and layer names into roles: `resources/roles/*.yaml`."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.role_rules import (
    ANY_VALUE,
    SHAPES,
    NameRule,
    RoleRules,
    TagRule,
    TagTests,
)
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.formats.limit_rules import limits_of
from sbd_tool.formats.resources import resource_path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def read_role_rules() -> RoleRules:
    """Read the product's own role rules.

    Raises:
        RuleFileError: A rule file is broken; its name is the subject.
    """
    tags, names, limits = (_read(part) for part in ("osm", "names", "limits"))
    try:
        return RoleRules(
            edition=f"{tags['edition']} {names['edition']}",
            tag_rules=tuple(_tag_rule(row) for row in tags["rules"]),
            extra_rules=tuple(_tag_rule(row) for row in tags["extra"]),
            name_rules=tuple(_name_rule(row) for row in names["rules"]),
            widths_m={key: float(width) for key, width in tags["widths_m"]["values"].items()},
            lane_width_m=float(tags["lane_width_m"]["value"]),
            limits=limits_of(limits),
            themes=tuple(Role(key) for key in tags["themes"]),
        )
    except (KeyError, TypeError, ValueError) as broken:
        raise _broken("roles", str(broken)) from broken


def _read(part: str) -> Mapping[str, Any]:
    path = resource_path("roles", f"{part}.yaml")
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError) as broken:
        raise _broken(path.name, str(broken)) from broken
    if not isinstance(found, dict):
        raise _broken(path.name, "no mapping")
    return found


def _broken(name: str, reason: str) -> RuleFileError:
    return RuleFileError(
        text("ingest.rules_broken", file=name, reason=reason[:200]),
        text("ingest.rules_broken_hint"),
        name,
    )


def _tests(found: Mapping[str, Sequence[str] | str] | None) -> TagTests:
    return {
        str(key): frozenset((values,) if isinstance(values, str) else (str(v) for v in values))
        for key, values in (found or {}).items()
    }


def _shapes(row: Mapping[str, Any]) -> frozenset[str]:
    shapes = frozenset(row.get("shapes", SHAPES))
    if not shapes <= set(SHAPES):
        raise ValueError(f"unknown shape in {sorted(shapes)}")
    return shapes


def _tag_rule(row: Mapping[str, Any]) -> TagRule:
    return TagRule(
        role=Role(row["role"]),
        any_of=_tests(row.get("any")) or {ANY_VALUE: frozenset({ANY_VALUE})},
        all_of=_tests(row.get("all")),
        none_of=_tests(row.get("none")),
        shapes=_shapes(row),
        confidence=float(row["confidence"]),
        sets=dict(row.get("sets", {})),
    )


def _name_rule(row: Mapping[str, Any]) -> NameRule:
    return NameRule(
        role=Role(row["role"]),
        words=frozenset(str(word) for word in row["words"]),
        stems=tuple(str(stem).replace(" ", "") for stem in row.get("stems", ())),
        shapes=_shapes(row),
        confidence=float(row["confidence"]),
        sets=dict(row.get("sets", {})),
    )
