"""Role mappings as files a city can share: YAML, checked against a schema, with reason and author.

A mapping lies over the shipped `names.yaml`: what it names it decides, the rest stays as it is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from sbd_tool.domain.role_mapping import Named, PatternRule, RoleMapping, layered
from sbd_tool.domain.role_rules import SHAPES
from sbd_tool.domain.roles import Role
from sbd_tool.formats.durable import write_durably
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

LEAVE_OUT: Final = "leave_out"
_PARTS: Final = (("layers", Named.LAYER), ("blocks", Named.BLOCK))
_SCHEMA_VERSION: Final = 1


def read_role_mapping(files: Sequence[RuleFile | Path]) -> RoleMapping | None:
    """Read mappings and lay them over each other; a later one is asked first.

    Args:
        files: Files, or their words; none gives None.

    Raises:
        RuleFileError: A file is missing, no YAML, or breaks the schema; it names entry and field.
    """
    rule_files = [RuleFile.at(file) if isinstance(file, Path) else file for file in files]
    return layered([_mapping(file) for file in rule_files])


def _mapping(file: RuleFile) -> RoleMapping:
    found = read_document(file, resource_path("roles", "schema.json"), "mapping")
    return RoleMapping(
        edition=found["edition"],
        author=found["author"],
        reason=found["reason"],
        rules=tuple(_rule(of, row) for part, of in _PARTS for row in found.get(part, ())),
    )


def _rule(of: Named, row: dict[str, Any]) -> PatternRule:
    return PatternRule(
        of=of,
        pattern=row["pattern"],
        role=None if row["role"] == LEAVE_OUT else Role(row["role"]),
        shapes=frozenset(row.get("shapes", SHAPES)),
        sets=dict(row.get("sets", {})),
        reason=row.get("reason", ""),
    )


def role_mapping_words(mapping: RoleMapping) -> str:
    """A mapping as the YAML that `read_role_mapping` reads."""
    document: dict[str, Any] = {
        "schema_version": _SCHEMA_VERSION,
        "edition": mapping.edition,
        "author": mapping.author,
        "reason": mapping.reason,
    }
    for part, of in _PARTS:
        rows = [_row(rule) for rule in mapping.rules if rule.of is of]
        if rows:
            document[part] = rows
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _row(rule: PatternRule) -> dict[str, Any]:
    row: dict[str, Any] = {
        "pattern": rule.pattern,
        "role": LEAVE_OUT if rule.role is None else rule.role.value,
    }
    if rule.shapes != frozenset(SHAPES):
        row["shapes"] = sorted(rule.shapes)
    if rule.sets:
        row["sets"] = dict(rule.sets)
    if rule.reason:
        row["reason"] = rule.reason
    return row


def write_role_mapping(mapping: RoleMapping, path: Path) -> None:
    """Write a mapping, after reading it back in memory: what is written can be read.

    Raises:
        RuleFileError: The mapping breaks the schema (no author, no reason, too long a pattern).
        OSError: The place cannot be written to.
    """
    words = role_mapping_words(mapping)
    read_role_mapping((RuleFile(path.name, words),))
    write_durably(path, words.encode("utf-8"))
