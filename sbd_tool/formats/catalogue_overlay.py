"""Overlays: a city or a project changes entries with a reason; the base is never edited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sbd_tool.domain.marking import Tlp, narrower
from sbd_tool.domain.text import text
from sbd_tool.formats.rule_files import Document, broken

Row = Mapping[str, Any]

NEEDED = (
    "category",
    "name",
    "rationale",
    "symbol",
    "geometry",
    "threats",
    "effect",
    "door",
    "confidence",
    "permanence",
    "marking",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Parsed rows of one edition, before they become values.

    Attributes:
        edition: Base edition plus the names of overlays.
        measures, sources, categories: Rows by key.
        threats, strategies: Keys.
        cards: Rows.
    """

    edition: str
    measures: Mapping[str, Row]
    sources: Mapping[str, Row]
    categories: Mapping[str, Row]
    threats: tuple[str, ...]
    strategies: tuple[str, ...]
    cards: tuple[Row, ...]


def apply_overlay(entries: Entries, overlay: Document, file: str) -> Entries:
    """Lay an overlay over entries and give back new ones.

    Fields of an entry are replaced; effect and door by field, parameters by key. A marking may
    only be made narrower: what the catalogue holds back, no overlay publishes.

    Raises:
        RuleFileError: A new entry lacks a field, or a marking would be widened.
    """
    measures = dict(entries.measures)
    for change in overlay.get("measures", ()):
        key = change["id"]
        if key in measures:
            measures[key] = _merged(measures[key], change, file)
        else:
            measures[key] = _added(change, file)
    return replace(
        entries,
        edition=f"{entries.edition} + {overlay['edition']}",
        measures=measures,
        sources={**entries.sources, **overlay.get("sources", {})},
    )


def _merged(base: Row, change: Row, file: str) -> Row:
    marking = change.get("marking")
    if marking is not None and narrower(Tlp(base["marking"]), Tlp(marking)) != Tlp(marking):
        raise broken(
            file,
            base["id"],
            "marking",
            text("catalogue.problem.widened", value=marking, base=base["marking"]),
        )
    merged = {**base, **change}
    for field in ("effect", "door"):
        merged[field] = {**base[field], **change.get(field, {})}
    merged["parameters"] = _parameters(base["parameters"], change.get("parameters", ()))
    return merged


def _parameters(base: list[Row], changes: list[Row]) -> list[Row]:
    merged = {row["key"]: row for row in base}
    for change in changes:
        before = merged.get(change["key"], {})
        # A changed figure is no longer the source's figure, unless the overlay names one.
        own = {"basis": "c", "source": ""} if "value" in change else {}
        merged[change["key"]] = {**before, **own, **change}
    return list(merged.values())


def _added(change: Row, file: str) -> Row:
    for field in NEEDED:
        if field not in change:
            raise broken(file, change["id"], field, text("catalogue.problem.required", field=field))
    missing = {"protection", "openness", "feeling_of_safety"} - change["effect"].keys()
    if missing:
        field = ", ".join(sorted(missing))
        raise broken(file, change["id"], "effect", text("catalogue.problem.required", field=field))
    return {"parameters": [], "sources": [], **change}
