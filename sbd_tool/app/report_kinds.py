"""Kinds of reports by key, for doors that choose one without loading what draws it."""

from typing import Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text

REPORT_KINDS: Final = (
    "planner",
    "liaison",
    "council",
    "public",
    "crime_impact",
    "review",
    "handover",
    "decision",
)


def report_templates() -> tuple[tuple[str, Text], ...]:
    """Key and name of every kind of report, the usual one first."""
    return tuple((key, text(f"report.template_{key}")) for key in REPORT_KINDS)


def check_template(key: str) -> None:
    """Refuse a kind of report that does not exist.

    Raises:
        InputError: It is unknown; the hint names those there are.
    """
    if key not in REPORT_KINDS:
        raise InputError(
            text("report.template_unknown", key=key[:80]),
            text("domain.known_keys", keys=", ".join(REPORT_KINDS)),
            key,
        )
