"""What the tool noticed and wants a person to know: never an error, never lost."""

from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import Text


class Severity(StrEnum):
    """How much a finding asks of the reader; each has a sign of its own beside its colour."""

    DANGER = "danger"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence about the plan or the assessment, with its place.

    Attributes:
        key: Stable key of the kind of finding ("ingest.repaired", "score.floor").
        severity: How much it asks of the reader.
        sentence: What was found.
        remedy: What to do next, or None when nothing is asked.
        objects: Ids of features and measures it is about; a click zooms to them.
        layer: Name of the layer or file it is about, or "".
        ledgers: "openness", "protection" or both, when a ledger is touched.
        marking: Widest circle that may read it.
        is_open: True when a person has to decide; the CLI then ends with exit code 1.
        restricted_to: Indicators whose edition rule also governs this finding (P01-P04).
    """

    key: str
    severity: Severity
    sentence: Text
    remedy: Text | None = None
    objects: tuple[str, ...] = ()
    layer: str = ""
    ledgers: tuple[str, ...] = ()
    marking: Tlp = Tlp.CLEAR
    is_open: bool = False
    restricted_to: tuple[str, ...] = ()
