"""The rubric: the shipped rule file with the changes of a project on it."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.rubric import (
    FamilyRule,
    IndicatorKind,
    IndicatorRule,
    LedgerKey,
    PrintRule,
    Rubric,
    RuleNumber,
)
from sbd_tool.domain.text import text
from sbd_tool.formats.photometry.library import read_generic
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rubric_overrides import Overrides, rule_changes, with_overrides, with_profile
from sbd_tool.formats.rubric_rules import check_rubric
from sbd_tool.formats.rule_files import Document, RuleFile, read_document

Row = Mapping[str, Any]


def read_rubric(overrides: Overrides | None = None, profile: str = "default") -> Rubric:
    """The shipped rubric with a profile and a project's changes on it.

    Args:
        overrides: Dotted path ("families.access.weight", "indicators.O04.breaks",
            "numbers.gap_limit_m", "floors.O01", "print_rule.coverage") -> value, reason, author.
        profile: National or professional profile; its numbers stand in place of the default's.

    Raises:
        RuleFileError: A path is not known, a reason is missing, breakpoints lose order or
            direction, or a family leaves the 5 to 45 per cent of its ledger.
    """
    if not overrides and profile in ("", "default"):
        return _default()
    changes = (
        (path, _frozen(value), reason, author)
        for path, (value, reason, author) in sorted((overrides or {}).items())
    )
    return _changed(tuple(changes), profile)


def profile_keys() -> tuple[str, ...]:
    """Keys of the shipped national and professional profiles, the default first."""
    return tuple(_shipped()["profiles"])


def rubric_file() -> tuple[Path, str]:
    """The shipped rubric and the definition it is checked against."""
    return resource_path("rubrics", "default.yaml"), "rubric"


@lru_cache(maxsize=1)
def _shipped() -> Document:
    path, definition = rubric_file()
    return read_document(RuleFile.at(path), path.parent / "schema.json", definition)


@lru_cache(maxsize=1)
def _default() -> Rubric:
    document = _shipped()
    check_rubric(document, "rubric", are_weights_edited=True)
    return _built(document, "default", is_edited=False)


@lru_cache(maxsize=16)
def _changed(changes: tuple[tuple[str, Hashable, str, str], ...], profile: str) -> Rubric:
    overrides = {path: (value, reason, author) for path, value, reason, author in changes}
    below = with_profile(_shipped(), profile)
    document = with_overrides(below, overrides)
    check_rubric(document, "rubric", are_weights_edited=_touches_weights(overrides))
    built = _built(document, profile, is_edited=bool(overrides))
    return replace(built, changes=rule_changes(below, document, overrides))


def _frozen(value: object) -> Hashable:
    """A value that may be the key of a cache; what no rubric holds becomes words and is refused."""
    if isinstance(value, (list, tuple)):
        return tuple(_frozen(one) for one in value)
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _touches_weights(overrides: Overrides) -> bool:
    return any(path.startswith("families.") for path in overrides)


def _built(document: Document, profile: str, *, is_edited: bool) -> Rubric:
    ledgers = {row["key"]: LedgerKey(row["ledger"]) for row in document["families"]}
    version = str(document["version"])
    version += f" + {profile}" if profile not in ("", "default") else ""
    version += " + project" if is_edited else ""
    return Rubric(
        name=document["name"],
        version=version,
        families=Registry("family", [_family(row) for row in document["families"]]),
        indicators=Registry(
            "indicator", [_indicator(row, ledgers) for row in document["indicators"]]
        ),
        numbers=Registry("number", [_number(row) for row in document["numbers"]]),
        chains={key: tuple(members) for key, members in document["chains"].items()},
        floors={key: float(points) for key, points in document["floors"].items()},
        print_rule=_print_rule(document["print_rule"]),
        bands=tuple(float(end) for end in document["bands"]),
        strengths={int(key): float(share) for key, share in document["strengths"].items()},
        luminaires={one.name: one for one in read_generic()},
    )


def _family(row: Row) -> FamilyRule:
    return FamilyRule(
        key=row["key"],
        ledger=LedgerKey(row["ledger"]),
        weight=float(row["weight"]),
        name=text(f"rubric.family.{row['key']}"),
    )


def _indicator(row: Row, ledgers: Mapping[str, LedgerKey]) -> IndicatorRule:
    low, high = row.get("range", (None, None))
    return IndicatorRule(
        key=row["key"],
        name=text(f"rubric.{row['key']}.name"),
        question=text(f"rubric.{row['key']}.question"),
        family=row["family"],
        ledger=ledgers[row["family"]],
        unit=row["unit"],
        weight=float(row["weight"]),
        breaks=tuple((float(value), float(points)) for value, points in row["breaks"]),
        is_up=row["up"],
        kind=IndicatorKind(row["kind"]),
        chain=row.get("chain", ""),
        basis=Basis(row["basis"]),
        sources=tuple(row["sources"]),
        confidence=row["confidence"],
        minimum=None if low is None else float(low),
        maximum=None if high is None else float(high),
        cards=tuple(row.get("cards", ())),
    )


def _number(row: Row) -> RuleNumber:
    return RuleNumber(
        key=row["key"],
        value=float(row["value"]),
        unit=row["unit"],
        basis=Basis(row["basis"]),
        source=row["source"],
        confidence=row["confidence"],
        note=row.get("note", ""),
    )


def _print_rule(row: Row) -> PrintRule:
    return PrintRule(
        coverage=float(row["coverage"]),
        supply_coverage=float(row["supply_coverage"]),
        width_points=float(row["width_points"]),
        must=tuple(row["must"]),
    )
