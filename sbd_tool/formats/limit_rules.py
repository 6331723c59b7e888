"""Read shipped numbers that carry a source: the ``limits`` of a rule file."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.role_rules import Limit
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, parse

Built = TypeVar("Built")


def built_from(folder: str, name: str, build: Callable[[Mapping[str, Any]], Built]) -> Built:
    """What a shipped rule file says.

    Args:
        folder: Folder below ``resources``.
        name: Name of the file.
        build: Makes it of the parsed mapping.

    Raises:
        RuleFileError: The shipped file is broken.
    """
    try:
        return build(parse(RuleFile.at(resource_path(folder, name))))
    except (KeyError, TypeError, ValueError) as broken:
        raise RuleFileError(
            text("ingest.rules_broken", file=name, reason=str(broken)[:200]),
            text("ingest.rules_broken_hint"),
            name,
        ) from broken


def limits_of(found: Mapping[str, Any]) -> dict[str, Limit]:
    """The numbers by name.

    Args:
        found: A parsed rule file with ``limits``: key, value, basis and source of each.
    """
    return {
        row["key"]: Limit(
            key=row["key"],
            value=float(row["value"]),
            basis=Basis(row["basis"]),
            source=row["source"],
        )
        for row in found["limits"]
    }
