"""Why an object or a field is not in an edition: the rule behind it, by key.

The rules are those of `report.edition_plan` and its neighbours; here each gets the name under
which a redaction log tells it (sentences: ``labels.why_RULE``).
"""

from typing import Any, Final

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.community import PLACE_NOTE, may_leave
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.photo_marks import checks_of
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.standing import option_line
from sbd_tool.report.edition_attributes import DEPLOYMENT
from sbd_tool.report.edition_rules import (
    BARRIER_CATEGORIES,
    BARRIER_ROLES,
    NEVER_WIDER,
    WATCHING,
    marking_of,
)
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.shown_place import Shown

_HEADS: Final = {
    **dict.fromkeys(("parameters", "parameter_evidence", "attributes"), "not_listed"),
    **dict.fromkeys(("author", "created", "changed"), "people"),
    **dict.fromkeys(("name", "note", "caption", "words"), "free_words"),
    **dict.fromkeys(("style", "group"), "look"),
    "cost_band": "cost",
    "source": "source",
}
"""Field -> rule; others are working papers."""

RULES: Final = (
    "place", "label", "barrier", "watching", "role", "switched_off", "unchecked", "personal",
    "off_the_map", "picture",
    "working", "people", "free_words", "cost", "rating", "deployment", "not_listed", "source",
    "look", "lowered", "weak_spot", "band", "figures", "proposal", "finding",
)  # fmt: skip
"""Every rule there is."""


def field_rule(field: str) -> str:
    """The rule that takes a field from an object an edition shows."""
    head, _, key = field.partition(".")
    if head in {"parameters", "parameter_evidence"} and "rating" in key.lower():
        return "rating"
    if key in DEPLOYMENT:
        return "deployment"
    return _HEADS.get(head, "working")


class Reasons:
    """Why whole objects are not in an edition."""

    def __init__(self, shown: Project, catalogue: Catalogue, content: EditionContent) -> None:
        self._shown, self._catalogue, self._edition = shown, catalogue, content.edition
        self._checks = checks_of(shown.records)
        self._place = Shown(option_line(shown, content.option), content.time_state)
        self._layers = frozenset(layer.id for layer in content.project.layers)

    def of(self, table: str, row: Any, layer: Layer | None, row_id: str) -> tuple[str, Tlp | None]:
        """The rule, and the label of the object where that decided.

        Args:
            table: Part of the project.
            row: The object; None for a feature of a layer.
            layer: The layer, or the layer of the feature; else None.
            row_id: Its id.
        """
        if layer is not None:
            return self._layer(layer)
        if table == "measures":
            return self._measure(row)
        if table in {"annotations", "underlays", "records", "photos"}:
            return self._labelled(table, row, row_id)
        return ("place" if table in {"options", "time_states"} else "working"), None

    def becomes(self, table: str, rule: str) -> str:
        """What stands in the edition instead: "withheld", "generalised" or "counted"."""
        if rule == "barrier":
            return "generalised"
        if rule == "watching":
            is_cell = table == "measures" and self._edition is Edition.PARTNER
            return "generalised" if is_cell else "counted"
        return "withheld"

    def _layer(self, layer: Layer) -> tuple[str, Tlp | None]:
        label = _label(layer.stamp.marking, Tlp.CLEAR)
        if layer.stamp.marking and not self._edition.may_show(label):
            return "label", label
        if layer.role in BARRIER_ROLES:
            return "barrier", None
        if layer.role is Role.CAMERA:
            return "watching", None
        return ("role" if layer.role in NEVER_WIDER[self._edition] else "place"), None

    def _measure(self, row: Any) -> tuple[str, Tlp | None]:
        if self._edition is not Edition.POLICE and not self._place.holds(row.stamp):
            return "place", None
        kinds = self._catalogue.measures
        kind = kinds[row.kind] if row.kind in kinds else None  # noqa: SIM401 - a registry has no get
        label = marking_of(row, kind)
        if label is Tlp.RED or kind is None:
            return "label", label
        if kind.category == WATCHING:
            return "watching", label
        return ("barrier" if kind.category in BARRIER_CATEGORIES else "label"), label

    def _labelled(self, table: str, row: Any, row_id: str) -> tuple[str, Tlp | None]:
        label = row.marking if table == "annotations" else _label(row.stamp.marking, Tlp.AMBER)
        is_closed = not self._edition.may_show(label)
        if table == "photos":
            check = self._checks.get(row_id)
            is_checked = check is not None and check.covers(row)
            if not is_checked and self._edition is not Edition.POLICE:
                return "unchecked", None
            return "label", label
        if table == "annotations":
            if is_closed:
                return "label", label
            return ("place" if row.is_visible else "switched_off"), None
        if table == "underlays":
            return ("label", label) if row.stamp.marking and is_closed else ("picture", None)
        return _record(row, label, is_closed=is_closed)


def _record(record: Any, label: Tlp, *, is_closed: bool) -> tuple[str, Tlp | None]:
    if record.kind == PLACE_NOTE and not is_closed:
        return ("off_the_map" if may_leave(record) else "personal"), None
    return ("label", label) if is_closed and _is_told(record) else ("working", None)


def _is_told(record: Any) -> bool:
    """Whether an edition tells of records of this kind, and the label decides."""
    return record.kind in {"written", PLACE_NOTE} or record.stamp.marking == Tlp.RED.value


def _label(marking: str | None, otherwise: Tlp) -> Tlp:
    if not marking:
        return otherwise
    return Tlp(marking) if marking in set(Tlp) else Tlp.AMBER
