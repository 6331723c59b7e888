"""How the figures came about, from which sources and versions; what an edition leaves out."""

from sbd_tool.cartography.symbols import evidence_dot
from sbd_tool.domain.text import text
from sbd_tool.report.analysis_names import analyses_told
from sbd_tool.report.citations import cited
from sbd_tool.report.ledger_drawing import DASH
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Drawn, Story
from sbd_tool.report.surface import Surface
from sbd_tool.report.trust_section import trust
from sbd_tool.report.weights_section import weights


def method(story: Story, model: ReportModel) -> None:
    """How the figures came about, from which sources and versions; what is left out."""
    look = story.look
    story.chapter("method", look.say("method"))
    for key in ("method_ledgers", "method_range", "method_missing", "method_shares"):
        story.block(look.say(key), 9.0)
        story.space(1.4)
    story.block(look.say("support"), 9.0, 600)
    _evidence_key(story)
    if model.ledgers:
        weights(story, model.weights)
        trust(story, model.trust)
    if model.labelled:
        story.heading(look.words(text("marks.title")))
        for said in model.labelled:
            story.item(look.words(said), 8.5, 400, "ink_2")
    if model.withheld:
        story.heading(look.say("withheld_title"))
        for words in model.withheld:
            story.item(look.words(words), 8.5, 400, "ink_2")
    if model.sources:
        story.heading(look.say("plan_data"))
        for source in model.sources[:60]:
            told = f" {DASH} ".join(part for part in (source.name, source.licence) if part)
            story.block(told, 8.5, 400, "ink_2")
    _guidance(story, model)
    _versions(story, model)


def _evidence_key(story: Story) -> None:
    look = story.look
    story.legend(
        look.say("evidence_title"),
        [
            (_dot(look, key), look.say(f"evidence_{key}"))
            for key in ("seen", "surveyed", "plan", "assumed", "none")
        ],
    )


def _dot(look: Look, evidence: str) -> Drawn:
    def draw(surface: Surface, x_mm: float, y_mm: float, _width: float) -> None:
        dot = evidence_dot(look.design, evidence, 2.3, look.colour("ink_2"))
        surface.shapes(dot, x_mm + 1.4, y_mm)

    return Drawn(draw, width_mm=3.0)


def _guidance(story: Story, model: ReportModel) -> None:
    look = story.look
    if not model.guidance:
        return
    story.heading(look.say("guidance_title"))
    story.block(look.say("guidance_lead"), 8.5, 400, "ink_2")
    story.space(1.0)
    for key, citation in model.guidance:
        said, language = cited(key, citation, look.words)
        story.block(f"{key}: {said}", 8.0, 400, "ink_2", 0.0, 1.3, language)


def _versions(story: Story, model: ReportModel) -> None:
    look = story.look
    story.heading(look.say("provenance"))
    analyses = []
    for name, value in model.versions:
        part, _, rest = name.partition(":")
        if part == "analysis":
            analyses.append((rest, value))
            continue
        told = look.say(f"version_{part}", name=rest) if rest else look.say(f"version_{part}")
        story.block(f"{told}: {value}", 7.5, 400, "ink_2", 0.0, 1.3)
    if analyses:
        told = look.say("version_analysis")
        story.block(f"{told}: {analyses_told(analyses, look.words)}", 7.5, 400, "ink_2", 0.0, 1.3)
