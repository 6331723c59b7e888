"""The catalogue: shipped rule files joined with the overlays of a city or a project."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.catalogue import (
    Basis,
    Catalogue,
    Door,
    DoorRow,
    Effect,
    FromPlan,
    GeometryKind,
    GuidanceCard,
    GuidanceSource,
    Labelled,
    MeasureKind,
    ParameterSpec,
)
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.catalogue_overlay import Entries, apply_overlay
from sbd_tool.formats.catalogue_rules import check_entries
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

Entry = Mapping[str, Any]
SHIPPED: Final = ("sources", "categories", "threats", "edition")


def read_catalogue(overlays: Sequence[Path | str] = ()) -> Catalogue:
    """The shipped catalogue with overlays on it, in their order.

    Args:
        overlays: YAML files (`Path`) or YAML text (`str`); blank text is no overlay.

    Raises:
        RuleFileError: A file breaks the schema or a rule; it names file, entry and field.
    """
    meant = tuple(
        RuleFile.at(one) if isinstance(one, Path) else RuleFile("overlay", one)
        for one in overlays
        if isinstance(one, Path) or one.strip()
    )
    return _catalogue(tuple((file.name, file.content) for file in meant))


@lru_cache(maxsize=8)
def _catalogue(overlays: tuple[tuple[str, str], ...]) -> Catalogue:
    entries = _shipped()
    for name, content in overlays:
        file = RuleFile(name, content)
        overlay = read_document(file, schema_path(), "overlay")
        entries = apply_overlay(entries, overlay, name)
    check_entries(entries, overlays[-1][0] if overlays else "catalogue")
    return _built(entries)


def schema_path() -> Path:
    """The JSON Schema of catalogue files, cards and overlays."""
    return resource_path("catalogue", "schema.json")


def shipped_files() -> tuple[tuple[Path, str], ...]:
    """Every shipped file of the catalogue with the definition it is checked against."""
    folder = resource_path("catalogue")
    measures = sorted((folder / "measures").glob("*.yaml"))
    return (
        *((folder / f"{name}.yaml", name) for name in SHIPPED),
        *((path, "measures") for path in measures),
        (resource_path("guidance", "cards.yaml"), "cards"),
    )


@lru_cache(maxsize=1)
def _shipped() -> Entries:
    merged: dict[str, Any] = {"measures": {}}
    for path, definition in shipped_files():
        document = read_document(RuleFile.at(path), schema_path(), definition)
        if definition == "measures":
            for row in document["measures"]:
                merged["measures"][row["id"]] = {**row, "category": document["category"]}
        else:
            merged.update(document)
    order = [row["id"] for row in merged["categories"]]
    in_order = sorted(merged["measures"].values(), key=lambda row: order.index(row["category"]))
    return Entries(
        edition=str(merged["edition"]),
        measures={row["id"]: row for row in in_order},
        sources=dict(merged["sources"]),
        categories={row["id"]: row for row in merged["categories"]},
        threats=tuple(row["id"] for row in merged["threats"]),
        cards=tuple(merged["cards"]),
        strategies=tuple(row["id"] for row in merged["strategies"]),
    )


def _built(entries: Entries) -> Catalogue:
    return Catalogue(
        edition=entries.edition,
        measures=Registry(
            "measure", [_measure(row, entries.categories) for row in entries.measures.values()]
        ),
        sources=Registry(
            "source",
            [
                GuidanceSource(key=key, citation=row["citation"], basis=Basis(row["status"]))
                for key, row in entries.sources.items()
            ],
        ),
        cards=Registry("card", [_card(row) for row in entries.cards]),
        categories=Registry(
            "category",
            [Labelled(key=key, name=text(f"category.{key}")) for key in entries.categories],
        ),
        threats=Registry(
            "threat", [Labelled(key=key, name=text(f"threat.{key}")) for key in entries.threats]
        ),
    )


def _shown(row: Entry, field: str) -> Text:
    """Sentence of an entry: what an overlay wrote itself, or the key of the shipped one."""
    written = row.get(field)
    return literal(str(written)) if written else text(f"measure.{row['id']}.{field}")


def _measure(row: Entry, categories: Mapping[str, Entry]) -> MeasureKind:
    category = categories[row["category"]]
    has_cautions = bool(row.get("has_cautions") or row.get("cautions"))
    door = Door(row["door"]["door"])
    return MeasureKind(
        key=row["id"],
        name=_shown(row, "name"),
        rationale=_shown(row, "rationale"),
        cautions=_shown(row, "cautions") if has_cautions else None,
        category=row["category"],
        strategy=row.get("strategy", category["strategy"]),
        family=category["family"],
        symbol=row["symbol"],
        geometry=GeometryKind(row["geometry"]),
        also_drawn_as=tuple(map(GeometryKind, row.get("also_drawn_as", ()))),
        threats=tuple(row["threats"]),
        effect=Effect(**row["effect"]),
        parameters=tuple(_parameter(one) for one in row["parameters"]),
        sources=tuple(row["sources"]),
        cards=tuple(row.get("cards", ())),
        confidence=row["confidence"],
        permanence=row["permanence"],
        marking=Tlp(row["marking"]),
        door=DoorRow(
            door=door,
            openness=tuple(row["door"].get("openness", ())),
            protection=tuple(row["door"].get("protection", ())),
        ),
        acts_as=tuple(map(Role, row.get("acts_as", ()))),
        removes=tuple(map(Role, row.get("removes", ()))),
        from_plan=tuple(_from_plan(one) for one in row.get("from_plan", ())),
        is_flagged=door is Door.FLAG,
        override_reason=row.get("reason", ""),
    )


def _parameter(row: Entry) -> ParameterSpec:
    return ParameterSpec(
        key=row["key"],
        value=row.get("value"),
        unit=row.get("unit", ""),
        basis=Basis(row.get("basis", "c")),
        source=row.get("source", ""),
        minimum=row.get("min"),
        maximum=row.get("max"),
        choices=tuple(row.get("choices", ())),
        example=row.get("example", ""),
        aliases=tuple(row.get("aliases", ())),
    )


def _from_plan(row: Entry) -> FromPlan:
    return FromPlan(
        role=Role(row["role"]),
        where={key: tuple(values) for key, values in row.get("where", {}).items()},
        parameters=dict(row.get("parameters", {})),
    )


def _card(row: Entry) -> GuidanceCard:
    return GuidanceCard(
        key=row["id"],
        title=text(f"card.{row['id']}.title"),
        body=text(f"card.{row['id']}.body"),
        group=row["group"],
        source=row["source"],
        citation=row.get("citation", ""),
        status=row["status"],
        basis=Basis(row["basis"]),
        confidence=row["confidence"],
    )
