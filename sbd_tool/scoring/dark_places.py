"""Dark pockets on ways as findings: each with its way, to be clicked, and a sentence."""

from collections.abc import Mapping
from typing import Any, Final

from sbd_tool.analysis.effective_site import StandingSite
from sbd_tool.domain.effective import ClassStatus
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.light_results import Light
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import text

_MOST: Final = 12
_MAY_STAND_UNDRAWN: Final = frozenset({ClassStatus.UNKNOWN, ClassStatus.THIN})


def dark_places(site: StandingSite, results: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The longest dark stretches; none where light was not worked out.

    Where lamps may stand that nobody drew, no place is called dark. Where it is dark is for those
    who can change it: not for the public edition.
    """
    light = results.get("light")
    lamps = site.knowledge.get(Role.LAMP)
    if not isinstance(light, Light) or lamps is None or lamps.status in _MAY_STAND_UNDRAWN:
        return ()
    return tuple(
        Finding(
            key="light.dark_pocket",
            severity=Severity.INFO,
            sentence=pocket.said(),
            remedy=text("light.dark_pocket.hint"),
            objects=(pocket.way,),
            ledgers=(LedgerKey.OPENNESS.value, LedgerKey.PROTECTION.value),
            marking=Tlp.GREEN,
        )
        for pocket in light.pockets[:_MOST]
    )
