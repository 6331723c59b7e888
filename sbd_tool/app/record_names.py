"""What a person calls a record: its kind, and which one of that kind it is."""

from collections.abc import Callable, Mapping
from typing import Final

from sbd_tool.domain.conditions import KIND_KEYS
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.written import Part

_MOST: Final = 80
_Content = Mapping[str, object]
_KINDS: Final = frozenset(
    (
        "condition",
        "checklist_step",
        "weight_set",
        "weights_in_use",
        "receipt",
        "sheet",
        "written",
        "checklist",
        "task",
        "task_answer",
        "task_settled",
        "checklist_template",
        "sealed_answers",
        "thread",
        "thread_entry",
        "built_check",
        "inspection",
        "score_moment",
        "sign_off",
        "last_look",
        "review_request",
        "sealed_layer",
        "survey",
        "label_set",
        "label_lowered",
        "place_note",
        "engagement",
        "shown_notes",
    )
)


def record_kind(kind: str) -> Text:
    """The kind of a record in words; kinds of later versions are entries."""
    return text(f"exchange.record_{kind}" if kind in _KINDS else "exchange.table_records")


def record_name(kind: str, content: _Content) -> Text:
    """Which one of its kind it is; where it is the only one, what it is."""
    named = _NAMED.get(kind)
    found = None if named is None else named(content)
    return found or _titled(content) or record_kind(kind)


def _titled(content: _Content) -> Text | None:
    for field in ("name", "title", "caption", "words", "from"):
        words = content.get(field)
        if isinstance(words, str) and words.strip():
            return literal(" ".join(words.split())[:_MOST])
    return None


def _condition(content: _Content) -> Text | None:
    kind = content.get("kind")
    return text(f"conditions.name_{kind}") if kind in KIND_KEYS else None


def _part(content: _Content) -> Text | None:
    part = content.get("part")
    return text(f"report.part_{part}") if part in set(Part) else None


def _step(content: _Content) -> Text | None:
    from sbd_tool.app.threats import threat_rules

    step = content.get("step")
    known = {one.key for one in threat_rules().steps}
    return text(f"threats.step.{step}") if step in known else None


_NAMED: Final[Mapping[str, Callable[[_Content], Text | None]]] = {
    "condition": _condition,
    "written": _part,
    "checklist_step": _step,
}
