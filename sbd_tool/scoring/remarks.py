"""Findings of the assessment: what there is no data on, what disagrees, what is flagged."""

from collections.abc import Iterable, Mapping
from typing import Final

from sbd_tool.analysis.effective_site import StandingSite
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.effective import ClassKnowledge, ClassStatus, Leaning
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.printed import value_of
from sbd_tool.domain.ratings import parse_rating
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import LedgerScore
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.scoring.readings import Stated, disagrees
from sbd_tool.scoring.sentences import restricted

_TOLD: Final[Mapping[Role, tuple[LedgerKey, ...]]] = {
    Role.BUILDING: (LedgerKey.OPENNESS, LedgerKey.PROTECTION),
    Role.CARRIAGEWAY: (LedgerKey.OPENNESS, LedgerKey.PROTECTION),
    Role.LAMP: (LedgerKey.OPENNESS, LedgerKey.PROTECTION),
    Role.SEAT: (LedgerKey.OPENNESS,),
    Role.TREE: (LedgerKey.OPENNESS,),
    Role.ENTRANCE: (LedgerKey.OPENNESS, LedgerKey.PROTECTION),
    Role.AMENITY: (LedgerKey.OPENNESS,),
    Role.CAMERA: (LedgerKey.OPENNESS, LedgerKey.PROTECTION),
    Role.BARRIER: (LedgerKey.PROTECTION,),
}
"""Classes a reader is told about when the plan does not know them, and the ledgers they feed."""

_VEHICLE_ROLES: Final = frozenset({Role.BARRIER, Role.GATE})
_RATED_ROLES: Final = (Role.BARRIER, Role.GATE, Role.WALL)
_SHOWN_LETTERS: Final = 60


def remarks(
    site: StandingSite,
    catalogue: Catalogue,
    rubric: Rubric,
    stated: Mapping[str, Stated],
    ledgers: Iterable[LedgerScore],
) -> tuple[Finding, ...]:
    """All findings of an assessment: dangers, then warnings, then what is only said.

    Args:
        site: The site with what is known of each class.
        catalogue: Flags.
        rubric: Names and limits.
        stated: Readings with computed ones beside measured ones.
        ledgers: With their floor warnings.
    """
    found = [warning for ledger in ledgers for warning in ledger.warnings]
    found += [
        _disagreement(rubric, key, entry)
        for key, entry in stated.items()
        if disagrees(rubric.indicators[key], entry, rubric)
    ]
    found += _flagged(site, catalogue)
    found += _unreadable_ratings(site)
    for role in _TOLD:
        found += _class_remark(role, site.knowledge[role])
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def _class_remark(role: Role, entry: ClassKnowledge) -> list[Finding]:
    what = text(f"scoring.class_{role.value}")
    if entry.status is ClassStatus.UNKNOWN:
        sentence = (
            text("scoring.hardly_any", what=what, here=entry.here)
            if entry.here
            else text("scoring.no_data", what=what)
        )
    elif entry.status is ClassStatus.THIN:
        sentence = text(
            "scoring.thin", what=what, here=entry.here, expected=Quantity(entry.expected)
        )
    else:
        return []
    is_sensitive = role in _VEHICLE_ROLES
    return [
        Finding(
            key=f"score.{entry.status.value}_class",
            severity=Severity.INFO,
            sentence=sentence,
            remedy=text("scoring.no_data_remedy"),
            ledgers=tuple(ledger.value for ledger in _TOLD[role]),
            marking=Tlp.AMBER_STRICT if is_sensitive else Tlp.CLEAR,
            restricted_to=("P01", "P02", "P03") if is_sensitive else (),
        )
    ]


def _disagreement(rubric: Rubric, key: str, entry: Stated) -> Finding:
    rule = rubric.indicators[key]
    computed = entry.computed
    touched, marking = restricted((key,))
    return Finding(
        key="score.disagreement",
        severity=Severity.WARNING,
        sentence=text(
            "scoring.disagreement",
            name=rule.name,
            measured=value_of(rule, entry.reading.likely or 0.0),
            computed=value_of(rule, 0.0 if computed is None else computed.likely or 0.0),
        ),
        remedy=text("scoring.disagreement_remedy"),
        objects=entry.reading.objects,
        ledgers=(rule.ledger.value,),
        marking=marking,
        is_open=True,
        restricted_to=touched,
    )


def _unreadable_ratings(site: StandingSite) -> list[Finding]:
    """Ratings that are written but cannot be read count as none; the planner should know."""
    written = {
        element.id: str(element.attributes["rating"])
        for role in _RATED_ROLES
        for element in site.elements.get(role, {}).get(Leaning.LIKELY, ())
        if isinstance(element.attributes.get("rating"), str)
        and str(element.attributes["rating"]).strip()
    }
    return [
        Finding(
            key="score.rating_unreadable",
            severity=Severity.WARNING,
            sentence=text("catalogue.rating_unreadable", rating=literal(words[:_SHOWN_LETTERS])),
            remedy=text("catalogue.rating_unreadable.remedy"),
            objects=(element_id,),
            ledgers=("protection",),
            marking=Tlp.AMBER_STRICT,
            restricted_to=("P03",),
        )
        for element_id, words in written.items()
        if parse_rating(words) is None
    ]


def _flagged(site: StandingSite, catalogue: Catalogue) -> list[Finding]:
    places: dict[str, list[str]] = {key: [] for key in site.practices_placed}
    for found in site.elements.values():
        for element in found[Leaning.LIKELY]:
            if element.kind:
                places.setdefault(element.kind, []).append(element.id)
    return [
        Finding(
            key="score.flagged",
            severity=Severity.WARNING,
            sentence=text("scoring.flagged", name=catalogue.measures[kind].name),
            remedy=text("scoring.flagged_remedy"),
            objects=tuple(dict.fromkeys(ids)),
            ledgers=("openness",),
        )
        for kind, ids in places.items()
        if kind in catalogue.measures and catalogue.measures[kind].is_flagged
    ]
