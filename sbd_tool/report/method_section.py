"""How the figures came about, from which sources and versions; what an edition leaves out."""

from sbd_tool.cartography.symbols import evidence_dot
from sbd_tool.report.flow import Flow
from sbd_tool.report.ledger_drawing import DASH
from sbd_tool.report.model import ReportModel
from sbd_tool.report.weights_section import weights


def method(flow: Flow, model: ReportModel) -> None:
    """How the figures came about, from which sources and versions; what is left out."""
    look = flow.look
    flow.chapter("method", look.say("method"))
    for key in ("method_ledgers", "method_range", "method_missing", "method_shares"):
        flow.block(look.say(key), 9.0)
        flow.space(1.4)
    flow.block(look.say("support"), 9.0, 600)
    _evidence_key(flow)
    if model.ledgers:
        weights(flow, model.weights)
    if model.withheld:
        flow.heading(look.say("withheld_title"))
        for words in model.withheld:
            flow.block(f"\u2022 {look.words(words)}", 8.5, 400, "ink_2")
    if model.sources:
        flow.heading(look.say("plan_data"))
        for source in model.sources[:60]:
            told = f" {DASH} ".join(part for part in (source.name, source.licence) if part)
            flow.block(told, 8.5, 400, "ink_2")
    _guidance(flow, model)
    _versions(flow, model)


def _evidence_key(flow: Flow) -> None:
    look = flow.look
    flow.heading(look.say("evidence_title"), 12.0)
    flow.need(6.0)
    x, y = flow.left_mm, flow.y_mm + 2.0
    for key in ("seen", "surveyed", "plan", "assumed", "none"):
        flow.surface.shapes(evidence_dot(look.design, key, 2.3, look.colour("ink_2")), x + 1.4, y)
        words = look.say(f"evidence_{key}")
        flow.surface.words(x + 4.0, y + 1.0, words, 8.0, look.colour("ink_2"))
        x += 9.0 + look.letters.width_mm(words, 8.0)
    flow.y_mm += 5.0


def _guidance(flow: Flow, model: ReportModel) -> None:
    look = flow.look
    if not model.guidance:
        return
    flow.heading(look.say("guidance_title"))
    flow.block(look.say("guidance_lead"), 8.5, 400, "ink_2")
    flow.space(1.0)
    for key, citation in model.guidance:
        flow.block(f"{key}: {citation}", 8.0, 400, "ink_2", 0.0, 1.3)


def _versions(flow: Flow, model: ReportModel) -> None:
    look = flow.look
    flow.heading(look.say("provenance"))
    analyses = []
    for name, value in model.versions:
        part, _, rest = name.partition(":")
        if part == "analysis":
            analyses.append(f"{rest} {value}")
            continue
        told = look.say(f"version_{part}", name=rest) if rest else look.say(f"version_{part}")
        flow.block(f"{told}: {value}", 7.5, 400, "ink_2", 0.0, 1.3)
    if analyses:
        told = look.say("version_analysis")
        flow.block(f"{told}: {', '.join(analyses)}", 7.5, 400, "ink_2", 0.0, 1.3)
