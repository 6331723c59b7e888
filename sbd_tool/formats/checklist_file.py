"""Checklists from data: the shipped ones, and those of a city laid over them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.agreement import AgreementRules
from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.checklists import (
    AnswerKind,
    Choice,
    Item,
    Look,
    OnlyIf,
    Pass,
    Spot,
    Standing,
    Template,
)
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp, narrower
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.folders import config_folder
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, broken, read_document

SHIPPED: Final = (
    "safety_walk",
    "insight",
    "cpted_walk",
    "barrier_inspection",
    "eu_vulnerability",
)
DEFINITION: Final = "checklist"
AGREEMENT: Final = "agreement"
DEGREES: Final = ("0", "1", "2", "3")
USUAL_MOST: Final = 6
FOLDER: Final = "checklists"
_MOST_FILES: Final = 40
Row = Mapping[str, Any]


def checklist_files() -> tuple[tuple[Path, str], ...]:
    """The shipped files and the definition they are checked against."""
    lists = tuple((resource_path(FOLDER, f"{key}.yaml"), DEFINITION) for key in SHIPPED)
    return (*lists, (resource_path(FOLDER, f"{AGREEMENT}.yaml"), AGREEMENT))


@lru_cache(maxsize=1)
def read_agreement_rules() -> AgreementRules:
    """Numbers an agreement of two assessors is told with.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    file = RuleFile.at(resource_path(FOLDER, f"{AGREEMENT}.yaml"))
    document = read_document(file, _schema(), AGREEMENT)
    return AgreementRules(
        least_pairs=int(document["least_pairs"]),
        confidence=float(document["confidence"]),
        least_published=int(document["least_published"]),
    )


def city_files() -> tuple[RuleFile, ...]:
    """Files in the person's rules folder (``checklists`` beside the settings), by name.

    Raises:
        RuleFileError: One cannot be read.
    """
    found = sorted(config_folder(FOLDER).glob("*.yaml"))[:_MOST_FILES]
    return tuple(RuleFile.at(path) for path in found)


@lru_cache(maxsize=16)
def read_checklists(added: tuple[RuleFile, ...] = ()) -> Registry[Template]:
    """All checklists: the shipped ones with files of a city over them, in the order given.

    A file with a new key is a new checklist and brings its own words. A file that says which one
    it ``extends`` changes or adds questions by key, and gives its reason. A label may be narrowed,
    never widened.

    Args:
        added: Files of a city.

    Raises:
        RuleFileError: A file breaks the form; it is told with entry and field.
    """
    made: dict[str, Template] = {}
    rows: dict[str, dict[str, Any]] = {}
    for path, definition in checklist_files():
        if definition != DEFINITION:
            continue
        file = RuleFile.at(path)
        document = read_document(file, _schema(), DEFINITION)
        rows[document["key"]] = dict(document)
        made[document["key"]] = _template(document, "", file.name)
    for file in added:
        document = read_document(file, _schema(), DEFINITION)
        merged = _laid_over(rows, document, file.name)
        rows[merged["key"]] = merged
        made[merged["key"]] = _template(merged, file.name, file.name)
    return Registry("checklist", made.values())


def _schema() -> Path:
    return resource_path(FOLDER, "schema.json")


def _laid_over(rows: Mapping[str, Row], document: Row, file: str) -> dict[str, Any]:
    base_key = document.get("extends", "")
    if not base_key:
        for field in ("name", "about", "marking"):
            if field not in document:
                raise broken(file, document["key"], field, _required(field))
        return dict(document)
    if base_key not in rows:
        problem = text("catalogue.problem.not_known", value=base_key)
        raise broken(file, document["key"], "extends", problem)
    if not document.get("reason"):
        raise broken(file, document["key"], "reason", _required("reason"))
    base = rows[base_key]
    marking = document.get("marking", base["marking"])
    if narrower(Tlp(base["marking"]), Tlp(marking)) != Tlp(marking):
        problem = text("catalogue.problem.widened", value=marking, base=base["marking"])
        raise broken(file, document["key"], "marking", problem)
    items = {row["key"]: {**row, "_words": row.get("_words", base["key"])} for row in base["items"]}
    for row in document["items"]:
        items[row["key"]] = {**items.get(row["key"], {}), **row}
    told = {key: document.get(key, base.get(key)) for key in ("name", "about", "most")}
    kept = {key: value for key, value in told.items() if value is not None}
    named = base.get("_named", base["key"])
    return {**base, **document, **kept, "_named": named, "items": list(items.values())}


