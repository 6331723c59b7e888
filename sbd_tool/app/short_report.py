"""What the short sheets need beside the report: handover to officers, and one page to decide on.

Everything comes from the content of the edition or is told to the police only; persons and
numbers of telephones are never part of it, roles are.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from sbd_tool.app.follow_through.listing import FollowThrough, follow_through
from sbd_tool.app.follow_through.telling import moments_said, road_name
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.rules import Rules
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import ReportModel
from sbd_tool.report.short_sheet import ChangeRow, DueRow, ShortSheet
from sbd_tool.scoring.costs import cost_of_all

SHORT: Final = frozenset({"handover", "decision"})
ROLES: Final = ("emergency", "neighbourhood", "lighting", "upkeep", "barriers", "events", "social")
_DESIGNED: Final = (MeasureState.PROPOSED, MeasureState.TEMPORARY, MeasureState.TO_REMOVE)
_FAMILIES: Final = ("vehicles", "eyes", "crowd", "life", "care")
_MET: Final = "met"


def short_parts(
    project: Project, content: EditionContent, model: ReportModel, rules: Rules, words: Words
) -> dict[str, Any]:
    """The field of a report's model that a short sheet needs.

    Args:
        project: The whole project.
        content: What the edition holds.
        model: What its report says, comments, conditions and consultation in it.
        rules: Names of kinds.
        words: Form of days.
    """
    is_whole = content.edition is Edition.POLICE
    followed = follow_through(project) if is_whole else FollowThrough(roads=())
    sheet = ShortSheet(
        changes=_changes(model, content),
        moments=tuple(moments_said(followed, words)) if is_whole else (),
        due=tuple(_due(followed, project, rules)),
        look_at=tuple(_look_at(model)),
        roles=tuple((text(f"short.role_{key}"), text(f"short.for_{key}")) for key in ROLES),
        open_conditions=tuple(_open_conditions(model)),
        decided=tuple(_decided(model)),
        cost=_cost(content),
        is_whole=is_whole,
    )
    return {"short": sheet}


def _changes(model: ReportModel, content: EditionContent) -> tuple[ChangeRow, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[str, Text] = {}
    for row in model.measures:
        if row.state in set(_DESIGNED):
            counts[row.kind, row.state] += row.count
            names[row.kind] = row.name
    kinds = content.catalogue.measures
    return tuple(
        ChangeRow(
            name=names[kind], state=state, count=count,
            why=kinds[kind].rationale if kind in kinds else None,
        )
        for (kind, state), count in counts.items()
    )  # fmt: skip


def _due(followed: FollowThrough, project: Project, rules: Rules) -> Iterator[DueRow]:
    rows = [one for one in followed.roads if one.due or one.upkeep is not None]
    for one in sorted(rows, key=lambda road: road.due or "9999"):
        last = "" if one.upkeep is None else one.upkeep.day
        yield DueRow(name=road_name(one, project, rules), due=one.due, last=last)


def _look_at(model: ReportModel) -> Iterator[Text]:
    families = {row.family for row in model.measures if row.state != MeasureState.TO_REMOVE}
    yield from (text(f"short.look_{key}") for key in _FAMILIES if key in families)
    dark = [row.about for row in model.community.subjects if row.after_dark]
    for about in dark[:3]:
        yield text("short.look_named", about=about)
    yield text("short.look_people")


def _open_conditions(model: ReportModel) -> Iterator[Text]:
    yield from (row.said for row in model.brief if row.verdict != _MET)
    for comment in model.comments:
        if comment.is_required and comment.status != "settled":
            yield text("short.required", words=literal(comment.words))


def _decided(model: ReportModel) -> Iterator[Text]:
    yield text("short.option", option=model.option, state=model.time_state)
    for comment in model.comments:
        if comment.decision:
            reason = comment.deciding.words if comment.deciding is not None else ""
            said = text(f"short.{comment.decision}", words=literal(comment.words))
            because = text("follow.because", decision=said, reason=literal(reason))
            yield because if reason.strip() else said
    for signed in model.signatures:
        yield text("short.signed", who=signed.who, words=literal(signed.words), holds=signed.holds)
    if not model.signatures and not any(one.decision for one in model.comments):
        yield text("short.nothing_decided")


def _cost(content: EditionContent) -> Text:
    if content.edition is Edition.PUBLIC:
        return text("short.cost_withheld")
    rows = [one for one in content.project.measures.values() if one.state in _DESIGNED]
    if not rows:
        return text("short.cost_nothing")
    cost = cost_of_all(rows, load_prices())
    ends = {"low": Quantity(cost.low, "", 0), "high": Quantity(cost.high, "", 0)}
    if cost.unpriced:
        return text("short.cost_unpriced", count=cost.unpriced, **ends)
    return text("short.cost", **ends)
