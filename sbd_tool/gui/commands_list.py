"""What the command palette finds: measures, commands, layers, findings, places."""

from PySide6.QtGui import QAction

from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.gui.actions import ACTIONS, keys_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.palette import Hit
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.catalogue_model import effect_words
from sbd_tool.gui.panels.indicator_page import show_objects

MOST_PLACES = 4000


def palette_hits(desk: Desk, actions: dict[str, QAction]) -> list[Hit]:
    """Everything the palette offers now."""
    hits = [*_measures(desk), *_commands(actions)] if desk.project else _commands(actions)
    return [*hits, *_findings(desk), *_indicators(desk), *_places(desk)]


def _measures(desk: Desk) -> list[Hit]:
    look = desk.look
    return [
        Hit(
            group="measures",
            words=look.word(kind.name),
            hint=_draw_hint(look, kind),
            run=lambda key=kind.key: desk.arm(key),  # type: ignore[misc]
            symbol=kind.symbol,
            family=kind.family,
            haystack=f"{kind.key} {kind.category}",
        )
        for kind in desk.rules.catalogue.measures
    ]


def _commands(actions: dict[str, QAction]) -> list[Hit]:
    hits = []
    for spec in ACTIONS:
        action = actions[spec.key]
        if spec.key == "palette" or not action.isEnabled():
            continue
        keys = keys_of(action)
        words = action.text()
        hits.append(Hit("commands", words, keys, action.trigger, icon=spec.icon or "command"))
    return hits


def _findings(desk: Desk) -> list[Hit]:
    look = desk.look
    return [
        Hit(
            group="findings",
            words=look.word(finding.sentence),
            hint=look.word(finding.remedy),
            run=lambda ids=finding.objects: show_objects(desk, ids),  # type: ignore[misc]
            icon="warning" if finding.severity.value != "info" else "info",
        )
        for finding in desk.findings
    ]


def _indicators(desk: Desk) -> list[Hit]:
    if desk.project is None:
        return []
    look = desk.look
    return [
        Hit(
            group="indicators",
            words=look.word(rule.name),
            hint=f"{rule.key} · {look.say(f'ledger.{rule.ledger.value}')}",
            run=lambda key=rule.key: desk.indicator_wanted.emit(key),  # type: ignore[misc]
            icon="chart-bar",
        )
        for rule in desk.rules.rubric.indicators
    ]


def _places(desk: Desk) -> list[Hit]:
    project = desk.project
    if project is None:
        return []
    hits: dict[str, Hit] = {
        f"bookmark:{one.id}": Hit(
            group="places",
            words=one.name,
            hint=desk.look.words_of("table.bookmarks.hit"),
            run=lambda view=one: desk.view_wanted.emit(view),  # type: ignore[misc]
            icon="bookmark-simple",
        )
        for one in project.bookmarks
    }
    for layer in project.layers:
        for feature in layer:
            name = str(feature.attributes.get("name") or "").strip()[:80]
            if name and name not in hits and len(hits) < MOST_PLACES:
                ids = (feature.id,)
                hits[name] = Hit(
                    group="places",
                    words=name,
                    hint=layer.name,
                    run=lambda ids=ids: show_objects(desk, ids),  # type: ignore[misc]
                    icon="map-pin",
                )
    return list(hits.values())


def _draw_hint(look: Look, kind: MeasureKind) -> str:
    draw = look.say(f"draw.{kind.geometry.value}")
    return f"{draw} · {effect_words(look, kind, is_short=True)}"
