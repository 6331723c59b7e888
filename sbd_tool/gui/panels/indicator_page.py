"""One indicator: the question, value and points, the objects behind it, the source of its scale."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool.cartography.annotation_words import spoken
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import IndicatorKind, IndicatorRule
from sbd_tool.domain.scores import IndicatorScore, IndicatorState
from sbd_tool.domain.text import Quantity, literal
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_entries import layer_words
from sbd_tool.gui.panels.pages import PAGE_MARGINS, fact_row, page_head
from sbd_tool.gui.panels.shares_box import SharesBox
from sbd_tool.gui.widgets.basics import button, column, holder, label, row, rule
from sbd_tool.gui.widgets.controls import LinkButton
from sbd_tool.gui.widgets.ledger_parts import IntervalBar
from sbd_tool.gui.widgets.signs import evidence_sign, ledger_sign
from sbd_tool.gui.wording import evidence_words, range_words, value_words

MOST_OBJECTS: Final = 12


def indicator_page(
    desk: Desk, rule_: IndicatorRule, score: IndicatorScore | None, back: Callable[[], None]
) -> QWidget:
    """From a point of the score to its objects and its source."""
    look = desk.look
    ledger = rule_.ledger.value
    head = row(
        ledger_sign(look.theme, ledger, 20),
        label(look.word(rule_.name), "title", is_wrapped=True),
        spacing=8,
    )
    head.setStretch(1, 1)
    lines = column(
        page_head(desk, f"{look.say(f'ledger.{ledger}')} · {rule_.key}", back),
        head,
        label(look.word(rule_.question), "small", is_wrapped=True),
        spacing=9,
    )
    lines.setContentsMargins(*PAGE_MARGINS)
    for widget in (
        *_result(desk, rule_, score),
        *_objects(desk, score),
        *_sources(desk, rule_),
    ):
        lines.addWidget(widget)
    lines.addStretch(1)
    return holder(lines)


def _result(desk: Desk, rule_: IndicatorRule, score: IndicatorScore | None) -> list[QWidget]:
    look = desk.look
    if score is None or score.state is IndicatorState.NOT_ASSESSED or score.likely is None:
        note = score.reading.note if score is not None else None
        words = look.word(note) or look.say("indicator.not_assessed")
        made: list[QWidget] = [label(words, "", is_wrapped=True)]
        if score is not None and score.high - score.low < 100:  # noqa: PLR2004 - all of the scale
            made.append(
                fact_row(look.say("indicator.range"), range_words(look, score.low, score.high))
            )
        return made
    sign = evidence_sign(
        look.theme, score.reading.evidence.value, evidence_words(look, score.reading.evidence)
    )
    known = row(sign, label(evidence_words(look, score.reading.evidence), "small"), None, spacing=6)
    points = look.say(
        "indicator.points",
        points=Quantity(score.likely),
        range=range_words(look, score.low, score.high),
    )
    made = [
        fact_row(look.say("indicator.value"), value_words(look, rule_, score.reading.likely)),
        fact_row(look.say("indicator.points_name"), points),
        IntervalBar(look.theme, rule_.ledger.value, score.low, score.high, score.likely),
        fact_row(
            look.say("indicator.weight"),
            look.say(
                "indicator.share",
                weight=Quantity(score.weight * 100, "%", 1),
                earned=Quantity(score.earned, "", 1),
                lost=Quantity(score.lost, "", 1),
            ),
        ),
        holder(known),
    ]
    if score.sentence is not None:
        made.insert(0, label(look.word(score.sentence), "", is_wrapped=True))
    if score.reading.note is not None:
        made.append(label(look.word(score.reading.note), "caption", is_wrapped=True))
    return made


def _objects(desk: Desk, score: IndicatorScore | None) -> list[QWidget]:
    look = desk.look
    ids = _object_ids(score)
    if not ids:
        return []
    show_all = button(
        look.theme, look.say("indicator.show", count=len(ids)), "show_objects", sign="map-pin"
    )
    show_all.clicked.connect(lambda: show_objects(desk, ids))
    made: list[QWidget] = [rule(), label(look.say("indicator.objects"), "strong"), show_all]
    if score is not None and score.state is IndicatorState.ASSESSED:
        made.append(SharesBox(desk, score.key, object_name, show_objects))
    groups: dict[str, list[str]] = {}
    for object_id in ids:
        groups.setdefault(object_name(desk, object_id), []).append(object_id)
    for name, members in list(groups.items())[:MOST_OBJECTS]:
        words = name if len(members) == 1 else f"{name} \u00d7 {look.words.number(len(members))}"
        link = LinkButton(look.theme, words, f"object_{members[0]}")
        link.clicked.connect(partial(show_objects, desk, tuple(members)))
        made.append(link)
    return made


def _object_ids(score: IndicatorScore | None) -> tuple[str, ...]:
    if score is None:
        return ()
    shared = [i for share in score.shares for i in share.objects]
    return tuple(dict.fromkeys([*shared, *score.reading.objects]))


def show_objects(desk: Desk, ids: tuple[str, ...], *_checked: object) -> None:
    """Choose objects and show them on the map."""
    desk.choose(ids)
    desk.zoom_wanted.emit(ids)


def object_name(desk: Desk, object_id: str) -> str:
    """A short name of a measure or plan object."""
    project, look = desk.project, desk.look
    if project is None:
        return object_id
    measure = project.measures.get(object_id)
    if measure is not None:
        kind = desk.kind(measure.kind)
        return measure.name or (look.word(kind.name) if kind else measure.kind)
    remark = _remark_name(look, project, object_id)
    if remark:
        return remark
    found = project.feature(object_id)
    if found is None:
        return look.say("object.gone")
    layer, feature = found
    name = str(feature.attributes.get("name") or "")[:60]
    words = layer_words(look, layer, 1)
    return f"{name} ({words})" if name else words


def _remark_name(look: Look, project: Project, object_id: str) -> str:
    """A short name of a note, photo or annotation; "" for anything else."""
    if object_id in project.notes:
        return look.say("note.named", words=project.notes[object_id].words[:60])
    if object_id in project.photos:
        return look.say("photo.named", words=project.photos[object_id].caption[:60])
    row = project.annotations.get(object_id)
    if row is None:
        return ""
    kind = look.words_of(f"sketch.kind.{row.kind.value}")
    said = " ".join(spoken(row, look.words))[:60]
    return look.words_of("sketch.named", kind=kind, words=said) if said else kind


def _sources(desk: Desk, rule_: IndicatorRule) -> list[QWidget]:
    look, catalogue = desk.look, desk.rules.catalogue
    made: list[QWidget] = [rule(), label(look.say("indicator.why"), "strong")]
    made.append(label(look.say(f"basis.{rule_.basis.value}"), "small", is_wrapped=True))
    for key in rule_.cards:
        if key in catalogue.cards:
            link = LinkButton(
                look.theme, look.word(catalogue.cards[key].title), f"card_{key}", "book-open"
            )
            link.clicked.connect(lambda _checked=False, card=key: desk.card_wanted.emit(card))
            made.append(link)
    citations = [catalogue.sources[s].citation for s in rule_.sources if s in catalogue.sources]
    made += [label(citation, "caption", is_wrapped=True) for citation in citations]
    scale = "  ·  ".join(
        f"{look.words.number(value, 0 if value == int(value) else 2)}{chr(0x202F)}→{chr(0x202F)}"
        f"{look.words.number(points)}"
        for value, points in rule_.breaks
    )
    made.append(fact_row(look.say("indicator.scale"), scale))
    return [*made, *_changes(desk, rule_)]


def _changes(desk: Desk, rule_: IndicatorRule) -> list[QWidget]:
    """Who changed what a value is worth here, why, and the way to change it."""
    from sbd_tool.app.rule_edits import changes_of

    look, project = desk.look, desk.project
    if project is None or rule_.kind is IndicatorKind.CONTEXT:
        return []
    made: list[QWidget] = []
    for one in changes_of(project, f"indicators.{rule_.key}."):
        words = look.words_of(
            "weights.rule_changed", author=literal(one.author), reason=literal(one.reason)
        )
        made.append(label(words, "caption", is_wrapped=True))
    link = LinkButton(look.theme, look.words_of("weights.rule_link"), "change_rule", "sliders")
    link.clicked.connect(lambda: desk.rule_wanted.emit(rule_.key))
    return [*made, link]


def _card_link(desk: Desk, key: str) -> LinkButton:
    words = desk.look.word(desk.rules.catalogue.cards[key].title)
    return LinkButton(desk.look.theme, words, f"card_{key}", "book-open")
