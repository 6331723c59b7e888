"""One idea: what to add or take away, its change of both ledgers, and a button that does it."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.removing import taken_away
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Move, Suggestion
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.catalogue_model import signed
from sbd_tool.gui.widgets.basics import button, column, holder, label, row
from sbd_tool.gui.widgets.signs import Swatch, ledger_sign

LEAST_MOVE: Final = 0.05  # what prints as a tenth of a point
EDGE: Final = (16, 11, 16, 12)


def idea_row(
    desk: Desk, idea: Suggestion, name: str = "idea", edge: tuple[int, int, int, int] = EDGE
) -> QWidget:
    """A row of a list of ideas; its button is called after the list and the idea."""
    look, kind = desk.look, desk.kind(idea.kind)
    title = label(look.word(idea.sentence), "strong", is_wrapped=True)
    head = row(spacing=10)
    if kind is not None:
        head.addWidget(
            Swatch(
                32,
                32,
                lambda p, r: look.symbols.measure(
                    p, kind.symbol, kind.family, r.center(), 24, "proposed"
                ),
            )
        )
    head.addWidget(title, 1)
    moves = row(spacing=5)
    for ledger, move in (("openness", idea.openness), ("protection", idea.protection)):
        moves.addWidget(ledger_sign(look.theme, ledger, 14))
        moves.addWidget(label(move_words(look, move), "strong", tone=ledger))
        moves.addSpacing(6)
    moves.addStretch(1)
    lines = column(head, moves, spacing=7, margins=edge)
    foot = row(spacing=8)
    measures = tuple(m for m in idea.measures if isinstance(m, Measure))
    if measures:
        apply = button(look.theme, look.say("idea.add"), f"{name}_{idea.key}", sign="plus")
        apply.clicked.connect(partial(_add, desk, measures))
        foot.addWidget(apply)
    if idea.removes:
        words = look.words_of("removals.apply")
        apply = button(look.theme, words, f"{name}_{idea.key}", sign="trash")
        apply.clicked.connect(partial(_take_away, desk, idea.removes))
        foot.addWidget(apply)
    if idea.is_win_win:
        foot.addWidget(label(look.say("idea.both"), "badge"))
    foot.addStretch(1)
    lines.addLayout(foot)
    return holder(lines)


def _add(desk: Desk, measures: tuple[Measure, ...], *_checked: object) -> None:
    if desk.do(AddMeasures(measures=measures, by=desk.by())):
        ids = tuple(m.id for m in measures)
        desk.choose(ids)
        if any(m.geometry is not None for m in measures):
            desk.zoom_wanted.emit(ids)


def _take_away(desk: Desk, ids: tuple[str, ...], *_checked: object) -> None:
    if desk.project is None:
        return
    try:
        command = taken_away(desk.project, ids, desk.by())
    except SbdError as error:  # somebody deleted it since
        desk.report(error)
        return
    desk.do(command)


def reach_of(idea: Suggestion, ledger: LedgerKey) -> float:
    """Points it moves a ledger by; where that is no single figure, those of the end moved most."""
    move = idea.openness if ledger is LedgerKey.OPENNESS else idea.protection
    if move.delta is not None:
        return move.delta
    return max(move.low_delta, move.high_delta, key=abs)


def move_words(look: Look, move: Move) -> str:
    """A move of a ledger: points, or which end of the range moves and how far."""
    if move.delta is not None:
        return signed(look, move.delta, 1)
    low, high = move.low_delta, move.high_delta
    if abs(high) < LEAST_MOVE and abs(low) < LEAST_MOVE:
        return signed(look, 0.0)
    if abs(high) < LEAST_MOVE:
        return look.say("idea.low_end", points=signed(look, low, 1))
    if abs(low) < LEAST_MOVE:
        return look.say("idea.high_end", points=signed(look, high, 1))
    if signed(look, low, 1) == signed(look, high, 1):
        return look.words_of("waterfall.move_evenly", points=signed(look, low, 1))
    return look.say("idea.range", low=signed(look, low, 1), high=signed(look, high, 1))
