"""Read the numbers that photos work with: `resources/photos/photos.yaml`."""

from functools import lru_cache

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.photo_rules import PhotoRules
from sbd_tool.domain.role_rules import Limit
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, parse


@lru_cache(maxsize=1)
def read_photo_rules() -> PhotoRules:
    """Read the shipped numbers.

    Raises:
        RuleFileError: The file is broken.
    """
    path = resource_path("photos", "photos.yaml")
    try:
        rows = parse(RuleFile.at(path))["limits"]
        limits = [
            Limit(
                key=row["key"],
                value=float(row["value"]),
                basis=Basis(row["basis"]),
                source=row["source"],
            )
            for row in rows
        ]
    except (KeyError, TypeError, ValueError) as broken:
        raise RuleFileError(
            text("ingest.rules_broken", file=path.name, reason=str(broken)[:200]),
            text("ingest.rules_broken_hint"),
            path.name,
        ) from broken
    return PhotoRules({limit.key: limit for limit in limits})
