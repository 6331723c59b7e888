"""What a project changed about the rules: which number, from what to what, by whom and why."""

from typing import Final

from sbd_tool.domain.marking import Edition
from sbd_tool.domain.rubric import LedgerKey, Rubric, RuleChange
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.report.model import RuleChangeRow, WeightsSection
from sbd_tool.report.story import Story

_NAMED: Final = frozenset(
    {
        "gap_limit_m",
        "passage_wheelchair_m",
        "passage_pram_m",
        "passage_cane_m",
        "passage_assistance_dog_m",
        "passage_cargo_bike_m",
        "drawing_accuracy_m",
        "near_zone_m",
        "ring_reach_m",
        "barrier_reach_m",
        "barrier_height_m",
        "flush_kerb_m",
        "step_free_slope_percent",
        "emergency_lane_m",
        "emergency_reach_m",
    }
)
"""Numbers with a name in words; others are named by their key."""


def rule_change_rows(rubric: Rubric, edition: Edition) -> tuple[RuleChangeRow, ...]:
    """Changed rules an edition may tell.

    The public edition tells changes of openness only. Author and reason are words of persons and
    stay in the police edition (docs/method/editions.md).
    """
    is_public, is_told = edition is Edition.PUBLIC, edition is Edition.POLICE
    return tuple(
        RuleChangeRow(
            name=_name(rubric, change),
            before=change.before,
            after=change.after,
            unit=_unit(rubric, change),
            author=change.author if is_told else "",
            reason=change.reason if is_told else "",
        )
        for change in rubric.changes
        if not is_public or _is_of_openness(rubric, change)
    )


def _parts(change: RuleChange) -> tuple[str, str, str]:
    part, _, rest = change.path.partition(".")
    key, _, field = rest.partition(".")
    return part, key, field


def _is_of_openness(rubric: Rubric, change: RuleChange) -> bool:
    part, key, _ = _parts(change)
    if part == "indicators":
        return rubric.indicators[key].ledger is LedgerKey.OPENNESS
    return part == "families" and rubric.families[key].ledger is LedgerKey.OPENNESS


def _name(rubric: Rubric, change: RuleChange) -> Text:
    part, key, field = _parts(change)
    if part == "indicators":
        kind = "breaks" if field == "breaks" else "weight"
        return text(f"changed.{kind}", key=key, name=rubric.indicators[key].name)
    if part == "families":
        return text("changed.family", name=rubric.families[key].name)
    if key.startswith("visit_"):
        return text("changed.number", name=text(f"visit.number_{key}"))
    if part == "numbers" and key in _NAMED:
        return text("changed.number", name=text(f"changed.number_{key}"))
    said = change.path.partition(".")[2] or change.path
    return text("changed.number", name=text("changed.number_unnamed", key=literal(said)))


def _unit(rubric: Rubric, change: RuleChange) -> str:
    part, key, field = _parts(change)
    if part == "numbers":
        return rubric.numbers[key].unit
    return rubric.indicators[key].unit if field == "breaks" else ""


def rule_changes(story: Story, section: WeightsSection) -> None:
    """Print what was changed; nothing where the shipped rules stand."""
    look = story.look
    if not section.changes and not section.has_more_changes:
        return
    story.heading(look.words_of("changed.title"))
    for row in section.changes:
        story.block(look.words(row.name), 9.0, 600)
        before, after = (_told(story, row, rows) for rows in (row.before, row.after))
        said = text("changed.from_to", before=literal(before), after=literal(after))
        story.block(look.words(said), 8.5, 400, "ink_2")
        if row.author:
            by = text("changed.by", author=literal(row.author), reason=literal(row.reason))
            story.block(look.words(by), 8.5, 400, "ink_2")
        story.space(0.6)
    if section.has_more_changes:
        story.block(look.words_of("changed.more"), 8.5, 400, "ink_2")


def _told(story: Story, row: RuleChangeRow, rows: tuple[tuple[float, ...], ...]) -> str:
    words = story.look.words
    unit = f" {row.unit}" if row.unit else ""
    said = []
    for numbers in rows:
        first = f"{words.number(numbers[0], _decimals(numbers[0]))}{unit}"
        rest = [words.number(one, _decimals(one)) for one in numbers[1:]]
        points = [words(text("changed.points", points=literal(one))) for one in rest]
        said.append(": ".join([first, *points]))
    return "; ".join(said)


def _decimals(number: float) -> int:
    """As many decimals as it takes to tell the number, three at most."""
    return next((n for n in range(3) if abs(number - round(number, n)) < 1e-9), 3)  # noqa: PLR2004
