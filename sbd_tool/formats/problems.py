"""The few ways in which a plan file fails, and what is said about one that was read."""

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.text import Param, Text, text
from sbd_tool.formats.attribute_values import Tally
from sbd_tool.formats.shapes import Flattened


def unreadable(reason: str, hint: str, name: str, **params: Param) -> PlanUnreadableError:
    """Say why a file cannot be read.

    Args:
        reason: Key of the sentence after "formats."; gets ``name`` and ``params``.
        hint: Key of the hint after "formats.hint_".
        name: File name.
        params: Further parameters of the sentence.
    """
    return PlanUnreadableError(
        text(f"formats.{reason}", name=name, **params), text(f"formats.hint_{hint}"), name
    )


def damaged(name: str, title: Text) -> PlanUnreadableError:
    """Say that a file is not what its name or first bytes promise, or is damaged."""
    return unreadable("damaged", "damaged", name, format=title)


def noted(
    reason: str,
    layer: str,
    severity: Severity = Severity.INFO,
    remedy: str = "",
    **params: Param,
) -> Finding:
    """Make a finding about a layer or file.

    Args:
        reason: Key of the sentence after "formats."; gets ``layer`` and ``params``.
        layer: Layer or file it is about.
        severity: How much it asks of the reader.
        remedy: Key of the remedy after "formats.hint_", or "".
        params: Further parameters of the sentence.
    """
    return Finding(
        key=f"formats.{reason}",
        severity=severity,
        sentence=text(f"formats.{reason}", layer=layer, **params),
        remedy=text(f"formats.hint_{remedy}") if remedy else None,
        layer=layer,
    )


def on_values(tally: Tally, layer: str) -> tuple[Finding, ...]:
    """What cleaning took away from attribute values."""
    counted = (
        ("values_bytes", tally.bytes_dropped),
        ("values_shortened", tally.shortened),
        ("values_cleaned", tally.cleaned),
        ("values_columns", tally.columns_dropped),
    )
    return tuple(noted(key, layer, count=count) for key, count in counted if count)


def on_shapes(flattened: Flattened, layer: str) -> tuple[Finding, ...]:
    """What flattening did to geometries."""
    counted = (("heights_dropped", flattened.had_height), ("collections_split", flattened.split))
    return tuple(noted(key, layer, count=count) for key, count in counted if count)
