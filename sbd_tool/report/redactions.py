"""What an edition withholds or generalises, object by object: the whole beside what it holds.

One comparison for all formats: every row of the whole project is looked up by its id in the
project of the edition, and every field that was there and is no longer the same is told with the
rule behind it. Values are never told, only that they are withheld.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import chain
from typing import Any, Final

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text
from sbd_tool.report.edition_scores import Circle, LedgerView, ledger_view
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.legible_content import legible_project
from sbd_tool.report.lowered_labels import (
    lowered_annotations,
    lowered_heard,
    lowered_measures,
    lowered_texts,
)
from sbd_tool.report.redaction_rules import Reasons, field_rule
from sbd_tool.report.shown_place import shown_project

_TABLES: Final = (
    "measures", "answers", "notes", "photos", "annotations", "luminaires", "records", "underlays",
    "bookmarks", "options", "time_states", "overrides",
)  # fmt: skip
_PLAN: Final = frozenset({"ids", "geometry", "attributes"})
_STAMP: Final = frozenset({"author", "created", "changed", "marking"})


class Done(StrEnum):
    """What became of an object or of some of its fields."""

    WITHHELD = "withheld"
    GENERALISED = "generalised"
    COUNTED = "counted"
    LOWERED = "lowered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """One thing an edition does not tell as it is.

    Attributes:
        table: Part of the project ("measures", "features", "openness" ...).
        id: Id of the object, or key of the row.
        name: Name a person gave it, or "".
        kind: Key of its kind, role or sort, or "".
        done: What became of it.
        fields: Which of its fields; empty where it is the object as a whole.
        rule: Key of the rule behind it.
        label: Label of the object where that decided, else None.
        said: A sentence in place of the rule's own, or None.
    """

    table: str
    id: str
    name: str
    kind: str
    done: Done
    fields: tuple[str, ...] = ()
    rule: str
    label: Tlp | None = None
    said: Text | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    table: str
    id: str
    row: Any
    parts: Mapping[str, object]
    layer: Layer | None = None

    @property
    def name(self) -> str:
        return str(self.parts.get("name") or self.parts.get("attributes.name") or "")

    @property
    def kind(self) -> str:
        of = self.layer if self.layer is not None else self.row
        found = getattr(of, "role", None) or getattr(of, "kind", "") or getattr(of, "key", "")
        return str(found)


def redactions(
    whole: Project, assessment: Assessment | None, catalogue: Catalogue, content: EditionContent
) -> tuple[Redaction, ...]:
    """Everything of a project that its edition does not tell as it is, in the project's order.

    Args:
        whole: The whole project.
        assessment: Its assessment, or None when only the plan is exported.
        catalogue: Kinds with their markings.
        content: The edition, rebuilt from just these.
    """
    shown = legible_project(shown_project(whole, content.option, content.time_state))
    held = {(row.table, row.id): row for row in _rows(content.project)}
    reasons = Reasons(shown, catalogue, content)
    found: list[Redaction] = []
    seen = set()
    for row in _rows(shown):
        seen.add((row.table, row.id))
        found.extend(_compared(row, held.get((row.table, row.id)), reasons))
    found.extend(
        _gone(row, "place") for row in _rows(whole) if (row.table, row.id) not in seen | held.keys()
    )
    found.extend(_opened(shown, catalogue))
    if content.edition is Edition.POLICE:
        return tuple(found)
    return (*found, *_rules(whole), *_judged(whole, assessment, content))


def counts_by_rule(found: tuple[Redaction, ...]) -> dict[str, int]:
    """How many objects each rule touched, most first."""
    ids: dict[str, set[tuple[str, str]]] = {}
    for one in found:
        ids.setdefault(one.rule, set()).add((one.table, one.id))
    return dict(sorted(((key, len(kept)) for key, kept in ids.items()), key=lambda it: -it[1]))


# --- rows ---------------------------------------------------------------------------------


def _rows(project: Project) -> Iterator[_Row]:
    for layer in project.layers:
        yield _Row("layers", layer.id, layer, _parts(layer, _PLAN), layer)
        for name, geometry, attributes in zip(
            layer.ids, layer.geometry, layer.attributes, strict=True
        ):
            told = {f"attributes.{key}": value for key, value in attributes.items()}
            yield _Row("features", name, None, {"geometry": geometry, **told}, layer)
    for table in _TABLES:
        kept = getattr(project, table)
        for row in kept.values() if isinstance(kept, Mapping) else kept:
            key = row.key if table in {"options", "time_states"} else row.id
            yield _Row(table, key, row, _parts(row))


def _parts(row: Any, skipped: frozenset[str] = frozenset()) -> dict[str, object]:
    """Fields of a row by name; of its stamp and of mappings each entry by itself."""
    found: dict[str, object] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in skipped:
            continue
        if isinstance(value, Stamp):
            found |= {key: getattr(value, key) for key in sorted(_STAMP)}
        elif isinstance(value, Mapping):
            found |= {f"{field.name}.{key}": inner for key, inner in value.items()}
        else:
            found[field.name] = value
    return found


def _compared(row: _Row, held: _Row | None, reasons: Reasons) -> Iterator[Redaction]:
    if held is None:
        rule, label = reasons.of(row.table, row.row, row.layer, row.id)
        yield _gone(row, rule, label, Done(reasons.becomes(row.table, rule)))
        return
    lost: dict[tuple[str, Done], list[str]] = {}
    for field, value in row.parts.items():
        now = held.parts.get(field)
        if value is now or _is_nothing(value) or _is_same(value, now):
            continue
        done = Done.WITHHELD if _is_nothing(now) else Done.GENERALISED
        lost.setdefault((field_rule(field), done), []).append(field)
    for (rule, done), names in lost.items():
        yield Redaction(
            table=row.table,
            id=row.id,
            name=row.name,
            kind=row.kind,
            done=done,
            fields=tuple(names),
            rule=rule,
        )


def _gone(row: _Row, rule: str, label: Tlp | None = None, done: Done = Done.WITHHELD) -> Redaction:
    return Redaction(
        table=row.table,
        id=row.id,
        name=row.name,
        kind=row.kind,
        done=done,
        rule=rule,
        label=label,
    )


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | Mapping) and not value)


def _is_same(value: object, now: object) -> bool:
    return type(value) is type(now) and bool(value == now)


def _opened(shown: Project, catalogue: Catalogue) -> Iterator[Redaction]:
    """What an edition may show only because a person lowered a label: who, when and why."""
    for measure, label, said in lowered_measures(shown, catalogue):
        yield Redaction(
            table="measures", id=measure.id, name=measure.name, kind=measure.kind,
            done=Done.LOWERED, rule="lowered", label=label, said=said,
        )  # fmt: skip
    for row, label, said in lowered_annotations(shown):
        yield Redaction(
            table="annotations", id=row.id, name="", kind=row.kind.value,
            done=Done.LOWERED, rule="lowered", label=label, said=said,
        )  # fmt: skip
    for record, label, said in chain(lowered_texts(shown), lowered_heard(shown)):
        yield Redaction(
            table="records", id=record.id, name="", kind=record.kind,
            done=Done.LOWERED, rule="lowered", label=label, said=said,
        )  # fmt: skip


# --- rules and what was judged ------------------------------------------------------------


def _rules(whole: Project) -> Iterator[Redaction]:
    """What a project changes about rules, and its threats: no wider edition holds any of it."""
    told = {
        **{f"rubric.{key}": True for key in whole.rules.rubric_overrides},
        "catalogue_overlay": bool(whole.rules.catalogue_overlay),
        "threats": bool(whole.rules.threats),
    }
    for key, is_there in told.items():
        if is_there:
            yield Redaction(
                table="rules", id=key, name="", kind="", done=Done.WITHHELD, rule="working"
            )


def _judged(
    whole: Project, assessment: Assessment | None, content: EditionContent
) -> Iterator[Redaction]:
    if assessment is None:
        return
    card = assessment.scorecard
    everyone = Circle(Edition.POLICE, frozenset(), frozenset())
    for score, view in ((card.openness, content.openness), (card.protection, content.protection)):
        yield from _lines(ledger_view(score, everyone), view)
    told = {one.key for one in content.suggestions}
    for one in assessment.suggestions:
        if one.key not in told:
            yield Redaction(
                table="suggestions", id=one.key, name="", kind=one.kind, done=Done.WITHHELD,
                rule="proposal",
            )  # fmt: skip
    kept = frozenset(content.findings)
    for number, finding in enumerate(dict.fromkeys((*assessment.findings, *whole.findings)), 1):
        if finding not in kept:
            yield Redaction(
                table="findings", id=f"{finding.key} {number}", name="", kind=finding.key,
                done=Done.WITHHELD, rule="finding",
            )  # fmt: skip


def _lines(whole: LedgerView, view: LedgerView | None) -> Iterator[Redaction]:
    """Lines of a ledger: gone, told as a band, or with figures taken away."""
    held = {} if view is None else {row.key: row for row in view.rows}
    banded = frozenset() if view is None else frozenset(view.told_as_bands)
    for row in whole.rows:
        now = held.get(row.key)
        lost = () if now is None else _fields_lost(row, now)
        if now is not None and not lost:
            continue
        done = Done.WITHHELD if now is None else Done.GENERALISED
        rule = "band" if row.key in banded else ("weak_spot" if now is None else "figures")
        yield Redaction(
            table=whole.ledger.value, id=row.key, name="", kind=row.family, done=done, fields=lost,
            rule=rule,
        )  # fmt: skip


def _fields_lost(row: Any, now: Any) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(row)
        if not _is_nothing(getattr(row, field.name))
        and getattr(row, field.name) != getattr(now, field.name)
    )
