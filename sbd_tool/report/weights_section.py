"""Whose weights stand behind the scores: what a report says of them, and how it prints them."""

from sbd_tool.domain.marking import Edition
from sbd_tool.domain.rubric import LedgerKey, Rubric, WeightsInUse
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.report.model import WeightsSection
from sbd_tool.report.rules_section import rule_change_rows, rule_changes
from sbd_tool.report.story import Story


def weights_section(rubric: Rubric, edition: Edition) -> WeightsSection:
    """Shares of the families, and who stands for them.

    The public edition tells shares of openness only, and of a set of the project no name, author
    or reason: those are words of persons.
    """
    used = rubric.weights_in_use
    is_public = edition is Edition.PUBLIC
    is_told = used is None or used.is_shipped or not is_public
    ledgers = [key for key in LedgerKey if not is_public or key is LedgerKey.OPENNESS]
    return WeightsSection(
        name=text("weights.of_rubric" if used is None else "weights.of_project")
        if used is None or not is_told
        else used.name,
        author=used.author if used is not None and is_told else "",
        date="" if used is None else used.date,
        reason=_reason(used, is_told=is_told),
        method="judged" if used is None else used.method,
        shares=tuple((key.value, _shares(rubric, key)) for key in ledgers),
        changes=rule_change_rows(rubric, edition),
        has_more_changes=len(rule_change_rows(rubric, edition)) < len(rubric.changes),
    )


def _reason(used: WeightsInUse | None, *, is_told: bool) -> Text | None:
    return used.reason if used is not None and is_told else None


def _shares(rubric: Rubric, ledger: LedgerKey) -> tuple[tuple[Text, Quantity], ...]:
    families = [family for family in rubric.families if family.ledger is ledger]
    total = sum(family.weight for family in families)
    return tuple(
        (family.name, Quantity(100 * family.weight / total if total else 0.0, "%"))
        for family in families
    )


def weights(story: Story, section: WeightsSection) -> None:
    """Print whose weights stand, since when, why, and the share of each family."""
    look = story.look
    story.heading(look.words_of("weights.title"))
    said = text(
        "weights.signed",
        name=section.name,
        author=literal(section.author),
        date=literal(section.date),
        method=text(f"weights.method.{section.method}"),
    )
    story.block(look.words(said if section.author else section.name), 9.0, 600)
    if section.reason is not None:
        story.block(look.words(section.reason), 9.0, 400, "ink_2")
    for ledger, shares in section.shares:
        told = ", ".join(
            f"{look.words(name)} {look.words.quantity(share)}" for name, share in shares
        )
        story.block(f"{look.say(ledger)}: {told}", 8.5, 400, "ink_2")
        story.space(0.6)
    rule_changes(story, section)
