"""Two options or states on one interactive map: what both show once, what differs on its side."""

from collections.abc import Iterable
from typing import Any

from sbd_tool.cartography.measures import shown_measures
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import ReportModel
from sbd_tool.report.spec import Side

Layers = list[dict[str, Any]]


def split_layers(before: Layers, after: Layers) -> tuple[Layers, Layers]:
    """Draw alike layers once.

    From the first layer on that differs, each side keeps its own, so that nothing changes its
    place in the order of drawing.

    Returns:
        Layers of the later side, those that differ marked ``isSplit``, and the rest of the
        earlier side.
    """
    alike = 0
    while alike < min(len(before), len(after)) and before[alike] == after[alike]:
        alike += 1
    marked = [layer | {"isSplit": place >= alike} for place, layer in enumerate(after)]
    return marked, before[alike:]


def side_names(before: Side, model: ReportModel, words: Words) -> dict[str, str]:
    """What the sides are called: by option, by state, or by both where both differ."""
    other = before.model
    if other.time_state == model.time_state:
        pair = (words(other.option), words(model.option))
    elif other.option == model.option:
        pair = (words(other.time_state), words(model.time_state))
    else:
        pair = (
            words(_both(other.option, other.time_state)),
            words(_both(model.option, model.time_state)),
        )
    return dict(zip(("before", "after"), pair, strict=True))


def _both(option: Text, state: Text) -> Text:
    return text("webmap.side", option=option, state=state)


def changes_told(before: EditionContent, after: EditionContent, words: Words) -> list[str]:
    """How many measures differ between what the two editions hold, in sentences."""
    old, new = _shown(before), _shown(after)
    counts = {
        "added": sum(key not in old for key in new),
        "removed": sum(key not in new for key in old),
        "changed": sum(key in new and _seen(row) != _seen(new[key]) for key, row in old.items()),
    }
    told = [words(text(f"webmap.{kind}", count=count)) for kind, count in counts.items() if count]
    return told or [words(text("webmap.no_change"))]


def _shown(content: EditionContent) -> dict[str, Measure]:
    found = shown_measures(content.project, content.option, content.time_state)
    return {measure.id: measure for measure in found}


def _seen(measure: Measure) -> tuple[object, ...]:
    parameters: Iterable[tuple[str, object]] = sorted(measure.parameters.items())
    geometry = None if measure.geometry is None else measure.geometry.wkb
    return measure.kind, measure.state, measure.name, measure.note, geometry, tuple(parameters)


def subtitle_of_pair(names: dict[str, str], words: Words) -> str:
    """Names of both sides in one sentence."""
    told = {key: literal(name) for key, name in names.items()}
    return words(text("webmap.pair", **told))