def _template(row: Row, origin: str, file: str) -> Template:
    key = row["key"]
    named = row.get("_named", key)
    keys = {one["key"] for one in row["items"]}
    return Template(
        key=key,
        name=_words(row, "name", f"checklist.{named}.name"),
        about=_words(row, "about", f"checklist.{named}.about"),
        edition=str(row["edition"]),
        marking=Tlp(row["marking"]),
        most=int(row.get("most", USUAL_MOST)),
        items=tuple(_item(one, key, keys, file, is_shipped=not origin) for one in row["items"]),
        origin=origin,
        reason=str(row.get("reason", "")),
    )


def _item(row: Row, template: str, keys: set[str], file: str, *, is_shipped: bool) -> Item:
    key = row["key"]
    stem = f"checklist.{row.get('_words', template)}"
    if not is_shipped and "_words" not in row and "ask" not in row:
        raise broken(file, f"{template} / {key}", "ask", _required("ask"))
    if "kind" not in row:
        raise broken(file, f"{template} / {key}", "kind", _required("kind"))
    rule = row.get("only_if")
    if rule is not None and (rule["item"] not in keys or rule["item"] == key):
        problem = text("catalogue.problem.not_known", value=rule["item"])
        raise broken(file, f"{template} / {key}", "only_if", problem)
    section = row.get("section")
    stand = row.get("stand", {})
    is_own = not is_shipped and "_words" not in row
    return Item(
        key=key,
        ask=_words(row, "ask", f"{stem}.{key}"),
        section=_section(section, stem, is_own=is_own),
        kind=AnswerKind(row["kind"]),
        choices=_choices(row, f"{stem}.{key}", template, file),
        unit=row.get("unit", ""),
        minimum=row.get("minimum"),
        maximum=row.get("maximum"),
        tolerance=float(row.get("tolerance", 0.0)),
        spot=Spot(row.get("spot", "square")),
        standing=Standing(
            back_m=float(stand.get("back_m", 0.0)),
            height_m=float(stand.get("height_m", 1.6)),
            look=Look(stand.get("look", "place")),
        ),
        passes=tuple(one for one in Pass if one.value in row.get("passes", ("day", "night"))),
        only_if=None if rule is None else OnlyIf(item=rule["item"], values=tuple(rule["is"])),
        feeds=row.get("feeds", ""),
        lasts=bool(row.get("lasts", True)),
        evidence=Evidence(row.get("evidence", "seen")),
        about=tuple(row.get("about", ())),
        source=row.get("source", ""),
        basis=Basis(row.get("basis", "c")),
        confidence=row.get("confidence", "low"),
    )


def _section(section: str | None, stem: str, *, is_own: bool) -> Text | None:
    if section is None:
        return None
    return literal(section) if is_own else text(f"{stem}.section.{section}")


def _choices(row: Row, stem: str, template: str, file: str) -> tuple[Choice, ...]:
    kind = row["kind"]
    if kind == AnswerKind.YES_NO:
        return tuple(Choice(key=one, name=text(f"question.{one}")) for one in ("yes", "no"))
    told: Iterable[Row] = row.get("choices", ())
    if kind == AnswerKind.SCALE and not told:
        return tuple(Choice(key=one, name=text(f"checklist.degree.{one}")) for one in DEGREES)
    if kind == AnswerKind.SCALE and any(not one["key"].isdigit() for one in told):
        raise broken(file, f"{template} / {row['key']}", "choices", _required("0, 1, 2"))
    if kind == AnswerKind.CHOICE and not told:
        raise broken(file, f"{template} / {row['key']}", "choices", _required("choices"))
    return tuple(
        Choice(key=one["key"], name=_words(one, "name", f"{stem}.{one['key']}")) for one in told
    )


def _words(row: Row, field: str, key: str) -> Text:
    told = row.get(field)
    return literal(" ".join(told.split())) if isinstance(told, str) else text(key)


def _required(field: str) -> Text:
    return text("catalogue.problem.required", field=field)
