"""What became of advice, in words: of one project, and of a folder as tables."""

from collections.abc import Iterator
from datetime import date

from sbd_tool.app.follow_through.listing import FollowThrough, Road
from sbd_tool.app.follow_through.portfolio import Portfolio, PortfolioRow, Tally
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.follow_through import LedgerThen, Moment, ScoreMoment
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.words import Words
from sbd_tool.report.portfolio_file import Cell, PortfolioPage, PortfolioTable

FEW_DECISIONS = 10
LABEL = Tlp.AMBER


def road_name(road: Road, project: Project, rules: Rules) -> Text:
    """What the road is about: a measure by name, one that is gone, or the advice itself."""
    if not road.measure:
        words = "" if road.advice is None else road.advice.words
        return text("follow.advice_alone", words=literal(words))
    if road.measure not in project.measures:
        return text("follow.gone_measure")
    return plain_name(project, rules, road.measure)


def advice_said(road: Road) -> Text:
    """What was decided about the advice, with the reason."""
    if road.advice is None:
        return text("follow.no_advice")
    entry = road.advice.deciding
    if entry is None or road.decision is None:
        return text("follow.decision_open")
    decision = text(f"follow.decision_{road.decision.value}")
    return _because(decision, entry.words)


def built_said(road: Road, words: Words) -> Text:
    """What was last seen where the measure was to be."""
    if road.built is None:
        return text("follow.built_not_seen")
    what = text(f"follow.built_{road.built.found.value}")
    return _on_day(what, road.built.day, road.built.words, words)


def upkeep_said(road: Road, words: Words) -> Text:
    """What the last inspection found."""
    if road.upkeep is None or road.upkeep.upkeep is None:
        return text("follow.upkeep_never")
    what = text(f"follow.upkeep_{road.upkeep.upkeep.value}")
    return _on_day(what, road.upkeep.day, road.upkeep.words, words)


def due_said(road: Road, today: str, words: Words) -> Text:
    """When the next inspection is planned, or since when it is overdue."""
    if not road.due:
        return text("follow.no_due")
    key = "follow.overdue" if road.is_overdue(today) else "follow.due"
    return text(key, day=literal(day_said(road.due, words)))


def moments_said(follow: FollowThrough, words: Words) -> Iterator[Text]:
    """Both ledgers before and after, each as it stood; never one number, never a cause."""
    kept = [one for one in (follow.before, follow.after) if one is not None]
    if not kept:
        yield text("follow.moments_missing")
    for one in kept:
        day = literal(day_said(one.day, words))
        yield text(f"follow.moment_{one.moment.value}", day=day, ledgers=ledgers_said(one))
    if len(kept) == len(Moment) and not follow.is_comparable():
        yield text("follow.moments_other_states")


def ledgers_said(moment: ScoreMoment) -> Text:
    """Both ledgers of a moment."""
    told = {
        key.value: text(f"follow.ledger_{key.value}", told=_ledger(moment.ledgers[key]))
        for key in LedgerKey
    }
    return text("follow.both_ledgers", **told)


def day_said(day: str, words: Words) -> str:
    """A day in the reader's form."""
    return words.day(date.fromisoformat(day))


def portfolio_page(found: Portfolio, rules: Rules, language: str, words: Words) -> PortfolioPage:
    """A folder of projects as a page: a map, projects, kinds of measures, files not read."""
    placed = [row for row in found.rows if row.longitude is not None and row.latitude is not None]
    remarks = [
        text("follow.unread", path=literal(one.path), reason=one.reason) for one in found.unread
    ]
    if found.total.adopted + found.total.rejected < FEW_DECISIONS:
        remarks.insert(0, text("follow.few"))
    return PortfolioPage(
        language=language,
        label=LABEL.value,
        title=words(text("follow.page_title")),
        about=words(text("follow.page_about")),
        places=tuple((row.title, row.longitude or 0.0, row.latitude or 0.0) for row in placed),
        map_note=words(text("follow.map_note", count=len(found.rows) - len(placed))),
        sheet=_projects(found, words, with_places=True),
        tables=(_projects(found, words, with_places=False), _kinds(found, rules, words)),
        remarks=tuple(words(one) for one in remarks),
    )


def _projects(found: Portfolio, words: Words, *, with_places: bool) -> PortfolioTable:
    places = ("longitude", "latitude") if with_places else ()
    names = (
        "title", "path", *places, "advised", "adopted", "rejected", "undecided",
        "measures", "built", "differing", "not_built", "overdue", "before", "after",
    )  # fmt: skip
    rows = [_row(row, words, with_places=with_places) for row in found.rows]
    if not with_places:
        total = words(text("follow.all", count=len(found.rows)))
        rows.append((total, None, *_counts(found.total), None, None))
    return PortfolioTable(
        title=words(text("follow.projects")),
        columns=tuple(words(text(f"follow.col_{name}")) for name in names),
        rows=tuple(rows),
        has_total=not with_places,
    )


def _row(row: PortfolioRow, words: Words, *, with_places: bool) -> tuple[Cell, ...]:
    moments = (row.follow.before, row.follow.after)
    told = [None if one is None else words(ledgers_said(one)) for one in moments]
    place = [None if one is None else round(one, 5) for one in (row.longitude, row.latitude)]
    return (row.title, row.path, *(place if with_places else ()), *_counts(row.tally), *told)


def _counts(tally: Tally) -> tuple[int, ...]:
    return (
        tally.advised, tally.adopted, tally.rejected, tally.undecided,
        tally.to_build, tally.built, tally.differing, tally.not_built, tally.overdue,
    )  # fmt: skip


def _kinds(found: Portfolio, rules: Rules, words: Words) -> PortfolioTable:
    names = ("kind", "advised", "acceptance", "measures", "built", "overdue")
    return PortfolioTable(
        title=words(text("follow.kinds")),
        columns=tuple(words(text(f"follow.col_{name}")) for name in names),
        rows=tuple(
            (
                words(kind_said(kind, rules)),
                tally.advised,
                words(acceptance_said(tally)),
                tally.to_build,
                tally.built,
                tally.overdue,
            )
            for kind, tally in found.kinds
        ),
    )


def kind_said(kind: str, rules: Rules) -> Text:
    """The name of a kind; "" is advice about no measure."""
    kinds = rules.catalogue.measures
    return kinds[kind].name if kind in kinds else text("follow.kind_none")


def acceptance_said(tally: Tally) -> Text:
    """How many of the decided pieces of advice were adopted: both counts, never a bare share."""
    decided = tally.adopted + tally.rejected
    return text("follow.acceptance", adopted=tally.adopted, decided=decided)


def _ledger(then: LedgerThen) -> Text:
    low, high = round(then.low), round(then.high)
    if then.score is None:
        return text("follow.ledger_range", low=low, high=high)
    return text("follow.ledger_score", score=round(then.score), low=low, high=high)


def _because(what: Text, reason: str) -> Text:
    if not reason.strip():
        return what
    return text("follow.because", decision=what, reason=literal(reason))


def _on_day(what: Text, day: str, said: str, words: Words) -> Text:
    told = literal(day_said(day, words))
    if not said.strip():
        return text("follow.on_day", what=what, day=told)
    return text("follow.on_day_words", what=what, day=told, words=literal(said))
