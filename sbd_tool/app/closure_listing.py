"""A proposed closure as a list of stretches, with what it costs and does to both ledgers."""

from collections.abc import Callable
from typing import Any, Final

from sbd_tool.app.closing import ClosureProposal, propose_closure
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.closure_results import Closure, ClosureStretch
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Move
from sbd_tool.domain.text import Quantity, Text, text

_LEAST_POINTS: Final = 0.5  # of 100: less is not worth a sentence


def list_closure(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """The cheapest closure, or the rule that stands against any; nothing is changed."""
    proposal = propose_closure(project, rules, wish, progress=progress)
    closure = proposal.closure
    content: dict[str, Any] = {
        "possible": closure.is_possible,
        "objective": closure.objective,
        "length_m": closure.length_m if closure.is_possible else None,
        "cost": closure.cost if closure.is_possible else None,
        "cost_unit": "1 = 1 m of fixed rated bollards",
        "visual_load": closure.load if closure.is_possible else None,
        "proven": closure.is_proven,
        "binding": [rule.value for rule in closure.binding],
        "binding_rule": closure.binding[0].value if closure.binding else None,
        "within_m": closure.within_m,
        "longest_stretch_searched_m": closure.span_m,
        "segments": [_stretch(one) for one in closure.stretches],
        "measures": [
            {"id": one.id, "kind": one.kind, "line": _coordinates(one.geometry)}
            for one in proposal.measures
        ],
        "openness": _move(proposal.openness),
        "protection": _move(proposal.protection),
    }
    return ListResult(
        content=content,
        lines=tuple(_lines(proposal, names_of(project, rules))),
        notes=notes_of(proposal),
    )


def _stretch(stretch: ClosureStretch) -> dict[str, Any]:
    return {
        "line": _coordinates(stretch.line),
        "length_m": stretch.length_m,
        "kind": stretch.kind,
        "between": [key or None for key in stretch.between],
        "elements": stretch.elements,
        "required": stretch.required,
        "cost": stretch.cost,
        "visual_load": stretch.load,
        "on_no_dig": stretch.is_on_no_dig,
        "gates": [
            {"route": gate.route, "at": [gate.at.x, gate.at.y], "width_m": gate.width_m}
            for gate in stretch.gates
        ],
    }


def _coordinates(line: Any) -> list[list[float]]:
    return [list(at) for at in line.coords]


def _move(move: Move) -> dict[str, Any]:
    return {"delta": move.delta, "low_delta": move.low_delta, "high_delta": move.high_delta}


def _lines(proposal: ClosureProposal, name: Callable[[str], Text]) -> list[Text]:
    closure = proposal.closure
    if not closure.stretches:
        return outcome_of(closure)
    return [
        *outcome_of(closure),
        *(_line(one, name) for one in closure.stretches),
        _moved("closure.moves_openness", proposal.openness),
        _moved("closure.moves_protection", proposal.protection),
    ]


def outcome_of(closure: Closure) -> list[Text]:
    """What was found, in a sentence; where there is no line, also the rules that bind."""
    if not closure.is_possible:
        return [text("closure.impossible"), *_bound(closure)]
    if not closure.stretches:
        return [text("closure.nothing_needed")]
    head = text(
        "closure.found" if closure.is_proven else "closure.found_unproven",
        count=len(closure.stretches),
        length=Quantity(closure.length_m, "m", 2),
        cost=Quantity(closure.cost, "", 1),
        reach=Quantity(closure.within_m, "m"),
    )
    return [head]


def notes_of(proposal: ClosureProposal) -> tuple[Text, ...]:
    """What else a reader should know: of the line, and why protection moves as it does."""
    notes = [*proposal.closure.notes]
    if proposal.measures and not any("rating" in one.parameters for one in proposal.measures):
        notes.append(text("ring.note_no_rating"))
    before, after = (one[LedgerKey.PROTECTION] for one in (proposal.before, proposal.after))
    notes += [
        text("ring.note_loses", name=text(f"rubric.{key}.name"))
        for key, was in before.indicators.items()
        if after.indicators[key].high < was.high - _LEAST_POINTS
    ]
    return tuple(notes)


def _bound(closure: Closure) -> list[Text]:
    return [text(f"closure.binding_{rule.value}") for rule in closure.binding]


def _line(stretch: ClosureStretch, name: Callable[[str], Text]) -> Text:
    key = "closure.stretch_with_gate" if stretch.gates else "closure.stretch"
    return text(
        key,
        length=Quantity(stretch.length_m, "m", 2),
        kind=text(f"measure.{stretch.kind}.name"),
        one=_end(stretch.between[0], name),
        other=_end(stretch.between[1], name),
        elements=stretch.elements,
    )


def _end(key: str, name: Callable[[str], Text]) -> Text:
    return name(key) if key else text("closure.bare_corner")


def _moved(key: str, move: Move) -> Text:
    return text(key, low=Quantity(move.low_delta, "", 1), high=Quantity(move.high_delta, "", 1))
