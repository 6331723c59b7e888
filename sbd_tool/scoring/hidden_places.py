"""Hidden pockets and dead ends as findings: in order along the edge, each with its place."""

from collections.abc import Mapping
from typing import Any, Final

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.sight_results import DeadEnds, Pockets
from sbd_tool.domain.text import Quantity, Text, text

_MOST: Final = 20


def hidden_places(results: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The largest pockets and the deepest dead ends; none where sight was not worked out.

    Where one can hide is for those who can change it: not for the public edition.
    """
    told: list[tuple[float, float, Finding]] = []
    pockets = results.get("hidden_pockets")
    if isinstance(pockets, Pockets):
        told += [
            (one.area_m2, one.position_m, _finding("sight.pocket", one.sentence, one.hidden_by))
            for one in pockets.pockets
        ]
    ends = results.get("dead_ends")
    if isinstance(ends, DeadEnds):
        for one in ends.found:
            sentence = text(
                "sight.dead_end",
                at=Quantity(one.position_m, "m", 0),
                depth=Quantity(one.depth_m, "m", 0),
            )
            told.append(
                (one.depth_m, one.position_m, _finding("sight.dead_end", sentence, one.objects))
            )
    kept = sorted(told, key=lambda one: -one[0])[:_MOST]
    return tuple(finding for _, _, finding in sorted(kept, key=lambda one: one[1]))


def _finding(key: str, sentence: Text, objects: tuple[str, ...]) -> Finding:
    return Finding(
        key=key,
        severity=Severity.INFO,
        sentence=sentence,
        remedy=text("sight.hidden_place_remedy"),
        objects=objects,
        ledgers=(LedgerKey.PROTECTION.value,),
        marking=Tlp.AMBER,
    )
