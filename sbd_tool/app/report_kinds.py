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

USUAL_KIND: Final = REPORT_KINDS[0]
TOLD: Final = ("pdf", "report.html", "docx")
"""Formats that hold a report, whose kind can be chosen."""
WITHOUT_MAPS: Final = frozenset({"review", "handover", "decision"})
"""Kinds of reports that have no chapter for maps of analyses."""


def report_templates() -> tuple[tuple[str, Text], ...]:
    """Key and name of every kind of report, the usual one first."""
    return tuple((key, text(f"report.template_{key}")) for key in REPORT_KINDS)


def check_template(key: str, told_as: str) -> None:
    """Refuse a kind of report that does not exist, or for a format that holds no report.

    Args:
        key: Kind of report.
        told_as: Key of the format.

    Raises:
        InputError: It is unknown, or the format holds none; the hint names those there are.
    """
    if key not in REPORT_KINDS:
        raise InputError(
            text("report.template_unknown", key=key[:80]),
            text("domain.known_keys", keys=", ".join(REPORT_KINDS)),
            key,
        )
    if key != USUAL_KIND and told_as not in TOLD:
        told = ", ".join(f".{one}" for one in TOLD)
        raise InputError(
            text(
                "report.template_untold", suffix=f".{told_as}", kind=text(f"report.template_{key}")
            ),
            text("report.template_untold.hint", suffixes=told),
            key,
        )
