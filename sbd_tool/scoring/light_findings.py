"""Light as findings: what it reaches, and each dark stretch of a way, to be clicked."""

from collections.abc import Mapping
from typing import Any, Final

from sbd_tool.analysis.effective_site import StandingSite
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.light_results import Light
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.scoring.lighting import may_miss_lamps

_MOST: Final = 12


def light_findings(site: StandingSite, results: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What the light reaches, and the longest dark stretches; none where it was not worked out.

    Where lamps may stand that nobody drew, no place is called dark. Where it is dark is for those
    who can change it: not for the public edition.
    """
    light = results.get("light")
    if not isinstance(light, Light) or may_miss_lamps(site.knowledge):
        return ()
    hint = text("light.dark_pocket.hint")
    return (
        _told("light.summary", _reached(light), text("light.summary.hint"), light.lamps[:_MOST]),
        *(
            _told("light.dark_pocket", pocket.said(), hint, (pocket.way,))
            for pocket in light.pockets[:_MOST]
        ),
    )


def _reached(light: Light) -> Text:
    """Mean, lowest and class of the square in a sentence."""
    lux = {
        "mean": Quantity(light.mean_lx, "lx", 1),
        "lowest": Quantity(light.lowest_lx, "lx", 1),
    }
    if not light.p_class:
        return text("light.summary_unclassed", **lux)
    return text("light.summary", reached=light.p_class, **lux)


def _told(key: str, sentence: Text, hint: Text, objects: tuple[str, ...]) -> Finding:
    return Finding(
        key=key,
        severity=Severity.INFO,
        sentence=sentence,
        remedy=hint,
        objects=objects,
        ledgers=(LedgerKey.OPENNESS.value, LedgerKey.PROTECTION.value),
        marking=Tlp.GREEN,
    )
