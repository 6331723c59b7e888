"""Read the shipped templates of states: `resources/states/templates.yaml`."""

from functools import lru_cache
from typing import Any

import yaml

from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.state_templates import StateTemplate
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def read_state_templates() -> tuple[StateTemplate, ...]:
    """The templates in their shown order.

    Raises:
        RuleFileError: The file is broken.
    """
    path = resource_path("states", "templates.yaml")
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
        return tuple(_template(row) for row in found["templates"])
    except (OSError, yaml.YAMLError, KeyError, TypeError) as broken:
        raise RuleFileError(
            text("ingest.rules_broken", file=path.name, reason=str(broken)[:200]),
            text("ingest.rules_broken_hint"),
            path.name,
        ) from broken


def _template(row: dict[str, Any]) -> StateTemplate:
    key = str(row["key"])
    return StateTemplate(
        key=key,
        name=text(f"states.template_{key}"),
        about=text(f"states.template_{key}_about"),
        symbol=str(row["symbol"]),
        is_dark=bool(row["is_dark"]),
        asks_crowd=bool(row["asks_crowd"]),
        opens=bool(row["opens"]),
    )
