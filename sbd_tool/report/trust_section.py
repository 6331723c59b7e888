"""The scoring held against the seven requirements of trustworthy AI, in the method chapter."""

from sbd_tool.domain.fairness import TrustRule
from sbd_tool.report.story import Story


def trust(story: Story, rules: tuple[TrustRule, ...]) -> None:
    """Print each requirement with its status, what the scoring does, and what is missing."""
    if not rules:
        return
    look = story.look
    story.heading(look.words_of("fairness.trust"))
    story.block(look.words_of("fairness.trust_note"), 8.5, 400, "ink_2")
    for rule in rules:
        status = look.words_of(f"fairness.status.{rule.status}")
        story.block(f"{look.words(rule.name)}: {status}", 9.0, 600)
        story.block(f"{look.words(rule.how)} {look.words(rule.gap)}", 8.5, 400, "ink_2", 0.0, 1.3)
